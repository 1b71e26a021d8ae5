"""Husbanken: which applications, when; where advice goes."""

import numpy as np
import numpy.typing as npt

from agents.meeting_mesa import mesa
from agents.parameters import Rules

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
B = npt.NDArray[np.bool_]


class Husbanken(mesa.Agent):  # type: ignore[misc]
    """The registered Mesa agent that shows Husbanken's frames and queue."""

    @property
    def frame_left(self) -> int:
        """NOK left of this year's frame for rental grants."""
        return int(self.model.world.husbanken.frame_left)

    @property
    def startlan_left(self) -> int:
        """NOK left of the startlån frame within reach of refugee households."""
        return int(self.model.world.husbanken.startlan_left)

    @property
    def applications(self) -> int:
        """Applications in the queue."""
        return len(self.model.world.husbanken.queue)


def order_applications(received: I64, has_places: B, priority: float) -> I64:
    """Return positions in the order of handling: first come, first served.

    With aligned funding applications of municipalities with unfilled places come before others
    received up to six months earlier (rule); `priority` in [-1, 1] scales the months. Below zero
    they are held back for a joint view, which delays them.
    """
    effective = received - 6.0 * priority * has_places
    return np.lexsort((np.arange(len(received)), effective)).astype(np.int64)


def incomplete_share(rules: Rules, known: B, guidance: float) -> F64:
    """Return the chance that an application is incomplete, per application.

    It falls with guidance (channel in [-1, 1]; a wrong sign raises it).
    """
    base = np.where(known, rules.incomplete_known, rules.incomplete)
    share: F64 = np.clip(base * (1.0 - 0.6 * guidance), 0.0, 0.95)
    return share


def share_advice(hours: float, need: I64, known_count: I64, per_municipality: float) -> F64:
    """Ration a region's adviser hours by "high need, low effort".

    Parameters
    ----------
    hours : float
        Hours to give.
    need : int64 array, shape (m,)
        Places asked for less places decided.
    known_count : int64 array, shape (m,)
        Instruments the municipality already knows (effort).
    per_municipality : float
        Hours one municipality gets when it is chosen.
    """
    order = np.lexsort((np.arange(len(need)), known_count, -need))
    chosen = order[: int(hours // per_municipality)]
    given = np.zeros(len(need))
    given[chosen] = per_municipality
    return given
