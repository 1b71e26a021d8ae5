"""An answer that is kept small says the same, and shares its names with others like it."""

import json
import pickle
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.comparison import plain
from experiments.store.compact import Row, Shelf
from indicators.indicator import Measured

NUMBERS = st.floats(allow_nan=False) | st.integers(-5, 5).map(float)
ANSWERS = st.dictionaries(
    st.sampled_from(["settled", "waiting", "owners"]),
    st.builds(
        Measured,
        NUMBERS,
        st.dictionaries(st.integers(2009, 2016), NUMBERS),
        st.dictionaries(st.sampled_from(["kind:single", "kind:family", "municipality:0301", "all"]), NUMBERS),
    ),
)


@given(st.lists(ANSWERS, max_size=4))
def test_what_is_kept_says_the_same_in_the_same_order(answers: list[dict[str, Measured]]) -> None:
    shelf = Shelf()
    for answer in answers:
        kept = shelf.kept(answer)
        assert kept == answer and list(kept) == list(answer)
        for name, one in kept.items():
            was = answer[name]
            assert [*one.parts.items()] == [*was.parts.items()] and [*one.by_year] == [*was.by_year]
            assert [*one.by_year.values()] == [*was.by_year.values()]
            assert one.by("kind") == was.by("kind") and one.dimensions() == was.dimensions()
            assert json.dumps(plain(one)) == json.dumps(plain(was))
        assert pickle.loads(pickle.dumps(kept)) == answer


def test_names_are_held_once_and_missing_figures_stay_missing() -> None:
    shelf = Shelf()
    one, other = (
        shelf.kept({"settled": Measured(x, {2010: nan}, {"kind:single": x, "kind:family": inf})})["settled"]
        for x in (1.0, 2.0)
    )
    assert isinstance(one.parts, Row) and isinstance(other.parts, Row)
    assert one.parts._places is other.parts._places and one.by_year[2010] != one.by_year[2010]
    assert one.parts["kind:single"] == 1.0 and other.parts["kind:single"] == 2.0
    with pytest.raises(KeyError):
        one.parts["kind:none"]
    assert "kind:none" not in one.parts and len(one.parts) == 2
