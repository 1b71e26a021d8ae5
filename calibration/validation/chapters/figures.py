"""Figures of the country cell by cell: fit and held out, apart."""

from collections.abc import Mapping, Sequence

from calibration.target import Cell
from calibration.validation.chapters.shared import label
from calibration.validation.coverage import Judged
from calibration.validation.material import Material
from data.roles import HELD_OUT
from experiments.report.document import Block, Section, Table, Text
from experiments.report.words import Words

MOST_CELLS = 20  # of a target shown cell by cell


def figures(judged: Sequence[Judged], title: str, words: Words) -> Table:
    """Return figures of the country, cell by cell, with their intervals and the numbers of their notes."""
    rows, numbers = [], numbered(judged, words)
    for one in _shown(judged):
        digits = one.target.digits
        for place, cell in enumerate(one.cells):
            low, high = float(one.band.low[place]), float(one.band.high[place])
            inside = words("fit.inside" if one.within[place] else "fit.outside") if one.counted[place] else ""
            role = words(f"fit.{one.target.role.replace('-', '_')}")
            rows.append(
                (
                    label(one.target, cell, words.language) + _mark(one, numbers, words), role,
                    _record(cell, digits, words), words.number(float(one.band.mean[place]), digits),
                    words.interval(low, high, digits, signed=False), inside,
                )
            )  # fmt: skip
    head = ("bars.what", "fit.role", "bars.record", "bars.model", "fit.interval", "fit.within")
    return Table(title, tuple(words(name) for name in head), tuple(rows), left=2)


def _record(cell: Cell, digits: int, words: Words) -> str:
    """Return a figure of the record: what is suppressed is there and not told, and so not missing."""
    return words("fit.suppressed") if cell.state == "suppressed" else words.number(cell.value, digits)


def numbered(judged: Sequence[Judged], words: Words) -> Mapping[str, int]:
    """Return the notes of the targets that are shown cell by cell, numbered in the order of their rows."""
    notes = dict.fromkeys(one.target.note(words.language) for one in _shown(judged))
    return {note: number for number, note in enumerate(filter(None, notes), 1)}


def note_blocks(judged: Sequence[Judged], words: Words) -> tuple[Text, ...]:
    """Return the notes below a table of figures, each with the number that its rows have."""
    return tuple(
        Text(words("fit.note", number=number, note=note[0].upper() + note[1:]), "note")
        for note, number in numbered(judged, words).items()
    )


def _mark(one: Judged, numbers: Mapping[str, int], words: Words) -> str:
    number = numbers.get(one.target.note(words.language))
    return "" if number is None else words("fit.mark", number=number)


def _shown(judged: Sequence[Judged]) -> list[Judged]:
    return [one for one in judged if len(one.cells) <= MOST_CELLS]


def fit(m: Material, words: Words) -> Section:
    """Return what the model may be tuned to and what is given to it."""
    chosen = [one for one in m.judged if one.target.role != HELD_OUT]
    blocks: list[Block] = [Text(words("fit.lead")), figures(chosen, words("fit.table"), words)]
    notes = (*note_blocks(chosen, words), Text(words("fit.places"), "note"))
    return Section("fit", words("fit.title"), (*blocks, *notes))


def held(m: Material, words: Words) -> Section:
    """Return what nobody tuned to."""
    chosen = [one for one in m.judged if one.target.role == HELD_OUT]
    return Section(
        "held", words("held.title"),
        (
            Text(words("held.lead"), "warning"), figures(chosen, words("held.table"), words),
            *note_blocks(chosen, words),
        ),
    )  # fmt: skip
