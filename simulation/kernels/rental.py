"""The rental market's applications, one by one: who applies for what, and what landlords weigh."""

import numpy as np

from agents.kinds import MONTHS_PER_YEAR
from agents.landlord import CELLS, LOWEST, STEP
from simulation.kernels.compiled import I8, I64, B, kernel


@kernel
def apply(
    first: I64, end: I64, most: I64, start: I64, most_rent: I64, refused: I64,
    percent: I64, cover: I64, taste: I64, delay: I64, reach: I64,
    rent: I64, unserious: I8, trouble: I64, honour: I64, private: I64,
    distaste: int, ordinary_permille: int, loss: int, choice: I64,
) -> tuple[I64, I64, I64]:  # fmt: skip
    """Return applications: applicant, listing, and the landlord's choice weight.

    What fits is what the applicant can pay; unserious offers only in need. The weight is that of
    :func:`agents.landlord.applicant_value`.

    Parameters
    ----------
    first, end : arrays, shape (applicants,)
        The run of listings of the place and sizes each looks at.
    most, start, most_rent, refused : arrays, shape (applicants,)
        Listings each has time for; a 32-bit draw, where in the run it begins to read; the rent it can pay;
        1 where it takes unserious offers.
    percent, cover, taste, delay, reach : arrays, shape (applicants,)
        As in :class:`simulation.rental.applicants.Applicants`; `reach` multiplies the weight.
    rent ... private : arrays, shape (listings,)
        NOK a month; of the landlord: whether unserious, beliefs in thousandths, 1 where it lets by taste.
    choice : array, shape (CELLS,)
        Weight by value.
    """
    n = 0
    for i in range(len(first)):
        n += min(end[i] - first[i], most[i])
    applicant, listing = np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int64)
    weight, n = np.empty(n, dtype=np.int64), 0
    ordinary = ordinary_permille * loss // 1000
    for i in range(len(first)):
        span = end[i] - first[i]
        begin = (start[i] * span) >> 32
        for turn in range(min(span, most[i])):
            at = first[i] + (begin + turn) % span
            if rent[at] > most_rent[i] or (unserious[at] != 0 and refused[i] != 1):
                continue
            feared = trouble[at] * percent[i] * loss // 100_000
            feared = feared * (100_000 - honour[at] * cover[i]) // 100_000
            waiting = delay[i] * rent[at] * MONTHS_PER_YEAR // 365
            value = ordinary - feared - distaste * taste[i] * private[at] - waiting
            cell = min(max((value - LOWEST) // STEP, 0), CELLS - 1)
            applicant[n], listing[n], weight[n] = i, at, choice[cell] * reach[i]
            n += 1
    return applicant[:n].copy(), listing[:n].copy(), weight[:n].copy()


@kernel
def line_up(listing: I64, weight: I64, listings: int) -> tuple[I64, I64, I64]:
    """Return the lines before listings: order of the pairs, their running weight, where each line begins.

    As :class:`simulation.rental.choosing.Lines` has them.
    """
    edge = np.zeros(listings + 1, dtype=np.int64)
    for at in listing:
        edge[at + 1] += 1
    for at in range(listings):
        edge[at + 1] += edge[at]
    place, order = edge[:listings].copy(), np.empty(len(listing), dtype=np.int64)
    for i in range(len(listing)):
        order[place[listing[i]]] = i
        place[listing[i]] += 1
    running = np.zeros(len(listing) + 1, dtype=np.int64)
    for k in range(len(order)):
        running[k + 1] = running[k] + weight[order[k]]
    return order, running, edge


@kernel
def would_be_let(
    listing: I64, weight: I64, equal: I64, others: I64, draw: I64, order: I64, running: I64, edge: I64
) -> B:
    """Return whether the listing's draw had chosen each applicant, if it alone weighed `equal`.

    Parameters
    ----------
    listing, weight, equal : arrays, shape (pairs,)
    others : array, shape (listings,)
        What ordinary applicants and letting to nobody weigh.
    draw : array, shape (listings,)
        32-bit draws.
    order, running, edge : arrays
        From `line_up`.
    """
    chosen = np.empty(len(listing), dtype=np.bool_)
    for k in range(len(order)):
        i = order[k]
        at = listing[i]
        start = running[k] - running[edge[at]]  # weight before it in the line
        total = running[edge[at + 1]] - running[edge[at]] + others[at] - weight[i] + equal[i]
        point = (draw[at] * max(total, 1)) >> 32
        chosen[i] = (point >= start) & (point < start + equal[i])
    return chosen
