"""A group's code gives back kind, origin, sex, what makes hard to settle, and centrality."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import Case, Kind, Origin, Reason
from simulation import groups
from simulation.columns import Columns
from simulation.events import Events
from simulation.groups import HEALTH, LITTLE_SCHOOLING, REFUSER, SINGLE_MAN
from simulation.start.tiny import tiny_world

MONTH = 30
BITS = (SINGLE_MAN, HEALTH, LITTLE_SCHOOLING, REFUSER)


def columns(world: Any) -> Columns:
    return Columns(SimpleNamespace(world=world, month=MONTH, events=Events()))  # type: ignore[arg-type]


def test_what_makes_hard_to_settle_may_come_together() -> None:
    """Each has a bit of its own, and all of them fit before sex."""
    assert sorted(BITS) == [1, 2, 4, 8] and groups.HARD == 16


@given(
    st.integers(0, len(Kind) - 1), st.integers(0, len(Origin) - 1), st.integers(0, 1), st.integers(0, 15),
    st.integers(-1, 6),
)  # fmt: skip
def test_a_code_gives_back_what_was_put_into_it(
    kind: int, origin: int, sex: int, hard: int, centrality: int
) -> None:
    given_in = {"kind": kind, "origin": origin, "sex": sex, "hard": hard}
    code = groups.encode(*(np.array([given_in[name]]) for name in ("kind", "origin", "sex", "hard")))
    placed = groups.place(code, np.array([centrality]))
    assert {name: int(part[0]) for name, part in groups.decode(placed).items()} == {
        **given_in, "centrality": centrality,
    }  # fmt: skip
    for name in groups.DIMENSIONS:
        assert groups.digit(placed, name)[0] == groups.decode(placed)[name][0]
    assert 0 <= code[0] < groups.SIZE and groups.decode(code)["centrality"][0] == -1


def test_who_is_in_no_group_has_no_part_of_one() -> None:
    none = np.array([-1], dtype=np.int16)
    assert groups.place(none, np.array([3])).tolist() == [-1]
    assert all(part.tolist() == [-1] for part in groups.decode(none).values())
    assert all(groups.digit(none, name).tolist() == [-1] for name in groups.DIMENSIONS)
    unknown = groups.encode(*(np.array([-1]) for _ in range(3)), np.array([0]))
    assert unknown.tolist() == [0]


def test_persons_are_hard_to_settle_for_reasons_of_their_own() -> None:
    """Single men of age; health and little schooling, of adults; and whose household declined an offer."""
    world = tiny_world(2, persons=60)
    p, h = world.persons, world.households
    rows = np.arange(len(p))[:6]
    p.household[rows] = h.uid[:6]
    p.birth[rows] = MONTH - 18 * 12
    p.female[rows] = p.health[rows] = 0
    p.education[rows], h.kind[:6], h.case[:6] = 1, Kind.FAMILY, Case.SETTLED
    h.kind[:3], p.female[1], p.birth[2] = Kind.SINGLE, 1, MONTH - 18 * 12 + 1  # a man, a woman, a boy of 17
    p.education[[1, 2]] = 0
    p.health[3] = 1
    h.case[4:6], h.reason[4:6] = Case.LEFT, (Reason.HOUSEHOLD_REFUSED, Reason.PAPERS)
    homes = h.rows(p.household[rows])
    parts = groups.decode(groups.at_persons(world, MONTH, rows, homes))
    assert parts["hard"].tolist() == [SINGLE_MAN, LITTLE_SCHOOLING, 0, HEALTH, REFUSER, 0]
    assert parts["kind"].tolist() == [Kind.SINGLE] * 3 + [Kind.FAMILY] * 3
    assert parts["sex"].tolist() == [0, 1, 0, 0, 0, 0]
    np.testing.assert_array_equal(parts["origin"], p.origin[rows])


def test_where_one_was_settled_first_is_where_one_lives_until_somebody_settled_one() -> None:
    world = tiny_world(2, persons=60)
    p, centrality = world.persons, world.geography.centrality
    c = columns(world)
    lives = c.get("persons", "centrality")
    p.settled_in[:] = np.where(np.arange(len(p)) % 2, 5, -1)
    first = groups.decode(c.get("persons", "first_placed"))["centrality"]
    now = groups.decode(c.get("persons", "placed"))["centrality"]
    np.testing.assert_array_equal(now, lives)
    np.testing.assert_array_equal(first[::2], lives[::2])
    assert (first[1::2] == centrality[5]).all() and centrality[5] != centrality[0]


def test_only_households_of_refugees_are_in_a_group() -> None:
    world = tiny_world(2, persons=60)
    h = world.households
    h.refugee[::2] = 0
    c = columns(world)
    for name in ("group", "placed"):
        found = c.get("households", name)
        assert (found[h.refugee != 1] == -1).all() and (found[h.refugee == 1] >= 0).all()
