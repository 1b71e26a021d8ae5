"""Work of the start follows the local labour market, and nobody both works and studies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.start.states import CERTAIN, local_shares

SHARE = st.floats(0.0, 1.0)


@given(SHARE, SHARE, st.floats(0.0, 3.0))
def test_shares_stay_shares(work: float, studying: float, factor: float) -> None:
    """Work and study together are never more than everybody."""
    study = studying * (1.0 - work)
    given = np.floor(np.array([[work], [study]]) * CERTAIN).astype(np.int64)
    here, learn = local_shares(given[0], given[1], np.array([factor]))
    assert here[0] >= 0 and learn[0] >= 0 and here[0] + learn[0] <= CERTAIN + 1


def test_odds_follow_the_market_and_the_rest_study_as_often() -> None:
    work, study = np.full(3, int(0.5 * CERTAIN)), np.full(3, int(0.1 * CERTAIN))
    here, learn = local_shares(work, study, np.array([0.8, 1.0, 1.25]))
    share = here / CERTAIN
    assert share / (1 - share) == pytest.approx([0.8, 1.0, 1.25], rel=1e-6)
    assert learn / CERTAIN == pytest.approx(0.2 * (1 - share), rel=1e-6)
