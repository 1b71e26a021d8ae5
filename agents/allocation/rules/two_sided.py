"""Two-sided: households rank municipalities, municipalities rank households, and nobody has a reason
to swap (deferred acceptance, Gale and Shapley's algorithm, households proposing).

Households want nearness to close family, people of their origin, work, and a dwelling of the size
they will need (the weights are parameters). Municipalities rank by how their vedtak weighs the kind
(E96, E121) and whether a fitting dwelling is vacant; equals by the order of handling. Knows what
all of that takes: an upper bound of the rule. A household names at most `imdi.two_sided_list`
municipalities; who gets none of them is handled as in practice.

Places are persons and households differ in size, and then a stable matching need not exist. So each
municipality first divides its places by household size: one for each fitting vacancy, the rest by
the sizes that wait. Within a size the matching is stable.
"""

import heapq
from typing import Final

import numpy as np

from agents.allocation.contract import F64, I64, NOWHERE, Choose, Rule, Sight
from agents.allocation.planned import follow, reserve_family
from agents.guards import NEXT_TO_NOTHING

_FAMILY_KM = 100.0  # distance to family counts by ln(1 + km / 100)


class TwoSided(Rule):
    """Family, then a stable matching by household size, then practice."""

    asks_vacancies = True
    asks_places = True

    def open(self, sight: Sight) -> Choose:
        """Open a round."""
        plan, left = reserve_family(sight)
        cases = sight.cases
        some = np.flatnonzero(sight.within & (plan < 0))
        counts = np.bincount(cases.persons[some], minlength=1)
        quota = quotas(left, sight.towns.vacant, counts)
        for persons in np.flatnonzero(counts).tolist():
            rows = some[cases.persons[some] == persons]
            wish, rank = wishes(sight, rows), priorities(sight, rows)
            wish[:, quota[:, persons] <= 0] = -np.inf
            wish[np.arange(len(quota))[None, :] == cases.excluded[rows, None]] = -np.inf
            found = deferred_acceptance(wish, rank, quota[:, persons], int(round(sight.imdi.two_sided_list)))
            plan[rows] = found
            left -= persons * np.bincount(found[found >= 0], minlength=len(left))
        return follow(sight, plan, left)


def quotas(left: I64, vacant: I64, counts: I64) -> I64:
    """Divide places by household size.

    Parameters
    ----------
    left : int64 array, shape (M,)
        Places, persons.
    vacant : int64 array, shape (M, sizes)
    counts : int64 array, shape (P,)
        Households waiting by persons (index 0 is unused).

    Returns
    -------
    int64 array, shape (M, P)
        Households of each size, never more persons than places.
    """
    room, homes = left.copy(), vacant.copy()
    quota = np.zeros((len(left), len(counts)), dtype=np.int64)
    present = np.flatnonzero(counts)[::-1].tolist()  # the large first: they fit in fewest places
    for p in present:
        size = min(p, homes.shape[1]) - 1
        take = np.minimum(np.minimum(homes[:, size], room // p), counts[p])
        quota[:, p] += take
        homes[:, size] -= take
        room -= take * p
    persons = np.arange(len(counts))
    share = counts * persons / max(int(np.sum(counts * persons)), 1)
    rest = room.copy()
    for p in present:
        take = np.floor(rest * share[p] / p).astype(np.int64)
        quota[:, p] += take
        room -= take * p
    for p in present:  # what the rounding left
        take = room // p
        quota[:, p] += take
        room -= take * p
    return quota


def wishes(sight: Sight, rows: I64) -> F64:
    """Return how each household values each municipality, shape (len(rows), M)."""
    cases, towns, imdi = sight.cases, sight.towns, sight.imdi
    origin = cases.origin[rows]
    size = np.minimum(cases.expected[rows], towns.vacant.shape[1]) - 1
    worth = (
        imdi.two_sided_ties * np.log1p(towns.coethnic[:, origin].T)
        + imdi.two_sided_work * np.minimum(cases.workers[rows], 2.0)[:, None] * towns.market[:, origin].T
        + imdi.two_sided_fit * (towns.vacant[:, size].T > 0)
    )
    kin = np.flatnonzero(cases.close_family[rows] >= 0)
    away = towns.distance[cases.close_family[rows[kin]]]
    worth[kin] -= imdi.two_sided_family * np.log1p(away / _FAMILY_KM)
    # equals in a household's eyes: its own draw orders them, in an order of its own
    salt = (np.arange(worth.shape[1], dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (cases.draw[rows].astype(np.uint64)[:, None] ^ salt[None, :]) * np.uint64(0xBF58476D1CE4E5B9)
    result: F64 = worth + 1e-6 * (mixed >> np.uint64(32)).astype(np.float64) / 2.0**32
    return result


def priorities(sight: Sight, rows: I64) -> F64:
    """Return how each municipality ranks each household, shape (len(rows), M); higher first."""
    cases, towns = sight.cases, sight.towns
    size = np.minimum(cases.expected[rows], towns.vacant.shape[1]) - 1
    weight = np.log(np.maximum(towns.kind_weight[:, cases.kind[rows]].T, NEXT_TO_NOTHING))
    rank: F64 = weight + sight.imdi.two_sided_priority * (towns.vacant[:, size].T > 0)
    return rank


def deferred_acceptance(wish: F64, rank: F64, quota: I64, longest: int) -> I64:
    """Match households to municipalities, households proposing.

    Parameters
    ----------
    wish, rank : float64 arrays, shape (n, M)
        How households value municipalities (-inf: not acceptable) and the reverse; equal ranks are
        ordered by row.
    quota : int64 array, shape (M,)
        Households each takes.
    longest : int
        Municipalities a household names.

    Returns
    -------
    int64 array, shape (n,)
        Municipality of each household, -1 for none.
    """
    n, towns = wish.shape
    found = [NOWHERE] * n
    if n == 0 or towns == 0:
        return np.array(found, dtype=np.int64)
    length = min(longest, towns)
    top = np.argpartition(-wish, length - 1, axis=1)[:, :length]
    value = np.take_along_axis(wish, top, axis=1)
    order = np.argsort(-value, axis=1, kind="stable")
    named = np.take_along_axis(top, order, axis=1)
    acceptable = np.isfinite(np.take_along_axis(value, order, axis=1)).sum(axis=1).tolist()
    ranks: list[list[float]] = np.take_along_axis(rank, named, axis=1).tolist()
    names: list[list[int]] = named.tolist()
    room: list[int] = quota.tolist()
    held: list[list[tuple[float, int]]] = [[] for _ in range(towns)]  # worst on top
    asked = [0] * n
    for first in range(n):
        i = first
        while i >= 0 and asked[i] < acceptable[i]:
            m = names[i][asked[i]]
            entry = (ranks[i][asked[i]], -i)
            asked[i] += 1
            if len(held[m]) < room[m]:
                heapq.heappush(held[m], entry)
                break
            out = heapq.heappushpop(held[m], entry)
            i = -out[1]  # who is turned away asks the next on its list
    for m, here in enumerate(held):
        for _, minus in here:
            found[-minus] = m
    return np.array(found, dtype=np.int64)


RULE: Final = TwoSided()
