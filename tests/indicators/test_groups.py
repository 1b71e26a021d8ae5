import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import Kind, Origin
from indicators.groups import DIMENSIONS, NAMES, dimension_words, group_ratios, group_sums, town_sums, words
from indicators.library import all_indicators
from simulation.groups import HEALTH, SINGLE_MAN, decode, digit, encode, place
from tests.indicators.made import IRAQ, group

CELL = st.tuples(
    st.sampled_from([code.value for code in Kind]), st.sampled_from([code.value for code in Origin]),
    st.integers(0, 1), st.integers(0, 15), st.integers(0, 50),
)  # fmt: skip


@given(st.lists(CELL, min_size=1, max_size=30))
def test_kinds_sexes_and_origins_add_up_to_the_whole(cells: list[tuple[int, int, int, int, int]]) -> None:
    kind, origin, sex, hard, value = (np.array(column) for column in zip(*cells, strict=True))
    codes = encode(kind, origin, sex, hard)
    again = decode(codes)
    for name, column in (("kind", kind), ("origin", origin), ("sex", sex), ("hard", hard)):
        np.testing.assert_array_equal(again[name], column)
    found = group_sums(codes, value)
    for dimension in ("kind", "sex", "origin"):
        assert sum(x for name, x in found.items() if name.startswith(dimension)) == value.sum()


def test_somebody_can_be_hard_to_settle_for_two_reasons() -> None:
    codes = np.array([group(hard=SINGLE_MAN + HEALTH), group(Kind.FAMILY, IRAQ, 1)])
    found = group_ratios(codes, np.array([1, 3]), np.array([2, 4]))
    assert found["hard:single_men"] == found["hard:health"] == 0.5 and found["hard:others"] == 0.75
    assert found["sex:women"] == found["origin:iraq"] == 0.75 and "hard:refusers" not in found


def test_a_group_that_is_not_known_is_in_no_part() -> None:
    assert group_sums(np.array([-1]), np.array([5])) == {}


def test_towns_by_centrality_and_by_number() -> None:
    cells = {"centrality": np.array([0, 3, 3]), "municipality": np.array([7, 8, -1])}
    found = town_sums(cells, np.array([1, 2, 4]))
    assert found == {"centrality:level_0": 1.0, "centrality:level_3": 6.0, "municipality:7": 1.0,
                     "municipality:8": 2.0}  # fmt: skip


def test_every_dimension_of_an_indicator_is_named() -> None:
    for one in all_indicators():
        assert set(one.breakdown) <= set(DIMENSIONS), one.name


def test_every_group_is_named_in_both_languages() -> None:
    for dimension, names in NAMES.items():
        for name in names.values():
            assert words(dimension, name, "en") and words(dimension, name, "nb") != name or name in ("women",)
        assert dimension in DIMENSIONS
    assert words("kind", "single", "nb") == "enslige voksne" and words("own", "x", "nb") == "x"
    assert dimension_words(("sex", "own"), "nb") == ["kjønn", "own"]


@given(st.lists(st.tuples(CELL, st.integers(-1, 3)), min_size=1, max_size=30))
def test_a_placed_group_is_the_same_group_somewhere(cells: list[tuple[tuple[int, ...], int]]) -> None:
    kind, origin, sex, hard, value = (np.array(column) for column in zip(*(c for c, _ in cells), strict=True))
    level = np.array([place for _, place in cells])
    codes = encode(kind, origin, sex, hard)
    placed = place(codes, level)
    here, plain = decode(placed), decode(codes)
    np.testing.assert_array_equal(here.pop("centrality"), level)
    assert (plain.pop("centrality") == -1).all()
    for name, column in plain.items():
        np.testing.assert_array_equal(here[name], column)
    for name, column in decode(placed).items():
        np.testing.assert_array_equal(digit(placed, name), column)
    sums, somewhere = group_sums(codes, value), group_sums(placed, value)
    assert {part: x for part, x in somewhere.items() if not part.startswith("centrality:")} == sums
    inside = sum(x for part, x in somewhere.items() if part.startswith("centrality:"))
    assert inside == value[level >= 0].sum()


def test_who_is_in_no_group_is_in_none_anywhere() -> None:
    nobody = place(np.array([-1, -1]), np.array([2, -1]))
    assert nobody.tolist() == [-1, -1]
    assert all((digit(nobody, name) == -1).all() for name in decode(nobody))
