"""The simplest rival of a forecast: the latest figure on record before it, taken again for every year."""

from functools import cache
from math import nan
from typing import Final

from calibration.library import target
from calibration.target import NATION
from calibration.validation.door import judged
from calibration.validation.municipal import SETTLED

Key = tuple[str, int, str, str]
DECEMBER: Final = "December"


def latest(key: Key) -> float:
    """Return the latest figure on record before 2014 of what a forecast is of; NaN where there is none.

    Parameters
    ----------
    key : (target, year, geography, group)
        As forecasts are published. The record has no retention by municipality and no December of the minors
        who wait.
    """
    name, _, geography, group = key
    if name == "settled" and not group:
        return settled().get(geography, nan)
    if name == "waiting" and geography == NATION and not group:
        return _last("waiting", DECEMBER)
    if name == "retention" and geography == NATION:
        return _last("retention")
    return nan


@cache
def settled() -> dict[str, float]:
    """Return persons settled in 2013, of the country and by municipality."""
    cells = (*judged(target("settled_held_out")), *judged(target(SETTLED)))
    return {cell.geography: cell.value for cell in cells}


def _last(name: str, group: str = "") -> float:
    cells = [cell for cell in judged(target(name)) if cell.group.endswith(group)]
    return max(cells, key=lambda cell: cell.year).value
