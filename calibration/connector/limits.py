"""What a table bank allows, read from its ``/config``, and the window that keeps to it."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from calibration.connector.errors import ConnectorError


@dataclass(frozen=True)
class Limits:
    """Cells a query may ask for, and queries in a window of time.

    Attributes
    ----------
    cells : int
    calls : int
    window : float
        Seconds.
    licence : str
        Terms of use, as the bank states them.
    """

    cells: int = 800_000
    calls: int = 30
    window: float = 60.0
    licence: str = ""


def limits_of(config: Mapping[str, Any], where: str) -> Limits:
    """Return the limits a ``/config`` states.

    Raises
    ------
    ConnectorError
        If a limit is missing or no whole number above zero.
    """
    found = {}
    for key in ("maxDataCells", "maxCallsPerTimeWindow", "timeWindow"):
        value = config.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ConnectorError("data_malformed", where=where, key=key)
        found[key] = value
    return Limits(
        found["maxDataCells"],
        found["maxCallsPerTimeWindow"],
        float(found["timeWindow"]),
        str(config.get("license", "")),
    )


class Window:
    """Waits so that no stretch of `window` seconds holds more than `calls` queries.

    Parameters
    ----------
    limits : Limits
        May be set anew when the bank has stated its own.
    clock, sleep : callable
        Seconds from any beginning; and what waits.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self.limits, self.clock, self.sleep = limits, clock, sleep
        self.sent: deque[float] = deque()

    def enter(self) -> None:
        """Wait until a query may be sent, and count it."""
        while True:
            now = self.clock()
            while self.sent and self.sent[0] + self.limits.window <= now:
                self.sent.popleft()
            if len(self.sent) < self.limits.calls:
                break
            self.sleep(self.sent[len(self.sent) - self.limits.calls] + self.limits.window - now)
        self.sent.append(now)
