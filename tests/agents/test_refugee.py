"""What refugees decide: known answers."""

import numpy as np
import pytest

from agents.kinds import Kind, Origin
from agents.refugee import (
    BAND_OF_AGE,
    YEAR_GROUP_OF,
    family_tables,
    language_chance,
    study_entry,
    work_entry,
    work_exit,
)
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


def test_ages_and_years_fall_in_the_bands_they_are_named_after() -> None:
    ages = [16, 19, 20, 24, 25, 39, 40, 54, 55, 66]
    assert BAND_OF_AGE[ages].tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4] and len(BAND_OF_AGE) == 128
    assert YEAR_GROUP_OF.tolist() == [0, 1, 2, 3, 3, 4, 4, 4] + [5] * 22


def test_leaving_work_rises_over_four_years_from_the_year_of_reversal() -> None:
    changes = {
        "work__reversal_year": 8.0, "work__reversal": (2.0, 1.0), "work__exit": (0.02, 0.01),
        "work__exit_education": (0.5, 1.0, 1.5), "work__exit_age": (2.0, 1.5, 1.0, 0.5, 0.25),
        "work__exit_health": 3.0,
    }  # fmt: skip
    chance = work_exit(life_values(**changes).rules("work"))
    assert chance[0, :, 2, 0, 0] == pytest.approx([0.01, 0.02, 0.03])
    assert chance[0, 1, :, 0, 0] == pytest.approx([0.04, 0.03, 0.02, 0.01, 0.005])
    well = [0.02] * 9 + [0.025, 0.03, 0.035] + [0.04] * 18
    assert chance[0, 1, 2, 0] == pytest.approx(well) and chance[1, 1, 2, 0] == pytest.approx([0.01] * 30)
    assert chance[0, 1, 2, 1] == pytest.approx(3 * np.array(well))


def test_norwegian_is_learned_at_the_pace_of_all_that_bears_on_it() -> None:
    changes = {
        "integration__level_hazard": (0.1, 0.2, 0.3, 0.4), "integration__learning_shared": 0.75,
        "integration__learning_health": 0.5,
    }  # fmt: skip
    rules = life_values(**changes).rules("integration")
    chance = language_chance(rules)
    assert chance.shape == (5, 3, 2, 2, 5) and (chance[..., 4] == 0).all()
    own = chance[0, 1, 0, 0] / chance[0, 1, 0, 0, 0]
    assert own == pytest.approx([1, 2, 3, 4, 0])
    assert chance[:, :, 1] == pytest.approx(chance[:, :, 0] * 0.75)
    assert chance[:, :, :, 1] == pytest.approx(chance[:, :, :, 0] * 0.5)
    status, education = rules.vector("learning_status"), rules.vector("learning_education")
    assert chance[:, 1, 0, 0, 0] == pytest.approx(0.1 * status * education[1])
    assert chance[1, :, 0, 0, 0] == pytest.approx(0.1 * status[1] * education)


def test_a_chance_is_never_above_one() -> None:
    changes = {"work__exit": (0.2, 0.2), "work__exit_health": 3.0, "work__exit_age": (3.0,) * 5}
    chance = work_exit(life_values(**changes).rules("work"))
    assert chance.max() == 1.0 and chance.min() > 0.0


def test_finding_work_depends_on_everything_that_bears_on_it() -> None:
    """Each factor multiplies the chance, in its own place."""
    rules = life_values().rules("work")
    table = work_entry(rules)
    at = (0, 1, 2, 2, 0, 0, 0, 2)
    plain = table[at]
    vectors = {1: "entry_education", 2: "entry_language", 3: "entry_age", 7: "entry_years_men"}
    for axis, name in vectors.items():
        factor = rules.vector(name)
        along = np.moveaxis(table, axis, 0)[(slice(None), *at[:axis], *at[axis + 1 :])]
        assert along == pytest.approx(plain * factor / factor[at[axis]]), name
    for axis, name in {4: "entry_care", 5: "entry_health", 6: "lock_in"}.items():
        other = (*at[:axis], 1, *at[axis + 1 :])
        assert table[other] == pytest.approx(plain * getattr(rules, name)), name
    women, men = rules.vector("entry")[1] * rules.vector("entry_years_women")[2], rules.vector("entry")[0]
    assert table[(1, *at[1:])] == pytest.approx(plain * women / (men * rules.vector("entry_years_men")[2]))
    study = study_entry(rules)
    here = (0, 1, 2, 0, 2)
    for axis, name in {1: "study_age", 2: "study_language", 4: "study_years"}.items():
        factor = rules.vector(name)
        along = np.moveaxis(study, axis, 0)[(slice(None), *here[:axis], *here[axis + 1 :])]
        assert along == pytest.approx(study[here] * factor / factor[here[axis]]), name
    assert study[0, 1, 2, 1, 2] == pytest.approx(study[here] * rules.study_in_programme)
