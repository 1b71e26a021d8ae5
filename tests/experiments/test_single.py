import json
from pathlib import Path

import numpy as np
import pytest

from experiments import simulate
from experiments.errors import RequestError
from experiments.history import TINY, Run
from experiments.single import Result, carry_out
from experiments.storage import RECORD, read_manifest
from experiments.store.measured import INDICATORS, read_measured
from scenarios.parameters import default_parameters, replicate_values
from scenarios.scenario import load_scenario
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.whole import MANIFEST


def same(one: Record, other: Record) -> list[str]:
    """Return the observers in which two records differ."""
    return [
        name
        for name in one.names
        if any(
            not np.array_equal(a, b)
            for a, b in zip(one.arrays(name).values(), other.arrays(name).values(), strict=True)
        )
    ]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return simulate("integrated", seed=3, world=TINY, out=tmp_path_factory.mktemp("run"))


def drawn_of(seed: int) -> dict[str, float]:
    """What a replicate draws unless somebody says: from the posterior, where there is one."""
    return replicate_values(seed, parameters=default_parameters())


def test_the_folder_holds_one_parquet_set_and_its_manifest(result: Result) -> None:
    assert result.path is not None
    assert {path.name for path in result.path.iterdir()} == {RECORD, INDICATORS, MANIFEST}
    said = read_manifest(result.path)
    assert said is not None
    assert said["identity"] == result.run.identity() and said["run"] == json.loads(
        json.dumps(result.run.resolved())
    )
    assert set(said["files"]) == {RECORD, INDICATORS} and said["drawn"] == drawn_of(3)
    assert {"python", "numpy", "scipy", "mesa"} <= set(said["versions"]) and "municipalities.csv" in said[
        "data"
    ]
    assert said["seconds"] > 0 and said["peak_megabytes"] > 0


def test_indicators_are_kept_bit_by_bit(result: Result) -> None:
    assert result.path is not None
    anew = Result(result.run, result.record).indicators()
    assert repr(read_measured(result.path)) == repr(result.indicators()) == repr(anew)


def test_every_indicator_is_computed(result: Result) -> None:
    found = result.indicators()
    assert found["waiting_stock"].value > 0
    assert set(found["settled"].by_year) == set(range(2009, 2017))
    assert result.indicator("settled") == found["settled"]


def test_same_seed_same_bits_and_another_seed_other_ones(result: Result) -> None:
    assert same(result.record, simulate("integrated", seed=3, world=TINY).record) == []
    assert same(result.record, simulate("integrated", seed=4, world=TINY).record) != []


@pytest.mark.parametrize("scenario", ["integrated", "placebo", "baseline-2013"])
def test_branching_from_a_shared_history_gives_the_same_bits(scenario: str) -> None:
    run = Run(load_scenario(scenario), seed=3, world=TINY, last_year=2012)
    assert same(carry_out(run).record, carry_out(run, share_history=True).record) == []


def test_before_the_policy_all_arms_are_the_same(result: Result) -> None:
    base = simulate(seed=3, world=TINY).record
    for name in base.names:
        arm, other = result.record.arrays(name), base.arrays(name)
        before = [cells["month"] < 48 for cells in (arm, other)]
        assert all(np.array_equal(arm[key][before[0]], other[key][before[1]]) for key in arm), name


def test_a_policy_that_changes_nothing_gives_the_same_bits() -> None:
    nothing = load_scenario("baseline-2013").with_changes({"coordination.peer_learning": 0.2})
    base, other = (
        simulate(one, seed=3, world=TINY, years=(2009, 2012)) for one in ("baseline-2013", nothing)
    )
    assert same(base.record, other.record) == []


def test_with_the_switch_off_every_dial_is_a_placebo() -> None:
    off = {"channels.switch": 0.0}
    runs = [
        simulate(one, seed=3, world=TINY, years=(2009, 2013), overrides=off).record
        for one in ("fragmented", "integrated")
    ]
    assert same(*runs) == []


def test_a_whole_result_is_read_and_not_made_again(result: Result, tmp_path: Path) -> None:
    assert result.path is not None
    before = (result.path / RECORD).stat().st_mtime_ns
    again = simulate("integrated", seed=3, world=TINY, out=result.path)
    assert (result.path / RECORD).stat().st_mtime_ns == before
    assert same(result.record, again.record) == []


def test_a_damaged_result_is_made_again(tmp_path: Path) -> None:
    first = simulate(seed=1, world=TINY, years=(2009, 2010), out=tmp_path)
    with (tmp_path / RECORD).open("ab") as file:
        file.write(b"x")
    again = simulate(seed=1, world=TINY, years=(2009, 2010), out=tmp_path)
    assert same(first.record, again.record) == []


def test_a_stopped_run_leaves_nothing_that_looks_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulation.model import SettlementModel

    step = SettlementModel.step

    def stops(model: SettlementModel) -> None:
        if model.month == 40:
            raise KeyboardInterrupt
        step(model)

    monkeypatch.setattr(SettlementModel, "step", stops)
    with pytest.raises(KeyboardInterrupt):
        simulate(seed=1, world=TINY, out=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_observers_of_ones_own_are_recorded_too() -> None:
    mine = Observer("mine", "persons", every="year")
    found = simulate(seed=1, world=TINY, years=(2009, 2010), observers=[mine])
    assert len(found.record.arrays("mine")["value"]) == 2


@pytest.mark.parametrize("years", [(2010, 2012), (2009, 2017), (2009, 2008)])
def test_years_that_cannot_be_run(years: tuple[int, int]) -> None:
    with pytest.raises(RequestError, match="cannot be run"):
        simulate(years=years)


def test_unknown_world_and_scale() -> None:
    with pytest.raises(RequestError, match="no world named 'mars'"):
        simulate(world="mars")
    with pytest.raises(RequestError, match="scale"):
        simulate(scale=0.0)


def test_knocked_out_processes_do_nothing() -> None:
    assert simulate(seed=3, world=TINY, knocked_out=["settlement"]).indicator("settled").value == 0.0


@pytest.mark.slow
def test_the_nation_branches_to_the_same_bits_and_stays_small(tmp_path: Path) -> None:
    run = Run(load_scenario("integrated"), seed=2)
    plain = carry_out(run, tmp_path)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 5_000_000
    assert same(plain.record, carry_out(run, share_history=True).record) == []
    settled = plain.indicator("settled").by_year
    assert all(1_000 < settled[year] < 20_000 for year in range(2009, 2017))
