"""Projects of municipal housing."""

import numpy as np
import pytest

from agents.kinds import Mode
from simulation.projects import lead_months
from tests.simulation.runs import values


def test_lead_times_keep_their_range_and_mean() -> None:
    lead = values().rules("municipality").vector("lead").reshape(4, 2)
    u = (np.arange(1000) + 0.5) / 1000
    for mode, row in ((Mode.PURCHASE, 1), (Mode.CONVERSION, 2), (Mode.NEW_BUILD, 3)):
        months = lead_months(lead, np.full(1000, int(mode)), u, np.zeros(1000, dtype=np.bool_))
        assert months.min() >= lead[row, 0] and months.max() <= lead[row, 1]
        assert months.mean() == pytest.approx(lead[row].mean(), abs=0.1)
        zoned = lead_months(lead, np.full(1000, int(mode)), u, np.ones(1000, dtype=np.bool_))
        assert np.all(zoned - months == (24 if mode == Mode.NEW_BUILD else 0))
