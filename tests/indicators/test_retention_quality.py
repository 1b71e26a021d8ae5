import pytest

from agents.kinds import Reason, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)


def test_leavers_who_chose_and_stayers_who_were_held() -> None:
    made = record(
        {
            "leavers": [(DECEMBER, group(), Reason.WORK, 6), (DECEMBER, group(), Reason.CONTRACT_END, 2)],
            "considered_leaving": [(DECEMBER, Reason.PROGRAMME_TIE, 1), (DECEMBER, Reason.CONTENT, 4)],
        }
    )
    assert indicator("leavers_chose").of(made).value == pytest.approx(0.75)
    assert indicator("stayers_tied").of(made).value == pytest.approx(0.2)
    assert indicator("leavers_chose").ambiguous and indicator("stayers_tied").ambiguous
