"""Persons and households of refugee background on 1 January 2009.

Municipal totals, and women among them, equal the table of residents by reason ``flukt`` exactly.
Everything else is drawn with keys: origin from the municipality's mix, household size and kind by
origin, month of settlement by origin, and so on. The persons of the anchor are present from the
first month of burn-in; states that move in burn-in (Norwegian, work, programme) are drawn as of
`month`, so that those not yet settled then have none.
"""

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING
from agents.kinds import MONTHS_PER_YEAR, NEVER, START_MONTH, Case, Kind, Path
from agents.parameters import Rules, Values
from agents.refugee import family_tables
from simulation.case_tables import GIRLS
from simulation.people import ADULT
from simulation.randomness import Randomness, Stream, cumulative, pick, quantile_index, threshold
from simulation.start.anchor import Anchor
from simulation.start.homes import BAND_START, Homes, draw_homes, to_places
from simulation.start.keys import Being, start_keys
from simulation.start.shares import choose, evenly, spread
from simulation.start.states import draw_states
from simulation.tables import Households, Persons
from simulation.world import Geography

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
B = npt.NDArray[np.bool_]

ANCHOR = START_MONTH  # ages and households are those of this month

OLDEST = 95 * MONTHS_PER_YEAR  # a guard: nobody is older
# months of age from which education is known, as in the unit of `start.education_low`
SCHOOLED = 16 * MONTHS_PER_YEAR
LATELY = 24  # months of residence, up to which the first share of `start.stayed` holds
LEAST_GAIN, MOST_GAIN = 0.25, 4.0  # guards: a municipality's stock over its settlement


def draw_people(
    values: Values,
    geography: Geography,
    facts: Anchor,
    level: F64,
    draws: Randomness,
    month: int,
    scale: float,
) -> tuple[Persons, Households]:
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
    in_place = to_places(geography, total, oslo.vector("refugee_share"))
    minors_place = to_places(geography, minors, oslo.vector("refugee_share"))
    homes = draw_homes(rules, geography, facts, level, draws, in_place - minors_place, minors_place)
    return _draw_persons(values, geography, facts, level, draws, homes, total, month)


def _draw_persons(
    values: Values,
    geography: Geography,
    facts: Anchor,
    level: F64,
    draws: Randomness,
    homes: Homes,
    total: I64,
    month: int,
) -> tuple[Persons, Households]:
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
    at_settlement = np.rint(MONTHS_PER_YEAR * ages).astype(np.int64)[quantile_index(a1, 256)]
    # least ages keep what is drawn possible: a mother is older than her child
    least_parent, least_partner, least_mother = (int(MONTHS_PER_YEAR * years) for years in rules.family_ages)
    young = quantile_index(a2, int(rules.youngest_spread))
    age = np.maximum(at_settlement + residence, ADULT + young)
    parent = (kind == Kind.FAMILY) | (kind == Kind.SINGLE_PARENT)
    age = np.where(head & parent, np.maximum(age, least_parent + young), age)
    head_age = age[start][row]
    shift = evenly(rules.partner_older, a1)
    age = np.where(partner, np.maximum(head_age + shift, least_partner), age)
    second = np.minimum(start + 1, count - 1)
    mother_age = np.where(pair, age[second][row], head_age)
    oldest = np.minimum(ADULT - 1, np.maximum(mother_age - least_mother, MONTHS_PER_YEAR))
    age = np.where(child, 1 + (quantile_index(a1, 1 << 16) * oldest >> 16), age)
    together, grown_mother = rules.grown_from
    grown = (kind == Kind.FAMILY) & (number == 2) & (homes.size[row] >= together)
    grown &= mother_age > MONTHS_PER_YEAR * grown_mother
    grown &= a2 < threshold(rules.grown_child)
    age = np.where(grown, ADULT + quantile_index(a1, int(rules.grown_spread)), age)
    age = np.where(minor, evenly(rules.minors_age, a1), np.minimum(age, OLDEST))
    birth = ANCHOR - age

    # month of settlement: partners may have come later, children with their mother or been born here
    s1, s2 = draws.both(Stream.START_PERSON, 1, key)
    settled = ANCHOR - residence
    later = partner & (s1 < threshold(rules.partner_later))
    came = np.minimum(settled + evenly(rules.partner_months, s2), ANCHOR - 1)
    settled = np.where(later, came, settled)
    settled = np.where(partner, np.maximum(settled, birth + MONTHS_PER_YEAR), settled)
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
    band = np.searchsorted(BAND_START, homes.residence, side="right") - 1
    lately = (homes.residence > LATELY).astype(np.int64)
    here = _stayed(rules, facts, level, homes.town, band, lately, p2)
    m1, _ = draws.both(Stream.START_MUNICIPALITY, 0, homes.key)
    elsewhere = pick(cumulative(level), m1)
    first_town = np.where(here | (homes.kind == Kind.UNACCOMPANIED), homes.town, elsewhere)
    settled_in = np.where(born, town, first_town[row])

    female = _sex(rules, draws, key, homes, row, number, child, minor, total, facts)
    x1, _ = draws.both(Stream.START_HOUSEHOLD, 6, homes.key)
    persons = Persons(count + count // 2)
    households = Households(n + n // 2)
    hid = households.append(
        homes.key, kind=homes.kind, path=home_path, origin=homes.origin, persons=homes.size,
        municipality=homes.town, place=homes.place, settled=settled[start], case=Case.SETTLED,
        case_since=settled[start], permit=settled[start] - evenly(rules.permit_months, p1),
        moves=first_town != homes.town, region=geography.region[homes.town],
        children=np.bincount(row, weights=age < ADULT, minlength=n), close_family=-1,
        expectation=evenly(rules.expects, x1), file_complete=1,
    )  # fmt: skip
    school, ill = draws.both(Stream.START_PERSON, 2, key)
    adult = age >= ADULT
    education = choose(_education_table(rules)[origin], school)
    pid = persons.append(
        key, household=hid[row], female=female, birth=birth, origin=origin, path=path,
        settled=settled, settled_in=settled_in, education=np.where(age >= SCHOOLED, education, 0),
        health=adult & (ill < threshold(rules.health_need)),
    )  # fmt: skip
    households.head[:] = pid[start]
    sick = np.bincount(row, weights=persons.health, minlength=n)
    households.health[:] = sick > 0
    local = geography.local_employment[homes.place]
    draw_states(values, persons, households, row, draws, month, local)
    _expect_family(values, households, draws)
    return persons, households


def _head_path(rules: Rules, origin: I64, residence: I64, draw: I64) -> I64:
    """Return how the head came: asylum, quota or collective protection."""
    quota = threshold(rules.vector("quota_share"))[origin]
    least, most = rules.collective_residence
    others = threshold(1.0 - rules.vector("collective_share"))[origin]
    collective = (residence >= least) & (residence < most) & (draw >= others)
    path = np.where(draw < quota, Path.QUOTA, Path.ASYLUM)
    return np.where(collective, int(Path.COLLECTIVE), path)


def _stayed(rules: Rules, facts: Anchor, level: F64, town: I64, band: I64, late: I64, draw: I64) -> B:
    """Draw who still lives in the municipality of first settlement.

    The chance of the residence band, adjusted by whether the municipality holds more of the
    stock than of settlement (then many moved in).
    """
    share = rules.vector("stayed")  # 0-1, 2-4, 5-9, 10-19, 20+ years
    index = np.where(band == 0, late, band + 1)
    stock = np.maximum(facts.refugees, 1) / max(facts.refugees.sum(), 1)
    record = np.maximum(level / level.sum(), NEXT_TO_NOTHING)
    gain = np.clip(stock / record, LEAST_GAIN, MOST_GAIN) ** rules.stayed_tilt
    odds = (share / (1.0 - share))[None, :] / gain[:, None]
    table = threshold(odds / (1.0 + odds))
    stayed: B = draw < table[town, index]
    return stayed


def _sex(
    rules: Rules,
    draws: Randomness,
    key: npt.NDArray[np.uint64],
    homes: Homes,
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
            d1 < threshold(GIRLS),
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
    return cumulative(np.stack([low, np.maximum(1.0 - low - high, 0.0), high], axis=1))


def _expect_family(values: Values, households: Households, draws: Randomness) -> None:
    """Give recent households the family that is still to come in January 2009."""
    within = int(values.rules("start").family_within)
    tables = family_tables(values.rules("refugee"))
    f1, f2 = draws.both(Stream.START_QUEUE, 10, households.key)
    t1, _ = draws.both(Stream.START_QUEUE, 11, households.key)
    sponsor = f1 < threshold(tables.sponsor_probability)[households.origin, households.kind]
    sponsor &= households.path != Path.QUOTA
    months = tables.months_quantiles[quantile_index(t1, len(tables.months_quantiles))]
    arrives = households.permit.astype(np.int64) + months
    sponsor &= (arrives >= ANCHOR) & (households.settled >= ANCHOR - within)
    size = 1 + pick(cumulative(np.diff(tables.size_cumulative, prepend=0.0)), f2)
    households.family_pending[:] = np.where(sponsor, size, 0)
    households.family_month[:] = np.where(sponsor, np.minimum(arrives, 32000), NEVER)
    households.family_known[:] = sponsor & (households.key % np.uint64(2) == 0)
