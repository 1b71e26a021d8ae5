"""Mesa over columns."""

import sys
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np
import pytest

from agents.kinds import DwellingState, Origin, Tenure
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


def test_a_set_answers_as_a_list_of_its_views_would(model: Any) -> None:
    refugees = agents_by_type(model)[Refugee]
    views = refugees.to_list()
    uids = [view.unique_id for view in views]
    assert refugees[-1] == views[-1] and refugees[2:9:3] == views[2:9:3]
    assert views[4] in refugees and views[4] not in refugees.select(at_most=4)
    assert Household(model, uids[4]) not in refugees  # another kind of being with the same number
    assert refugees.get("age").tolist() == [view.age for view in views]
    assert refugees.get("unique_id").tolist() == uids
    assert refugees.map("__repr__") == [f"<Refugee {uid}>" for uid in uids]
    assert refugees.map(lambda view, more: view.income + more, more=2) == [view.income + 2 for view in views]
    assert refugees.agg("age", max) == max(view.age for view in views)
    told: list[int] = []
    assert refugees.do(lambda view: told.append(view.unique_id)) is refugees and told == uids
    told.clear()
    refugees.shuffle_do(lambda view: told.append(view.unique_id))
    assert told != uids and sorted(told) == uids
    assert (
        refugees.select(agent_type=Household).to_list() == []
        and refugees.select(agent_type=Refugee)[3] == views[3]
    )
    twin = refugees.select(at_most=5).copy()
    assert twin.to_list() == views[:5] and twin.random is model.random


def test_a_column_there_is_not_is_an_error_or_what_one_says_instead(model: Any) -> None:
    refugees = agents_by_type(model)[Refugee].select(at_most=3)
    with pytest.raises(AttributeError, match="Refugee has no column 'colour'"):
        refugees.get("colour")
    with pytest.raises(AttributeError, match="Refugee has no column 'colour'"):
        refugees.get(["uid", "colour"])
    assert refugees.get("colour", "default", 7).tolist() == [7, 7, 7]
    found = refugees.get(["uid", "colour", "age"], "default", None)
    assert found == [[one.uid, None, one.age] for one in refugees]


def test_sorting_keeps_the_order_of_equals_both_ways(model: Any) -> None:
    refugees = agents_by_type(model)[Refugee]
    views = refugees.to_list()
    for up in (True, False):
        rank = sorted(views, key=lambda one: one.origin if up else -one.origin)
        assert refugees.sort("origin", ascending=up).to_list() == rank
        assert refugees.sort(lambda one: one.origin, ascending=up).to_list() == rank
    assert refugees.sort("origin").to_list() == refugees.sort("origin", ascending=False).to_list()
    assert refugees.to_list() == views
    assert refugees.sort("birth", inplace=True) is refugees and refugees.to_list() != views
    mixed = refugees.shuffle(inplace=True)
    assert mixed is refugees and len(mixed) == len(views)


def test_groups_are_of_views_or_of_lists_by_a_column_or_a_function(model: Any) -> None:
    refugees = agents_by_type(model)[Refugee]
    views = refugees.to_list()
    by_sex = refugees.groupby("female")
    assert list(by_sex.groups) == [0, 1]  # no names: as they are, in order
    assert by_sex.groups[1].to_list() == [one for one in views if one.female == 1]
    young = refugees.groupby(lambda one: one.age < 18, result_type="list")
    assert young.groups == {kind: [one for one in views if (one.age < 18) == kind] for kind in (False, True)}
    assert young.agg("income", sum) == {
        kind: sum(one.income for one in views if (one.age < 18) == kind) for kind in (False, True)
    }
    tenures = agents_by_type(model)[Household].groupby("tenure")
    assert all(isinstance(name, Tenure) for name in tenures.groups)
    assert [int(name) for name in tenures.groups] == sorted(int(name) for name in tenures.groups)


def test_who_is_gone_is_in_no_set(model: Any) -> None:
    world, sets = model.world, agents_by_type(model)
    world.persons.present[:2] = 0
    world.households.tenure[3] = Tenure.GONE
    world.dwellings.state[5] = DwellingState.REMOVED
    assert len(sets[Refugee]) == len(world.persons) - 2
    assert sets[Household].uids.tolist() == np.delete(world.households.uid, 3).tolist()
    assert sets[DwellingView].uids.tolist() == np.delete(world.dwellings.uid, 5).tolist()
    assert len(sets[Landlord]) == len(world.landlords)


def test_views_are_equal_by_what_they_show_and_lead_to_each_other(model: Any) -> None:
    one, same, other = Refugee(model, 4), Refugee(model, 4), Refugee(model, 5)
    assert one == same and hash(one) == hash(same) and one != other and one != Household(model, 4)
    assert one != Refugee(Model(), 4)  # type: ignore[arg-type]
    assert repr(one) == "<Refugee 4>" and one.pos is None
    homes = agents_by_type(model)[Household]
    away = next(home for home in homes if home.tenure == Tenure.RECEPTION)
    assert away.home is None
    empty = next(home for home in agents_by_type(model)[DwellingView] if home.state == DwellingState.LISTED)
    assert empty.occupant is None
    persons = model.world.persons
    family = next(home for home in homes if len(home.members) > 1)
    persons.present[persons.row(family.members[0].unique_id)] = 0
    assert [one.household for one in family.members] == [family.unique_id] * (family.persons - 1)
    with pytest.raises(AttributeError):
        _ = Refugee.__new__(Refugee).model  # a copy that is being made knows nothing yet


def test_a_share_is_a_fraction_of_at_most_one(model: Any) -> None:
    """The whole number 1 is one of them; 1.0 is all, as with Mesa."""
    refugees = agents_by_type(model)[Refugee]
    assert len(refugees.select(at_most=1)) == 1 and len(refugees.select(at_most=1.0)) == 120
    assert len(refugees.select(at_most=0)) == 0 and len(refugees.select(at_most=120.0)) == 120
    assert len(refugees.select(lambda one: True, at_most=119)) == 119
