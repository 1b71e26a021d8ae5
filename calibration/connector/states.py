"""What is known of a cell: a figure, or why there is none. No figure is never zero.

The words are those of ``data/tables``; SSB's tables have one state more, of cells that cannot have a
figure. A table's own symbols are kept beside the state.
"""

from collections.abc import Mapping
from math import nan
from typing import Final

OBSERVED: Final = "observed"
SUPPRESSED: Final = "suppressed"
MISSING: Final = "missing"
NOT_APPLICABLE: Final = "not applicable"
HELD_OUT: Final = "held-out"  # hidden from whoever tunes, as in data/loader; no state of a source
STATES: Final = (OBSERVED, SUPPRESSED, MISSING, NOT_APPLICABLE)

ZERO: Final = "zero"  # a symbol that stands for the figure zero
# SSB's standard symbols (ssb.no, "Standardtegn i tabeller"): they are the publisher's, not ours to choose
SSB_SYMBOLS: Final[Mapping[str, str]] = {
    ":": SUPPRESSED,  # not for publication
    "..": MISSING,  # data not available
    "...": MISSING,  # data not yet available
    "....": MISSING,
    ".": NOT_APPLICABLE,  # category not applicable
    "-": ZERO,
}
# IMDi's files: a blank or a symbol for small cells
IMDI_SYMBOLS: Final[Mapping[str, str]] = {
    **SSB_SYMBOLS,
    "<5": SUPPRESSED,
    "< 5": SUPPRESSED,
    "*": SUPPRESSED,
    "prikket": SUPPRESSED,
    "prikket (<5)": SUPPRESSED,
    "-": MISSING,  # not said by IMDi to be zero
}


def known(value: float | None, symbol: str, symbols: Mapping[str, str]) -> tuple[float, str]:
    """Return the figure of a cell (NaN unless observed) and its state.

    Parameters
    ----------
    value : float, optional
        None where the source gives no figure.
    symbol : str
        The source's mark of the cell; empty when there is none. A mark that says there is no figure
        counts more than a figure beside it: a suppressed 0 is no zero.
    symbols : mapping
        What a mark means: a state, or `ZERO`.
    """
    meant = symbols.get(symbol.strip().lower())
    if meant is not None and meant != ZERO:
        return nan, meant
    if value is None:
        return (0.0, OBSERVED) if meant == ZERO else (nan, MISSING)
    return float(value), OBSERVED
