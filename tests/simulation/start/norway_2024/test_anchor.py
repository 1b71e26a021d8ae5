"""Origins of the anchor of 2024 that come from an older table."""

import numpy as np
import pytest

from agents.kinds import Origin
from data.loader import municipality_frame
from simulation.start.norway_2024 import anchor as anchors


def test_origins_that_2024_has_no_group_for_are_among_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half from Somalia, a fourth from the Balkans, an eighth each from Vietnam and elsewhere: half."""
    mix = np.zeros((len(municipality_frame().index), len(Origin)))
    shares = {Origin.SOMALIA: 0.5, Origin.BALKANS: 0.25, Origin.VIETNAM: 0.125, Origin.OTHER: 0.125}
    mix[:, list(shares)] = list(shares.values())
    monkeypatch.setattr(anchors, "origin_shares", lambda *_: (None, mix))
    (found,) = anchors._mix_of_2010(("0301",), np.ones(len(Origin)), 0.0)
    assert found[Origin.SOMALIA] == pytest.approx(0.5) and found[Origin.OTHER] == pytest.approx(0.5)
    assert found.sum() == pytest.approx(1.0) and np.count_nonzero(found) == 2
