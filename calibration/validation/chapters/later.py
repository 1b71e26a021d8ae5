"""The years after the record: forecasts, and how they did against somebody's figures."""

from collections.abc import Sequence

from calibration.baseline import group_text
from calibration.library import target
from calibration.validation.against import Against
from calibration.validation.forecasts import FORECASTS
from calibration.validation.forward import national
from calibration.validation.material import Material
from experiments.report.document import Section, Table, Text
from experiments.report.words import Words


def forward(m: Material, words: Words) -> Section | None:
    """Return the forecasts of the country; None when none were made."""
    if m.forward is None:
        return None
    names = {one.public: (one.nb if words.language == "nb" else one.en) for one in FORECASTS}
    rows = []
    for row in national(m.forward.rows):
        digits = 3 if row["unit"] == "share" else 0
        group = group_text(row["group"], words.language)
        what = ", ".join(filter(None, (names[row["target"]], group, str(row["year"]))))
        band = words.interval(row["low"], row["high"], digits, signed=False)
        rows.append((what, words.number(row["value"], digits), band))
    head = tuple(words(name) for name in ("bars.what", "bars.model", "fit.interval"))
    lead = words(
        "forward.lead", runs=m.forward.runs, rows=words.number(len(m.forward.rows), 0),
        draws=words("forward.refitted" if m.forward.refitted else "forward.unfitted"),
    )  # fmt: skip
    known = tuple(
        (
            target(one.target).label(words.language), words.number(one.record, 0),
            words.number(one.mean, 0), words.interval(one.low, one.high, 0, signed=False),
        )
        for one in m.forward.known
    )  # fmt: skip
    of_2013 = tuple(words(name) for name in ("bars.what", "bars.record", "bars.model", "fit.interval"))
    return Section(
        "forward", words("forward.title"),
        (
            Text(words("forward.limit"), "warning"), Text(lead),
            Table(words("forward.known"), of_2013, known),
            Table(words("forward.table"), head, tuple(rows)), Text(words("forward.check")),
            Text("python run.py validate --against FILE --predictions predictions.csv", "code"),
        ),
    )  # fmt: skip


def against(m: Material, words: Words) -> Section | None:
    """Return how the forecasts did against somebody's figures; None when no file was given."""
    if not m.against_file:
        return None
    notes = [Text(words("against.empty", count=m.against_empty), "note")] if m.against_empty else []
    title = words("against.title", path=m.against_file)
    return Section("against", title, (against_table(m.against, words), *notes))


def _named(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def against_table(found: Sequence[Against], words: Words) -> Table:
    """Return the scores of forecasts as a table."""
    names = {one.public: (one.nb if words.language == "nb" else one.en) for one in FORECASTS}
    rows = [
        (
            _named(names.get(one.target, one.target), group_text(one.group, words.language)),
            words("against.places" if one.places else "against.nation"),
            words.number(one.score.n, 0), words.number(one.score.mae, 3 if one.share else 1),
            words.number(one.score.rank, 3), words.number(one.score.bias, 2),
            f"{words.number(100 * one.within, 0)} %",
        )
        for one in found
    ]  # fmt: skip
    head = (
        "bars.what", "against.of", "against.n", "rivals.mae", "rivals.rank", "rivals.bias",
        "coverage.covered",
    )  # fmt: skip
    return Table(words("against.table"), tuple(words(name) for name in head), tuple(rows), left=2)
