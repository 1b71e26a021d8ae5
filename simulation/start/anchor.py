"""What the tables say of persons of refugee background on 1 January 2009 (seed-independent)."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.kinds import Origin
from agents.parameters import Rules, Values
from data.loader import grants, origin_mix, pattern, refugee_stock

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

LARGEST = 8  # persons in a household
_SUPPRESSED_BELOW = 4  # the smallest figure the origin table shows

# Country codes of the origin table by group.
COUNTRIES: dict[int, Origin] = {
    346: Origin.SOMALIA, 452: Origin.IRAQ, 404: Origin.AFGHANISTAN, 241: Origin.ERITREA,
    246: Origin.ERITREA, 456: Origin.IRAN, 155: Origin.BALKANS, 161: Origin.BALKANS,
    575: Origin.VIETNAM, 424: Origin.VIETNAM, 140: Origin.OTHER, 216: Origin.OTHER,
    279: Origin.OTHER, 336: Origin.OTHER, 356: Origin.OTHER, 420: Origin.OTHER,
    496: Origin.OTHER, 524: Origin.OTHER, 564: Origin.OTHER,
}  # fmt: skip

# Groups of the household tables that stand for each origin: persons by household size in 2001
# (where known) and 2016, and household types in 2016.
_SIZES_2001 = {
    Origin.SOMALIA: "somalia", Origin.IRAQ: "iraq", Origin.AFGHANISTAN: "afghanistan",
    Origin.ERITREA: "ethiopia", Origin.IRAN: "iran",
}  # fmt: skip
_SIZES_2016 = {
    Origin.SOMALIA: "somalia", Origin.IRAQ: "iraq", Origin.AFGHANISTAN: "afghanistan",
    Origin.ERITREA: "eritrea", Origin.IRAN: "iran", Origin.BALKANS: "kosovo",
    Origin.VIETNAM: "asia", Origin.OTHER: "africa",
}  # fmt: skip
_TYPES_2016 = {
    Origin.SOMALIA: "somalia", Origin.IRAQ: "iraq", Origin.AFGHANISTAN: "afghanistan",
    Origin.ERITREA: "eritrea", Origin.IRAN: "iran", Origin.BALKANS: "iraq",
    Origin.VIETNAM: "iran", Origin.OTHER: "ethiopia",
}  # fmt: skip


@dataclass(frozen=True)
class Sizes:
    """How counts of persons by household become counts of households, hashable (parameters ``start.*``).

    Attributes
    ----------
    large : tuple of 4 floats
        Households of 5, 6, 7 and 8 persons among those of five and more.
    parents : tuple of 2 floats
        Persons in households of one parent with small children, and of a couple with children.
    lone : tuple of 2 floats
        Shares of lone parents' households of two persons, and of more.
    """

    large: tuple[float, ...]
    parents: tuple[float, ...]
    lone: tuple[float, ...]

    @classmethod
    def of(cls, rules: Rules) -> "Sizes":
        """Return the sizes of the parameters ``start.*``."""
        return cls(tuple(rules.large_household), tuple(rules.parent_household), tuple(rules.lone_parent_size))


@dataclass(frozen=True)
class Anchor:
    """What the tables say of the start (seed-independent).

    Attributes
    ----------
    refugees, women : int64 arrays, shape (M,)
        Residents of reason ``flukt`` on 1 January 2009.
    national_origin : float64 array, shape (origins,)
    origin : float64 array, shape (M, origins)
        Shares by origin group, small municipalities drawn towards the nation.
    minors : float64 array, shape (M,)
        Weight of the municipality for unaccompanied minors (grants 2011-12).
    size : float64 array, shape (origins, 8)
        Shares of households by persons.
    couple : float64 array, shape (origins,)
        Share of two-person households that are couples.
    lone : float64 array, shape (origins,)
        Share of households of three and more with one adult.
    recent_years : float64 array, shape (origins, 5)
        Weight of the last year, the one before, ... among those of less than five years' residence.
    """

    refugees: I64
    women: I64
    national_origin: F64
    origin: F64
    minors: F64
    size: F64
    couple: F64
    lone: F64
    recent_years: F64


def anchor(values: Values, codes: tuple[str, ...]) -> Anchor:
    """Return the anchor for municipalities in the order of `codes`."""
    rules = values.rules("start")
    return _anchor(
        codes, tuple(rules.origin_weight), rules.origin_shrinkage, Sizes.of(rules), tuple(rules.recent_years)
    )


@lru_cache(maxsize=4)
def _anchor(
    codes: tuple[str, ...],
    origin_weight: tuple[float, ...],
    shrinkage: float,
    sizes: Sizes,
    recent_years: tuple[float, ...],
) -> Anchor:
    stock = refugee_stock(2009).reindex(codes)
    if stock[["refugees", "refugees_women"]].isna().any().any():
        raise ValueError("a municipality has no figure for refugees on 1 January 2009")
    refugees = stock["refugees"].to_numpy().astype(np.int64)
    women = stock["refugees_women"].to_numpy().astype(np.int64)
    nation, origin = origin_shares(codes, refugees, np.asarray(origin_weight), shrinkage)
    size, couple, lone = household_shares(sizes)
    frame = grants()
    frame = frame[frame["year"].isin((2011, 2012))]
    minors = frame.groupby("code")["minors"].sum().reindex(codes)
    if minors.isna().any():
        raise ValueError("a municipality has no figure for the grant for minors")
    return Anchor(
        refugees, women, nation, origin, minors.to_numpy(float), size, couple, lone,
        np.tile(recent_years, (len(Origin), 1)),
    )  # fmt: skip


def origin_shares(codes: tuple[str, ...], refugees: I64, weight: F64, shrinkage: float) -> tuple[F64, F64]:
    """Return national and municipal shares by origin group.

    A suppressed cell is unknown, not zero: it counts as what the national mix leads one to expect,
    at most just under the smallest figure shown. Municipal mixes are drawn towards the national
    one as if `shrinkage` persons of it had been seen.
    """
    frame = origin_mix()
    frame = frame.assign(country_code=frame["country_code"].astype(int))
    countries = sorted(set(frame["country_code"]))
    wide = frame.pivot(index="code", columns="country_code", values="persons").reindex(codes)[countries]
    seen = wide.to_numpy(float)
    national = np.nansum(seen, axis=0)
    expected = refugees[:, None] * (national / national.sum())[None, :]
    filled = np.where(np.isnan(seen), np.minimum(expected, _SUPPRESSED_BELOW - 1), seen)
    group = np.zeros((len(countries), len(Origin)))
    group[np.arange(len(countries)), [COUNTRIES[c] for c in countries]] = 1.0
    counts = (filled @ group) * weight
    nation = counts.sum(axis=0) / counts.sum()
    mixed = counts + shrinkage * nation[None, :]
    return nation, mixed / mixed.sum(axis=1, keepdims=True)


def household_shares(sizes: Sizes) -> tuple[F64, F64, F64]:
    """Return shares of households by persons, of couples among two and of lone parents among three
    and more, by origin.

    The tables count persons by the size of their household; a household of k counts k times there.
    `sizes.large` splits "five or more" over 5, 6, 7 and 8 persons (of households).
    """
    large = np.asarray(sizes.large)
    size = np.zeros((len(Origin), LARGEST))
    couple, lone = np.zeros(len(Origin)), np.zeros(len(Origin))
    names = ("1", "2", "3", "4", "5plus")
    open_mean = float(np.dot(large, np.arange(5, 9)) / large.sum())
    for origin in Origin:
        late = np.array([pattern(f"hh_share_{k}_{_SIZES_2016[origin]}_2016")["value"] for k in names])
        share = late / late.sum()
        if origin in _SIZES_2001:
            early = np.array([pattern(f"hh_persons_{k}_{_SIZES_2001[origin]}_2001")["value"] for k in names])
            share = (share + early / early.sum()) / 2.0
        homes = share / np.array([1.0, 2.0, 3.0, 4.0, open_mean])
        homes = np.concatenate([homes[:4], homes[4] * large / large.sum()])
        size[origin] = homes / homes.sum()
        couple[origin], lone[origin] = couples_and_lone(_TYPES_2016[origin], sizes)
    return size, couple, lone


def couples_and_lone(group: str, sizes: Sizes) -> tuple[float, float]:
    """Return the shares of couples among two and of lone parents among three and more (2016)."""
    kind = {
        name: float(pattern(f"hh_type_{name}_{group}_2016")["value"])
        for name in ("couple_no_children", "single_parent", "couple_children")
    }
    (one, two), (small, larger) = sizes.parents, sizes.lone
    parents = kind["single_parent"] / one
    lone = larger * parents / (larger * parents + kind["couple_children"] / two)
    couples = kind["couple_no_children"] / 2.0
    return couples / (couples + small * parents), lone
