import numpy as np
import pytest

from agents.kinds import Kind, month_of
from indicators.queue import by_entry, by_group, cohort, survival
from simulation.groups import REFUSER
from tests.indicators.made import group, record

LAST, MAN = month_of(2016, 12), group()
MADE = record(
    {
        "queue_settled": [(month_of(2012, 12), MAN, 2, 2012, 1, 4), (LAST, MAN, 5, 2009, 0, 70)],
        "queue_left": [(month_of(2012, 12), group(hard=REFUSER), 3, 2012, 1, 2)],
        "queue_waiting": [
            (LAST, group(Kind.FAMILY, female=1), 10, 2016, 4), (month_of(2013, 12), MAN, 9, 2013, 80)
        ],
    }
)  # fmt: skip


def test_everybody_who_entered_is_in_the_cohort_once() -> None:
    found = cohort(MADE)  # who waited in an earlier December is counted where it ended
    assert found.persons.sum() == 10.0 and found.settled.sum() == 1
    assert by_entry(found, lambda some: float(some.persons.sum())) == {2012: 6.0, 2016: 4.0}
    assert cohort(MADE, 2009).persons.sum() == 80.0


def test_who_left_is_censored_and_who_refused_has_no_group_of_their_own() -> None:
    left = survival(cohort(MADE))
    assert left.shape == (36,) and left[1] == 1.0
    assert left[2] == left[35] == pytest.approx(0.6)  # four of ten are settled in the second month
    parts = by_group(cohort(MADE), lambda some: float(some.persons.sum()))
    assert "hard:refusers" not in parts and parts["hard:others"] == 8.0
    assert parts["kind:single"] == 6.0 and parts["sex:women"] == 4.0
    assert np.isclose(sum(x for name, x in parts.items() if name.startswith("kind:")), 10.0)
