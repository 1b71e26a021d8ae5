"""Whether the predictive intervals hold."""

from calibration.validation.material import Material
from data.roles import HELD_OUT
from experiments.report.document import Section, Table, Text
from experiments.report.words import Words


def coverage(m: Material, words: Words) -> Section:
    """Return whether the intervals hold."""
    rows = []
    for one in m.judged:
        if one.target.role != HELD_OUT or not one.n:
            continue
        verdict = "few" if one.calibrated is None else "good" if one.calibrated else "bad"
        rows.append(
            (
                one.target.label(words.language), words.number(one.n, 0),
                f"{words.number(100 * one.coverage, 1)} %", words(f"coverage.{verdict}"),
            )
        )  # fmt: skip
    head = tuple(words(f"coverage.{name}") for name in ("target", "cells", "covered", "verdict"))
    return Section(
        "coverage", words("coverage.title"),
        (Text(words("coverage.lead")), Table(words("coverage.table"), head, tuple(rows))),
    )  # fmt: skip
