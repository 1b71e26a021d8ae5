"""Waiting over time: how many wait in reception month by month, with the spread over replicates."""

import numpy as np

from agents.kinds import MONTHS_PER_YEAR
from experiments.report.document import Figure, Section, Table, Text
from experiments.report.figures.fan import FanWords, fan, quantiles
from experiments.report.material import Material
from experiments.report.words import Words
from indicators.waiting_stock import WAITING

FEW = 20  # replicates below which a 90 % range is that between the extremes


def section(material: Material, words: Words) -> Section | None:
    """Return the chapter; None when waiting was not recorded monthly."""
    told = material.monthly(WAITING.name)
    if told is None:
        return None
    months, values = told
    first = material.world.first_year
    times = [first + (month + 0.5) / MONTHS_PER_YEAR for month in months]
    study = material.study
    policy = {arm: _year(material.policy(arm)) for arm in study.arms}
    said = FanWords(
        words("waiting.unit"),
        words("waiting.scenario"),
        "median",
        "50 %",
        "90 %",
        words("waiting.policy"),
        words.language,
    )
    rows = []
    decembers = [i for i, month in enumerate(months) if month % MONTHS_PER_YEAR == MONTHS_PER_YEAR - 1]
    for i in decembers:
        row = [str(first + months[i] // MONTHS_PER_YEAR)]
        for name in study.scenarios:
            low, _, middle, _, high = quantiles(values[name])[:, i]
            row.append(f"{words.number(middle, 0)}\n{words.interval(low, high, 0, signed=False)}")
        rows.append(tuple(row))
    last = {name: float(np.median(found[:, -1])) for name, found in values.items()}
    ends = "; ".join(f"{name}: {words.number(value, 0)}" for name, value in last.items())
    blocks: list[Text | Figure] = [
        Text(words("waiting.lead")),
        Figure(
            "waiting",
            fan(times, values, study.baseline, policy, said),
            words("waiting.alt", count=len(study.arms), first=int(times[0]), last=int(times[-1]), ends=ends),
            words("waiting.figure", baseline=study.baseline, count=len(study.seeds)),
            Table(words("waiting.table"), (words("waiting.december"), *study.scenarios), tuple(rows)),
        ),
    ]
    if len(study.seeds) < FEW:
        blocks.append(Text(words("waiting.few", count=len(study.seeds)), "note"))
    return Section("waiting", words("waiting.title"), tuple(blocks))


def _year(month: str) -> float:
    """Return ``YYYY-MM`` as a point in time in years."""
    year, _, number = month.partition("-")
    return int(year) + (int(number or 1) - 1) / MONTHS_PER_YEAR
