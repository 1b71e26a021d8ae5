"""What observers remember from one December to the next."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from agents.kinds import NEVER, Tenure
from simulation import living
from simulation.columns import Columns
from simulation.events import Events
from simulation.groups import decode
from simulation.ledger import Ledger
from simulation.observers import Observer
from simulation.past import LONGEST, Past
from simulation.recorder import Recorder
from simulation.start.tiny import tiny_world

DECEMBER = 35


def model_of(world: Any, month: int = DECEMBER) -> Any:
    return SimpleNamespace(world=world, month=month, events=Events(), ledger=Ledger(6))


def december(world: Any, past: Past, month: int, poor: np.ndarray) -> Columns:
    """Note a December in which the persons `poor` (bool, by row) have too little."""
    columns = Columns(model_of(world, month), past)
    homes = columns.get("persons", "household_row")
    bits = np.zeros(len(world.households), dtype=np.int8)
    bits[homes[poor]] = living.POOR
    columns._columns["households", "living"] = bits
    past.december(columns)
    return columns


def test_years_in_a_row_begin_anew_when_they_are_broken() -> None:
    world, past = tiny_world(3, persons=80), Past()
    homes = Columns(model_of(world)).get("persons", "household_row")
    here = ~np.isin(world.households.tenure[homes], (Tenure.RECEPTION, Tenure.ABROAD, Tenure.STAFFED))
    everybody = np.ones(len(world.persons), dtype=np.bool_)
    nobody = ~everybody
    seen = []
    for k, poor in enumerate((everybody, everybody, nobody, everybody, everybody, everybody, everybody)):
        columns = december(world, past, DECEMBER + 12 * k, poor)
        years = columns.get("persons", "years_poor")
        assert (years[~here] == 0).all() and len(set(years[here].tolist())) == 1
        seen.append(int(years[here][0]))
        assert (columns.get("persons", "years_here")[here] == min(k + 1, LONGEST)).all()
    assert seen == [1, 2, 0, 1, 2, 3, 3]


def test_who_goes_away_begins_anew() -> None:
    world, past = tiny_world(3, persons=80), Past()
    everybody = np.ones(len(world.persons), dtype=np.bool_)
    for k in range(2):
        december(world, past, DECEMBER + 12 * k, everybody)
    homes = Columns(model_of(world)).get("persons", "household_row")
    row = int(np.flatnonzero(past.here[world.persons.uid] == 2)[0])
    world.persons.present[row] = 0
    december(world, past, DECEMBER + 24, everybody)
    world.persons.present[row] = 1
    columns = december(world, past, DECEMBER + 36, everybody)
    mates = np.flatnonzero((homes == homes[row]) & (np.arange(len(homes)) != row))
    assert columns.get("persons", "years_here")[row] == columns.get("persons", "years_poor")[row] == 1
    assert (columns.get("persons", "years_here")[mates] == LONGEST).all()


def test_a_household_keeps_the_group_it_was_settled_in() -> None:
    world, past = tiny_world(3, persons=80), Past()
    households, persons = world.households, world.persons
    columns = december(world, past, DECEMBER, np.zeros(len(persons), dtype=np.bool_))
    placed = columns.get("households", "placed")
    settled = (households.refugee == 1) & (households.settled != NEVER) & (households.settled <= DECEMBER)
    settled &= households.tenure != Tenure.GONE
    assert settled.any() and not settled.all()
    found = columns.get("households", "as_settled")
    assert (found[settled] == placed[settled]).all() and (found[~settled] == -1).all()
    households.kind[:] = (households.kind + 1) % 4  # a family grows and moves
    households.municipality[settled] = (households.municipality[settled] + 1) % 6
    later = december(world, past, DECEMBER + 12, np.zeros(len(persons), dtype=np.bool_))
    assert (later.get("households", "as_settled")[settled] == placed[settled]).all()
    keys = decode(later.get("persons", "as_settled"))
    for name in ("kind", "sex", "hard", "origin", "centrality"):
        np.testing.assert_array_equal(later.get("persons", f"settled_{name}"), keys[name])


def test_rows_that_move_are_found_by_who_they_are() -> None:
    world, past = tiny_world(3, persons=80), Past()
    columns = december(world, past, DECEMBER, np.ones(len(world.persons), dtype=np.bool_))
    before = dict(zip(world.persons.uid.tolist(), columns.get("persons", "years_poor").tolist(), strict=True))
    keep = np.arange(len(world.persons)) % 3 > 0
    world.persons.compact(keep)
    now = Columns(model_of(world), past)
    for uid, years in zip(world.persons.uid.tolist(), now.get("persons", "years_poor").tolist(), strict=True):
        assert years == before[uid]


def test_a_branch_remembers_and_goes_its_own_way() -> None:
    observer = Observer("stayed", "persons", (("years_here", ">=", 2),), by=("years_here",), every="year")
    world = tiny_world(3, persons=80)
    first = Recorder(None, [observer])
    branch = Recorder(None, [observer])
    shared = Past()
    december(world, shared, DECEMBER, np.ones(len(world.persons), dtype=np.bool_))
    first._past = shared
    branch.take_over(first)
    december(world, branch._past, DECEMBER + 12, np.ones(len(world.persons), dtype=np.bool_))
    assert branch._past.here.max() == 2 and first._past.here.max() == 1
