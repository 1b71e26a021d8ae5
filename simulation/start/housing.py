"""Where everybody lives on 1 January 2009: tenure, dwellings, landlords, the other queue.

Dates lie around the month the run starts, so that tenancies run on through burn-in.
"""

import numpy as np

from agents.kinds import MONTHS_PER_YEAR, DwellingState, Mode, Owner, Tenure
from agents.parameters import Rules, Values
from simulation.areas import factors
from simulation.moves import needed_rooms
from simulation.placement import area_in
from simulation.randomness import Randomness, Stream, threshold
from simulation.rental.levels import rent_now
from simulation.start.keys import Being, start_keys
from simulation.start.segment import add_private
from simulation.start.stock import add_municipal, add_other_queue
from simulation.start.tenure import draw_rooms, draw_tenure, fill_purse, time_since
from simulation.tables import Dwellings, Landlords
from simulation.world import World


def house(values: Values, world: World, draws: Randomness, month: int, scale: float) -> None:
    """Give every resident household of refugee background a tenure and a dwelling, and add the
    rest of the municipal stock with its tenants and queue, and the private segment."""
    rules = values.rules("start")
    rent = rent_now(world.geography, world.places, values.rules("rental_market"), month)
    draw_tenure(rules, world.households, draws)
    refugees = len(world.households)
    add_municipal(values, rules, world, draws, month, scale, rent)
    add_private(values, rules, world, draws, month, scale, rent)
    add_owned(values, rules, world, draws, month)
    add_other_queue(values, rules, world, draws, month, scale)
    rows = np.arange(refugees)
    homes = world.dwellings.rows(world.households.dwelling[rows])
    tight = (homes >= 0) & (
        needed_rooms(world.households.persons[rows]) > world.dwellings.rooms[np.maximum(homes, 0)]
    )
    world.households.outgrown[rows[tight]] = month


def add_owned(values: Values, rules: Rules, world: World, draws: Randomness, month: int) -> None:
    """Give owners a home, with a loan that is partly repaid."""
    geography, households, homes = world.geography, world.households, world.dwellings
    owners = np.flatnonzero(households.tenure == Tenure.OWNED)
    key = start_keys(Being.DWELLING, len(owners), first=1 << 33)
    d1, d2 = draws.both(Stream.START_DWELLING, 4, key)
    d3, d4 = draws.both(Stream.START_DWELLING, 5, key)
    place = households.place[owners].astype(np.int64)
    rooms = draw_rooms(rules, households.persons[owners], d1, d2, rules.crowded_owner)
    metres = values.rules("municipality").vector("dwelling_m2")[rooms - 1]
    began = time_since(households, owners, rules.stay_years[2], d3, month)
    # who bought earlier paid less, and has repaid more of the loan
    most = int(rules.loan_months) // MONTHS_PER_YEAR
    years = np.clip((month - began) // MONTHS_PER_YEAR, 0, most)
    ago = np.arange(most + 1, dtype=np.float64)
    rise = rules.price_rise**-ago
    area = area_in(geography, place, key)
    standing = factors(geography, values.number("careers.area_price"))[area] / 1000.0
    price = np.rint(metres * geography.base_price[place] * standing * rise[years]).astype(np.int64)
    repaid = 1.0 - ago / most
    debt = np.rint(rules.loan_share * price * repaid[years]).astype(np.int64)
    uids = homes.append(
        key, municipality=geography.place_municipality[place], place=place,
        area=area, rooms=rooms, owner=Owner.HOUSEHOLD,
        state=DwellingState.OCCUPIED, household=households.uid[owners], cost=price, mode=Mode.PURCHASE,
    )  # fmt: skip
    households.dwelling[owners] = uids
    households.since[owners] = began
    households.debt[owners] = debt
    young = years < int(rules.startlan_within) // MONTHS_PER_YEAR
    households.startlan[owners] = (debt > 0) & young & (d4 < threshold(rules.loan_startlan))
    fill_purse(rules, households, owners, 2, draws)


def new_tables(persons: int) -> tuple[Dwellings, Landlords]:
    """Return empty dwellings and landlords with room for a run from `persons`."""
    return Dwellings(2 * persons + 1024), Landlords(persons + 1024)
