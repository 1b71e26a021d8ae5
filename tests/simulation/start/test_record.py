"""The settlement level is shrunk, predicts better than the raw record, and blanks are not zeros."""

import numpy as np
import pytest

from agents.parameters import Values
from data.loader import municipality_frame, settlement_panel
from simulation.start.geography import national_geography
from simulation.start.record import YEARS, estimate, read_record, request_effects, settlement_level


def codes(values: Values) -> tuple[str, ...]:
    return national_geography(values).code


def test_the_shrunk_level_predicts_2012_better_than_the_own_mean(values: Values) -> None:
    record = read_record(codes(values))
    known = ~np.isnan(record.settled[:, 3]) & (~np.isnan(record.settled[:, :3])).any(axis=1)
    shrunk = estimate(record.settled[:, :3], None, record.log_population, record.centrality, 0.5, 2.0)
    truth = record.settled[known, 3]
    own = np.nanmean(record.settled[known, :3], axis=1)
    mine = shrunk.when[known]
    assert np.abs(mine - truth).mean() < np.abs(own - truth).mean()
    assert np.abs(np.log(mine / truth)).mean() < np.abs(np.log(own / truth)).mean()


def test_nothing_of_2013_enters() -> None:
    assert max(YEARS) == 2012
    panel = settlement_panel()
    assert panel.loc[panel["year"] == 2013, ["decided", "settled"]].isna().all().all()


def test_the_levels_add_up_to_about_the_nations(values: Values) -> None:
    level = settlement_level(values, codes(values)).level
    assert 5_400 < level.sum() < 6_400


def test_a_blank_year_is_not_a_zero() -> None:
    population, centrality = np.log(np.linspace(2_000, 40_000, 30)), np.full(30, 1.0)
    settled = np.tile(np.array([10.0, 12.0, 8.0, 10.0]), (30, 1))
    blank, zero = settled.copy(), settled.copy()
    blank[0, 3], zero[0, 3] = np.nan, 0.0
    arguments = (None, population, centrality, 0.5, 2.0)
    assert estimate(blank, *arguments).when[0] > 1.15 * estimate(zero, *arguments).when[0]
    assert estimate(blank, *arguments).part[0] < estimate(settled, *arguments).part[0]


def test_late_years_tell_more_than_early_ones_and_memory_of_one_forgets_none() -> None:
    population, centrality = np.log(np.linspace(2_000, 40_000, 30)), np.full(30, 1.0)
    settled = np.tile(np.array([10.0, 12.0, 8.0, 10.0]), (30, 1))
    rising, falling, stopped, begun = (settled.copy() for _ in range(4))
    rising[0], falling[0] = [5.0, 5.0, 20.0, 20.0], [20.0, 20.0, 5.0, 5.0]
    stopped[0, 2:], begun[0, :2] = np.nan, np.nan
    arguments = (None, population, centrality, 0.5, 0.4)
    for one, other, field in ((rising, falling, "when"), (begun, stopped, "part")):
        late, early = (getattr(estimate(rows, *arguments, 0.7), field)[0] for rows in (one, other))
        assert late > 1.2 * early
        late, early = (getattr(estimate(rows, *arguments), field)[0] for rows in (one, other))
        assert late == pytest.approx(early)


def test_what_a_municipality_was_asked_for_stays_its_own() -> None:
    record = read_record(tuple(municipality_frame().index))
    asked = record.requested[:, 0]
    known = np.nan_to_num(asked) > 0
    none, own = (request_effects(record, 0.4, 0.2, share, 2.0) for share in (0.0, 0.76))
    rest = np.log(asked[known]) - 0.4 * record.log_population[known]
    rest -= 0.2 * np.log1p(np.nan_to_num(record.settled_before[known]))
    assert np.corrcoef(own[known], rest)[0, 1] > np.corrcoef(none[known], rest)[0, 1] + 0.1
    np.testing.assert_array_equal(none[~known], own[~known])
