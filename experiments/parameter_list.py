"""The parameters as a list to read: value, range, unit, source and what each rests on."""

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from agents.parameters import Draw, Parameter, Status, Value
from experiments.errors import RequestError
from experiments.typeset import held
from scenarios.describe import label, range_text, status_text, value_text
from scenarios.parameters import model_parameters
from scenarios.sentences import Near
from scenarios.units import unit_text
from scenarios.worlds import NORWAY

if TYPE_CHECKING:
    from experiments.grid import Grid


def records(group: str | None = None, world: str = NORWAY.name) -> list[Parameter]:
    """Return the records of one group (the file they stand in), or all, as a world has them.

    Raises
    ------
    RequestError
        If there is no such group; the nearest is given.
    """
    everything = [record for _, record in model_parameters(world).items()]
    if group is None:
        return everything
    found = [record for record in everything if record.name.split(".")[0] == group]
    if not found:
        groups = sorted({record.name.split(".")[0] for record in everything})
        near = get_close_matches(group, groups, n=1, cutoff=0.3)
        raise RequestError(
            "no_group", group=group, hint=Near(near[0] if near else None), known=", ".join(groups)
        )
    return found


def counts(chosen: list[Parameter]) -> dict[str, int]:
    """Return how many records are measured, literature, assumed and policy."""
    found = Counter(record.status for record in chosen)
    return {status.value: found[status] for status in Status}


def as_json(chosen: list[Parameter]) -> dict[str, Any]:
    """Return the records and their counts, ready for JSON."""
    names = ("name", "value", "low", "high", "unit", "source", "status", "draw", "sd", "choices", "en", "nb")
    return {
        "counts": counts(chosen),
        "parameters": [
            {name: getattr(record, name) for name in names} | {"file": record.file} for record in chosen
        ],
    }


def _shown(value: Value, language: str) -> str:
    if isinstance(value, tuple) and len(set(value)) == 1:
        return f"{value_text(value[0], language)} (x{len(value)})"
    return value_text(value, language)


WORDS: Final[dict[str, Any]] = {
    "en": {
        "titles": ("parameter", "value", "range", "unit", "rests on", "source", "what"),
        "caption": "{all} parameters: {counts}. {drawn} drawn per replicate.",
        "draw": "{draw} draw",
        "sources": "Sources are written as in the parameter's record: ids of evidence (as E93) stand in "
        "docs/evidence.md, those in small letters in data/tables, 'design n' and 'decision n' are decision n "
        "in section 7 of docs/odd.md; (A) is assumed, (P) estimated in the panel of municipalities.",
    },
    "nb": {
        "titles": ("parameter", "verdi", "spenn", "enhet", "hviler på", "kilde", "hva"),
        "caption": "{all} parametre: {counts}. {drawn} trekkes i hver framtid.",
        "draw": "trekkes {draw}",
        "sources": "Kildene står på språket i parameterens post, engelsk: koder som E93 er forklart i "
        "docs/evidence.md, koder med små bokstaver i data/tables, «design n» og «decision n» er beslutning n "
        "i avsnitt 7 i docs/odd.md; (A) er antatt, (P) anslått på kommunetallene.",
        Draw.UNIFORM: "jevnt",
        Draw.TRIANGULAR: "trekantet",
        Draw.NORMAL: "normalt",
    },
}


def sources_text(language: str) -> str:
    """Return what stands for what in the sources of records, which are in one language only."""
    return str(WORDS[language]["sources"])


def as_table(chosen: list[Parameter], language: str = "en") -> "Grid":
    """Return a table for the terminal, the counts in its caption."""
    from experiments.grid import Grid

    words = WORDS[language]
    found = counts(chosen)
    said = ", ".join(f"{found[status]} {status_text(status, language)}" for status in Status)
    drawn = sum(record.draw is not Draw.FIXED for record in chosen)
    caption = words["caption"].format(all=len(chosen), counts=said, drawn=drawn)
    table = Grid(caption=f"{caption} {sources_text(language)}")
    for number, title in enumerate(words["titles"]):
        table.add_column(title, justify="right" if number == 1 else "left")
    for record in chosen:
        span = range_text(record, language)
        status = status_text(record.status, language)
        if record.draw is not Draw.FIXED:
            status += ", " + words["draw"].format(draw=words.get(record.draw, record.draw.value))
        table.add_row(
            record.name,
            _shown(record.value, language),
            span if record.choices else held(span),
            unit_text(record.unit, language),
            status,
            record.source,
            label(record, language),
        )
    return table
