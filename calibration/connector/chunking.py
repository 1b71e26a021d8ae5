"""Dividing a query so that no part asks for more cells than a table bank gives at once."""

from collections.abc import Iterator
from itertools import product
from math import prod

from calibration.connector.cube import Selection, asked_shape


def chunks(selection: Selection, most: int) -> list[Selection]:
    """Return selections of at most `most` cells that together hold every cell once.

    The variables with fewest codes stay whole, the largest are cut: that takes few queries.

    Parameters
    ----------
    selection : mapping of str to tuple of str
        Codes asked for, none empty.
    most : int
        Cells a query may ask for, at least 1.
    """
    pieces: dict[str, list[tuple[str, ...]]] = {}
    room = max(most, 1)
    for name in sorted(selection, key=lambda name: len(selection[name])):
        codes = selection[name]
        each = min(len(codes), room)
        # of equal length as far as can be: no query of a single code at the end
        count = -(-len(codes) // each)
        pieces[name] = list(_even(codes, count))
        room = max(room // max(len(piece) for piece in pieces[name]), 1)
    order = list(selection)
    return [dict(zip(order, piece, strict=True)) for piece in product(*(pieces[name] for name in order))]


def halves(selection: Selection) -> tuple[Selection, Selection] | None:
    """Return a selection in two along its largest variable; None when it is a single cell."""
    if prod(asked_shape(selection)) <= 1:
        return None
    widest = max(selection, key=lambda name: len(selection[name]))
    first, last = _even(selection[widest], 2)
    return {**selection, widest: first}, {**selection, widest: last}


def _even(codes: tuple[str, ...], count: int) -> Iterator[tuple[str, ...]]:
    for i in range(count):
        yield codes[len(codes) * i // count : len(codes) * (i + 1) // count]
