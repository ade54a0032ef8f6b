"""Whose job? Two groups in templates about occupations, beside published shares."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.bias.jobs import Jobs, correlation, interval, jobs, published_shares
from explain.bias.templates import MOST_JOBS, Group, group_of, split_list, split_templates
from explain.content.examples.probes import JOB_SETS
from explain.figures import job_dots, share_map
from explain.models import LoadedModel
from explain.text.blanks import mask_id_of
from pages.shell import store
from pages.shell.controls import switch, text
from pages.shell.frame import ran, style, table
from pages.shell.texts import md, num, t
from pages.shell.work import work
from pages.views.bias.language import legible
from pages.views.bias.record import fact, note, report_figure

__all__ = ["show"]


def _typed(loaded: LoadedModel, spoken: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Group, Group]]:
    """Templates, occupations and groups, as typed."""
    offered = JOB_SETS[spoken]
    left, right = st.columns([5, 5], gap="medium")
    with left:
        typed = text("job_templates", t("bias.job_templates"), offered.templates, height=190)
    with right:
        occupations = offered.occupations or ", ".join(published_shares())
        listed = text("occupations", t("bias.occupations"), occupations, height=190)
    words = []
    for column, name, default in zip(st.columns(2, gap="medium"), ("one", "two"), offered.groups, strict=True):
        with column:
            words.append(text(f"group_{name}", t(f"bias.group_{name}"), default, help=t("bias.group_help")))
    mask_id_of(loaded)
    templates, names = split_templates(typed), split_list(listed, MOST_JOBS)
    groups = group_of(loaded, words[0]), group_of(loaded, words[1])
    fact(t("bias.job_templates"), "\n".join(templates))
    fact(t("bias.occupations"), ", ".join(names))
    fact(t("bias.group_one"), groups[0].name)
    fact(t("bias.group_two"), groups[1].name)
    return templates, names, groups


def _means(found: Jobs, scores: NDArray[np.float64]) -> pd.DataFrame:
    mean, low, high = interval(scores)
    shares = published_shares()
    return pd.DataFrame(
        {
            t("bias.column_job"): found.jobs,
            t("bias.column_mean"): mean,
            t("bias.column_low"): low,
            t("bias.column_high"): high,
            t("bias.column_share"): [shares.get(job, np.nan) for job in found.jobs],
        }
    )


def _every(found: Jobs) -> pd.DataFrame:
    raw, corrected = found.score(corrected=False), found.score(corrected=True)
    return pd.DataFrame(
        {
            t("bias.column_template"): np.repeat(found.templates, len(found.jobs)),
            t("bias.column_job"): np.tile(found.jobs, len(found.templates)),
            **{
                t("bias.column_p_group", word=group.name): np.exp(found.log_p[..., at]).ravel()
                for at, group in enumerate(found.groups)
            },
            t("bias.column_raw"): raw.ravel(),
            t("bias.column_prior"): (raw - corrected).ravel(),
            t("bias.column_corrected"): corrected.ravel(),
        }
    )


def _against_shares(found: Jobs, scores: NDArray[np.float64], axis: str) -> None:
    numbers = _means(found, scores)
    known = np.flatnonzero(~numbers[t("bias.column_share")].isna())
    rows = numbers.iloc[known]
    mean, low, high, share = (
        rows[t(f"bias.column_{name}")].to_numpy(float) for name in ("mean", "low", "high", "share")
    )
    told = correlation(mean, share)
    if told is None:
        st.info(t("bias.job_no_shares"), icon=":material/info:")
        return
    heading = t("bias.job_title")
    report_figure(
        "shares",
        lambda: share_map(
            share,
            mean,
            low,
            high,
            [found.jobs[at] for at in known],
            style(),
            heading,
            across=t("bias.job_share"),
            up=axis,
        ),
        t("bias.job_alt", count=len(known), word=found.groups[1].name, pearson=num(told.pearson, 2)),
        lambda: numbers,
        heading,
    )
    note(
        "bias.job_correlation",
        pearson=num(told.pearson),
        pearson_low=num(told.pearson_interval[0]),
        pearson_high=num(told.pearson_interval[1]),
        spearman=num(told.spearman),
        spearman_low=num(told.spearman_interval[0]),
        spearman_high=num(told.spearman_interval[1]),
        count=told.count,
        templates=len(found.templates),
    )
    note("bias.job_correlation_note")


def show(loaded: LoadedModel, spoken: str) -> None:
    """Templates, occupations, two groups; the mean against shares, and every template."""
    templates, occupations, groups = _typed(loaded, spoken)
    corrected = switch("corrected", t("bias.corrected"), True, help=t("bias.corrected_help"))
    fact(t("bias.corrected"), "✓" if corrected else "–")
    if not legible(loaded, spoken, " ".join(templates).replace("{job}", "")):
        return
    found = work(
        "jobs",
        t("bias.jobs_work"),
        (loaded.card.id, templates, occupations, groups),
        lambda: store.ask(jobs, loaded, templates, occupations, groups),
    )
    if found is None:
        return
    scores = found.score(corrected=corrected)
    axis = t("bias.job_score", word=groups[1].name)
    _against_shares(found, scores, axis)
    heading = t("bias.job_all")
    order = np.argsort(scores.mean(axis=0))
    report_figure(
        "dots",
        lambda: job_dots(scores, found.jobs, found.templates, style(), heading, across=axis, mean=t("bias.job_mean")),
        t(
            "bias.job_all_alt",
            count=len(occupations),
            templates=len(templates),
            one=groups[1].name,
            other=groups[0].name,
            first=found.jobs[order[-1]],
            last=found.jobs[order[0]],
        ),
        lambda: _every(found),
        heading,
    )
    note("bias.job_all_note")
    with st.expander(t("bias.job_table")):
        table("job_means", _means(found, scores).sort_values(t("bias.column_mean"), ascending=False))
        table("job_all", _every(found))
    if loaded.card.languages == ():
        st.caption(md("shell.model_folder", folder=loaded.card.id))
    ran("bias.ran", loaded)
