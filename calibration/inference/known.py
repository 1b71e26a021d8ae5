"""How the inference did on known truths, parameter by parameter."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from calibration.inference.labels import label
from calibration.inference.words import WORDS
from experiments.typeset import markdown_head, markdown_row, number

if TYPE_CHECKING:
    from experiments.grid import Grid

Said = Mapping[str, Any]
DIGITS: Final = 3  # of a p: what is less than can be shown so is said to be less


def known_rows(said: Said, language: str) -> list[list[str]]:
    """Return the cells of the table: coverage, evenness, and how many ranks lie in each tenth."""
    own = {row["parameter"]: row for row in said["sbc_on_model"]}
    rows = []
    for row in said["sbc"]:
        name = row["parameter"]
        cells = [_percent(row[key], language) for key in ("coverage_90", "coverage_50")]
        cells.append("–" if row["uniform_p"] is None else _p(row["uniform_p"], language))
        cells += [
            _percent(own[name][key], language) if name in own else "–"
            for key in ("coverage_90", "coverage_50")
        ]
        rows.append([label(name, said["world"], language), *cells, " ".join(map(str, row["histogram"]))])
    return rows


def heading(said: Said, language: str) -> str:
    """Return what stands above the table, with how many truths there were."""
    model = said["sbc_on_model"][0]["truths"] if said["sbc_on_model"] else 0
    return str(WORDS[language]["known"]["title"].format(truths=said["sbc"][0]["truths"], model=model))


def known_table(said: Said, language: str) -> "Grid":
    """Return the table for a screen; ranks are in the written page only."""
    from experiments.grid import Grid

    table = Grid(title=heading(said, language))
    for place, column in enumerate(WORDS[language]["known"]["columns"][:-1]):
        table.add_column(column, justify="left" if place == 0 else "right")
    for row in known_rows(said, language):
        table.add_row(*row[:-1])
    return table


def known_page(said: Said, language: str) -> list[str]:
    """Return the lines of a Markdown page, none where no truths were tried."""
    if not said["sbc"]:
        return []
    words = WORDS[language]["known"]
    lines = ["", f"## {heading(said, language)}", "", *markdown_head(words["columns"], 1)]
    lines += [markdown_row(row) for row in known_rows(said, language)]
    return [*lines, "", words["note"]]


def _percent(share: float, language: str) -> str:
    return f"{number(100 * share, 0, language)} %"


def _p(value: float, language: str) -> str:
    least = 10.0**-DIGITS
    return f"< {number(least, DIGITS, language)}" if value < least else number(value, DIGITS, language)
