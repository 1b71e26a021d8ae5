"""The parameters as a list to read: value, range, unit, source and what each rests on."""

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from agents.parameters import Draw, Parameter, ParameterError, Status, Value
from scenarios.parameters import model_parameters

if TYPE_CHECKING:
    from rich.table import Table


def records(group: str | None = None) -> list[Parameter]:
    """Return the records of one group (the file they stand in), or all.

    Raises
    ------
    ParameterError
        If there is no such group; the nearest is given.
    """
    everything = [record for _, record in model_parameters().items()]
    if group is None:
        return everything
    found = [record for record in everything if record.name.split(".")[0] == group]
    if not found:
        groups = sorted({record.name.split(".")[0] for record in everything})
        near = get_close_matches(group, groups, n=1, cutoff=0.3)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise ParameterError(
            f"There is no group of parameters named {group!r}.{hint} Known: {', '.join(groups)}."
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


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        same = len(set(value)) == 1
        return f"{value[0]:g} (x{len(value)})" if same else " ".join(f"{x:g}" for x in value)
    return f"{value:g}"


def as_table(chosen: list[Parameter], language: str = "en") -> "Table":
    """Return a table for the terminal, the counts in its caption."""
    from rich.table import Table

    titles = {
        "en": ("parameter", "value", "range", "unit", "rests on", "source", "what"),
        "nb": ("parameter", "verdi", "spenn", "enhet", "hviler på", "kilde", "hva"),
    }[language]
    caption = ", ".join(f"{number} {status}" for status, number in counts(chosen).items())
    drawn = sum(record.draw is not Draw.FIXED for record in chosen)
    table = Table(caption=f"{len(chosen)} parameters: {caption}. {drawn} drawn per replicate.")
    for number, title in enumerate(titles):
        table.add_column(title, overflow="fold", justify="right" if number == 1 else "left")
    for record in chosen:
        span = " / ".join(record.choices) or f"{_shown(record.low)} - {_shown(record.high)}"
        what = record.nb if language == "nb" else record.en
        status = record.status.value + ("" if record.draw is Draw.FIXED else f", {record.draw.value} draw")
        table.add_row(record.name, _shown(record.value), span, record.unit, status, record.source, what)
    return table
