"""A national world at its anchor (January 2009 or 2024), for a run that begins two years before it."""

from collections.abc import Callable

import numpy as np

from agents.kinds import Origin, Tenure
from agents.parameters import Rules, Values
from simulation.randomness import Randomness
from simulation.start.counts import take_counts
from simulation.start.housing import house, new_tables
from simulation.start.institutions import start_imdi, start_municipalities
from simulation.start.people import draw_people
from simulation.start.queue import open_queue
from simulation.start.record import Record, settlement_level
from simulation.start.sources import sources_of
from simulation.world import World, empty_places
from simulation.worlds import NORWAY_2013, NationalWorld


def national_world(
    values: Values,
    seed: int,
    scale: float = 1.0,
    month: int = 0,
    national: NationalWorld = NORWAY_2013,
    record: Callable[[tuple[str, ...]], Record] | None = None,
) -> World:
    """Return the start: persons of the anchor with homes, markets, municipalities and queue.

    Parameters
    ----------
    values : Values
        Parameter values (``start.*``, ``oslo.*`` and those of the processes it draws from).
    seed : int
        Replicate seed: the same seed gives the same world, bit by bit.
    scale : float
        Multiplies persons, dwellings, other households and the queue (scaling benchmarks). At 1 the
        municipal totals of persons equal the table exactly.
    month : int
        First month of the run; states that move in burn-in are drawn as of it.
    national : NationalWorld
        Which world; `values` are its own.
    record : callable, optional
        Reads what municipalities did; the world's own record when left out. A back-test hides years.

    Returns
    -------
    World
    """
    draws = Randomness(seed)
    sources = sources_of(national)
    geography = sources.geography(values)
    facts = sources.anchor(values, geography.code)
    read = sources.record if record is None else record
    level = settlement_level(values, geography.code, read).level
    persons, households = draw_people(values, geography, facts, level, draws, month, scale)
    dwellings, landlords = new_tables(len(persons))
    world = World(
        geography,
        persons,
        households,
        dwellings,
        landlords,
        start_municipalities(values, geography, facts, draws, scale, read),
        empty_places(len(geography.place_municipality), len(Origin)),
    )
    world.imdi = start_imdi(geography, world.municipalities)
    house(values, world, draws, month, scale)
    _incomes(world, values.rules("start"))
    open_queue(values, world, draws, scale)
    take_counts(world, month)
    return world


def _incomes(world: World, rules: Rules) -> None:
    """Sum incomes of the members into households; other households have a benefit."""
    households, persons = world.households, world.persons
    rows = households.rows(persons.household)
    total = np.bincount(rows, weights=persons.income, minlength=len(households))
    households.income[:] = total
    others = np.flatnonzero((households.refugee == 0) & (households.tenure != Tenure.GONE))
    first, further = (int(amount) for amount in rules.others_income)
    households.income[others] = first + further * (households.persons[others].astype(np.int64) - 1)
