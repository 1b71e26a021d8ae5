"""Fit against the bars set beforehand."""

from calibration.inference.verdict import AIMS
from calibration.validation.chapters.shared import label, reason
from calibration.validation.material import Material
from experiments.report.document import Block, Items, Section, Table, Text
from experiments.report.words import Words


def bars(m: Material, words: Words) -> Section:
    """Return fit against the bars set beforehand."""
    rows, said = [], []
    for name, (share, floor) in AIMS.items():
        one = m.by_name()[name]
        for place, cell in enumerate(one.cells):
            model, allowed = float(one.band.mean[place]), max(share * cell.value, floor)
            away, digits = model - cell.value, one.target.digits
            reached = abs(away) <= allowed
            what = label(one.target, cell, words.language)
            rows.append(
                (
                    what, words.number(cell.value, digits), words.number(model, digits),
                    words.number(away, digits, True), f"±{words.number(allowed, digits)}",
                    words("bars.yes" if reached else "bars.no"),
                )
            )  # fmt: skip
            if not reached and m.whole:  # a share of the persons is a reason itself
                said.append(words("bars.why", what=what, reason=reason(name, words)))
    head = tuple(words(f"bars.{one}") for one in ("what", "record", "model", "away", "allowed", "reached"))
    table = Table(words("bars.table"), head, tuple(rows))
    blocks: list[Block] = [Text(words("bars.lead")), table]
    blocks += [Items(tuple(said))] if said else []
    return Section("bars", words("bars.title"), tuple(blocks))
