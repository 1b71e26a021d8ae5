"""The years after the record: forecasts, and how they did against somebody's figures."""

from collections.abc import Sequence

from calibration.baseline import group_text
from calibration.library import target
from calibration.rival import Score
from calibration.target import NATION
from calibration.validation.against import MOST, Against, Answer, Slip
from calibration.validation.coverage import ENOUGH
from calibration.validation.forecasts import FORECASTS
from calibration.validation.forward import national
from calibration.validation.material import Material
from data import load_table
from experiments.report.document import Block, Items, Section, Table, Text
from experiments.report.words import Words


def forward(m: Material, words: Words) -> Section | None:
    """Return the forecasts of the country; None when none were made."""
    if m.forward is None:
        return None
    rows = []
    for row in national(m.forward.rows):
        digits = 3 if row["unit"] == "share" else 0
        group = group_text(row["group"], words.language)
        what = ", ".join(filter(None, (_target(row["target"], words), group, str(row["year"]))))
        band = words.interval(row["low"], row["high"], digits, signed=False)
        rows.append((what, words.number(row["value"], digits), band))
    head = tuple(words(name) for name in ("bars.what", "bars.model", "fit.interval"))
    lead = words(
        "forward.lead", runs=m.forward.runs, rows=words.number(len(m.forward.rows), 0),
        draws=words("forward.refitted" if m.forward.refitted else "forward.unfitted"),
        corrected=words("forward.corrected") if m.norway else "",
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
            *([Table(words("forward.known"), of_2013, known)] if m.norway else []),
            Table(words("forward.table" if m.norway else "forward.invented"), head, tuple(rows)),
            Text(words("forward.check")),
            Text("python run.py validate --against FILE --predictions predictions.csv", "code"),
        ),
    )  # fmt: skip


def against(m: Material, words: Words) -> Section | None:
    """Return how the forecasts did against somebody's figures; None when no file was given."""
    if m.against is None:
        return None
    return Section("against", words("against.title", path=m.against_file), against_blocks(m.against, words))


def against_blocks(found: Answer, words: Words) -> tuple[Block, ...]:
    """Return the scores of forecasts: what should be looked at again, the table, and how to read it."""
    slipped = Items(tuple(_slip(one, words) for one in found.slips[:MOST]))
    blocks: list[Block] = [slipped] if found.slips else []
    if (rest := len(found.slips) - MOST) > 0:
        blocks.append(Text(words("against.slips", count=rest)))
    if not found.scores:
        said = ["nothing"]
    else:
        blocks.append(against_table(found.scores, words))
        said = ["covered"]
        said += ["few"] if any(one.score.n < ENOUGH for one in found.scores) else []
        said += ["latest"] if any(one.rival is not None for one in found.scores) else []
        if not found.norway:
            said.append("invented")
        elif any(one.rival is None for one in found.scores):
            said.append("no_latest")
    blocks += [Text(words(f"against.{name}"), "note") for name in said]
    blocks += [Text(words("against.empty", count=found.empty), "note")] if found.empty else []
    return tuple(blocks)


def _slip(one: Slip, words: Words) -> str:
    name, year, geography, group = one.key
    digits = 3 if one.share else 0
    names = dict(zip(*load_table("municipalities")[["code", "name"]].to_numpy().T, strict=True))
    where = "" if geography == NATION else _spaced(geography, names.get(geography, ""))
    return words(
        "against.slip", line=one.line, value=words.number(one.value, digits),
        what=_named(_target(name, words), group_text(group, words.language), where, str(year)),
        band=words.interval(one.low, one.high, digits, signed=False),
    )  # fmt: skip


def _spaced(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _target(name: str, words: Words) -> str:
    names = {one.public: (one.nb if words.language == "nb" else one.en) for one in FORECASTS}
    return names.get(name, name)


def _named(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def against_table(found: Sequence[Against], words: Words) -> Table:
    """Return the scores of forecasts as a table."""

    def error(score: Score | None, share: bool) -> str:
        return words("common.none") if score is None else words.number(score.mae, 3 if share else 1)

    rows = [
        (
            _named(_target(one.target, words), group_text(one.group, words.language)),
            words("against.places" if one.places else "against.nation"),
            words.number(one.score.n, 0), error(one.score, one.share), error(one.rival, one.share),
            words.number(one.score.rank, 3), words.number(one.score.bias, 2), _covered(one, words),
        )
        for one in found
    ]  # fmt: skip
    head = (
        "bars.what", "against.of", "against.n", "rivals.mae", "against.rival", "rivals.rank", "rivals.bias",
        "coverage.covered",
    )  # fmt: skip
    return Table(words("against.table"), tuple(words(name) for name in head), tuple(rows), left=2)


def _covered(one: Against, words: Words) -> str:
    """Return the share covered; of few figures how many of them, since a share would promise too much."""
    if one.score.n < ENOUGH:
        return words("against.of_few", covered=round(one.within * one.score.n), all=one.score.n)
    return f"{words.number(100 * one.within, 0)} %"
