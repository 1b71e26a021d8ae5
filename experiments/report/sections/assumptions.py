"""How much rests on assumptions: what parameters rest on, and which drawn ones a headline moves with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from agents.parameters import Parameter, Status
from experiments.report.document import Figure, Items, Section, Table, Text
from experiments.report.figures.shares import shares
from experiments.report.material import Material
from experiments.report.sections.headline import chosen
from experiments.report.words import Words
from experiments.resting import varied
from scenarios.describe import status_text
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters

ENOUGH: Final = 12  # replicates below which a correlation over them says nothing
SHOWN: Final = 5
STATES: Final = tuple(Status)


def changed(material: Material, arm: str) -> list[str]:
    """Return the parameters that a scenario sets, as the run was resolved."""
    said = material.scenario(arm)
    by_dial = {dial.name: dial.parameter for dial in DIALS}
    names = [by_dial.get(name, name) for name in said.get("dials", {})]
    return [*names, *said.get("levers", {}), *said.get("rules", {})]


def counts(records: Sequence[Parameter]) -> list[int]:
    """Return how many records are measured, literature, assumed and policy."""
    found = Counter(record.status for record in records)
    return [found[state] for state in STATES]


def moves_with(material: Material, arm: str, name: str) -> tuple[list[tuple[str, float]], float, int]:
    """Return the drawn parameters whose rank correlation with a paired difference is beyond chance.

    Returns
    -------
    list of (str, float)
        Names and correlations, the strongest first.
    float
        The correlation beyond which one of all would lie by chance in one study of twenty.
    int
        Number of parameters looked at.
    """
    from scipy.stats import rankdata, t

    study = material.study
    draws: list[Mapping[str, float]] = [
        material.manifests[study.baseline, seed].get("drawn", {}) for seed in study.seeds
    ]
    names = [key for key in draws[0] if len({draw.get(key) for draw in draws}) > 1]
    difference = np.array(study.series(arm, name)) - np.array(study.series(study.baseline, name))
    kept = np.isfinite(difference)
    pairs = int(kept.sum())
    if pairs < ENOUGH or not names or np.ptp(difference[kept]) == 0:
        return [], float("nan"), len(names)
    level = float(t.ppf(1 - 0.05 / (2 * len(names)), pairs - 2))
    least = level / np.sqrt(pairs - 2 + level**2)
    ranked = rankdata(difference[kept])
    found = []
    for key in names:
        drawn = rankdata(np.array([draw[key] for draw in draws])[kept])
        if np.ptp(drawn) == 0:
            continue
        rho = float(np.corrcoef(ranked, drawn)[0, 1])
        if abs(rho) > least:
            found.append((key, rho))
    return sorted(found, key=lambda one: -abs(one[1])), float(least), len(names)


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    records = dict(model_parameters(material.world.name).items())
    everything = list(records.values())
    names = varied(material.world.name, material.study.parameters)
    drawn = [record for record in everything if record.name in names]
    bars = {
        words("assumptions.all", count=len(everything)): counts(everything),
        words("assumptions.drawn", count=len(drawn)): counts(drawn),
    }
    channels = [record for record in everything if record.name.startswith("channels.")]
    bars[words("assumptions.channels", count=len(channels))] = counts(channels)
    for arm in material.study.arms:
        set_by = [records[name] for name in changed(material, arm) if name in records]
        if set_by:
            bars[words("assumptions.set", arm=arm, count=len(set_by))] = counts(set_by)
    parts = [status_text(state, words.language) for state in STATES]
    rows = tuple((name, *(str(count) for count in found)) for name, found in bars.items())
    percent = round(100 * counts(everything)[STATES.index(Status.ASSUMED)] / len(everything))
    table = Table(words("assumptions.table"), (words("assumptions.which"), *parts), rows)
    said = "; ".join(
        f"{row[0]}: {', '.join(map(' '.join, zip(row[1:], parts, strict=True)))}" for row in rows
    )
    figure = Figure(
        "assumptions",
        shares(bars, parts, words("assumptions.percent")),
        words("assumptions.alt", said=said),
        words("assumptions.figure"),
        table,
    )
    few = len(material.study.seeds) < ENOUGH
    items = [text for arm in material.study.arms for text in _rests(material, arm, words)]
    return Section(
        "assumptions",
        words("assumptions.title"),
        (
            Text(words("assumptions.lead", count=len(everything), percent=percent)),
            figure,
            Text(words("assumptions.moves", least=ENOUGH)),
            Text(words("assumptions.few", count=len(material.study.seeds))) if few else Items(tuple(items)),
        ),
    )


def _rests(material: Material, arm: str, words: Words) -> list[str]:
    """Return one sentence for each headline: which drawn parameters it moves with."""
    records = dict(model_parameters(material.world.name).items())
    said = []
    for one in chosen(material):
        found, least, looked = moves_with(material, arm, one.name)
        label = one.label(words.language)
        if least != least:
            said.append(words("assumptions.too_few", arm=arm, indicator=label, least=ENOUGH))
            continue
        if not found:
            limit = words.number(least, 2)
            said.append(words("assumptions.none", arm=arm, indicator=label, count=looked, limit=limit))
            continue
        named = []
        for key, rho in found[:SHOWN]:
            record = records.get(key)
            status = status_text(record.status, words.language) if record else words("common.unknown")
            what = (record.nb if words.language == "nb" else record.en) if record else key
            named.append(f"{what} ({key}, {status}; ρ = {words.number(rho, 2, True)})")
        said.append(words("assumptions.found", arm=arm, indicator=label, listed="; ".join(named)))
    return said
