"""What a bank allows is read from it and kept to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.connector.api import SSB, Api
from calibration.connector.errors import ConnectorError
from calibration.connector.limits import Limits, Window, limits_of
from tests.calibration.connector.bank import Bank, Time


def test_ssb_is_asked_at_its_public_address() -> None:
    assert SSB == "https://data.ssb.no/api/pxwebapi/v2" and Api().base == SSB


def test_limits_are_the_banks_own(bank: Bank, api: Api) -> None:
    bank.most, bank.calls = 1234, 5
    assert api.limits() == Limits(1234, 5, 60.0, "CC BY 4.0")
    assert api.web.window.limits.calls == 5
    api.limits()
    assert [path for path, _ in bank.asked if path.endswith("/config")] == ["/api/pxwebapi/v2/config"]


@pytest.mark.parametrize("wrong", [None, "800000", 0, -1, True, 1.5])
def test_limits_that_are_none_are_refused(wrong: object) -> None:
    config = {"maxDataCells": wrong, "maxCallsPerTimeWindow": 30, "timeWindow": 60}
    with pytest.raises(ConnectorError, match="maxDataCells"):
        limits_of(config, "here")


@given(st.lists(st.floats(0, 40), min_size=1, max_size=80), st.integers(1, 7))
def test_no_stretch_of_the_window_holds_more_queries_than_allowed(gaps: list[float], calls: int) -> None:
    clock = Time()
    window = Window(Limits(calls=calls, window=60.0), clock, clock.sleep)
    sent = []
    for gap in gaps:
        clock.now += gap
        window.enter()
        sent.append(clock.now)
    assert all(later - first >= 60.0 - 1e-6 for first, later in zip(sent, sent[calls:], strict=False))


def test_nobody_waits_for_nothing() -> None:
    clock = Time()
    window = Window(Limits(calls=30, window=60.0), clock, clock.sleep)
    for _ in range(30):
        window.enter()
    assert clock.slept == []
    window.enter()
    assert clock.slept == [60.0]
