"""What municipalities hold at the start: requests, places, will, experience and minors."""

from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from agents.kinds import FIRST_YEAR, Instrument, Kind, Mode
from agents.municipality import kind_weights, round5
from agents.parameters import Values
from scenarios.parameters import model_parameters
from simulation.randomness import Randomness
from simulation.start.anchor import anchor
from simulation.start.geography import national_geography
from simulation.start.institutions import start_imdi, start_municipalities
from simulation.start.record import Record, read_record, settlement_level
from simulation.start.tiny_geography import tiny_geography
from simulation.world import Geography, Municipalities, World


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


TOWNS = 1_200  # so many that shares show
ALIKE = np.exp(9.0)  # inhabitants of each: at the middle of what size does to knowledge


@cache
def alike(population: float = ALIKE, towns: int = TOWNS) -> Geography:
    """Return towns that differ in nothing but their keys."""
    geography = tiny_geography(towns)
    return replace(geography, population=np.full_like(geography.population, population))


@cache
def invented(towns: int, in_force: tuple[float, ...] | None = None) -> Any:
    """Return what reads an invented record: nothing, then 20 and 40 persons a year, turn by turn."""

    def read(codes: tuple[str, ...]) -> Record:
        settled = np.tile([[np.nan], [20.0], [40.0]], (towns, 4))[:towns]
        return Record(
            settled=settled, decided=np.full(towns, np.nan),
            requested=np.stack([settled[:, 0], 10.0 + np.arange(towns)], axis=1),
            requested_years=(2012, 2013), settled_before=settled[:, 2],
            log_population=np.full(towns, 9.0), centrality=np.full(towns, 1.5),
            county=np.zeros(towns, dtype=np.int64), in_force=None if in_force is None else np.array(in_force),
        )  # fmt: skip

    return read


def begun(
    geography: Geography, scale: float = 1.0, in_force: tuple[float, ...] | None = None, **changes: Any
) -> tuple[Municipalities, Any]:
    """Return towns that start from the invented record, and what is estimated of it."""
    towns = geography.municipalities
    values = model_parameters().resolve({f"start.{name}": value for name, value in changes.items()})
    read = invented(towns, in_force)
    facts = cast(Any, SimpleNamespace(minors=np.arange(1.0, towns + 1)))
    town = start_municipalities(values, geography, facts, Randomness(5), scale, read)
    return town, settlement_level(values, geography.code, read)


@pytest.mark.parametrize(
    ("population", "share"),
    [(1_500.0, 0.72), (400.0, 0.72), (9_486.833, 0.42), (60_000.0, 0.12), (900_000.0, 0.12)],
)
@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_informal_ways_are_rarer_where_more_live_whatever_the_scale(
    population: float, share: float, scale: float
) -> None:
    """Half-way between by the logarithm; a sample of persons does not make the town a smaller one."""
    town, _ = begun(alike(population, 5), scale, informal_spread=0.0)
    assert town.informal == pytest.approx(np.full(5, share), abs=1e-6)


def test_informal_ways_differ_between_towns_of_a_size_and_stay_within_bounds() -> None:
    town, _ = begun(alike(9_486.833), informal_spread=0.2)
    apart = town.informal - 0.42
    assert (apart.min(), apart.max()) == pytest.approx((-0.1, 0.1), abs=0.002)
    assert apart.std() == pytest.approx(0.2 / np.sqrt(12), rel=0.05)
    town, _ = begun(alike(400.0), informal_spread=1.0)
    assert (town.informal.min(), town.informal.max()) == pytest.approx((0.22, 0.95), abs=0.01)


def test_large_towns_know_instruments_more_often_by_odds_that_grow_with_size() -> None:
    """At 8,100 inhabitants as many as is said; e squared times as many, and the odds are e times as high."""
    base = np.array([0.55, 0.5, 0.7, 0.65, 0.2])
    for population, scale, odds in (
        (ALIKE, 1.0, 1.0),
        (ALIKE * np.exp(2.0), 1.0, np.e),
        (ALIKE, 0.25, 1.0),
    ):
        town, _ = begun(alike(population), scale, known=tuple(base), known_size=0.5, known_middle=9.0)
        expected = base * odds / (1 - base + base * odds)
        assert town.known.shape == (TOWNS, len(Instrument))
        assert town.known.mean(axis=0) == pytest.approx(expected, abs=0.045)
        assert np.abs(np.corrcoef(town.known.T) - np.eye(5)).max() < 0.12  # each by a draw of its own


def test_ways_are_used_by_those_that_know_them() -> None:
    town, _ = begun(alike(), used_modes=(0.6, 0.5, 0.3))
    lease, guarantee = (town.known[:, one] for one in (Instrument.LEASE_ROUTINE, Instrument.GUARANTEE))
    used = town.used_mode
    assert not used[~lease, Mode.LEASE].any() and not used[~guarantee, Mode.GUARANTEE].any()
    assert used[lease, Mode.LEASE].mean() == pytest.approx(0.6, abs=0.05)
    assert used[guarantee, Mode.GUARANTEE].mean() == pytest.approx(0.5, abs=0.06)
    assert used[:, Mode.PURCHASE].mean() == pytest.approx(0.3, abs=0.04)


def test_what_differs_between_towns_is_drawn_evenly_and_each_by_its_own() -> None:
    town, _ = begun(alike(), fairness=(0.6, 0.75), will_recorded=0.0, political_sd=0.8)
    assert (town.sense_of_fairness.min(), town.sense_of_fairness.max()) == pytest.approx(
        (0.6, 0.75), abs=0.001
    )
    assert town.sense_of_fairness.mean() == pytest.approx(0.675, abs=0.004)
    assert (town.willingness.mean(), town.willingness.std()) == pytest.approx((0, 0.8), abs=0.06)
    drawn = [
        town.sense_of_fairness,
        town.willingness,
        town.routine_latent,
        town.informal,
        town.experience[:, 0],
    ]
    assert np.abs(np.corrcoef(drawn) - np.eye(5)).max() < 0.12


def test_experience_is_what_five_years_of_the_level_have_given() -> None:
    """None at the logarithm of 3, whole at 7; within bounds; kinds differ by a spread."""
    town, found = begun(alike(towns=9), experience_spread=0.0, experience_bounds=(-0.4, 0.5))
    expected = np.clip((np.log(1.0 + 5.0 * found.level) - 3.0) / 4.0, -0.4, 0.5)
    assert town.experience == pytest.approx(np.repeat(expected[:, None], len(Kind), axis=1))
    assert 0 < expected[1] < 0.5 and expected[1] < expected[2]
    apart = (
        begun(alike(), experience_spread=0.3)[0].experience
        - begun(alike(), experience_spread=0.0)[0].experience
    )
    assert (apart.min(), apart.max()) == pytest.approx((-0.15, 0.15), abs=0.002)
    assert np.abs(np.corrcoef(apart.T) - np.eye(len(Kind))).max() < 0.12


def test_places_and_room_are_those_of_the_record() -> None:
    """Minors by their weights, adults where one takes part; what was in force stands as it was."""
    towns, scale = 9, 0.5
    given = (12.0, np.nan, 0.0, 7.0, *(np.nan,) * 5)
    geography = alike(towns=towns)
    town, found = begun(geography, scale, in_force=given, capacity_least=0.9)
    own, rules = (model_parameters().resolve().rules(name) for name in ("municipality", "start"))
    free, _ = begun(geography, scale)
    assert town.vedtak_minor.sum() == 320 and np.all(
        np.diff(town.vedtak_minor) >= 7
    )  # 320 by 1, 2, ... 9 of 45
    assert town.vedtak[[0, 2, 3]].tolist() == [6, 0, 4]
    assert np.array_equal(town.vedtak[4:], free.vedtak[4:])
    factor = (6600 + 640) * scale / found.level.sum()
    whole = factor * found.when - town.vedtak_minor
    assert np.exp(town.capacity) == pytest.approx(np.maximum(whole, 0.9 * factor * found.when))
    assert 0 < np.sum(whole < 0.9 * factor * found.when) < towns
    assert town.taking_part == pytest.approx(found.part)
    assert np.array_equal(town.requested, round5(1.25 * town.vedtak.astype(float)))
    assert town.reported_ratio == pytest.approx(town.vedtak / np.maximum(town.requested, 1))
    assert town.borrowing_room == pytest.approx(
        np.full(towns, own.borrowing * own.borrowing_plan / 2 * ALIKE * scale), abs=0.5
    )
    homes = town.vedtak / 1.6 / 12
    assert town.last_year_kinds == pytest.approx(np.outer(homes, rules.vector("need_by_size")) + 0.001)
    assert town.kind_weight == pytest.approx(kind_weights(own, town.experience, np.zeros(towns)))
    years = [2012 - geography.calendar.first_year, 2013 - geography.calendar.first_year]
    assert town.requested_record[:, years].T.tolist() == [
        [-1, 10, 20] * 3, [5, 6, 6, 6, 7, 8, 8, 8, 9]  # of 10 to 18, and the half goes to the even one
    ]  # fmt: skip


def test_adult_places_are_what_takes_part_less_the_minors() -> None:
    """Where all take part it is the level by the factor that makes the nation's sum, rounded to fives."""
    geography = alike(towns=6)
    drawn = []
    for seed in range(30):
        values = model_parameters().resolve()
        facts = cast(Any, SimpleNamespace(minors=np.ones(6)))
        read = invented(6)
        town = start_municipalities(values, geography, facts, Randomness(seed), 1.0, read)
        when = settlement_level(values, geography.code, read).when
        takes = town.vedtak > 0
        places = 7240.0 * np.where(takes, when, 0.0) / when[takes].sum() - town.vedtak_minor
        assert np.array_equal(town.vedtak, np.where(takes, round5(np.maximum(places, 0)), 0))
        drawn.append(takes)
    part = np.mean(drawn, axis=0)
    assert np.all(part[[1, 2, 4, 5]] > 0.8) and np.all(part[[0, 3]] < 0.5)


def test_imdi_needs_what_it_asked_for_of_adults_and_minors() -> None:
    geography = alike(towns=9)
    town, _ = begun(geography)
    office = start_imdi(geography, town)
    assert office.need == town.requested.sum() + town.requested_minor.sum() > town.requested.sum()
    assert office.officer_hours.tolist() == [0.0, 0.0]
