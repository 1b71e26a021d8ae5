"""A stand-in for the model, with a tiny world and only the parameters of the life processes."""

from pathlib import Path as FilePath
from types import SimpleNamespace
from typing import Any

import numpy as np

from agents.kinds import NOBODY, Tenure
from agents.parameters import ParameterSet, Values, read_records
from simulation.events import Events
from simulation.people import ADULT
from simulation.randomness import Randomness
from simulation.start.tiny import tiny_world
from simulation.world import World

ROOT = FilePath(__file__).resolve().parents[2]
FILES = ("integration", "work", "wellbeing", "reunification", "demography")


def life_values(**changes: Any) -> Values:
    """Return the parameters of the life processes; `changes` as work__entry=(...)."""
    paths = [ROOT / "simulation" / "processes" / f"{name}.toml" for name in FILES]
    paths.append(ROOT / "agents" / "refugee.toml")
    records = ParameterSet(record for path in paths for record in read_records(path))
    return records.resolve({name.replace("__", "."): value for name, value in changes.items()})


def life_model(seed: int = 1, persons: int = 300, month: int = 24, **changes: Any) -> Any:
    """Return something that the life processes can run on."""
    world = tiny_world(seed, 6, persons, month=month)
    m = world.geography.municipalities
    return SimpleNamespace(
        world=world,
        values=life_values(**changes),
        draws=Randomness(seed),
        month=month,
        events=Events(),
        pipelines=SimpleNamespace(ready_month=lambda model: np.full(m, model.month + 3, np.int16)),
    )


def check_world(world: World, month: int) -> None:
    """Assert what must always hold between persons, households and dwellings."""
    persons, households, dwellings = world.persons, world.households, world.dwellings
    present = persons.present == 1
    homes = households.rows(persons.household[present])
    assert np.all(homes >= 0)
    size = len(households)
    refugee = households.refugee == 1
    total = np.bincount(homes, minlength=size)
    young = np.bincount(homes[persons.birth[present] > month - ADULT], minlength=size)
    assert np.array_equal(total[refugee], households.persons[refugee])
    assert np.array_equal(young[refugee], households.children[refugee])
    living = refugee & (households.tenure != Tenure.GONE)
    heads = persons.rows(households.head[living])
    assert np.all(heads >= 0) and np.all(persons.present[heads] == 1)
    assert np.array_equal(persons.household[heads], households.uid[living])
    gone = households.tenure == Tenure.GONE
    assert np.all(households.persons[gone] == 0) and np.all(households.dwelling[gone] == NOBODY)
    housed = np.flatnonzero(households.dwelling >= 0)
    rows = dwellings.rows(households.dwelling[housed])
    assert np.array_equal(dwellings.household[rows], households.uid[housed])
    taken = np.flatnonzero(dwellings.household >= 0)
    assert len(taken) == len(housed)
    assert len(np.unique(persons.key)) == len(persons)
    assert len(np.unique(households.key)) == len(households)
    for column in (persons.wellbeing, persons.bonding, persons.bridging, persons.linking):
        assert column.min() >= 0 and column.max() <= 100
    assert not np.any((persons.employed == 1) & (persons.student == 1))
