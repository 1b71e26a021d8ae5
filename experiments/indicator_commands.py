"""What the command ``indicators`` prints."""

import json

from experiments.commands import console
from experiments.indicator_list import as_data, as_tables, detail, found
from experiments.typeset import checked_language


def print_indicators(name: str | None, level: str | None, as_text: bool, language: str) -> None:
    """Print the list, or one indicator or entry of the catalogue."""
    checked_language(language)
    if as_text:
        print(json.dumps(as_data(level, name), ensure_ascii=False, indent=1))
        return
    screen = console()
    if name is None:
        for table in as_tables(level, language):
            screen.print(table)
        return
    from experiments.grid import Grid

    shown = Grid(title=name, show_header=False)
    shown.add_column(style="bold")
    shown.add_column()
    for title, text in detail(found(name), language):
        shown.add_row(title, text)
    screen.print(shown)
