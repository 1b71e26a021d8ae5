"""Tables of the terminal in which no word, name or number is cut or broken.

Many a name in a table is there to be typed again: of a parameter, a table, a study. Columns are therefore
never narrower than their longest word; lines break at plain spaces only (the thin ones within numbers hold
together). Where the screen is too narrow for that, or would make the table very tall, each row becomes a
block of its own: what it is about, and below it what the other columns say, each with its heading.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

WIDE: Final = 10_000  # no terminal is so wide
TALL: Final = 2.0  # times the lines of its cells unwrapped, and of blocks, from which a table is too tall
INDENT: Final = "  "
BETWEEN: Final = " · "


def text_of(cell: RenderableType) -> Text:
    """Return a cell as text; what stands in it is never read as markup."""
    return cell if isinstance(cell, Text) else Text(str(cell))


def longest_word(text: Text) -> int:
    """Return how many columns the longest word of a text takes."""
    return max((cell_len(word) for word in re.split(r"[ \n]", text.plain)), default=0)


def longest_line(text: Text) -> int:
    """Return how many columns the longest line of a text takes."""
    return max((cell_len(line) for line in text.plain.split("\n")), default=0)


def height(rows: Sequence[Sequence[Text]]) -> int:
    """Return how many lines rows take together."""
    return sum(max(text.plain.count("\n") + 1 for text in row) for row in rows)


def wrapped(text: Text, width: int) -> Text:
    """Return a text with lines of at most `width` columns, broken at plain spaces only."""
    lines = []
    for line in text.split("\n", allow_blank=True):
        breaks, taken = [], 0
        for word in re.finditer(r" *[^ ]+", line.plain):
            if taken and taken + cell_len(word.group()) > width:
                breaks.append(word.start() + len(word.group()) - len(word.group().lstrip(" ")))
                taken = cell_len(word.group().lstrip(" "))
            else:
                taken += cell_len(word.group())
        for part in line.divide(breaks):
            part.rstrip()
            lines.append(part)
    return Text("\n").join(lines)


def widths_of(least: Sequence[int], usual: Sequence[int], most: Sequence[int], room: int) -> list[int]:
    """Return widths that fill `room` at most: each its least, then what is usual in it, then its most."""
    if sum(most) <= room:
        return list(most)
    low, high = (usual, most) if sum(usual) <= room else (least, usual)
    left, wanted = room - sum(low), sum(high) - sum(low)
    return [one + left * (more - one) // wanted for one, more in zip(low, high, strict=True)]


class Grid(Table):
    """A table of rich that lays itself out anew for the screen on which it is printed.

    Of what a column can be told of its width, `min_width`, `max_width` (as far as words allow), `no_wrap`
    and, in a table that expands, `ratio` are heeded.
    """

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the table, or its rows as blocks where it would not fit."""
        room = options.max_width
        cells = [[text_of(cell) for cell in column.cells] for column in self.columns]
        heads = [text_of(column.header) for column in self.columns]
        every = [[head, *column] for head, column in zip(heads, cells, strict=True)]
        least = [
            max(column.min_width or 0, *map(longest_line if column.no_wrap else longest_word, texts))
            for column, texts in zip(self.columns, every, strict=True)
        ]
        edges = console.measure(self._laid_out(heads, [], least), options=options.update(max_width=WIDE))
        left = room - (edges.maximum - sum(least))
        if sum(least) > left:
            yield from self._blocks(heads, cells, room)
            return
        if self.expand:
            shares = [column.ratio or 0 for column in self.columns]
            widths = [
                low + (left - sum(least)) * share // max(sum(shares), 1)
                for low, share in zip(least, shares, strict=True)
            ]
        else:
            most = [
                max(low, min(column.max_width or WIDE, max(map(longest_line, texts))))
                for column, low, texts in zip(self.columns, least, every, strict=True)
            ]
            usual = [
                min(high, max(low, -(-sum(map(longest_line, texts)) // len(texts))))
                for low, high, texts in zip(least, most, every, strict=True)
            ]
            widths = widths_of(least, usual, most, left)
        rows = [
            [wrapped(text, width) for text, width in zip(row, widths, strict=True)]
            for row in zip(*cells, strict=True)
        ]
        if height(rows) > TALL * height(list(zip(*cells, strict=True))):  # blocks may be shorter
            blocks = list(self._blocks(heads, cells, room))
            if height(rows) > TALL * sum(block.plain.count("\n") + 1 for block in blocks):
                yield from blocks
                return
        yield self._laid_out(heads, rows, widths)

    def _laid_out(self, heads: Sequence[Text], rows: Sequence[Sequence[Text]], widths: list[int]) -> Table:
        made = Table(
            title=self.title, caption=self.caption, box=self.box, show_header=self.show_header,
            show_lines=self.show_lines, pad_edge=self.pad_edge, title_justify=self.title_justify,
            caption_justify=self.caption_justify,
        )  # fmt: skip
        for column, head, width in zip(self.columns, heads, widths, strict=True):
            made.add_column(
                wrapped(head, width), justify=column.justify, style=column.style, width=width, no_wrap=True
            )  # fmt: skip
        for row, about in zip(rows, self.rows, strict=False):
            made.add_row(*row, style=about.style, end_section=about.end_section)
        return made

    def _blocks(self, heads: Sequence[Text], cells: Sequence[Sequence[Text]], room: int) -> Iterable[Text]:
        """Yield title, rows and caption in lines of at most `room`; only a longer word is folded."""
        if self.title:
            yield wrapped(Text(text_of(self.title).plain, style="italic"), room)
        for row in zip(*cells, strict=True):
            yield Text("\n").join(block_of(heads, row, room, self.show_header))
        if self.caption:
            yield wrapped(Text(text_of(self.caption).plain, style="italic"), room)


def block_of(heads: Sequence[Text], row: Sequence[Text], room: int, named: bool = True) -> list[Text]:
    """Return a row as lines: its first cell, and the others below, with their headings if they are `named`.

    An empty first cell says that the row is about the same as the one above.
    """
    lines = []
    if row[0].plain:
        about = on_one_line(row[0])
        about.stylize("bold")
        lines = [wrapped(about, room)]
    current = Text()
    for head, cell in zip(heads[1:], row[1:], strict=True):
        if not cell.plain:
            continue
        piece = on_one_line(cell)
        if named and head.plain:
            piece = Text.assemble(on_one_line(head), ": ", piece)
        if current.plain and cell_len(INDENT + current.plain + BETWEEN + piece.plain) <= room:
            current = Text.assemble(current, BETWEEN, piece)
            continue
        if current.plain:
            lines.append(indented(current, room))
        current = piece
    return [*lines, indented(current, room)] if current.plain else lines


def on_one_line(text: Text) -> Text:
    """Return a text without its line breaks."""
    return Text(" ").join(text.split("\n"))


def indented(text: Text, room: int) -> Text:
    """Return a text of lines that begin further in."""
    parts = wrapped(text, max(room - len(INDENT), 1)).split("\n")
    return Text("\n").join(Text.assemble(INDENT, part) for part in parts)
