"""Households of refugee background: place, origin, size, kind and residence.

Each place has exactly its persons of the table: households are drawn until they are used up, and
the last one is cut to fit.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, Kind, Origin
from agents.parameters import Rules
from simulation.randomness import Randomness, Stream, cumulative, pick, quantile_index, threshold
from simulation.start.anchor import LARGEST, Anchor
from simulation.start.keys import Being, start_keys
from simulation.start.shares import choose, spread
from simulation.world import Geography

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

BANDS = 4  # of residence: 0-4, 5-9, 10-19, 20 years and more
BAND_START = np.array([0, 60, 120, 240])  # months of residence
_BAND_LENGTH = np.array([60, 60, 120, 168])
RECENT = 5.0  # years of the first band


@dataclass
class Homes:
    """Household columns while they are drawn."""

    key: npt.NDArray[np.uint64]
    place: I64
    town: I64
    origin: I64
    size: I64
    kind: I64
    residence: I64  # months on 1 January 2009


def to_places(geography: Geography, counts: I64, oslo_share: F64) -> I64:
    """Return counts per place; where a municipality has several, by share (exact totals)."""
    result = np.zeros(len(geography.place_municipality), dtype=np.int64)
    result[geography.first_place] = counts
    for town in np.flatnonzero(geography.places > 1):
        first, many = int(geography.first_place[town]), int(geography.places[town])
        share = oslo_share if many == len(oslo_share) else np.ones(many)
        result[first : first + many] = spread(int(counts[town]), share)
    return result


def draw_homes(
    rules: Rules,
    geography: Geography,
    facts: Anchor,
    level: F64,
    draws: Randomness,
    persons: I64,
    minors: I64,
) -> Homes:
    """Draw households until each place has its persons; the last one is cut to fit."""
    place = np.repeat(np.arange(len(persons)), persons)  # at most one household a person
    key = start_keys(Being.HOUSEHOLD, len(place))
    town = geography.place_municipality[place].astype(np.int64)
    d1, d2 = draws.both(Stream.START_HOUSEHOLD, 0, key)
    # shares of persons by origin become shares of households
    mean = facts.size @ np.arange(1.0, LARGEST + 1)
    origin = choose(cumulative(facts.origin / mean)[town], d1)
    size = 1 + choose(cumulative(facts.size)[origin], d2)
    first = np.cumsum(persons) - persons
    before = np.cumsum(size) - size
    before -= before[np.minimum(first, len(size) - 1)][place]
    keep = before < persons[place]
    key, place, town, origin, size = key[keep], place[keep], town[keep], origin[keep], size[keep]
    size = np.minimum(size, persons[place] - before[keep])

    k1, k2 = draws.both(Stream.START_HOUSEHOLD, 1, key)
    couple, lone = threshold(facts.couple)[origin], threshold(facts.lone)[origin]
    kind = np.where(
        size == 1,
        Kind.SINGLE,
        np.where(
            size == 2,
            np.where(k1 < couple, Kind.COUPLE, Kind.SINGLE_PARENT),
            np.where(k1 < lone, Kind.SINGLE_PARENT, Kind.FAMILY),
        ),
    )
    # residence: the municipality's stock is newer where it settles much for its stock
    r1, r2 = draws.both(Stream.START_HOUSEHOLD, 2, key)
    band = choose(_residence_table(rules, facts, level)[town * len(Origin) + origin], k2)
    year = choose(cumulative(facts.recent_years)[origin], r1)
    within = np.where(
        band == 0,
        MONTHS_PER_YEAR * year + quantile_index(r2, MONTHS_PER_YEAR),
        quantile_index(r2, 1 << 20) * _BAND_LENGTH[band] >> 20,
    )
    residence = 1 + BAND_START[band] + within

    # unaccompanied minors: one each, lately settled
    um_place = np.repeat(np.arange(len(minors)), minors)
    um_key = start_keys(Being.HOUSEHOLD, len(um_place), first=1 << 32)
    u1, u2 = draws.both(Stream.START_HOUSEHOLD, 3, um_key)
    um_residence = 1 + (quantile_index(u1, int(rules.minors_residence)) * quantile_index(u2, 1024) >> 10)
    join = np.concatenate
    return Homes(
        key=join([key, um_key]),
        place=join([place, um_place]),
        town=join([town, geography.place_municipality[um_place].astype(np.int64)]),
        origin=join([origin, pick(cumulative(rules.minors_origin), u2)]),
        size=join([size, np.ones(len(um_place), dtype=np.int64)]),
        kind=join([kind, np.full(len(um_place), int(Kind.UNACCOMPANIED))]),
        residence=join([residence, um_residence]),
    )


def _residence_table(rules: Rules, facts: Anchor, level: F64) -> I64:
    """Return cumulative thresholds of residence bands by municipality and origin, (M * origins, 4)."""
    first = np.stack([rules.vector("residence_0_4"), rules.vector("residence_5_9"),
                      rules.vector("residence_10_19")], axis=1)  # fmt: skip
    share = np.concatenate([first, np.maximum(1.0 - first.sum(axis=1, keepdims=True), 0.0)], axis=1)
    stock = np.maximum(facts.refugees, 1).astype(np.float64)
    national = RECENT * level.sum() / stock.sum()
    tilt = np.clip(RECENT * level / stock / national, *rules.recent_tilt_bounds) ** rules.recent_tilt
    tilt /= np.average(tilt, weights=stock)  # newer here is older there
    odds = np.broadcast_to(share, (len(level), *share.shape)).copy()
    odds[:, :, 0] *= rules.recent_heads * tilt[:, None]
    return cumulative(odds.reshape(-1, BANDS))
