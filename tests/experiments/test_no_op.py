"""A policy that changes nothing gives the baseline, bit by bit."""

from pathlib import Path

import pytest

from agents.kinds import POLICY_MONTH, START_MONTH
from experiments import compare
from experiments.history import TINY, TINY_SHARE, Run
from experiments.single import simulate
from indicators.library import all_indicators, observers_of
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters
from scenarios.scenario import BASELINE, load_scenario
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.recorder import Record, Recorder
from simulation.start.tiny import tiny_world
from tests.experiments.test_single import same

HEAD = 'name = "{}"\nparent = "baseline-2013"\n[description]\nen = "nothing"\nnb = "ingenting"\n'
YEARS = (2009, 2013)


def dials_of_the_baseline() -> str:
    records = model_parameters()
    return "[dials]\n" + "".join(f"{dial.name} = {records[dial.parameter].value}\n" for dial in DIALS)


@pytest.fixture(scope="module")
def base() -> Record:
    return simulate(BASELINE, 5, YEARS, world=TINY).record


@pytest.mark.parametrize(
    "text",
    [
        "",
        dials_of_the_baseline(),
        '[rules]\nimdi.rule = "places_left"\n[levers]\npermits.surge = 1\n',
        '[shocks]\npermits.surge = { value = 1.0, from = "2010-04", to = "2012-09" }\n',
    ],
    ids=["no-op", "dials-of-the-baseline", "rules-of-the-baseline", "shock-of-nothing"],
)
def test_a_file_that_changes_nothing_is_the_baseline(tmp_path: Path, base: Record, text: str) -> None:
    (tmp_path / "mine.toml").write_text(HEAD.format("mine") + text, encoding="utf-8")
    nothing = load_scenario(tmp_path / "mine.toml")
    assert nothing.changes == {}
    assert same(base, simulate(nothing, 5, YEARS, world=TINY).record) == []


def test_the_same_in_a_comparison(tmp_path: Path) -> None:
    for name, text in (("no-op", ""), ("same-dials", dials_of_the_baseline())):
        (tmp_path / f"{name}.toml").write_text(HEAD.format(name) + text, encoding="utf-8")
    files = [tmp_path / "no-op.toml", tmp_path / "same-dials.toml"]
    study = compare(files, 2, 1, world=TINY, years=(2009, 2012))
    for seed in study.seeds:
        first = study.measured[BASELINE, seed]
        assert all(repr(study.measured[arm, seed]) == repr(first) for arm in study.arms)


def test_processes_that_take_up_the_same_values_again_go_on_as_before(base: Record) -> None:
    """Phases that differ in nothing: what a process prepares must not depend on when."""
    values = Run(load_scenario(BASELINE), 5).phases()[0][1]
    recorder = Recorder(None, observers_of(all_indicators()))
    months = (0, POLICY_MONTH - 5, POLICY_MONTH, POLICY_MONTH + 7)
    model = SettlementModel(
        tiny_world(5, month=START_MONTH),
        [Phase(month, values) for month in months],
        5,
        start=START_MONTH,
        population_scale=TINY_SHARE,
        recorder=recorder,
    )
    model.run_to(START_MONTH + 60)
    assert same(base, recorder.record()) == []
