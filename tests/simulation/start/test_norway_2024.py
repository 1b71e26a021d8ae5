"""The start of 1 January 2024, and a few years from it."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from agents.kinds import NEVER, START_MONTH, Case, Kind, Origin, Path, Tenure
from agents.parameters import Values
from data import municipality_frame_2024, national_2024, settlement_panel_2024
from data.crosswalk import Crosswalk
from data.loader import municipality_frame, refugee_stock
from scenarios.scenario import load_scenario
from simulation.conservation import check_world
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.build import national_world
from simulation.start.norway_2024 import anchor as anchors
from simulation.start.norway_2024.anchor import SYRIA, UKRAINE, anchor_2024
from simulation.start.norway_2024.geography import national_geography_2024
from simulation.start.norway_2024.record import read_record_2024
from simulation.start.tiny_geography import tiny_geography
from simulation.world import World
from simulation.worlds import NORWAY_2024

SCALE = 0.03


@pytest.fixture(scope="module")
def values() -> Values:
    return load_scenario("baseline-2024").phases(1)[0][1]


@pytest.fixture(scope="module")
def world(values: Values) -> World:
    return national_world(values, 1, 1.0, national=NORWAY_2024)


def columns(world: World) -> dict[str, npt.NDArray[Any]]:
    found = {f"person {name}": getattr(world.persons, name) for name in world.persons.columns}
    return found | {f"home {name}": getattr(world.dwellings, name) for name in world.dwellings.columns}


def test_the_geography_is_the_nation_of_2024(values: Values) -> None:
    geography = national_geography_2024(values)
    assert geography.municipalities == 357
    assert len(geography.place_municipality) == 371
    assert geography.population[:, 2].sum() == 5_550_203
    assert geography.calendar.year_of(START_MONTH) == 2024
    assert geography.population.min() > 0 and geography.base_price.min() > 0
    assert np.all(np.diff(geography.base_rent, axis=1) >= 0)
    level = municipality_frame_2024().reindex(geography.code)["centrality"].to_numpy().astype(int)
    for ours, of_six in ((3, (1, 2)), (2, (3,)), (1, (4,)), (0, (5, 6))):
        assert np.array_equal(geography.centrality == ours, np.isin(level, of_six))
    assert tiny_geography().calendar.year_of(START_MONTH) == 2009


def test_the_anchor_is_the_sum_of_the_table(values: Values) -> None:
    codes = national_geography_2024(values).code
    facts, frame = anchor_2024(values, codes), municipality_frame_2024().reindex(codes)
    assert facts.refugees.sum() == 286_765
    assert facts.women.sum() == frame["women"].sum()
    assert np.allclose(facts.origin.sum(axis=1), 1.0)
    ukrainians = facts.origin[:, UKRAINE] * facts.refugees
    assert np.allclose(ukrainians, frame["settled_ukrainian"], atol=1e-6)
    assert 0.1 < facts.national_origin[SYRIA] < 0.2


def test_origins_of_merged_municipalities_are_weighed_by_their_refugees(
    values: Values, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two parts all from Somalia and the other all from Iraq: as many of each as lived there then."""
    shares = Crosswalk.between(2013, 2024).shares
    parts: dict[str, list[str]] = {}
    for old, targets in shares.items():
        for new, _ in targets:
            parts.setdefault(new, []).append(old)
    codes = national_geography_2024(values).code
    merged = next(
        new for new, olds in parts.items()
        if len(olds) == 2 and all(len(shares[old]) == 1 for old in olds) and new in codes
    )  # fmt: skip
    order = list(municipality_frame().index)
    mix = np.zeros((len(order), len(Origin)))
    mix[:, Origin.IRAQ] = 1.0
    mix[order.index(parts[merged][0])] = np.eye(len(Origin))[Origin.SOMALIA]
    monkeypatch.setattr(anchors, "origin_shares", lambda *_: (None, mix))
    found = anchors._mix_of_2010(codes, np.ones(len(Origin)), 0.0)[codes.index(merged)]
    lived = refugee_stock(2010)["refugees"].reindex(parts[merged]).to_numpy() + 1  # none is left out
    assert lived[0] != lived[1]
    assert found[Origin.SOMALIA] == pytest.approx(lived[0] / lived.sum())
    assert found[Origin.IRAQ] == pytest.approx(lived[1] / lived.sum())


def test_households_of_a_size_are_its_persons_by_that_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 1, 2, 3, 4 and 5 or more as many persons as there are in two households each of 1 to 8."""
    persons = {"1": 2, "2": 4, "3": 6, "4": 8, "5plus": 2 * (5 + 6 + 7 + 8)}
    monkeypatch.setattr(anchors, "pattern", lambda name: {"value": persons[name.split("_")[2]]})
    assert anchors._sizes_of_syria(np.ones(4)) == pytest.approx(np.full(8, 1 / 8))


def test_the_record_does_not_hold_settlement_of_2024(values: Values) -> None:
    record = read_record_2024(national_geography_2024(values).code)
    panel = settlement_panel_2024()
    assert record.settled.shape == (357, 2)
    assert np.nansum(record.settled) == panel.loc[panel["year"] < 2024, "settled"].sum()
    last = panel.loc[panel["year"] == 2023, "settled"].sum()
    assert np.nansum(record.settled[:, 1]) == record.settled_before.sum() == last
    assert record.in_force is not None and np.isnan(record.in_force).sum() == 6
    assert np.nansum(record.in_force) == national_2024("resolved_2024")
    assert np.nansum(record.requested) == national_2024("requested_2024")


def test_municipalities_have_their_persons_and_places(world: World, values: Values) -> None:
    persons, households = world.persons, world.households
    facts = anchor_2024(values, world.geography.code)
    home = households.municipality[households.rows(persons.household)]
    count = np.bincount(home[home >= 0], minlength=357)
    assert np.array_equal(count, facts.refugees)
    assert world.municipalities.requested_record[:, 2].clip(0).sum() == national_2024("requested_2024")
    assert 28_327 <= world.municipalities.vedtak.sum() <= 28_500  # six without a decision are drawn
    resident = (persons.settled != NEVER) & (persons.origin == UKRAINE)
    assert resident.sum() == pytest.approx(53_320, rel=0.03)  # origins are drawn within municipalities
    assert set(np.unique(persons.origin[persons.path == Path.COLLECTIVE])) <= {UKRAINE}


def test_the_queue_is_what_the_parameters_say(world: World, values: Values) -> None:
    households, start = world.households, values.rules("start")
    waits = (households.case >= Case.READY) & (households.case <= Case.FOUND)
    size = households.persons
    collective = waits & (households.path == Path.COLLECTIVE)
    assert size[collective].sum() == start.queue_collective
    minors = waits & (households.kind == Kind.UNACCOMPANIED)
    assert size[minors].sum() == start.queue_minors
    reception = waits & (households.tenure == Tenure.RECEPTION)
    assert size[reception].sum() == start.queue_persons + start.queue_collective


def test_one_seed_gives_one_start_and_another_another(values: Values) -> None:
    one, same, other = (national_world(values, seed, SCALE, national=NORWAY_2024) for seed in (3, 3, 4))
    mine, yours = columns(one), columns(same)
    assert all(np.array_equal(mine[name], yours[name]) for name in mine)
    assert not np.array_equal(one.persons.birth, other.persons.birth[: len(one.persons)])


def model_of(name: str, seed: int = 2) -> SettlementModel:
    phases = load_scenario(name).phases(seed)
    start = national_world(phases[0][1], seed, SCALE, national=NORWAY_2024)
    return SettlementModel(start, [Phase(*phase) for phase in phases], seed, population_scale=SCALE)


def test_arms_are_one_history_until_january_2025_and_persons_are_conserved() -> None:
    baseline, integrated = model_of("baseline-2024"), model_of("integrated-2024")
    for month in range(42):
        baseline.step()
        integrated.step()
        assert check_world(baseline.world, month if month >= START_MONTH else None) == []
        mine, yours = columns(baseline.world), columns(integrated.world)
        same = all(np.array_equal(mine[name], yours[name]) for name in mine)
        if month < NORWAY_2024.calendar.month_of(2025):
            assert same, month
    assert not same
    persons = baseline.world.persons
    assert ((persons.path == Path.COLLECTIVE) & (persons.settled >= START_MONTH)).sum() > 100


@pytest.mark.slow
def test_every_month_of_ten_years_is_consistent() -> None:
    model = model_of("surge-2024")
    for month in range(144):
        model.step()
        assert check_world(model.world, month if month >= START_MONTH else None) == [], month
