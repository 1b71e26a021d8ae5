"""Projects of municipal housing: the queue of grant applications, and how a project begins."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import Mode, Reason
from simulation.randomness import Stream, derive_keys

if TYPE_CHECKING:
    from simulation.model import SettlementModel

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

SOON_MONTHS = 6  # a dwelling that comes later covers nobody's need now
# columns of Husbanken's queue of applications
DWELLING, MUNICIPALITY, AMOUNT, RECEIVED, READY, KNOWN = range(6)


def lead_months(lead: F64, mode: npt.NDArray[np.integer], draw: F64, zoning: npt.NDArray[np.bool_]) -> I64:
    """Return months from the decision to the dwelling, by mode (triangular lead times, E124).

    `lead` is (4, 2): least and most for lease, purchase, conversion, new build; `draw` uniform.
    """
    row = np.where(mode == Mode.PURCHASE, 1, np.where(mode == Mode.CONVERSION, 2, 3))
    least, most = lead[row, 0], lead[row, 1]
    # symmetric triangular
    u = np.where(draw < 0.5, np.sqrt(draw / 2.0), 1.0 - np.sqrt((1.0 - draw) / 2.0))
    months = least + (most - least) * u
    whole: I64 = np.rint(months + np.where((row == 3) & zoning, 24.0, 0.0)).astype(np.int64)
    return whole


def begin(
    model: "SettlementModel",
    rows: np.ndarray,
    lead: np.ndarray,
    zoning_share: float,
    without: Reason = Reason.FRAME_EXHAUSTED,
) -> None:
    """Start projects: set the month they come and book the investment; `without` is the reason of
    those that go on without a grant."""
    homes, month = model.world.dwellings, model.month
    draw = model.draws.uniform(Stream.PROCURE_LEAD, month, homes.key[rows])
    zoned = (
        model.draws.uniform(Stream.PROCURE_LEAD, month, derive_keys(homes.key[rows], 0, Stream.PROCURE_LEAD))
        < zoning_share
    )
    homes.due[rows] = np.minimum(month + lead_months(lead, homes.mode[rows], draw, zoned), 32000)
    model.events.add(
        "investment", municipality=homes.municipality[rows], mode=homes.mode[rows],
        cost=homes.cost[rows], grant=homes.grant[rows],
        reason=np.where(homes.grant[rows] > 0, int(Reason.GRANTED), int(without)),
    )  # fmt: skip
