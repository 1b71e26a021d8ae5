"""Norwegian, programme, work, study, income, ties and wellbeing of the start."""

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING
from agents.kinds import MONTHS_PER_YEAR, NEVER, Path, Programme
from agents.parameters import Values
from agents.refugee import LEVELS, PENSION_AGE, WORKING_AGE
from simulation.local_market import LEAST, MOST, market_factor
from simulation.people import ADULT
from simulation.randomness import Randomness, Stream, quantile_index, threshold
from simulation.start.profiles import Profiles
from simulation.start.shares import choose
from simulation.tables import Households, Persons

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

CERTAIN = float(1 << 32)  # the threshold of what is certain


def local_shares(work: I64, study: I64, market: F64) -> tuple[I64, I64]:
    """Return thresholds of work and of study in a local market that multiplies the odds of work.

    Parameters
    ----------
    work, study : int64 arrays, shape (n,)
        Thresholds (in 2^32nds) in the country.
    market : float64 array, shape (n,)
        From :func:`simulation.local_market.market_factor`; kept within the bounds finding work has. Who does
        not work studies as often as elsewhere.
    """
    share, factor = work / CERTAIN, np.clip(market, LEAST, MOST)
    here = share * factor / (1.0 - share + share * factor)
    left = np.where(share < 1.0, (1.0 - here) / np.where(share < 1.0, 1.0 - share, 1.0), 0.0)
    return threshold(here), threshold(study / CERTAIN * left)


def draw_states(
    values: Values,
    persons: Persons,
    households: Households,
    row: I64,
    draws: Randomness,
    month: int,
    local: F64,
) -> None:
    """Draw Norwegian, programme, work, study, ties and wellbeing as of `month`.

    `local` is the level of employment in the labour market of each household.

    Shares come from the processes' own pace, so that nothing drifts without cause. Who is not yet
    settled in `month` has none of them.
    """
    rules = values.rules("start")
    profiles = Profiles.of(values)
    key = persons.key
    since = month - persons.settled.astype(np.int64)
    age = month - persons.birth.astype(np.int64)
    here = (persons.settled != NEVER) & (since > 0)
    years = np.clip(since // MONTHS_PER_YEAR, 0, profiles.years - 1)
    l1, _ = draws.both(Stream.START_PERSON, 4, key)
    w1, w2 = draws.both(Stream.START_PERSON, 5, key)
    adult = age >= ADULT
    language = choose(profiles.language[persons.education.astype(np.int64), years], l1)
    # children learn at school
    begin, level = (int(months) for months in rules.school)
    schooled = np.clip(np.minimum(since, age - begin) // level, 0, LEVELS - 1)
    persons.language[:] = np.where(here, np.where(adult, language, schooled), 0)

    sex = persons.female.astype(np.int64)
    working_age = here & (age >= WORKING_AGE * MONTHS_PER_YEAR) & (age < PENSION_AGE * MONTHS_PER_YEAR)
    band = profiles.band_of_age[np.clip(age // MONTHS_PER_YEAR, 0, 127)]
    cell = (sex, persons.education.astype(np.int64), band, years)
    # those well versed in Norwegian work more often; the group's share is kept
    weight = np.maximum(working_age, NEXT_TO_NOTHING)  # nobody of working age: all alike
    market = market_factor(local[row], weight, values.number("work.local_market"))
    p_work, p_study = local_shares(profiles.employed[cell], profiles.student[cell], market)
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
    persons.programme_months[:] = np.where(took_part, np.clip(followed, 0, profiles.length), 0)
    persons.student[:] = student & ~going
    persons.income[:] = profiles.income(persons, month)

    bond, bridge = draws.both(Stream.START_PERSON, 6, key)
    link, well = draws.both(Stream.START_PERSON, 7, key)
    long_here = np.clip(years, 0, int(rules.ties_months) // MONTHS_PER_YEAR)
    tie_spread, well_spread = (int(points) for points in rules.state_spread)
    work, ill = (int(points) for points in rules.wellbeing_parts)

    def tie(draw: I64, first: float, yearly: float) -> I64:
        level = int(first) + (yearly * long_here).astype(np.int64)
        chance = quantile_index(draw, 2 * tie_spread + 1) - tie_spread
        return np.where(here, np.clip(level + chance, 0, 100), 0)

    ties, yearly = rules.vector("ties_first"), rules.vector("ties_yearly")
    persons.bonding[:] = tie(bond, ties[0], yearly[0])
    persons.bridging[:] = tie(bridge, ties[1], yearly[1])
    persons.linking[:] = tie(link, ties[2], yearly[2])
    persons.wellbeing[:] = np.clip(
        int(rules.wellbeing) + quantile_index(well, 2 * well_spread + 1) - well_spread
        + work * employed - ill * persons.health, 0, 100,
    )  # fmt: skip
    n = len(households)
    households.adults_working[:] = np.bincount(row, weights=employed, minlength=n)
