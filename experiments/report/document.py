"""What a report is made of: sections of paragraphs, lists, tables and figures, all of it plain text.

The page and the PDF are two renderings of one document, so they cannot say different things.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from experiments.score.sheet import Sheet

FURNITURE: Final = ("contents", "figures", "made", "skip", "table_region", "figure_region")  # keys of labels


@dataclass(frozen=True)
class Text:
    """A paragraph; a ``warning`` is set apart, a ``note`` is small print, ``code`` is a command to type."""

    text: str
    sort: Literal["paragraph", "warning", "note", "heading", "code"] = "paragraph"


@dataclass(frozen=True)
class Items:
    """A list of sentences."""

    items: tuple[str, ...]
    large: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows; a cell may have lines.

    Parameters
    ----------
    left : int
        How many columns are text; the others are figures, set to the right.
    widths : tuple of float
        Shares of the width; even where left out.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 1
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rows of another length than the head."""
        for row in self.rows:
            if len(row) != len(self.head):
                raise ValueError(f"{self.caption}: a row of {len(row)} cells under {len(self.head)} headings")


@dataclass(frozen=True)
class Figure:
    """A picture (SVG), what it shows in words for who cannot see it, and its figures where they are few."""

    name: str
    svg: bytes
    alt: str
    caption: str
    table: Table | None = None


Block = Text | Items | Table | Figure


@dataclass(frozen=True)
class Section:
    """A chapter."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A whole report."""

    language: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    footer: str
    made: str
    labels: dict[str, str] = field(default_factory=dict)  # of the furniture: contents, figures as a table

    def figures(self) -> Iterator[Figure]:
        """Return every figure."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Figure):
                    yield block


def of_sheet(sheet: Sheet, widths: tuple[float, ...] = ()) -> list[Text | Table]:
    """Return a sheet of the score as a table with its notes below it."""
    blocks: list[Text | Table] = []
    if sheet.rows:
        blocks.append(Table(sheet.title, sheet.head, sheet.rows, sheet.left, widths))
    else:
        blocks.append(Text(sheet.title, "heading"))
    return [*blocks, *(Text(note, "note") for note in sheet.notes)]


def cells(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows as a table keeps them."""
    return tuple(tuple(row) for row in rows)
