"""What an id of the evidence stands for (E effects, C costs, L causal links), and what rests on it.

The rows stand in ``docs/evidence.md``; an installed package without its documents knows the citations only.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from indicators.library import all_indicators
from scenarios.parameters import model_parameters

FILE: Final = Path(__file__).parents[1] / "docs" / "evidence.md"
ID: Final = re.compile(r"[ECL]\d{2,3}(?:\.\d)?")
RANGE: Final = re.compile(r"\b([ECL])(\d{2,3})-\1?(\d{2,3})\b")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the evidence.

    Parameters
    ----------
    id : str
        E26, C44, L62.
    columns : dict
        Its cells by the head of their column, in English; empty when the documents are not at hand.
    indicators, parameters : tuple of str
        What cites it, by name.
    """

    id: str
    columns: dict[str, str]
    indicators: tuple[str, ...]
    parameters: tuple[str, ...]

    @property
    def told(self) -> str:
        """What it says, in one line of English."""
        c = self.columns
        if "mechanism" in c:
            return f"{c['mechanism']}: {c['what it found']} ({c['study']}, {c['country']})"
        if "item" in c:
            year = f" of {c['price year']}" if c["price year"] else ""
            return f"{c['item']}: {c['central']} ({c['low']} to {c['high']}) {c['unit']}{year}"
        return f"{c['cause']} -> {c['effect']} ({c['sign']}): {c['how well known']}" if "cause" in c else ""


def cited(text: str) -> frozenset[str]:
    """Return the ids of evidence that a text names, those within a range such as E04-E09 too."""
    inside = {
        f"{letter}{n:0{len(first)}d}"
        for letter, first, last in RANGE.findall(text)
        for n in range(int(first), int(last) + 1)
    }
    return frozenset(ID.findall(text)) | inside


@cache
def _rows() -> dict[str, dict[str, str]]:
    """Return the cells of every row by id and column."""
    if not FILE.exists():
        return {}
    head: list[str] = []
    found = {}
    for line, after in pairwise([*FILE.read_text(encoding="utf-8").splitlines(), ""]):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if after.startswith("|---"):
            head = cells
        elif line.startswith("| ") and ID.fullmatch(cells[0]):
            found[cells[0]] = dict(zip(head, cells, strict=True))
    return found


def evidence(identifier: str) -> Evidence | None:
    """Return a row of the evidence by its id, in capitals or not; None when there is none."""
    name = identifier.strip().upper()
    if not ID.fullmatch(name):
        return None
    indicators = tuple(one.name for one in all_indicators() if name in cited(one.source))
    parameters = tuple(one.name for one in model_parameters().values() if name in cited(one.source))
    columns = _rows().get(name, {})
    return Evidence(name, columns, indicators, parameters) if columns or indicators or parameters else None


def known() -> tuple[str, ...]:
    """Return the ids there are."""
    return tuple(_rows())
