"""Mesa over columns."""

import sys
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np
import pytest

from agents.kinds import Origin, Tenure
from simulation.facade import ColumnAgentSet, DwellingView, Household, Landlord, Refugee, agents_by_type
from simulation.start.tiny import tiny_world


class Model(mesa.Model):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(rng=1)
        self.world = tiny_world(persons=120)
        self.month = 24


@pytest.fixture
def model() -> Any:
    return Model()


def test_sets_stand_beside_registered_agents(model: Any) -> None:
    registered = mesa.Agent(model)
    sets = agents_by_type(model)
    assert list(sets[mesa.Agent]) == [registered]
    assert len(sets[Refugee]) == 120
    assert len(sets[Household]) == len(model.world.households)
    assert len(sets[DwellingView]) and len(sets[Landlord])
    list(sets[Refugee])
    assert len(model.agents) == 1  # views are not registered


def test_aggregates_equal_a_walk_over_views(model: Any) -> None:
    refugees = agents_by_type(model)[Refugee]
    assert refugees.agg("income", np.mean) == pytest.approx(np.mean([r.income for r in refugees]))
    incomes = [r.income for r in refugees]
    assert refugees.agg("income", [min, max]) == [min(incomes), max(incomes)]
    groups = refugees.groupby("origin")
    assert groups.count() == {o: n for o in Origin if (n := sum(r.origin == o for r in refugees))}
    assert groups.agg("income", np.sum) == {
        o: sum(r.income for r in refugees if r.origin == o) for o in groups.groups
    }
    assert groups.map(len) == groups.count()
    women = refugees.select(lambda r: r.female == 1)
    assert women.uids.tolist() == refugees.select(refugees.get("female") == 1).uids.tolist()
    assert len(refugees.select(at_most=0.25)) == 30 and len(refugees.select(at_most=7)) == 7
    assert refugees.sort("income", ascending=True).get("income").tolist() == sorted(refugees.get("income"))
    assert sorted(refugees.shuffle().uids.tolist()) == refugees.uids.tolist()
    assert refugees.get(["uid", "age"])[3] == [refugees[3].uid, refugees[3].age]


def test_one_refugee_can_be_looked_at(model: Any) -> None:
    refugee = agents_by_type(model)[Refugee][5]
    assert isinstance(refugee.origin, Origin) and refugee.age == (24 - refugee.birth) // 12
    assert refugee in refugee.home.members
    assert isinstance(refugee.home.tenure, Tenure)
    housed = agents_by_type(model)[Household].select(lambda h: h.dwelling >= 0, at_most=1)[0]
    assert housed.home.occupant == housed
    with pytest.raises(AttributeError, match="no column 'colour'"):
        _ = refugee.colour
    with pytest.raises(TypeError, match="view"):
        refugee.remove()


def test_a_set_follows_the_columns(model: Any) -> None:
    refugees = agents_by_type(model)[Refugee]
    kept = refugees.select(at_most=3)
    last = refugees[2]
    persons = model.world.persons
    persons.present[2] = 0
    assert len(refugees) == 119
    persons.compact(persons.present == 1)
    assert len(kept) == 2 and last.row == -1
    with pytest.raises(LookupError):
        _ = last.income
    with pytest.raises(TypeError, match="only processes"):
        refugees.add(last)


def test_a_set_is_small(model: Any) -> None:
    held = ColumnAgentSet(model, Refugee)
    assert sys.getsizeof(held) + sys.getsizeof(vars(held)) < 2_000
    assert SimpleNamespace(set=held).set._uids is None


def test_a_choice_may_be_made_in_the_set_itself_or_in_a_new_one(model: Any) -> None:
    refugees = agents_by_type(model)[Refugee]
    women = np.asarray(refugees.get("female")) == 1
    apart = refugees.select(women)
    assert len(refugees) == 120 and 0 < len(apart) == women.sum() < 120
    assert refugees.select(women, inplace=True) is refugees and len(refugees) == len(apart)
    assert refugees.uids.tolist() == apart.uids.tolist()
    assert len(apart.select(at_most=0.5)) == len(apart) // 2
    assert apart.select(lambda one: one.female == 1, at_most=2).uids.tolist() == apart.uids[:2].tolist()
    with pytest.raises(ValueError, match="a mask over this set"):
        apart.select(women)
