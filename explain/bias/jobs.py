"""Whose job? How probable two groups are in templates about occupations, against published shares.

After Kurita et al. 2019, "Measuring Bias in Contextualized Word Representations": the probability of a target in
"[MASK] worked as a nurse." is divided by its probability in the same sentence with the occupation masked too, since one
group may simply be more frequent in such sentences.

Glossary: T templates, J occupations, 2 groups.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from explain.bias.filling import Blank, Progress, ask, mask_id_of, one_blank, pieces_within
from explain.bias.templates import Group, fill_job, together
from explain.errors import ExplainError
from explain.models.loading import LoadedModel

__all__ = ["Correlation", "Jobs", "agreement", "interval", "jobs", "published_shares"]

_FEWEST = 4
_RESAMPLES = 2_000


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


def jobs(
    loaded: LoadedModel,
    templates: Sequence[str],
    occupations: Sequence[str],
    groups: tuple[Group, Group],
    progress: Progress | None = None,
) -> Jobs:
    """Ask every template with every occupation, and once more with the occupation masked.

    Raises ExplainError: those of `one_blank`, and same_groups where a word is in both groups.
    """
    if set(groups[0].ids) & set(groups[1].ids):
        raise ExplainError("same_groups")
    mask_id = mask_id_of(loaded)
    asked, priors = [], []
    for template in templates:
        for job in occupations:
            filled = fill_job(template, job)
            tokens, place = one_blank(loaded, filled.text)
            hidden = tokens.ids.copy()
            hidden[pieces_within(tokens, filled.span)] = mask_id
            asked.append(Blank(tokens.ids, tokens.segments, place))
            priors.append(Blank(hidden, tokens.segments, place))
    both = [*asked, *priors]
    ids = np.array([one for group in groups for one in group.ids], dtype=np.int64)
    logs = ask(loaded, both, np.broadcast_to(ids, (len(both), len(ids))), progress)
    shape = (2, len(templates), len(occupations), 2)
    log_p, prior = together(logs, groups).reshape(shape)
    return Jobs(tuple(occupations), tuple(templates), groups, log_p, prior)


def interval(scores: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Mean, low and high (J,) of scores (T, J): a 95% interval of the mean by Student's t over the templates.

    It tells how far the result depends on the wording, not how well it holds for other models. One template has none:
    low and high are NaN.
    """
    count = len(scores)
    mean = scores.mean(axis=0)
    if count < 2:
        return mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    half = stats.t.ppf(0.975, count - 1) * scores.std(axis=0, ddof=1) / np.sqrt(count)
    return mean, mean - half, mean + half


def agreement(scores: NDArray[np.float64], shares: NDArray[np.float64], seed: int = 0) -> Correlation | None:
    """How scores (J,) go with published shares (J,): Pearson's r and Spearman's rho.

    Intervals are percentiles over 2,000 resamples of the occupations (Efron 1979); the same seed gives the same. None
    for fewer than four occupations, or where one side does not vary.
    """
    if len(scores) < _FEWEST or np.ptp(scores) == 0 or np.ptp(shares) == 0:
        return None
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(_RESAMPLES):
        at = rng.integers(len(scores), size=len(scores))
        if np.ptp(scores[at]) > 0 and np.ptp(shares[at]) > 0:
            ranks = [stats.rankdata(side[at]) for side in (scores, shares)]
            found.append((np.corrcoef(scores[at], shares[at])[0, 1], np.corrcoef(*ranks)[0, 1]))
    low, high = np.percentile(np.array(found), [2.5, 97.5], axis=0)
    return Correlation(
        float(np.corrcoef(scores, shares)[0, 1]),
        (float(low[0]), float(high[0])),
        float(stats.spearmanr(scores, shares).statistic),
        (float(low[1]), float(high[1])),
        len(scores),
    )
