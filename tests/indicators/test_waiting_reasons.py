"""Months of waiting by binding reason: a partition of all waiting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import Reason
from indicators.library import indicator
from tests.indicators.made import record

CODES = st.sampled_from([int(reason) for reason in Reason])


def test_known_answer() -> None:
    cells = [(50, Reason.NO_PLACES, 30), (51, Reason.NO_PLACES, 10), (51, Reason.OTHER_FIRST, 20),
             (40, Reason.HOURS, 99)]  # fmt: skip
    made = record({"waiting_reasons": [tuple(map(int, cell)) for cell in cells]})
    found = indicator("waiting_reasons").of(made)
    assert found.value == 60  # 2010 is before the policy date
    assert found.by("reason") == {"no_places": pytest.approx(2 / 3), "other_first": pytest.approx(1 / 3)}
    assert found.by_year == {2010: 99, 2011: 60}
    lacking = indicator("waiting_for_dwelling").of(made)
    assert lacking.value == pytest.approx(1 / 3) and lacking.by_year[2010] == 1.0


@given(st.dictionaries(st.tuples(st.integers(48, 119), CODES), st.integers(1, 500), min_size=1))
def test_the_shares_are_a_partition(cells: dict[tuple[int, int], int]) -> None:
    made = record({"waiting_reasons": [(month, code, n) for (month, code), n in cells.items()]})
    found = indicator("waiting_reasons").of(made)
    assert found.value == sum(cells.values())
    assert sum(found.parts.values()) == pytest.approx(1.0)
