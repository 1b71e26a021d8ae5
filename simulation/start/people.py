"""Persons and households of refugee background on 1 January 2009.

Municipal totals, and women among them, equal the table of residents by reason ``flukt`` exactly.
Everything else is drawn with keys: origin from the municipality's mix, household size and kind by
origin, month of settlement by origin, and so on. The persons of the anchor are present from the
first month of burn-in; states that move in burn-in (Norwegian, work, programme) are drawn as of
`month`, so that those not yet settled then have none.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.kinds import (
    NEVER,
    NOBODY,
    START_MONTH,
    Case,
    Kind,
    Origin,
    Path,
    Programme,
)
from agents.parameters import Rules, Values
from agents.refugee import family_tables
from data.loader import grants, origin_mix, pattern, refugee_stock
from simulation.randomness import (
    Randomness,
    Stream,
    cumulative,
    pick,
    quantile_index,
    threshold,
)
from simulation.start.keys import Being, start_keys
from simulation.start.profiles import Profiles
from simulation.tables import Households, Persons
from simulation.world import Geography

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
B = npt.NDArray[np.bool_]

ADULT = 216  # months
ANCHOR = START_MONTH  # ages and households are those of this month
LARGEST = 8  # persons in a household
BANDS = 4  # of residence: 0-4, 5-9, 10-19, 20 years and more
_BAND_START = np.array([0, 60, 120, 240])  # months of residence
_BAND_LENGTH = np.array([60, 60, 120, 168])
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
    """

    refugees: I64
    women: I64
    national_origin: F64
    origin: F64
    minors: F64
    size: F64
    couple: F64
    lone: F64


@dataclass
class People:
    """Households and persons before they have a dwelling (columns as in the tables)."""

    persons: Persons
    households: Households
    head_row: I64  # (households,) row of the head


def anchor(values: Values, codes: tuple[str, ...]) -> Anchor:
    """Return the anchor for municipalities in the order of `codes`."""
    rules = values.rules("start")
    return _anchor(
        codes, tuple(rules.origin_weight), rules.origin_shrinkage, tuple(rules.large_household)
    )


@lru_cache(maxsize=4)
def _anchor(
    codes: tuple[str, ...],
    origin_weight: tuple[float, ...],
    shrinkage: float,
    large: tuple[float, ...],
) -> Anchor:
    stock = refugee_stock(2009).reindex(codes)
    if stock[["refugees", "refugees_women"]].isna().any().any():
        raise ValueError("a municipality has no figure for refugees on 1 January 2009")
    refugees = stock["refugees"].to_numpy().astype(np.int64)
    women = stock["refugees_women"].to_numpy().astype(np.int64)
    nation, origin = origin_shares(codes, refugees, np.asarray(origin_weight), shrinkage)
    size, couple, lone = household_shares(np.asarray(large))
    frame = grants()
    frame = frame[frame["year"].isin((2011, 2012))]
    minors = frame.groupby("code")["minors"].sum().reindex(codes)
    if minors.isna().any():
        raise ValueError("a municipality has no figure for the grant for minors")
    return Anchor(refugees, women, nation, origin, minors.to_numpy(float), size, couple, lone)


def origin_shares(
    codes: tuple[str, ...], refugees: I64, weight: F64, shrinkage: float
) -> tuple[F64, F64]:
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


def household_shares(large: F64) -> tuple[F64, F64, F64]:
    """Return shares of households by persons, of couples among two and of lone parents among three
    and more, by origin.

    The tables count persons by the size of their household; a household of k counts k times there.
    `large` splits "five or more" over 5, 6, 7 and 8 persons (of households).
    """
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
        kind = {
            name: float(pattern(f"hh_type_{name}_{_TYPES_2016[origin]}_2016")["value"])
            for name in ("couple_no_children", "single_parent", "couple_children")
        }
        # persons to households: lone parents with small children about 3, couples with them 4.3
        parents = kind["single_parent"] / 3.0
        lone[origin] = 0.6 * parents / (0.6 * parents + kind["couple_children"] / 4.3)
        couples = kind["couple_no_children"] / 2.0
        couple[origin] = couples / (couples + 0.4 * parents)
    return size, couple, lone


def spread(total: int, weight: F64, most: I64 | None = None) -> I64:
    """Return whole numbers that add up to `total`, in proportion to `weight` (largest remainder).

    With `most`, no entry exceeds it; what does not fit goes to the others by weight.
    """
    result = np.zeros(len(weight), dtype=np.int64)
    left = int(total)
    room = np.full(len(weight), total, dtype=np.int64) if most is None else most.astype(np.int64)
    while left > 0:
        open_weight = np.where(room > result, weight, 0.0)
        if open_weight.sum() <= 0.0:
            break
        share = left * open_weight / open_weight.sum()
        give = np.minimum(np.floor(share).astype(np.int64), room - result)
        if give.sum() == 0:
            order = np.argsort(-(share - np.floor(share)), kind="stable")
            order = order[open_weight[order] > 0.0][:left]
            give[order] = 1
        result += give
        left -= int(give.sum())
    return result


def choose(table: I64, draws: I64) -> I64:
    """Return the cell of each draw in its own row of cumulative thresholds, shape (n, k)."""
    return (draws[:, None] >= table[:, :-1]).sum(axis=1).astype(np.int64)


@dataclass
class _Homes:
    """Household columns while they are drawn."""

    key: npt.NDArray[np.uint64]
    place: I64
    town: I64
    origin: I64
    size: I64
    kind: I64
    residence: I64  # months on 1 January 2009


def draw_people(
    values: Values,
    geography: Geography,
    facts: Anchor,
    level: F64,
    draws: Randomness,
    month: int,
    scale: float,
) -> People:
    """Draw the resident households and persons of refugee background.

    Parameters
    ----------
    level : float64 array, shape (M,)
        Persons settled a year by municipality: where people first settled, and where stock is new.
    month : int
        Month as of which Norwegian, work and programme are drawn (at most January 2009).
    scale : float
        Multiplies persons, for scaling tests; 1 gives the table's totals exactly.
    """
    rules, oslo = values.rules("start"), values.rules("oslo")
    total = facts.refugees if scale == 1.0 else np.rint(facts.refugees * scale).astype(np.int64)
    minors = spread(int(round(rules.minors_resident * scale)), facts.minors, total // 2)
    in_place = _to_places(geography, total, oslo.vector("refugee_share"))
    minors_place = _to_places(geography, minors, oslo.vector("refugee_share"))
    homes = _draw_homes(rules, geography, facts, level, draws, in_place - minors_place, minors_place)
    return _draw_persons(values, geography, facts, level, draws, homes, total, month)


def _to_places(geography: Geography, counts: I64, oslo_share: F64) -> I64:
    """Return counts per place; where a municipality has several, by share (exact totals)."""
    result = np.zeros(len(geography.place_municipality), dtype=np.int64)
    result[geography.first_place] = counts
    for town in np.flatnonzero(geography.places > 1):
        first, many = int(geography.first_place[town]), int(geography.places[town])
        share = oslo_share if many == len(oslo_share) else np.ones(many)
        result[first : first + many] = spread(int(counts[town]), share)
    return result


def _draw_homes(
    rules: Rules,
    geography: Geography,
    facts: Anchor,
    level: F64,
    draws: Randomness,
    persons: I64,
    minors: I64,
) -> _Homes:
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
    year = pick(cumulative(rules.recent_years), r1)
    within = np.where(
        band == 0,
        12 * year + quantile_index(r2, 12),
        quantile_index(r2, 1 << 20) * _BAND_LENGTH[band] >> 20,
    )
    residence = 1 + _BAND_START[band] + within

    # unaccompanied minors: one each, lately settled
    um_place = np.repeat(np.arange(len(minors)), minors)
    um_key = start_keys(Being.HOUSEHOLD, len(um_place), first=1 << 32)
    u1, u2 = draws.both(Stream.START_HOUSEHOLD, 3, um_key)
    um_residence = 1 + (quantile_index(u1, 36) * quantile_index(u2, 1024) >> 10)
    join = np.concatenate
    return _Homes(
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
    share = np.concatenate([first, 1.0 - first.sum(axis=1, keepdims=True)], axis=1)
    stock = np.maximum(facts.refugees, 1).astype(np.float64)
    national = 5.0 * level.sum() / stock.sum()
    tilt = np.clip(5.0 * level / stock / national, 0.2, 5.0) ** rules.recent_tilt
    odds = np.broadcast_to(share, (len(level), *share.shape)).copy()
    odds[:, :, 0] *= tilt[:, None]
    return cumulative(odds.reshape(-1, BANDS))


def _draw_persons(
    values: Values,
    geography: Geography,
    facts: Anchor,
    level: F64,
    draws: Randomness,
    homes: _Homes,
    total: I64,
    month: int,
) -> People:
    rules = values.rules("start")
    n = len(homes.key)
    start = np.cumsum(homes.size) - homes.size
    count = int(homes.size.sum())
    row = np.repeat(np.arange(n), homes.size)
    number = np.arange(count) - start[row]
    key = start_keys(Being.PERSON, count)
    kind, origin, town = homes.kind[row], homes.origin[row], homes.town[row]
    pair = (kind == Kind.COUPLE) | (kind == Kind.FAMILY)
    minor = kind == Kind.UNACCOMPANIED
    head = (number == 0) & ~minor
    partner = pair & (number == 1)
    child = ~head & ~partner
    residence = homes.residence[row]

    # ages in January 2009
    a1, a2 = draws.both(Stream.START_PERSON, 0, key)
    grid = np.linspace(0.0, 1.0, len(rules.settled_age))
    ages = np.interp((np.arange(256) + 0.5) / 256, grid, rules.vector("settled_age"))
    at_settlement = np.rint(12 * ages).astype(np.int64)[quantile_index(a1, 256)]
    age = np.maximum(at_settlement + residence, ADULT + quantile_index(a2, 96))
    parent = (kind == Kind.FAMILY) | (kind == Kind.SINGLE_PARENT)
    age = np.where(head & parent, np.maximum(age, 22 * 12 + quantile_index(a2, 96)), age)
    head_age = age[start][row]
    shift = quantile_index(a1, 120) - 78  # partners are on average a year and a half younger
    age = np.where(partner, np.maximum(head_age + shift, 20 * 12), age)
    second = np.minimum(start + 1, count - 1)
    mother_age = np.where(pair, age[second][row], head_age)
    oldest = np.minimum(ADULT - 1, np.maximum(mother_age - 17 * 12, 12))
    age = np.where(child, 1 + (quantile_index(a1, 1 << 16) * oldest >> 16), age)
    grown = (kind == Kind.FAMILY) & (number == 2) & (homes.size[row] >= 4) & (mother_age > 40 * 12)
    grown &= a2 < threshold(rules.grown_child)
    age = np.where(grown, ADULT + quantile_index(a1, 84), age)
    age = np.where(minor, 15 * 12 + quantile_index(a1, 35), np.minimum(age, 95 * 12))
    birth = ANCHOR - age

    # month of settlement: partners may have come later, children with their mother or been born here
    s1, s2 = draws.both(Stream.START_PERSON, 1, key)
    settled = ANCHOR - residence
    later = partner & (s1 < threshold(rules.partner_later))
    settled = np.where(later, np.minimum(settled + 6 + quantile_index(s2, 48), ANCHOR - 1), settled)
    settled = np.where(partner, np.maximum(settled, birth + 12), settled)
    mother = np.where(pair, settled[second][row], settled[start][row])
    settled = np.where(child & ~minor, mother, settled)
    born = child & ~minor & (birth >= settled)
    settled = np.where(born, birth, settled)
    settled = np.where(settled <= birth, birth, settled)

    p1, p2 = draws.both(Stream.START_HOUSEHOLD, 4, homes.key)
    home_path = np.where(
        homes.kind == Kind.UNACCOMPANIED,
        Path.UNACCOMPANIED,
        _head_path(rules, homes.origin, homes.residence, p1),
    )
    mother_later = pair & later[second][row]
    path = np.where(later | (child & mother_later), Path.FAMILY, home_path[row])
    path = np.where(born, Path.BORN, path)

    # where they first settled
    band = np.searchsorted(_BAND_START, homes.residence, side="right") - 1
    lately = (homes.residence > 24).astype(np.int64)
    here = _stayed(rules, facts, level, homes.town, band, lately, p2)
    m1, _ = draws.both(Stream.START_MUNICIPALITY, 0, homes.key)
    elsewhere = pick(cumulative(level), m1)
    first_town = np.where(here | (homes.kind == Kind.UNACCOMPANIED), homes.town, elsewhere)
    settled_in = np.where(born, town, first_town[row])

    female = _sex(rules, draws, key, homes, row, number, child, minor, total, facts)
    persons = Persons(count + count // 2)
    households = Households(n + n // 2)
    hid = households.append(
        homes.key, kind=homes.kind, path=home_path, origin=homes.origin, persons=homes.size,
        municipality=homes.town, place=homes.place, settled=settled[start], case=Case.SETTLED,
        case_since=settled[start], permit=settled[start] - 3 - quantile_index(p1, 6),
        moves=first_town != homes.town, region=geography.region[homes.town],
        children=np.bincount(row, weights=age < ADULT, minlength=n), close_family=-1,
        expectation=30 + quantile_index(p2, 41), file_complete=1,
    )  # fmt: skip
    school, ill = draws.both(Stream.START_PERSON, 2, key)
    adult = age >= ADULT
    education = choose(_education_table(rules)[origin], school)
    pid = persons.append(
        key, household=hid[row], female=female, birth=birth, origin=origin, path=path,
        settled=settled, settled_in=settled_in, education=np.where(age >= 16 * 12, education, 0),
        health=adult & (ill < threshold(rules.health_need)),
    )  # fmt: skip
    households.head[:] = pid[start]
    sick = np.bincount(row, weights=persons.health, minlength=n)
    households.health[:] = sick > 0
    draw_states(values, persons, households, row, draws, month)
    _expect_family(values, households, draws)
    return People(persons, households, start)


def _head_path(rules: Rules, origin: I64, residence: I64, draw: I64) -> I64:
    """Return how the head came: asylum, quota or collective protection (Balkans of the 1990s)."""
    quota = threshold(rules.vector("quota_share"))[origin]
    collective = (origin == Origin.BALKANS) & (residence >= 110) & (residence < 205)
    path = np.where(draw < quota, Path.QUOTA, Path.ASYLUM)
    return np.where(collective & (draw >= threshold(0.3)), int(Path.COLLECTIVE), path)


def _stayed(
    rules: Rules, facts: Anchor, level: F64, town: I64, band: I64, late: I64, draw: I64
) -> B:
    """Draw who still lives in the municipality of first settlement.

    The chance of the residence band, adjusted by whether the municipality holds more of the
    stock than of settlement (then many moved in).
    """
    share = rules.vector("stayed")  # 0-1, 2-4, 5-9, 10-19, 20+ years
    index = np.where(band == 0, late, band + 1)
    stock = np.maximum(facts.refugees, 1) / max(facts.refugees.sum(), 1)
    gain = np.clip(stock / np.maximum(level / level.sum(), 1e-9), 0.25, 4.0) ** rules.stayed_tilt
    odds = (share / (1.0 - share))[None, :] / gain[:, None]
    table = threshold(odds / (1.0 + odds))
    stayed: B = draw < table[town, index]
    return stayed


def _sex(
    rules: Rules,
    draws: Randomness,
    key: npt.NDArray[np.uint64],
    homes: _Homes,
    row: I64,
    number: I64,
    child: B,
    minor: B,
    total: I64,
    facts: Anchor,
) -> npt.NDArray[np.int8]:
    """Draw sex by role, then change as few as needed so that women per municipality fit the table.

    Those whose sex is freest change first: children and singles, then lone parents, then couples.
    """
    d1, d2 = draws.both(Stream.START_PERSON, 3, key)
    kind = homes.kind[row]
    man_first = draws.high(Stream.START_HOUSEHOLD, 5, homes.key)[row] < threshold(rules.head_man)
    female = np.where(
        minor,
        d1 >= threshold(rules.minors_boys),
        np.where(
            child,
            d1 < threshold(0.49),
            np.where(
                kind == Kind.SINGLE,
                d1 < threshold(rules.single_women),
                np.where(
                    kind == Kind.SINGLE_PARENT,
                    d1 < threshold(rules.lone_mothers),
                    (number == 0) != man_first,
                ),
            ),
        ),
    ).astype(np.int8)
    m = len(total)
    town = homes.town[row]
    wanted = facts.women.astype(np.float64)
    scaled = np.rint(wanted * total / np.maximum(facts.refugees, 1)).astype(np.int64)
    gap = scaled - np.bincount(town, weights=female, minlength=m).astype(np.int64)
    freedom = np.where(child | (kind == Kind.SINGLE), 0, np.where(kind == Kind.SINGLE_PARENT, 1, 2))
    flips = np.flatnonzero(female == (gap[town] < 0))  # of the sex there are too many of
    flips = flips[gap[town[flips]] != 0]
    order = flips[np.argsort((town[flips] * 4 + freedom[flips]) * (1 << 32) + d2[flips], kind="stable")]
    where = town[order]
    begin = np.searchsorted(where, np.arange(m))
    rank = np.arange(len(order)) - begin[where]
    change = order[rank < np.abs(gap)[where]]
    female[change] = 1 - female[change]
    return female


def _education_table(rules: Rules) -> I64:
    """Return cumulative thresholds of education by origin, shape (origins, 3)."""
    low, high = rules.vector("education_low"), rules.vector("education_high")
    return cumulative(np.stack([low, 1.0 - low - high, high], axis=1))


def draw_states(
    values: Values,
    persons: Persons,
    households: Households,
    row: I64,
    draws: Randomness,
    month: int,
) -> None:
    """Draw Norwegian, programme, work, study, ties and wellbeing as of `month`.

    Shares come from the processes' own pace, so that nothing drifts without cause. Who is not yet
    settled in `month` has none of them.
    """
    rules = values.rules("start")
    profiles = Profiles.of(values)
    key = persons.key
    since = month - persons.settled.astype(np.int64)
    age = month - persons.birth.astype(np.int64)
    here = (persons.settled != NEVER) & (since > 0)
    years = np.clip(since // 12, 0, profiles.years - 1)
    l1, l2 = draws.both(Stream.START_PERSON, 4, key)
    w1, w2 = draws.both(Stream.START_PERSON, 5, key)
    adult = age >= ADULT
    language = choose(profiles.language[persons.education.astype(np.int64), years], l1)
    # children learn at school, about a level in nine months from the age of four
    schooled = np.clip(np.minimum(since, age - 48) // 9, 0, 4)
    persons.language[:] = np.where(here, np.where(adult, language, schooled), 0)

    sex = persons.female.astype(np.int64)
    working_age = here & (age >= 16 * 12) & (age < 67 * 12)
    band = profiles.band_of_age[np.clip(age // 12, 0, 127)]
    cell = (sex, persons.education.astype(np.int64), band, years)
    # those well versed in Norwegian work more often; the group's share is kept
    p_work, p_study = profiles.employed[cell], profiles.student[cell]
    employed = working_age & (w1 < p_work)
    student = working_age & ~employed & (w1 < p_work + p_study)
    persons.employed[:] = employed
    persons.student[:] = student

    takeup = profiles.takeup[sex, (persons.path == Path.FAMILY).astype(np.int64)]
    home = households.municipality[row]
    at_settlement = age - since
    took_part = here & (w2 < takeup) & (persons.path != Path.BORN)
    took_part &= (at_settlement >= profiles.first_age) & (at_settlement < profiles.last_age)
    took_part &= persons.settled >= profiles.since
    followed = since - 1
    going = took_part & (followed >= 1) & (followed < profiles.length) & ~employed
    left = persons.settled_in != home
    persons.programme[:] = np.where(
        going,
        np.where(left, Programme.LOST, Programme.ACTIVE),
        np.where(took_part & (followed >= 1), Programme.COMPLETED, Programme.NONE),
    )
    persons.programme_months[:] = np.where(
        took_part, np.clip(followed, 0, profiles.length), 0
    )
    persons.student[:] = student & ~going
    persons.income[:] = profiles.income(persons, month)

    bond, bridge = draws.both(Stream.START_PERSON, 6, key)
    link, well = draws.both(Stream.START_PERSON, 7, key)
    long_here = np.clip(years, 0, 15)

    def tie(draw: I64, first: float, yearly: float) -> I64:
        return np.where(here, np.clip(int(first) + (yearly * long_here).astype(np.int64)
                                      + quantile_index(draw, 31) - 15, 0, 100), 0)  # fmt: skip

    ties, yearly = rules.vector("ties_first"), rules.vector("ties_yearly")
    persons.bonding[:] = tie(bond, ties[0], yearly[0])
    persons.bridging[:] = tie(bridge, ties[1], yearly[1])
    persons.linking[:] = tie(link, ties[2], yearly[2])
    persons.wellbeing[:] = np.clip(
        int(rules.wellbeing) + quantile_index(well, 41) - 20 + 6 * employed - 8 * persons.health, 0, 100
    )
    n = len(households)
    households.adults_working[:] = np.bincount(row, weights=employed, minlength=n)


def _expect_family(values: Values, households: Households, draws: Randomness) -> None:
    """Give recent households the family that is still to come in January 2009."""
    rules = values.rules("refugee")
    tables = family_tables(rules)
    f1, f2 = draws.both(Stream.START_QUEUE, 10, households.key)
    t1, _ = draws.both(Stream.START_QUEUE, 11, households.key)
    sponsor = f1 < threshold(tables.sponsor_probability)[households.origin, households.kind]
    sponsor &= households.path != Path.QUOTA
    months = tables.months_quantiles[quantile_index(t1, len(tables.months_quantiles))]
    arrives = households.permit.astype(np.int64) + months
    sponsor &= (arrives >= ANCHOR) & (households.settled >= ANCHOR - 60)
    size = 1 + pick(cumulative(np.diff(tables.size_cumulative, prepend=0.0)), f2)
    households.family_pending[:] = np.where(sponsor, size, 0)
    households.family_month[:] = np.where(sponsor, np.minimum(arrives, 32000), NEVER)
    households.family_known[:] = sponsor & (households.key % np.uint64(2) == 0)
    households.case_dwelling[:] = NOBODY
