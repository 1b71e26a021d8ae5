"""The inhabitants of municipalities."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row

if TYPE_CHECKING:
    from simulation.model import SettlementModel

F64 = npt.NDArray[np.float64]


def population(model: "SettlementModel") -> F64:
    """Return the inhabitants of each municipality this year (float64, shape (M,))."""
    table = model.world.geography.population
    return table[:, year_row(model.month, table.shape[1])]
