import pytest

from agents.kinds import Tenure, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)


def test_every_exit_has_a_destination() -> None:
    ends = ((Tenure.OWNED, 2), (Tenure.PRIVATE, 4), (Tenure.UNSERIOUS, 1), (Tenure.TEMPORARY, 2),
            (Tenure.GONE, 1))  # fmt: skip
    found = indicator("exits_to_good").of(
        record({"exits_municipal": [(DECEMBER, group(), to, n) for to, n in ends]})
    )
    assert found.value == pytest.approx(0.6) and found.parts["kind:single"] == pytest.approx(0.6)
    assert sum(found.by("exit").values()) == pytest.approx(1.0)
    assert found.by("exit")["homeless"] == pytest.approx(0.2)


def test_median_of_stays() -> None:
    made = record({"stays_municipal": [(DECEMBER, 12, 1), (DECEMBER, 36, 2), (DECEMBER, 90, 1)]})
    assert indicator("stay_municipal").of(made).value == 36.0 and indicator("stay_municipal").ambiguous
