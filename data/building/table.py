"""What a table is: fields with units, rows, and where the figures come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

Cell = str | int | float | None
FieldType = Literal["string", "integer", "number", "boolean"]

OBSERVED: Final = "observed"
SUPPRESSED: Final = "suppressed"
MISSING: Final = "missing"
STATUSES: Final = (OBSERVED, SUPPRESSED, MISSING)

LICENCE_SSB: Final = "CC BY 4.0 (Statistics Norway)"
LICENCE_KARTVERKET: Final = "CC BY 4.0 (Kartverket)"
LICENCE_IMDI: Final = "terms not stated by IMDi in the copy read; credit IMDi"
LICENCE_IMDIKATOR: Final = "MIT (c) 2016 IMDi (imdikator)"
LICENCE_UDI: Final = "published official statistics; terms not stated in the copy read; credit UDI"


@dataclass(frozen=True)
class Field:
    """One column of a table."""

    name: str
    type: FieldType
    unit: str
    description: str
    enum: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One finished table, ready to be written.

    Parameters
    ----------
    rows
        One tuple per row in the order of ``fields``; ``None`` is written as an empty cell.
    code_year
        Year of the municipality codes, or ``None`` when the table holds no codes.
    """

    name: str
    title: str
    description: str
    publisher: str
    licence: str
    sources: tuple[str, ...]
    fields: tuple[Field, ...]
    rows: list[tuple[Cell, ...]] = field(repr=False)
    code_year: int | None = 2013

    def __post_init__(self) -> None:
        width = len(self.fields)
        for row in self.rows:
            if len(row) != width:
                raise ValueError(f"{self.name}: row {row!r} has {len(row)} cells, not {width}")


def with_status(name: str, type_: FieldType, unit: str, description: str) -> tuple[Field, Field]:
    """Return a value column and its status column.

    A blank cell never means zero here; the sibling column says what it means.
    """
    return (
        Field(name, type_, unit, f"{description}; empty unless {name}_status is observed"),
        Field(f"{name}_status", "string", "", f"what is known of {name}", STATUSES),
    )


def text_of(cell: Cell) -> str:
    """Write one cell the same way on every machine."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".") if cell % 1 else str(int(cell))
    return str(cell)


def number(text: str) -> int | float:
    """Read a published figure; whole figures become integers."""
    value = float(text)
    return int(value) if value.is_integer() else value
