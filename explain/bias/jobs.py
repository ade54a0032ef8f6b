"""Whose job? How probable two groups are in templates about occupations, against published shares.

After Kurita et al. 2019, "Measuring Bias in Contextualized Word Representations": the probability of a target in
"[MASK] worked as a nurse." is divided by its probability in the same sentence with the occupation masked too, since one
group may simply be more frequent in such sentences.

Glossary: T templates, J occupations, 2 groups.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from explain.bias.predictions import one_blank, pieces_within, predict_many
from explain.bias.templates import Group, fill_job, group_log_probabilities
from explain.engine.progress import within
from explain.engine.results import ask, result
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.text.blanks import hide

__all__ = ["Correlation", "Jobs", "correlation", "interval", "jobs", "published_shares", "template_scores"]

_FEWEST = 4
_RESAMPLES = 2_000
_NONE = 2.0
"""Stands for the correlation of what does not vary: no other is 2, and a NaN would spoil the percentiles of all."""


@dataclass(frozen=True)
class Jobs:
    """log_p: (T, J, 2) log-probability of each group. prior: (T, J, 2) the same with the occupation masked.

    jobs: (J,). templates: (T,). groups: the two.
    """

    jobs: tuple[str, ...]
    templates: tuple[str, ...]
    groups: tuple[Group, Group]
    log_p: NDArray[np.float64]
    prior: NDArray[np.float64]

    def score(self, *, corrected: bool) -> NDArray[np.float64]:
        """(T, J) natural log of p(second group) / p(first group); above 0 the second group is the more probable.

        corrected: the same log ratio of the prior taken off.
        """
        raw = self.log_p[..., 1] - self.log_p[..., 0]
        if not corrected:
            return np.asarray(raw)
        return np.asarray(raw - (self.prior[..., 1] - self.prior[..., 0]))


@dataclass(frozen=True)
class Correlation:
    """pearson, spearman, each with a 95% interval (low, high); count: how many occupations it rests on."""

    pearson: float
    pearson_interval: tuple[float, float]
    spearman: float
    spearman_interval: tuple[float, float]
    count: int


@cache
def published_shares() -> dict[str, float]:
    """Percent of women in each occupation: US Bureau of Labor Statistics 2015/16, as published with Winogender Schemas
    (Rudinger et al. 2018). See `data/SOURCES.md`.
    """
    with (Path(__file__).parent / "data/occupations.tsv").open(encoding="utf-8", newline="") as file:
        return {row["occupation"]: float(row["bls_pct_female"]) for row in csv.DictReader(file, delimiter="\t")}


@result
def template_scores(
    loaded: LoadedModel, template: str, occupations: tuple[str, ...], groups: tuple[Group, Group]
) -> NDArray[np.float64]:
    """(2, J, 2) log-probability of each group in one template with each occupation, and with it masked.

    Raises ExplainError as `one_blank` does.
    """
    texts, priors, places = [], [], []
    for job in occupations:
        filled = fill_job(template, job)
        tokens, place = one_blank(loaded, filled.text)
        texts.append(tokens)
        priors.append(hide(loaded, tokens, pieces_within(tokens, filled.span)))
        places.append(place)
    ids = np.array([one for group in groups for one in group.ids], dtype=np.int64)
    logs = predict_many(loaded, [*texts, *priors], [*places, *places], np.tile(ids, (2 * len(texts), 1)))
    return group_log_probabilities(logs, groups).reshape(2, len(occupations), 2)


@result
def jobs(
    loaded: LoadedModel, templates: tuple[str, ...], occupations: tuple[str, ...], groups: tuple[Group, Group]
) -> Jobs:
    """Ask every template with every occupation, and once more with the occupation masked; see `template_scores`.

    Raises ExplainError: those of `one_blank`, and same_groups where a word is in both groups.
    """
    if set(groups[0].ids) & set(groups[1].ids):
        raise ExplainError("same_groups")
    for template in templates:
        one_blank(loaded, fill_job(template, occupations[0]).text)
    scores = []
    for at, template in enumerate(templates):
        with within(at, at + 1, len(templates)):
            scores.append(ask(template_scores, loaded, template, occupations, groups))
    log_p, prior = np.stack(scores, axis=1)
    return Jobs(occupations, templates, groups, log_p, prior)


def interval(scores: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Mean, low and high (J,) of scores (T, J): a 95% interval of the mean by Student's t over the templates.

    It tells how far the result depends on the wording, not how well it holds for other models. One template has none:
    low and high are NaN.
    """
    count = len(scores)
    mean = scores.mean(axis=0)
    if count < 2:
        return mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    # Of one error of the mean, since scores that do not vary at all still have an interval, of no width.
    low, high = stats.t.interval(0.95, count - 1)
    error = stats.sem(scores, axis=0)
    return mean, mean + low * error, mean + high * error


def _pearson(one: NDArray[np.float64], other: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
    """Pearson's r along an axis; 2 where one side does not vary, of which `scipy.stats.pearsonr` would warn each time."""
    one, other = (side - side.mean(axis=axis, keepdims=True) for side in (one, other))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (one * other).sum(axis=axis) / np.sqrt((one**2).sum(axis=axis) * (other**2).sum(axis=axis))
    varies = (np.ptp(one, axis=axis) > 0) & (np.ptp(other, axis=axis) > 0)
    return np.where(varies, np.clip(found, -1, 1), _NONE)


def _spearman(one: NDArray[np.float64], other: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
    """Spearman's rho along an axis; 2 where one side does not vary."""
    return _pearson(stats.rankdata(one, axis=axis), stats.rankdata(other, axis=axis), axis)


def correlation(scores: NDArray[np.float64], shares: NDArray[np.float64], seed: int = 0) -> Correlation | None:
    """How scores (J,) go with published shares (J,): Pearson's r and Spearman's rho.

    Intervals are percentiles over 2,000 resamples of the occupations (Efron 1979), of those in which both sides vary;
    the same seed gives the same. None for fewer than four occupations, or where one side does not vary.
    """
    if len(scores) < _FEWEST or np.ptp(scores) == 0 or np.ptp(shares) == 0:
        return None
    intervals = []
    for statistic in (_pearson, _spearman):
        drawn = stats.bootstrap(
            (scores, shares), statistic, paired=True, n_resamples=_RESAMPLES, method="percentile", rng=seed
        ).bootstrap_distribution
        low, high = np.percentile(drawn[drawn != _NONE], [2.5, 97.5])
        intervals.append((float(low), float(high)))
    pearson, spearman = float(_pearson(scores, shares)), float(_spearman(scores, shares))
    return Correlation(pearson, intervals[0], spearman, intervals[1], len(scores))
