"""Each benchmark runs and says what it measured (how fast is not a matter for tests)."""

import os
from pathlib import Path

import numpy as np
import pytest

from benchmarks import engine, no_gain, pairing, speed
from experiments import open_study
from experiments.history import TINY, Run
from scenarios.scenario import load_scenario


def test_one_run_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    speed.main(["--scale", "0.01", "--years", "3", "--scales", "--any-core"])
    assert "person-months a second" in capsys.readouterr().out


def test_the_cost_of_a_month_is_measured_by_size() -> None:
    costs = [speed.cost_of(scale, 1) for scale in (0.01, 0.02)]
    assert costs[1].persons == pytest.approx(2 * costs[0].persons, rel=0.1)
    assert speed.cost_table(costs).row_count == 2


def test_the_line_of_costs_is_a_plus_b_n() -> None:
    costs = [speed.Cost(n / 100, n, 0.0, 0.01 + 2e-7 * n, 0.0) for n in (100.0, 200.0, 400.0)]
    constant, slope = speed.line(costs)
    assert constant == pytest.approx(0.01) and slope == pytest.approx(2e-7)
    assert speed.slopes(costs) == pytest.approx([2e-7, 2e-7])


@pytest.mark.slow
def test_the_three_tests_run(capsys: pytest.CaptureFixture[str]) -> None:
    no_gain.main(["--replicates", "2", "--workers", "1", "--world", TINY, "--last-year", "2011"])
    printed = capsys.readouterr().out
    assert "prior check" in printed and "frozen decisions" in printed and "nothing" in printed


def test_the_part_of_chance_that_the_drawn_strengths_explain_is_taken_out() -> None:
    drawn = np.array([-0.5, 0.0, 0.5, 1.0])
    check = no_gain.PriorCheck(0.02 + 0.2 * drawn, drawn, 0.05)
    assert check.mean == pytest.approx(0.07)
    assert check.error == pytest.approx(check.sd / 2)
    assert check.adjusted == pytest.approx(0.03)
    assert check.adjusted_error == pytest.approx(0.0, abs=1e-9)


def test_branching_is_measured_against_what_is_possible() -> None:
    run = Run(load_scenario("baseline-2013"), 1, 2012, TINY)
    measured = engine.fork(run, ["baseline-2013", "integrated"])
    assert measured.arms == 1 and 1.0 < measured.possible < 2.0
    assert engine.Fork(1, 3.0, 2.0, 1.5).efficiency == pytest.approx(1.0)


def test_the_environment_is_left_as_it_was() -> None:
    before = dict(os.environ)
    with engine.environment(engine.DASKS):
        assert os.environ["MALLOC_TRIM_THRESHOLD_"] == "65536"
    assert dict(os.environ) == before


@pytest.mark.slow
def test_the_engine_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    engine.main(["--world", TINY, "--last-year", "2011", "--runs", "2"])
    assert "worker efficiency" in capsys.readouterr().out


@pytest.mark.slow
def test_pairing_is_measured_and_nothing_differs_before_the_policy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairing.main(["--world", TINY, "--replicates", "4", "--workers", "1", "--out", str(tmp_path)])
    printed = capsys.readouterr().out
    assert "times narrower" in printed and "should differ: 0" in printed
    study = open_study(next(tmp_path.iterdir())).comparison()
    cells, differ = pairing.differing_before(study)
    assert cells > 1000 and differ == 0
