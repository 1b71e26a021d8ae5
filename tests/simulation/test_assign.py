"""Assignment of dwellings to households against its own description, written as loops."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation.assign import assign

OFFSETS = [(0,), (0, 1), (0, 1, 2), (0, 1, 2, -1), (1, 0)]


@st.composite
def markets(draw: Any) -> dict[str, Any]:
    d, h = draw(st.integers(0, 25)), draw(st.integers(0, 25))
    r = np.random.default_rng(draw(st.integers(0, 10**6)))
    return {
        "dwelling_group": r.integers(0, 3, d), "dwelling_size": r.integers(1, 6, d),
        "household_group": r.integers(0, 3, h), "household_need": r.integers(1, 6, h),
        "household_priority": r.integers(0, 5, h), "offsets": draw(st.sampled_from(OFFSETS)),
    }  # fmt: skip


def by_hand(m: dict[str, Any]) -> set[tuple[int, int]]:
    """Offsets in turn; in each group and size the longest-waiting first, dwellings by position."""
    d_left, h_left = list(range(len(m["dwelling_group"]))), list(range(len(m["household_group"])))
    h_left.sort(key=lambda i: (-m["household_priority"][i], i))
    pairs = set()
    for offset in m["offsets"]:
        for d in list(d_left):
            for h in h_left:
                if (
                    m["household_group"][h] == m["dwelling_group"][d]
                    and m["dwelling_size"][d] - m["household_need"][h] == offset
                ):
                    pairs.add((d, h))
                    d_left.remove(d)
                    h_left.remove(h)
                    break
    return pairs


@given(markets())
def test_it_does_what_its_description_says(m: dict[str, Any]) -> None:
    d, h = assign(**m)
    assert {(int(a), int(b)) for a, b in zip(d, h, strict=True)} == by_hand(m)


@given(markets())
def test_nobody_twice_groups_and_offsets_respected(m: dict[str, Any]) -> None:
    d, h = assign(**m)
    assert len(np.unique(d)) == len(d) and len(np.unique(h)) == len(h) and len(d) == len(h)
    np.testing.assert_array_equal(m["dwelling_group"][d], m["household_group"][h])
    assert set((m["dwelling_size"][d] - m["household_need"][h]).tolist()) <= set(m["offsets"])


@given(markets())
def test_nothing_that_fits_is_left_and_priority_decides(m: dict[str, Any]) -> None:
    d, h = assign(**m)
    d_left = np.setdiff1d(np.arange(len(m["dwelling_group"])), d)
    h_left = np.setdiff1d(np.arange(len(m["household_group"])), h)
    for i in d_left:
        for j in h_left:
            same = m["dwelling_group"][i] == m["household_group"][j]
            assert not same or m["dwelling_size"][i] - m["household_need"][j] not in m["offsets"]
    got = np.zeros(len(m["household_group"]), dtype=np.bool_)
    got[h] = True
    for j in h_left:  # no one of the same kind who waited less was served before
        alike = (m["household_group"] == m["household_group"][j]) & (
            m["household_need"] == m["household_need"][j]
        )
        assert not np.any(got & alike & (m["household_priority"] < m["household_priority"][j]))


def test_known_answer() -> None:
    d, h = assign(
        np.array([0, 0, 1]), np.array([3, 2, 2]), np.array([0, 0, 0]), np.array([2, 2, 2]),
        np.array([1, 9, 5]), (0, 1),
    )  # fmt: skip
    assert dict(zip(d.tolist(), h.tolist(), strict=True)) == {1: 1, 0: 2}


def test_a_need_of_another_group_is_never_met() -> None:
    """Group codes are far enough apart for every offset."""
    d, _ = assign(np.array([1]), np.array([1]), np.array([0]), np.array([5]), np.array([1]), (0, 1, 2, -1))
    assert len(d) == 0
