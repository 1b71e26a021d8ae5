import numpy as np
import pytest

from simulation.recorder import Record
from workshop.data.fans import LINES, fan
from workshop.pack import series


def test_quantiles_are_those_of_the_replicates(records: dict[str, list[Record]]) -> None:
    ours = np.array(series(records["integrated"], "waiting", 1.0))
    base = np.array(series(records["baseline-2013"], "waiting", 1.0))
    assert np.allclose(fan(ours)["q50"], np.median(ours, axis=0), atol=1e-3)
    found = fan(ours - base)
    assert np.allclose(found["q95"], np.quantile(ours - base, 0.95, axis=0), atol=1e-3)
    assert not any(found["q50"][:24])


def test_the_band_of_the_difference_is_paired() -> None:
    base = np.array([[10.0], [20.0]])
    arm = np.array([[11.0], [21.0]])
    assert fan(arm - base)["q05"] == fan(arm - base)["q95"] == [1.0]


@pytest.mark.parametrize("line", LINES)
def test_what_is_not_known_is_none(records: dict[str, list[Record]], line: str) -> None:
    window = LINES[line].window
    found = fan(np.array(series(records["baseline-2013"], line, 1.0), dtype=np.float64))
    assert found["q50"][: window - 1] == [None] * (window - 1) and found["q50"][window - 1] is not None
