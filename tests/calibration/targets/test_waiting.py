"""Who waits without a municipality, by hand."""

import numpy as np
import pytest

from agents.kinds import Case, month_of
from calibration.roles import Figure
from calibration.targets.waiting import BY_CASE, unassigned
from simulation.recorder import Record

CELLS = [
    (8, Case.READY, 30),
    (8, Case.PROPOSED, 10),
    (8, Case.ACCEPTED, 35),
    (8, Case.FOUND, 5),
    (9, Case.READY, 1000),  # September is another month
]


def test_of_those_waiting_in_august_those_to_whom_nobody_has_said_yes() -> None:
    rows = np.array([(0, month_of(2010, month), int(case), 0, 0, 0, n) for month, case, n in CELLS])
    columns = ("observer", "month", "k0", "k1", "k2", "k3", "value")
    meta = {"observers": [BY_CASE.as_dict()], "years": [2009, 2012]}
    found = unassigned(Record({name: rows[:, i] for i, name in enumerate(columns)}, meta))
    assert found(Figure("share_unassigned_aug_2010", 2010, "without a municipality")) == pytest.approx(0.5)
