"""Each listing's one choice among its applicants, and what becomes of those it passes by (decision 3)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.kinds import Reason
from agents.landlord import EQUAL
from simulation.kernels import rental as kernels

I64 = npt.NDArray[np.int64]
B = npt.NDArray[np.bool_]

CODE = 8  # places are multiplied by this to leave room for the size class


def narrow(values: I64) -> npt.NDArray[np.integer]:
    """Return `values` as int16 where they fit: stable sorting is then several times faster."""
    return values.astype(np.int16) if len(values) and values.max() < 32_768 else values


@dataclass(frozen=True)
class Lines:
    """Applicants in line before each listing, by weight.

    `order` sorts the pairs by listing, `running` is their running weight, `edge` where each listing's
    line begins in it (one entry more than listings).
    """

    order: I64
    running: I64
    edge: I64


def line_up(listing: I64, weight: I64, listings: int) -> Lines:
    """Return the lines of pairs of `listing` and `weight` (shape (pairs,)) before each listing."""
    return Lines(*kernels.line_up(listing, weight, listings))


def decide(
    listing: I64, weight: I64, ordinary: I64, reservation: I64, draw: I64, listings: int,
    lines: Lines | None = None,
) -> tuple[I64, B]:  # fmt: skip
    """Let every listing choose once among its applicants, in proportion to their weights.

    Parameters
    ----------
    listing, weight : int64 arrays, shape (pairs,)
        Listing and choice weight of each applicant of the model.
    ordinary, reservation, draw : int64 arrays, shape (listings,)
        Ordinary applicants (each of weight EQUAL), weight of letting to nobody, 32-bit draw.
    lines : Lines, optional
        Of the pairs, when they are lined up already.

    Returns
    -------
    chosen : int64 array, shape (listings,)
        The pair chosen, -1 if none of the model's applicants.
    let : bool array, shape (listings,)
        Let to an ordinary applicant.
    """
    lines = lines or line_up(listing, weight, listings)
    order, running, edge = lines.order, lines.running, lines.edge
    model_weight = running[edge[1:]] - running[edge[:-1]]
    total = model_weight + ordinary * EQUAL + reservation
    point = (draw * np.maximum(total, 1)) >> 32
    ours = point < model_weight
    chosen = np.full(listings, -1, dtype=np.int64)
    at = np.searchsorted(running, running[edge[:-1]][ours] + point[ours], side="right") - 1
    chosen[ours] = order[at]
    return chosen, ~ours & (point < model_weight + ordinary * EQUAL)


def would_be_let(
    listing: I64, weight: I64, equal: I64, ordinary: I64, reservation: I64, draw: I64, lines: Lines
) -> B:
    """Return for each pair whether the listing's draw of :func:`decide` had chosen the applicant, if it
    alone weighed `equal` (what an ordinary applicant in its place would weigh).

    Parameters are those of :func:`decide`; `equal` has shape (pairs,).
    """
    return kernels.would_be_let(
        listing, weight, equal, ordinary * EQUAL + reservation, draw, lines.order, lines.running, lines.edge
    )


def settle_doubles(chosen: I64, applicant: I64, rent: I64) -> I64:
    """Return `chosen` with each applicant left with one dwelling, the cheapest it was offered
    (the first of equals); the other listings become -1.

    Parameters
    ----------
    chosen : int64 array, shape (listings,)
        Pair chosen by each listing or -1.
    applicant : int64 array, shape (pairs,)
    rent : int64 array, shape (listings,)
    """
    result = chosen.copy()
    offers = np.flatnonzero(chosen >= 0)
    if not len(offers):
        return result
    who = applicant[chosen[offers]]
    order = np.lexsort((offers, rent[offers], who))
    later = np.concatenate([[False], who[order][1:] == who[order][:-1]])
    result[offers[order[later]]] = -1
    return result


def search_outcomes(applicants: int, read: I64, applied: I64) -> I64:
    """Return why a month's search of each applicant that won nothing failed, a Reason.

    Parameters
    ----------
    read, applied : int64 arrays
        Applicant of each listing read, and of each that fitted and was applied for.
    """
    seen, asked = (np.bincount(pairs, minlength=applicants) > 0 for pairs in (read, applied))
    return np.where(
        asked, int(Reason.LANDLORD_NO), np.where(seen, int(Reason.RENT_TOO_HIGH), int(Reason.MARKET_EMPTY))
    )
