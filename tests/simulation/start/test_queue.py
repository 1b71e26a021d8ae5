"""Who waits on 1 January 2009: how long, for what, and of what households."""

import numpy as np
import pytest

from agents.kinds import NEVER, Case, Kind, Path, Reason, Tenure
from agents.parameters import Values
from simulation.start.build import national_world
from simulation.world import World

ANCHOR = 24


@pytest.fixture
def queue(nation: World) -> np.ndarray:
    """Rows of the households that wait."""
    return np.flatnonzero(np.isin(nation.households.tenure, (Tenure.RECEPTION, Tenure.ABROAD)))


def test_waits_are_of_1_to_13_months_and_mostly_short(nation: World, queue: np.ndarray) -> None:
    homes = nation.households
    asylum = queue[homes.path[queue] == Path.ASYLUM]
    waited = ANCHOR - homes.permit[asylum].astype(np.int64)
    assert (waited.min(), waited.max()) == (1, 13)
    assert 3.5 < waited.mean() < 5.0  # the product of two even draws
    assert np.array_equal(homes.since[queue], homes.permit[queue])


def test_quota_refugees_arrive_within_the_span_they_wait(
    nation: World, queue: np.ndarray, values: Values
) -> None:
    homes, (first, last) = nation.households, values.rules("permits").quota_wait
    abroad = queue[homes.tenure[queue] == Tenure.ABROAD]
    assert np.all(homes.path[abroad] == Path.QUOTA)
    assert (homes.contract_end[abroad].min(), homes.contract_end[abroad].max()) == (
        ANCHOR,
        ANCHOR + last - first,
    )
    due = np.minimum(homes.contract_end[abroad] - first, ANCHOR - 1)
    assert np.array_equal(homes.permit[abroad], due)
    assert np.all(homes.reason[abroad] == Reason.ARRIVAL_PENDING)
    assert np.all(homes.case[abroad] == Case.READY) and not homes.family_pending[abroad].any()
    reception = queue[homes.tenure[queue] == Tenure.RECEPTION]
    assert np.all(homes.contract_end[reception] == NEVER)


def test_some_have_a_municipality_and_some_have_been_proposed_to_one(
    nation: World, queue: np.ndarray, values: Values
) -> None:
    homes, rules = nation.households, values.rules("start")
    free = queue[(homes.tenure[queue] == Tenure.RECEPTION) & (homes.kind[queue] != Kind.UNACCOMPANIED)]
    case = homes.case[free]
    assert np.mean(case == Case.ACCEPTED) == pytest.approx(1 - rules.unassigned, abs=0.04)
    assert np.mean(case == Case.PROPOSED) == pytest.approx(rules.unassigned * rules.asked, abs=0.04)
    asked = free[case == Case.PROPOSED]
    assert np.all(homes.case_since[asked] == ANCHOR - 1)
    assert np.all(homes.reason[asked] == Reason.ANSWER_PENDING)
    accepted = free[case == Case.ACCEPTED]
    waited = ANCHOR - homes.permit[accepted].astype(np.int64)
    assert np.array_equal(homes.case_since[accepted], ANCHOR - 1 - (waited - 1) // 2)
    assert np.all(homes.reason[accepted] == Reason.NONE)
    for rows in (asked, accepted):
        town = homes.case_municipality[rows]
        assert town.min() >= 0 and np.all(nation.municipalities.vedtak[town] > 0)
        assert np.array_equal(homes.region[rows], nation.geography.region[town])
    ready = queue[homes.case[queue] == Case.READY]
    assert np.all(homes.case_municipality[ready] == -1)
    assert np.array_equal(homes.case_since[ready], homes.permit[ready])
    minors = queue[homes.kind[queue] == Kind.UNACCOMPANIED]
    assert np.all(homes.case[minors] == Case.READY)


def test_households_of_the_queue_add_up(nation: World, queue: np.ndarray) -> None:
    homes, persons = nation.households, nation.persons
    size, children, kind = homes.persons[queue], homes.children[queue], homes.kind[queue]
    adults = size - children
    pair = np.isin(kind, (Kind.COUPLE, Kind.FAMILY))
    assert np.array_equal(adults, np.where(kind == Kind.UNACCOMPANIED, 0, np.where(pair, 2, 1)))
    parent = np.isin(kind, (Kind.FAMILY, Kind.SINGLE_PARENT))
    assert children[parent].min() == 1
    assert not children[np.isin(kind, (Kind.SINGLE, Kind.COUPLE))].any()
    assert (homes.expectation[queue].min(), homes.expectation[queue].max()) == (20, 80)
    heads = persons.rows(homes.head[queue])
    assert np.array_equal(persons.household[heads], homes.uid[queue])
    before = np.maximum(heads - 1, 0)
    assert np.all(persons.household[before] != persons.household[heads])  # the head comes first


def test_members_are_of_the_age_of_their_role(nation: World, queue: np.ndarray, values: Values) -> None:
    homes, persons = nation.households, nation.persons
    permits = values.rules("permits")
    row = homes.rows(persons.household)
    mine = np.flatnonzero(np.isin(row, queue))
    row, age = row[mine], ANCHOR - persons.birth[mine].astype(np.int64)
    number = (
        np.arange(len(mine))
        - np.flatnonzero(np.concatenate([[True], np.diff(row) != 0]))[
            np.cumsum(np.concatenate([[True], np.diff(row) != 0])) - 1
        ]
    )
    kind = homes.kind[row]
    minor = kind == Kind.UNACCOMPANIED
    adult = ~minor & (number < (homes.persons - homes.children)[row])
    child = ~minor & ~adult
    parent = np.isin(kind, (Kind.FAMILY, Kind.SINGLE_PARENT))
    assert (age[minor].min(), age[minor].max()) == (180, 213)
    assert age[adult & ~parent].min() >= 18 * 12 + 1 and age[adult].max() <= 59 * 12
    assert age[adult & parent].min() >= 22 * 12 + 1
    assert age[child].min() >= 1 and age[child].max() <= 16 * 12
    ages = age[child] / 12
    assert ages.mean() == pytest.approx(8.0, abs=0.6)
    female, school, ill = persons.female[mine], persons.education[mine], persons.health[mine]
    assert not school[~adult].any() and not ill[~adult].any()
    assert ill[adult].mean() == pytest.approx(permits.health_need, abs=0.03)
    alone = adult & (kind == Kind.SINGLE)
    assert 1 - female[alone].mean() == pytest.approx(permits.men_single, abs=0.04)
    assert 1 - female[minor].mean() == pytest.approx(permits.boys, abs=0.08)
    pair = adult & np.isin(kind, (Kind.COUPLE, Kind.FAMILY))
    assert np.array_equal(female[pair] == 1, number[pair] == 1)
    assert np.mean(female[child]) == pytest.approx(0.49, abs=0.06)
    sick = np.bincount(row, ill, minlength=len(homes))[queue] > 0
    assert np.array_equal(homes.health[queue] == 1, sick)


def test_family_comes_in_three_months_at_the_earliest(
    nation: World, queue: np.ndarray, values: Values
) -> None:
    homes = nation.households
    expects = homes.family_pending[queue] > 0
    assert expects.any() and homes.family_pending[queue].max() <= 9
    assert homes.family_month[queue][expects].min() >= ANCHOR + 3
    assert np.all(homes.family_month[queue][~expects] == NEVER)
    complete = homes.file_complete[queue] == 1
    assert np.array_equal(homes.family_known[queue] == 1, complete & expects)
    assert complete.mean() == pytest.approx(values.rules("permits").complete_without, abs=0.03)


def test_close_family_lives_where_people_of_the_origin_live(
    nation: World, queue: np.ndarray, values: Values
) -> None:
    homes, persons = nation.households, nation.persons
    town = homes.close_family[queue]
    assert np.mean(town >= 0) == pytest.approx(values.rules("permits").close_family, abs=0.03)
    lived = homes.municipality[homes.rows(persons.household)]
    there = {(int(t), int(o)) for t, o in zip(lived, persons.origin, strict=True) if t >= 0}
    pairs = [(int(t), int(o)) for t, o in zip(town, homes.origin[queue], strict=True) if t >= 0]
    assert np.mean([pair in there for pair in pairs]) > 0.97  # a hundredth of a person everywhere else


def test_a_sample_of_the_nation_has_a_sample_of_the_queue(values: Values) -> None:
    rules = values.rules("start")
    homes = national_world(values, 1, scale=0.1).households
    size = [homes.persons[homes.tenure == tenure].sum() for tenure in (Tenure.RECEPTION, Tenure.ABROAD)]
    asylum = round((rules.queue_persons - rules.queue_minors) * 0.1) + round(rules.queue_minors * 0.1)
    assert size == [asylum, round(rules.queue_quota * 0.1)]


def test_who_is_ready_is_in_the_regions_that_handle_cases(
    nation: World, queue: np.ndarray, values: Values
) -> None:
    """By their shares, the last region too."""
    shares = values.rules("permits").vector("regions")
    ready = queue[nation.households.case[queue] == Case.READY]
    found = np.bincount(nation.households.region[ready], minlength=len(shares)) / len(ready)
    assert len(shares) == len(nation.geography.region_name)
    assert found == pytest.approx(shares / shares.sum(), abs=0.03)
