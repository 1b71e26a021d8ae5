"""Work of the start follows the local labour market, and nobody both works and studies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import NEVER, Path, Programme, month_of
from agents.parameters import Values
from simulation.start.profiles import Profiles
from simulation.start.states import CERTAIN, local_shares
from simulation.start.tiny import tiny_world
from simulation.world import World

BEGIN = 0  # the run begins in January 2007, two years before the anchor

SHARE = st.floats(0.0, 1.0)


@given(SHARE, SHARE, st.floats(0.0, 3.0))
def test_shares_stay_shares(work: float, studying: float, factor: float) -> None:
    """Work and study together are never more than everybody."""
    study = studying * (1.0 - work)
    given = np.floor(np.array([[work], [study]]) * CERTAIN).astype(np.int64)
    here, learn = local_shares(given[0], given[1], np.array([factor]))
    assert here[0] >= 0 and learn[0] >= 0 and here[0] + learn[0] <= CERTAIN + 1


def test_odds_follow_the_market_and_the_rest_study_as_often() -> None:
    work, study = np.full(3, int(0.5 * CERTAIN)), np.full(3, int(0.1 * CERTAIN))
    here, learn = local_shares(work, study, np.array([0.8, 1.0, 1.25]))
    share = here / CERTAIN
    assert share / (1 - share) == pytest.approx([0.8, 1.0, 1.25], rel=1e-6)
    assert learn / CERTAIN == pytest.approx(0.2 * (1 - share), rel=1e-6)


def test_ties_begin_at_a_level_and_grow_for_fifteen_years(nation: World, values: Values) -> None:
    """Within 15 points on either side, the same for all who have lived here as many years."""
    persons, rules = nation.persons, values.rules("start")
    years = (BEGIN - persons.settled.astype(np.int64)) // 12
    here = (persons.settled != NEVER) & (persons.settled < BEGIN)
    names = ("bonding", "bridging", "linking")
    levels = rules.vector("ties_first"), rules.vector("ties_yearly")
    for column, first, yearly in zip(names, *levels, strict=True):
        ties = getattr(persons, column)
        for lived, grown in ((0, 0), (7, 7), (15, 15), (22, 15)):
            some = ties[here & (years == lived)]
            middle = int(first) + int(yearly * grown)
            assert (some.min(), some.max()) == (middle - 15, middle + 15), (column, lived)
        assert not ties[~here].any()


def test_wellbeing_is_higher_at_work_and_lower_in_ill_health(nation: World, values: Values) -> None:
    persons, level = nation.persons, int(values.rules("start").wellbeing)
    for work, ill, more in ((0, 0, 0), (1, 0, 6), (0, 1, -8), (1, 1, -2)):
        some = persons.wellbeing[(persons.employed == work) & (persons.health == ill)]
        assert (some.min(), some.max()) == (level - 20 + more, level + 20 + more)


def test_who_has_no_wage_lives_on_what_is_paid_when_the_run_begins(nation: World, values: Values) -> None:
    """Pension from 67, the introduction benefit in the programme, disability after three years; children and
    who is not settled yet have nothing."""
    persons, tables = nation.persons, Profiles.of(values).tables
    age = (BEGIN - persons.birth.astype(np.int64)) // 12
    idle = (persons.employed == 0) & (persons.settled < BEGIN) & (persons.settled != NEVER)
    old = idle & (age >= 67)
    assert set(persons.income[old].tolist()) == {round(1.8 * tables.g[0] / 12)}
    active = idle & (persons.programme == Programme.ACTIVE) & (age >= 16) & (age < 67)
    grown = active & (age >= 25)
    assert set(persons.income[grown].tolist()) == {round(2.0 * tables.g[0] / 12)}
    assert set(persons.income[active & (age < 25)].tolist()) == {round(2 / 3 * 2.0 * tables.g[0] / 12)}
    ill = idle & (persons.health == 1) & (persons.student == 0) & ~active & (age >= 16) & (age < 67)
    since = BEGIN - persons.settled.astype(np.int64)
    assert set(persons.income[ill & (since >= 36)].tolist()) == {round(1.9 * tables.g[0] / 12)}
    assert set(persons.income[ill & (since < 36)].tolist()) == {0}
    assert set(persons.income[(age < 16) | (persons.settled >= BEGIN)].tolist()) == {0}


def test_the_base_amount_changes_in_may(nation: World, values: Values) -> None:
    profiles = Profiles.of(values)
    old = np.flatnonzero(BEGIN - nation.persons.birth.astype(np.int64) > 80 * 12)
    for month, year in ((3, 0), (15, 0), (16, 1), (24, 1), (28, 2)):
        assert profiles.income(nation.persons, month)[old].max() == round(1.8 * profiles.tables.g[year] / 12)


def test_what_one_lives_on_changes_on_the_day(values: Values) -> None:
    """Disability after 36 months, full benefit at 25, pension at 67; a wage before all, nothing under 16."""
    profiles = Profiles.of(values)
    p, month = tiny_world(1, persons=60).persons, 40
    t, g = profiles.tables, profiles.tables.g[3]  # June 2010
    rows = np.arange(9)
    p.employed[rows] = p.student[rows] = p.health[rows] = 0
    p.programme[rows], p.settled[rows], p.birth[rows] = Programme.NONE, month - 40, month - 30 * 12
    p.health[:3], p.settled[:3] = 1, [month - 36, month - 35, month]
    p.programme[3:5], p.birth[3:5] = Programme.ACTIVE, [month - 25 * 12, month - 25 * 12 + 1]
    p.birth[5:7] = month - 67 * 12, month - 67 * 12 + 1
    p.student[7:9], p.birth[7:9] = 1, [month - 16 * 12, month - 16 * 12 + 1]
    found = profiles.income(p, month)[:9].tolist()
    whole, part = (round(share * g / 12) for share in (2.0, 2.0 * 2 / 3))
    assert found == [
        round(1.9 * g / 12), 0, 0, whole, pytest.approx(part, abs=1), round(1.8 * g / 12), 0, t.support[3], 0,
    ]  # fmt: skip
    p.employed[rows] = 1
    wages = profiles.income(p, month)[:9]
    assert set(wages[[2, 8]].tolist()) == {0}  # not settled before this month, or a child
    assert all(wages[row] in t.wage[p.female[row], p.education[row], :, 3] for row in (0, 1, 3, 4, 5, 6, 7))


def test_only_those_of_age_who_came_since_it_began_took_part_in_the_programme(
    nation: World, values: Values
) -> None:
    persons, profiles = nation.persons, Profiles.of(values)
    age = persons.settled.astype(np.int64) - persons.birth
    of_age = (age >= profiles.first_age) & (age < profiles.last_age) & (persons.path != Path.BORN)
    could = of_age & (persons.settled >= month_of(2004, 9)) & (persons.settled < BEGIN)
    assert set(persons.programme[~could].tolist()) == {Programme.NONE}
    some = persons.programme[could]
    assert {Programme.NONE, Programme.COMPLETED} <= set(some.tolist())
    assert not persons.programme_months[~could].any()
    since = BEGIN - persons.settled.astype(np.int64)
    active = persons.programme == Programme.ACTIVE
    assert active.any() and since[active].max() <= profiles.length and since[active].min() == 2
    assert np.array_equal(persons.programme_months[active], since[active] - 1)
    assert not (persons.employed[active] | persons.student[active]).any()


def test_ties_of_those_who_work_are_those_of_the_others(nation: World) -> None:
    """Each is drawn for itself: of as many years here, ties say nothing of work, nor of each other."""
    p = nation.persons
    years = (BEGIN - p.settled.astype(np.int64)) // 12
    age = (BEGIN - p.birth.astype(np.int64)) // 12
    some = (p.settled != NEVER) & (years >= 16) & (age >= 25) & (age < 60)
    drawn = [
        column[some] for column in (p.employed, p.language, p.bonding, p.bridging, p.linking, p.wellbeing)
    ]
    apart = np.corrcoef(drawn)
    told = {(0, 1), (0, 5)}  # both work and Norwegian go with schooling, and wellbeing with work
    for i in range(6):
        for j in range(i + 1, 6):
            assert (i, j) in told or abs(apart[i, j]) < 0.05, (i, j)
