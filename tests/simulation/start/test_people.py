"""Who lives here at the start: ages by role, dates in their order, and shares near their parameters."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from agents.kinds import NEVER, Kind, Path
from agents.parameters import Rules, Values
from simulation.randomness import Randomness
from simulation.start.homes import Homes
from simulation.start.keys import Being, start_keys
from simulation.start.people import LEAST_GAIN, MOST_GAIN, _education_table, _head_path, _sex, _stayed
from simulation.world import World

ANCHOR = 24  # January 2009
NEAR = 0.02


class Roles:
    """Residents of the national start, by their place in the household."""

    def __init__(self, world: World) -> None:
        persons, homes = world.persons, world.households
        row = homes.rows(persons.household)
        resident = homes.municipality[row] >= 0
        self.rows = np.flatnonzero(resident)
        self.home = row[resident]
        first = np.concatenate([[True], np.diff(self.home) != 0])
        number = np.arange(len(self.rows)) - np.flatnonzero(first)[np.cumsum(first) - 1]
        self.kind = homes.kind[self.home]
        self.minor = self.kind == Kind.UNACCOMPANIED
        self.head = (number == 0) & ~self.minor
        pair = (self.kind == Kind.COUPLE) | (self.kind == Kind.FAMILY)
        self.partner = pair & (number == 1)
        self.child = ~self.head & ~self.partner & ~self.minor
        self.number, self.pair = number, pair
        self.age = ANCHOR - persons.birth[self.rows].astype(np.int64)
        head_rows = np.flatnonzero(self.head | self.minor)
        self.head_age = self.age[head_rows][np.cumsum(self.head | self.minor) - 1]
        second = np.minimum(head_rows + 1, len(self.rows) - 1)
        eldest = np.where(pair[head_rows], second, head_rows)  # the mother: a partner, or the head
        self.mother = eldest[np.cumsum(self.head | self.minor) - 1]

    def of(self, column: np.ndarray) -> np.ndarray:
        return column[self.rows]


@pytest.fixture
def roles(nation: World) -> Roles:
    return Roles(nation)


def test_grown_ups_are_grown_and_nobody_is_older_than_95(roles: Roles) -> None:
    assert roles.age.max() <= 95 * 12 and roles.age.min() >= 1
    assert roles.age[roles.head].min() >= 216
    parents = roles.head & np.isin(roles.kind, (Kind.FAMILY, Kind.SINGLE_PARENT))
    assert 22 * 12 <= roles.age[parents].min() < 22 * 12 + 6
    assert 20 * 12 <= roles.age[roles.partner].min() < 20 * 12 + 6
    assert np.all((roles.age[roles.minor] >= 180) & (roles.age[roles.minor] < 216))
    assert len(np.unique(roles.age[roles.minor])) > 30


def test_partners_are_a_year_and_a_half_younger_on_average(roles: Roles) -> None:
    free = roles.partner & (roles.head_age > 30 * 12) & (roles.head_age < 80 * 12)  # no bound binds
    shift = (roles.age - roles.head_age)[free]
    assert shift.min() == -78 and shift.max() == 41
    assert shift.mean() == pytest.approx(-18.5, abs=1.0)


def test_children_are_under_18_and_17_years_younger_than_their_mother(roles: Roles, values: Values) -> None:
    mother_age = roles.age[roles.mother]
    young = roles.child & (roles.age < 216)
    gap = mother_age[young] - roles.age[young]
    assert np.mean(gap >= 17 * 12 - 1) > 0.999  # a mother under 18 has a child of a year at most
    assert roles.age[young].mean() == pytest.approx(
        0.5 * np.clip(mother_age[young] - 204, 12, 215).mean(), rel=0.02
    )
    grown = roles.child & ~young
    assert np.all(roles.number[grown] == 2) and np.all(roles.kind[grown] == Kind.FAMILY)
    assert np.all((roles.age[grown] < 216 + 84) & (mother_age[grown] > 480))
    size = np.bincount(roles.home)[roles.home]
    could = roles.child & (roles.kind == Kind.FAMILY) & (roles.number == 2) & (size >= 4) & (mother_age > 480)
    share = values.number("start.grown_child")
    assert np.mean(~young[could]) == pytest.approx(share, abs=NEAR)


def test_who_was_born_here_came_with_birth_and_others_with_their_mother(nation: World, roles: Roles) -> None:
    settled, birth = roles.of(nation.persons.settled), roles.of(nation.persons.birth)
    path, first = roles.of(nation.persons.path), roles.of(nation.persons.settled_in)
    town = nation.households.municipality[roles.home]
    born = path == Path.BORN
    assert np.all(roles.child[born])
    assert np.array_equal(settled[born], birth[born])
    assert np.array_equal(first[born], town[born])
    abroad = roles.child & ~born
    assert np.all(birth[abroad] < settled[abroad])
    assert np.array_equal(settled[abroad], settled[roles.mother][abroad])


def test_partners_who_came_later_came_as_family(nation: World, roles: Roles, values: Values) -> None:
    settled, path = roles.of(nation.persons.settled), roles.of(nation.persons.path)
    head_settled = nation.households.settled[roles.home]
    family = roles.partner & (path == Path.FAMILY)
    assert np.mean(family[roles.partner]) == pytest.approx(values.number("start.partner_later"), abs=NEAR)
    free = settled - roles.of(nation.persons.birth) > 12  # nobody is settled before their first birthday
    waited = (settled - head_settled)[family & free & (settled < ANCHOR - 1)]
    assert (waited.min(), waited.max()) == (6, 53)
    together = roles.partner & ~family & free
    assert np.array_equal(settled[together], head_settled[together])


def test_cases_of_residents_are_closed(nation: World, roles: Roles) -> None:
    homes = nation.households
    mine = np.unique(roles.home)
    wait = homes.settled[mine] - homes.permit[mine]
    assert (wait.min(), wait.max()) == (3, 8)
    assert np.array_equal(homes.case_since[mine], homes.settled[mine])
    assert (homes.expectation[mine].min(), homes.expectation[mine].max()) == (30, 70)
    assert np.all(homes.file_complete[mine] == 1) and np.all(homes.close_family[mine] == -1)
    heads = nation.persons.rows(homes.head[mine])
    moved = nation.persons.settled_in[heads] != homes.municipality[mine]
    assert np.array_equal(homes.moves[mine] == 1, moved)
    assert np.array_equal(homes.region[mine], nation.geography.region[homes.municipality[mine]])
    minors = homes.kind[mine] == Kind.UNACCOMPANIED
    assert not moved[minors].any()
    children = np.bincount(roles.home, roles.age < 216, minlength=len(homes))[mine]
    assert np.array_equal(homes.children[mine], children)


def test_school_and_health_are_of_age(nation: World, roles: Roles, values: Values) -> None:
    school, ill = roles.of(nation.persons.education), roles.of(nation.persons.health)
    assert not school[roles.age < 192].any()
    assert school[(roles.age >= 192) & (roles.age < 216)].any()
    assert not ill[roles.age < 216].any()
    assert ill[roles.age >= 216].mean() == pytest.approx(values.number("start.health_need"), abs=0.01)
    sick = np.bincount(roles.home, ill, minlength=len(nation.households)) > 0
    assert np.array_equal(nation.households.health[np.unique(roles.home)] == 1, sick[np.unique(roles.home)])
    rules = values.rules("start")
    origin = roles.of(nation.persons.origin)
    grown = roles.age >= 192
    for at in np.unique(origin):
        mine = grown & (origin == at)
        if mine.sum() > 2_000:
            low, high = rules.vector("education_low")[at], rules.vector("education_high")[at]
            shares = np.bincount(school[mine], minlength=3) / mine.sum()
            assert shares == pytest.approx([low, 1 - low - high, high], abs=NEAR)


def test_education_adds_up(values: Values) -> None:
    table = _education_table(values.rules("start"))
    assert np.all(np.diff(table, axis=1) >= 0)
    assert np.all(table[:, -1] >= (1 << 32) - 1)


def test_sex_follows_the_role_where_the_table_leaves_it(nation: World, roles: Roles) -> None:
    """The table of women is met by changing few: roles keep their tendency."""
    female = roles.of(nation.persons.female)
    boys = 1 - female[roles.minor].mean()
    assert boys > 0.7
    assert female[roles.head & (roles.kind == Kind.SINGLE_PARENT)].mean() > 0.7
    assert female[roles.head & (roles.kind == Kind.SINGLE)].mean() < 0.45
    assert 0.45 < female[roles.child].mean() < 0.53
    couples = np.flatnonzero(roles.partner)
    assert np.mean(female[couples] != female[couples - 1]) > 0.95


def test_how_a_head_came(values: Values, nation: World) -> None:
    """Quota by origin; collective protection for its origin and years only."""
    given = {"collective_share": (0.0, 0.0, 0.25, *(0.0,) * 5), "collective_residence": (12.0, 24.0)}
    rules = Rules({**vars(values.rules("start")), **given})
    draw = np.arange(0, 1 << 32, 1 << 24)
    for origin, residence, protected in ((2, 12, True), (2, 11, False), (2, 24, False), (1, 12, False)):
        at = np.full(len(draw), origin)
        path = _head_path(rules, at, np.full(len(draw), residence), draw)
        assert np.mean(path == Path.COLLECTIVE) == pytest.approx(0.25 * protected, abs=0.01)
        quota = rules.vector("quota_share")[origin]
        assert np.mean(path == Path.QUOTA) == pytest.approx(min(quota, 0.75 if protected else 1), abs=0.01)


def test_family_is_expected_by_those_who_came_lately(nation: World, roles: Roles) -> None:
    homes = nation.households
    mine = np.unique(roles.home)
    expects = homes.family_pending[mine] > 0
    assert 500 < expects.sum() < 10_000
    assert homes.settled[mine][expects].min() >= ANCHOR - 60
    assert np.all(homes.path[mine][expects] != Path.QUOTA)
    assert np.all(homes.family_month[mine][expects] >= ANCHOR)
    assert np.all(homes.family_month[mine][~expects] == NEVER)
    known = homes.family_known[mine]
    assert not known[~expects].any()
    assert np.array_equal(known[expects] == 1, homes.key[mine][expects] % np.uint64(2) == 0)
    assert set(np.unique(homes.family_pending[mine])) >= {0, 1, 2, 3}
    assert (ANCHOR - homes.settled[mine][expects]).max() == 60  # five years, to the month


def test_heads_have_lived_here_from_one_month_to_34_years_and_no_month_is_left_out(
    nation: World, roles: Roles
) -> None:
    months = ANCHOR - nation.households.settled[roles.home[roles.head]].astype(np.int64)
    assert np.array_equal(np.unique(months), np.arange(1, 409))


def test_minors_have_lived_here_three_years_at_most_and_mostly_less(nation: World, roles: Roles) -> None:
    """The product of two even draws: a quarter of the span on average."""
    months = ANCHOR - nation.households.settled[roles.home[roles.minor]].astype(np.int64)
    assert months.min() == 1 and 34 <= months.max() <= 36
    assert months.mean() == pytest.approx(1 + 35 / 4, abs=0.7)


EVEN = np.arange(0, 1 << 32, 1 << 20)  # draws that cover the unit interval evenly


def test_fewer_have_stayed_where_more_live_than_were_settled(values: Values) -> None:
    """By band of residence, the first cut in two; odds over the square root of what a town holds of the
    nation's stock to what it settles, between bounds."""
    given = {"stayed": (0.9, 0.8, 0.6, 0.5, 0.4), "stayed_tilt": 0.5}
    rules = Rules({**vars(values.rules("start")), **given})
    facts = cast(Any, SimpleNamespace(refugees=np.array([400, 100, 0, 500])))
    level = np.array([10.0, 10.0, 20.0, 0.0])
    gains = [0.4 / 0.25, 0.1 / 0.25, 0.001 / 0.5, 0.5 / 1e-9]
    for cell, share in enumerate(given["stayed"]):  # type: ignore[arg-type]
        band, late = max(cell - 1, 0), min(cell, 1)
        for town, gain in enumerate(gains):
            at = np.full(len(EVEN), town)
            stayed = _stayed(
                rules, facts, level, at, np.full(len(EVEN), band), np.full(len(EVEN), late), EVEN
            )
            odds = share / (1 - share) / np.clip(gain, LEAST_GAIN, MOST_GAIN) ** 0.5
            assert stayed.mean() == pytest.approx(odds / (1 + odds), abs=0.001)


def test_who_moved_on_was_settled_first_where_many_are_settled(nation: World, roles: Roles) -> None:
    """Where those who live elsewhere were settled first, held against the level of the record."""
    heads = roles.rows[roles.head]
    first = nation.persons.settled_in[heads]
    lives = nation.households.municipality[roles.home[roles.head]]
    towns = nation.geography.municipalities
    moved = np.bincount(first[first != lives], minlength=towns) / np.sum(first != lives)
    town = nation.municipalities
    level = np.exp(town.capacity) * town.taking_part
    assert np.corrcoef(moved, level / level.sum())[0, 1] > 0.95


def test_women_are_as_many_as_the_table_says_and_the_freest_change_first(values: Values) -> None:
    """One woman more in a town is one man made a woman, and nobody else changed.

    From none to all of them: those that are changed last, couples, come first and last, and children and
    singles, who change first, are where the roles' own draw lies.
    """
    size = np.array([1, 1, 2, 4, 3, 1, 1, 2, 5, 2, 1, 1] * 2)
    kind = np.array(
        [Kind.SINGLE, Kind.SINGLE, Kind.COUPLE, Kind.FAMILY, Kind.SINGLE_PARENT, Kind.UNACCOMPANIED,
         Kind.SINGLE, Kind.COUPLE, Kind.FAMILY, Kind.SINGLE_PARENT, Kind.SINGLE, Kind.UNACCOMPANIED] * 2
    )  # fmt: skip
    n, towns = len(size), np.repeat([0, 1], 12)
    homes = Homes(
        key=start_keys(Being.HOUSEHOLD, n), place=towns, town=towns, origin=np.zeros(n, dtype=np.int64),
        size=size, kind=kind, residence=np.ones(n, dtype=np.int64),
    )  # fmt: skip
    row = np.repeat(np.arange(n), size)
    number = np.arange(len(row)) - (np.cumsum(size) - size)[row]
    minor = kind[row] == Kind.UNACCOMPANIED
    pair = np.isin(kind[row], (Kind.COUPLE, Kind.FAMILY))
    child = ~((number == 0) & ~minor) & ~(pair & (number == 1))
    total = np.bincount(towns[row])
    freedom = np.where(child | (kind[row] == Kind.SINGLE), 0, np.where(kind[row] == Kind.SINGLE_PARENT, 1, 2))
    key = start_keys(Being.PERSON, len(row))

    def drawn(women: int) -> np.ndarray:
        facts = cast(Any, SimpleNamespace(refugees=total, women=np.array([women, total[1] - women])))
        rules = values.rules("start")
        return _sex(rules, Randomness(3), key, homes, row, number, child, minor, total, facts)

    steps = [drawn(women) for women in range(int(total[0]) + 1)]
    for women, female in enumerate(steps):
        assert np.bincount(towns[row], female).tolist() == [women, total[1] - women]
    for town in (0, 1):
        here = towns[row] == town
        changed = []
        for before, after in zip(steps, steps[1:], strict=False):
            (who,) = np.flatnonzero(here & (before != after))
            changed.append(int(freedom[who]))
        turn = changed.index(0)
        assert changed[:turn] == sorted(changed[:turn], reverse=True)
        last = len(changed) - changed[::-1].index(0)
        assert set(changed[turn:last]) == {0} and changed[last:] == sorted(changed[last:])
        assert len(set(changed)) == 3
