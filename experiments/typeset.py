"""How tables write what they hold: numbers and intervals as people read them, rows of Markdown, CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from experiments.errors import RequestError

if TYPE_CHECKING:
    from experiments.paired import Paired

LANGUAGES: Final = ("en", "nb")
NARROW: Final = "\u202f"  # thin space between thousands
HELD: Final = "\u00a0"  # a space at which no line breaks
MORE_DIGITS: Final = 4  # at most, beyond the indicator's own


def checked_language(language: str) -> str:
    """Return the language, or say which there are."""
    if language not in LANGUAGES:
        raise RequestError("no_language", language=language, known=", ".join(LANGUAGES))
    return language


def number(value: float, digits: int, language: str = "en", signed: bool = False) -> str:
    """Return a number as people read it: thin spaces in thousands, a decimal comma in Bokmål."""
    if not isfinite(value):
        return "mangler" if language == "nb" else "n/a"
    signed = signed and round(value, digits) != 0
    text = f"{value:{'+' if signed else ''}z,.{digits}f}".replace(",", NARROW).replace("-", "−")
    return text.replace(".", ",") if language == "nb" else text


def interval(low: float, high: float, digits: int, language: str, signed: bool = True) -> str:
    """Return an interval in brackets; nothing where there is none."""
    if not (isfinite(low) and isfinite(high)):
        return ""
    return f"[{number(low, digits, language, signed)}; {number(high, digits, language, signed)}]"


def span(low: float, high: float, digits: int, language: str) -> str:
    """Return a range, which no line break takes apart: −1 to 1."""
    from scenarios.describe import between  # loads parameters: not for the first picture of the workshop

    return held(between(number(low, digits, language), number(high, digits, language), language))


def held(text: str) -> str:
    """Return a text that no line break takes apart."""
    return text.replace(" ", HELD)


def with_interval(found: "Paired", digits: int, language: str, between: str = " ") -> str:
    """Return a mean difference and, where it has one, its interval, with telling decimals."""
    digits = telling(digits, found.clear, found.low, found.high)
    mean = number(found.mean, digits, language, signed=True)
    return between.join(filter(None, (mean, interval(found.low, found.high, digits, language))))


def telling(digits: int, clear: bool, *shown: float) -> int:
    """Return decimals enough that a clear difference does not look like none, here or anywhere.

    Parameters
    ----------
    digits : int
        The indicator's own decimals; at most :data:`MORE_DIGITS` more are returned.
    clear : bool
        Whether the difference is clear: of one that is not, zero may be what there is to show.
    *shown : float
        The ends of the interval, and what else of it is shown; zeros and what is missing are passed over.
    """
    told = [abs(one) for one in shown if isfinite(one) and one != 0]
    if not clear or not told:
        return digits
    most = digits + MORE_DIGITS
    return next((d for d in range(digits, most) if round(min(told), d) != 0), most)


def markdown_row(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table; a cell may have several lines."""
    return f"| {' | '.join(text.replace(chr(10), '<br>').replace('|', '/') for text in cells)} |"


def markdown_head(names: Sequence[str], left: int | None = None) -> list[str]:
    """Return the head of a Markdown table; columns from the `left`th on hold figures, set to the right."""
    align = ["---" if left is None or i < left else "---:" for i in range(len(names))]
    return [markdown_row(names), markdown_row(align)]


def csv_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows of the same columns as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
