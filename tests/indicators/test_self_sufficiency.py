import pytest

from agents.kinds import month_of
from indicators.library import indicator
from simulation.living import ASSISTED, JOBLESS
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)


def test_work_and_no_assistance() -> None:
    bits = ((0, 30), (JOBLESS, 20), (ASSISTED, 10), (JOBLESS + ASSISTED, 40))
    made = record(
        {
            "living": [(DECEMBER, group(), code, 1, n) for code, n in bits],
            "living_by_town": [(DECEMBER, 1, 0, code, n) for code, n in bits],
        }
    )
    found = indicator("self_sufficient").of(made)
    assert found.value == pytest.approx(0.3) and found.parts["centrality:level_0"] == pytest.approx(0.3)
