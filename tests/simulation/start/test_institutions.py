"""What municipalities hold at the start: requests, places, will, experience and minors."""

import numpy as np
import pytest

from agents.kinds import FIRST_YEAR
from agents.parameters import Values
from scenarios.parameters import model_parameters
from simulation.randomness import Randomness
from simulation.start.anchor import anchor
from simulation.start.geography import national_geography
from simulation.start.institutions import start_municipalities
from simulation.start.record import read_record, settlement_level
from simulation.world import World


def codes(values: Values) -> tuple[str, ...]:
    return national_geography(values).code


def test_requests_on_record_keep_their_blanks(nation: World) -> None:
    record = nation.municipalities.requested_record
    assert (record[:, 2012 - FIRST_YEAR] >= 0).sum() == 343
    assert (record[:, 2013 - FIRST_YEAR] >= 0).sum() == 368
    assert record[:, 2012 - FIRST_YEAR][record[:, 2012 - FIRST_YEAR] >= 0].sum() == 8_886
    assert np.all(record[:, : 2012 - FIRST_YEAR] == -1)


def test_councils_start_with_places_of_the_right_order(nation: World, values: Values) -> None:
    town = nation.municipalities
    decided = values.rules("start").vedtak_first
    assert abs(town.vedtak.sum() / decided - 1) < 0.02  # each is rounded to fives
    assert 240 < (town.vedtak > 0).sum() < 330
    assert 600 < town.vedtak_minor.sum() < 700
    assert np.all((town.routine_latent > 0) & (town.routine_latent < 1))
    assert np.all((town.informal >= 0) & (town.informal < 1))
    small = nation.geography.population[:, 2] < 3_000
    assert town.informal[small].mean() > town.informal[~small].mean() + 0.15


def test_who_always_takes_part_and_who_never_does_are_told_apart(values: Values, nation: World) -> None:
    settled = read_record(codes(values)).settled
    years = (~np.isnan(settled)).sum(axis=1)
    part = nation.municipalities.taking_part
    assert part[years == 4].min() > 0.85 and part[years == 0].max() < 0.3
    assert np.all(np.diff([part[years == k].mean() for k in range(5)]) > 0)


def test_minors_are_a_part_of_the_level_the_record_supports(nation: World, values: Values) -> None:
    town = nation.municipalities
    rules = values.rules("start")
    level = np.exp(town.capacity) * town.taking_part
    adults_and_minors = rules.vedtak_first + rules.vedtak_minors
    assert level.sum() + town.vedtak_minor.sum() == pytest.approx(adults_and_minors, rel=0.05)


def test_will_shows_in_the_record_as_far_as_it_is_said_to(values: Values) -> None:
    """Nothing of it at a correlation of 0, all of it at 1, and the same spread in between."""
    geography = national_geography(values)
    surplus = np.clip(settlement_level(values, geography.code).surplus, -2.0, 2.0)
    told = np.abs(surplus) > 0
    spread = float(values.rules("start").political_sd)

    def will(correlation: float) -> np.ndarray:
        mine = model_parameters().resolve({"start.will_recorded": correlation})
        town = start_municipalities(mine, geography, anchor(mine, geography.code), Randomness(1), 1.0)
        return town.willingness / spread

    none, half, full = will(0.0), will(0.6), will(1.0)
    assert full == pytest.approx(surplus)
    assert abs(np.corrcoef(none[told], surplus[told])[0, 1]) < 0.15
    assert none.std() == pytest.approx(1, abs=0.1)
    assert half - 0.6 * surplus == pytest.approx(0.8 * none)


def test_the_first_year_s_places_are_those_of_the_year_before(nation: World) -> None:
    """Nobody has been surprised yet: what was decided was settled, and a quarter more was asked for."""
    town = nation.municipalities
    for same in (town.vedtak_previous, town.moved_last_year, town.vedtak_last_year):
        assert np.array_equal(same, town.vedtak)
    assert np.all(np.abs(town.requested - 1.25 * town.vedtak) <= 2.5)
    assert np.array_equal(town.requested_minor, town.vedtak_minor)
    assert np.all(np.abs(town.experience) <= 1.0) and town.experience.std() > 0.05
    low, high = town.sense_of_fairness.min(), town.sense_of_fairness.max()
    assert 0.0 <= low < high <= 1.0 and town.vedtak_month.max() == -1
