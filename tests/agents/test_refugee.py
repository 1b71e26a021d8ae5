"""What refugees decide: known answers."""

import numpy as np
import pytest

from agents.kinds import Kind, Origin
from agents.refugee import family_tables, study_entry, work_entry
from tests.simulation.life_model import life_values


def test_family_sizes_have_the_measured_mean_and_times_the_assumed_quantiles() -> None:
    """E100: 1.92 members a sponsor; E101: median 24 months, nine in ten within 60."""
    tables = family_tables(life_values().rules("refugee"))
    assert tables.sponsor_probability.shape == (len(Origin), len(Kind))
    chances = np.diff(tables.size_cumulative, prepend=0.0)
    assert chances @ np.arange(1, 9) == pytest.approx(1.92, abs=0.01)
    assert np.median(tables.months_quantiles) == pytest.approx(24, abs=1)
    assert np.mean(tables.months_quantiles <= 60) == pytest.approx(0.90, abs=0.01)


def test_about_one_refugee_in_six_sponsors() -> None:
    """E100: 0.17 sponsors per refugee, over a plausible year's mix of persons by kind."""
    tables = family_tables(life_values().rules("refugee"))
    persons = np.array([0.50, 0.04, 0.30, 0.10, 0.06])
    per_case = np.array([1.0, 2.0, 4.5, 3.0, 1.0])
    sponsors = tables.sponsor_probability.mean(axis=0) * persons / per_case
    assert sponsors.sum() == pytest.approx(0.17, abs=0.03)


def test_a_wrong_number_of_kinds_is_refused() -> None:
    """The tables must match the vocabulary."""
    rules = life_values().rules("refugee")
    rules.__dict__["sponsor_by_kind"] = (0.1, 0.2)
    with pytest.raises(ValueError, match="one number per kind"):
        family_tables(rules)


def test_the_programme_locks_in_and_norwegian_helps() -> None:
    """E20: lower chance in the programme; L20: higher with each level of Norwegian."""
    rules = life_values().rules("work")
    table = work_entry(rules)
    assert np.allclose(table[..., 1, :], rules.lock_in * table[..., 0, :])
    assert np.all(np.diff(table, axis=2) >= 0)
    assert np.all(table >= 0) and np.all(table <= 1)


def test_no_one_near_retirement_takes_up_education() -> None:
    """The last age band has no chance of ordinary education."""
    assert np.all(study_entry(life_values().rules("work"))[:, 4] == 0)
