"""Means of cells over runs."""

import numpy as np
import pytest

from calibration.across_runs import average


def test_a_run_without_a_figure_is_left_out() -> None:
    runs = np.random.default_rng(1).normal(size=(40, 3))
    gaps = runs.copy()
    gaps[20:, 1] = np.nan
    gaps[:, 2] = np.nan
    mean = average(gaps)
    assert mean[:2] == pytest.approx([runs[:, 0].mean(), runs[:20, 1].mean()])
    assert np.isnan(mean[2])
