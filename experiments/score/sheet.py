"""A table on its way to the terminal, to Markdown or to CSV."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from experiments.typeset import markdown_head, markdown_row

if TYPE_CHECKING:
    from experiments.grid import Grid


COLUMN_WIDTH: Final = 18  # columns of a terminal that a column needs


@dataclass(frozen=True)
class Sheet:
    """A table: title, head, rows as wide as the head, and notes below it.

    Attributes
    ----------
    left
        How many columns are text; the others are figures.
    long
        Whether its rows are too many for a first look at a screen; its notes say what they come to.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    left: int = 1
    long: bool = False

    def markdown(self) -> str:
        """Return it as Markdown."""
        lines = [f"## {self.title}", ""]
        if self.rows:
            lines += [*markdown_head(self.head, self.left), *map(markdown_row, self.rows), ""]
        for note in self.notes:
            lines += [note, ""]
        return "\n".join(lines)

    def fits(self, width: int) -> bool:
        """Return whether a terminal is wide enough for it as a table."""
        return width >= COLUMN_WIDTH * len(self.head)

    def lines(self) -> list[str]:
        """Return it row by row, a line a cell, for a narrow terminal."""
        listed = []
        for row in self.rows:
            listed.append(", ".join(row[: self.left]))
            cells = zip(self.head[self.left :], row[self.left :], strict=True)
            listed += [f"    {name}: {' '.join(cell.split(chr(10)))}" for name, cell in cells if cell]
        return listed

    def table(self) -> "Grid":
        """Return it for the terminal."""
        from experiments.grid import Grid

        table = Grid(title=self.title, show_lines=True)
        for i, name in enumerate(self.head):
            table.add_column(name, justify="left" if i < self.left else "right")
        for row in self.rows:
            table.add_row(*row)
        return table
