"""Ways between tenures: from reception to a first dwelling, and on from there."""

from typing import Final

import numpy as np

from experiments.disclosure import suppress
from experiments.report.document import Figure, Section, Table, Text
from experiments.report.figures.sankey import sankey
from experiments.report.material import Material
from experiments.report.words import Words

NAME: Final = "tenure_moves"
GROUPS: Final = {
    "reception": "reception", "municipal": "municipal", "shared": "municipal", "private": "private",
    "unserious": "insecure", "owned": "owned", "staffed": "staffed", "temporary": "none", "relatives": "none",
}  # fmt: skip
LISTED: Final = 12  # flows in the table
ORDER: Final = ("reception", "municipal", "private", "insecure", "owned", "staffed", "none")


def flows(material: Material, scenario: str) -> dict[tuple[str, str], float]:
    """Return households a year by (from, to), mean over replicates; small ones held back where asked."""
    found: dict[tuple[str, str], float] = {}
    study = material.study
    for seed in study.seeds:
        for ends, value in study.measured[scenario, seed][NAME].by("move").items():
            before, _, after = ends.partition(">")
            key = GROUPS.get(before, "none"), GROUPS.get(after, "none")
            found[key] = found.get(key, 0.0) + value / len(study.seeds)
    if not material.restricted:
        return found
    matrix = np.array([[found.get((a, b), 0.0) for b in ORDER[1:]] for a in ORDER])
    hidden = suppress(matrix).hidden
    return {
        (a, b): float(matrix[i, j])
        for i, a in enumerate(ORDER)
        for j, b in enumerate(ORDER[1:])
        if matrix[i, j] > 0 and not hidden[i, j]
    }


def section(material: Material, words: Words) -> Section | None:
    """Return the chapter; None when the study does not hold the moves."""
    if not material.has(NAME):
        return None
    study = material.study
    panels = {name: flows(material, name) for name in study.scenarios}
    notes = [Text(words("disclosure.held_back"), "note")] if material.restricted else []
    if not any(panels.values()):
        return Section("tenure", words("tenure.title"), tuple(notes)) if notes else None
    labels = {state: words(f"tenure.{state}") for state in ORDER}
    most = {
        ends: max(found.get(ends, 0.0) for found in panels.values())
        for found in panels.values()
        for ends in found
    }
    listed = sorted(most, key=lambda ends: -most[ends])[:LISTED]
    pairs = sorted(listed, key=lambda ends: (ORDER.index(ends[0]), ORDER.index(ends[1])))
    rows = tuple(
        (
            f"{labels[a]} → {labels[b]}",
            *(
                words.number(found[a, b], 0) if (a, b) in found else words("common.unknown")
                for found in panels.values()
            ),
        )
        for a, b in pairs
    )
    base = panels[study.baseline]
    largest = sorted(base, key=lambda ends: -base[ends])[:3]
    said = "; ".join(f"{labels[a]} → {labels[b]}: {words.number(base[a, b], 0)}" for a, b in largest)
    figure = Figure(
        "tenure",
        sankey(panels, labels, ORDER, words.language),
        words("tenure.alt", count=len(panels), baseline=study.baseline, said=said),
        words("tenure.figure", years=material.years),
        Table(words("tenure.table", count=len(pairs)), (words("tenure.from_to"), *study.scenarios), rows),
    )
    return Section("tenure", words("tenure.title"), (Text(words("tenure.lead")), figure, *notes))
