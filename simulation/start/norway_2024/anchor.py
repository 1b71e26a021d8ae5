"""Who lived where on 1 January 2024, as far as can be put together (`assumed`: see start_2024).

Origin groups are eight as in norway-2013, but two of them stand for other countries: that of the
Balkans is Ukraine, that of Vietnam is Syria; the Balkans and Vietnam are among the others.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.kinds import Origin
from agents.parameters import Values
from data.crosswalk import Crosswalk
from data.loader import grants_2024, municipality_frame, municipality_frame_2024, pattern, refugee_stock
from simulation.start.anchor import LARGEST, Anchor, Sizes, couples_and_lone, household_shares, origin_shares

F64 = npt.NDArray[np.float64]

UKRAINE, SYRIA = Origin.BALKANS, Origin.VIETNAM


def anchor_2024(values: Values, codes: tuple[str, ...]) -> Anchor:
    """Return the anchor of norway-2024 for municipalities in the order of `codes`."""
    start, world = values.rules("start"), values.rules("world")
    return _anchor(
        codes, tuple(start.origin_weight), start.origin_shrinkage, Sizes.of(start),
        tuple(start.recent_years), tuple(world.mix_2010_2021), tuple(world.mix_other_2022_2023),
        tuple(world.household_ukraine), world.couples_ukraine, world.lone_ukraine,
        tuple(world.settled_ukraine),
    )  # fmt: skip


@lru_cache(maxsize=4)
def _anchor(
    codes: tuple[str, ...],
    origin_weight: tuple[float, ...],
    shrinkage: float,
    sizes: Sizes,
    recent_years: tuple[float, ...],
    mix_2010_2021: tuple[float, ...],
    mix_lately: tuple[float, ...],
    household_ukraine: tuple[float, ...],
    couples_ukraine: float,
    lone_ukraine: float,
    settled_ukraine: tuple[float, ...],
) -> Anchor:
    frame = municipality_frame_2024().reindex(codes)
    parts = frame[["stock_2010", "settled_2010_2021", "settled_other", "settled_ukrainian"]].to_numpy(float)
    ukraine = np.zeros(len(Origin))
    ukraine[UKRAINE] = 1.0
    persons = (
        parts[:, [0]] * _mix_of_2010(codes, np.asarray(origin_weight), shrinkage)
        + parts[:, [1]] * _shares(mix_2010_2021)
        + parts[:, [2]] * _shares(mix_lately)
        + parts[:, [3]] * ukraine
    )
    size, couple, lone = household_shares(sizes)
    size[UKRAINE] = _shares(household_ukraine)
    couple[UKRAINE], lone[UKRAINE] = couples_ukraine, lone_ukraine
    size[SYRIA] = _sizes_of_syria(np.asarray(sizes.large))
    couple[SYRIA], lone[SYRIA] = couples_and_lone("syria", sizes)
    years = np.tile(recent_years, (len(Origin), 1))
    years[UKRAINE] = 0.0
    years[UKRAINE, : len(settled_ukraine)] = settled_ukraine
    minors = grants_2024().groupby("code")["minors"].sum().reindex(codes)  # no figure: none known
    return Anchor(
        refugees=parts.sum(axis=1).astype(np.int64),
        women=frame["women"].to_numpy().astype(np.int64),
        national_origin=persons.sum(axis=0) / persons.sum(),
        origin=persons / persons.sum(axis=1, keepdims=True),
        minors=minors.fillna(0.0).to_numpy(float),
        size=size,
        couple=couple,
        lone=lone,
        recent_years=years,
    )


def _shares(weights: tuple[float, ...]) -> F64:
    found = np.asarray(weights)
    shares: F64 = found / found.sum()
    return shares


def _mix_of_2010(codes: tuple[str, ...], weight: F64, shrinkage: float) -> F64:
    """Return shares by origin of those who lived there in 2010, shape (M, origins).

    The mix of 2009 by municipality of 2013, weighed by its refugees of 2010.
    """
    old = tuple(municipality_frame().index)
    refugees = refugee_stock(2010).reindex(old)["refugees"].to_numpy().astype(np.int64)
    _, mix = origin_shares(old, refugees, weight, shrinkage)
    mix[:, Origin.OTHER] += mix[:, Origin.BALKANS] + mix[:, Origin.VIETNAM]
    mix[:, [Origin.BALKANS, Origin.VIETNAM]] = 0.0
    carry = Crosswalk.between(2013, 2024).convert
    counts = np.stack(
        [
            [carry(dict(zip(old, (mix[:, group] * (refugees + 1)).tolist(), strict=True)))[c] for c in codes]
            for group in range(len(Origin))
        ],
        axis=1,
    )
    shares: F64 = counts / counts.sum(axis=1, keepdims=True)
    return shares


def _sizes_of_syria(large: F64) -> F64:
    """Return shares of Syrian households by persons (2016)."""
    persons = np.array(
        [float(pattern(f"hh_share_{k}_syria_2016")["value"]) for k in ("1", "2", "3", "4", "5plus")]
    )
    homes = persons / np.array([1.0, 2.0, 3.0, 4.0, float(np.dot(large, np.arange(5, 9)) / large.sum())])
    found = np.concatenate([homes[:4], homes[4] * large / large.sum()])
    assert len(found) == LARGEST
    shares: F64 = found / found.sum()
    return shares
