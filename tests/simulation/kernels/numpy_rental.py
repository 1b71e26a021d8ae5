"""The NumPy version of :mod:`simulation.kernels.rental`."""

import numpy as np

from agents.landlord import applicant_value, value_cell


def apply(
    first, end, most, start, most_rent, refused, percent, cover, taste, delay, reach,
    rent, unserious, trouble, honour, private, distaste, ordinary_permille, loss, choice,
):  # fmt: skip
    """Return as the kernel does."""
    span = end - first
    count = np.minimum(span, most)
    applicant = np.repeat(np.arange(len(first)), count)
    turn = np.arange(len(applicant)) - np.repeat(np.cumsum(count) - count, count)
    begin = (start * span) >> 32
    listing = first[applicant] + (begin[applicant] + turn) % np.maximum(span[applicant], 1)
    fits = (rent[listing] <= most_rent[applicant]) & ((unserious[listing] == 0) | (refused[applicant] == 1))
    applicant, listing = applicant[fits], listing[fits]
    value = applicant_value(
        trouble[listing], honour[listing], percent[applicant], cover[applicant],
        distaste * taste[applicant] * private[listing], delay[applicant], rent[listing], ordinary_permille,
        loss,
    )  # fmt: skip
    return applicant, listing, choice[value_cell(value)] * reach[applicant]


def line_up(listing, weight, listings):
    """Return as the kernel does."""
    order = np.argsort(listing, kind="stable")
    running = np.concatenate([[0], np.cumsum(weight[order])])
    return order, running, np.searchsorted(listing[order], np.arange(listings + 1))


def would_be_let(listing, weight, equal, others, draw, order, running, edge):
    """Return as the kernel does."""
    total = running[edge[1:]] - running[edge[:-1]] + others
    start = np.empty(len(listing), dtype=np.int64)
    start[order] = running[:-1] - running[edge[:-1]][listing[order]]
    point = (draw[listing] * np.maximum(total[listing] - weight + equal, 1)) >> 32
    return (point >= start) & (point < start + equal)
