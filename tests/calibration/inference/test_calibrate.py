import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calibration.inference import calibrate as stages
from calibration.inference import commands, keep, quick, report
from calibration.inference.calibrate import Budget, Fit, calibrate
from calibration.inference.figure import figure
from calibration.inference.quick import NAMES, small_problem, truth_of, with_truth
from calibration.inference.verdict import AIMS, fitted
from calibration.inference.waves import Wave
from calibration.target import Summary
from data.posterior import posterior
from experiments.asked import Asked
from experiments.history import TINY
from tests.calibration.inference import toy

TRUTH = np.array([0.2, 0.7, 0.4, 0.8, 0.5])
BUDGET = Budget(
    first=80, points=4, times=3, second=40, check=6, draws=200, steps=800, truths=3, on_model=2
)  # fmt: skip


def simulated(problem: Any, theta: Any, seeds: Any, *args: Any) -> Wave:
    """The toy in place of a wave of the model; chance hangs on seed and point only."""
    runs = zip(theta, seeds, strict=True)
    rows = [toy.simulated(row[None], int(seed) * 7919 + int(1e6 * row[0])) for row, seed in runs]
    return Wave(theta, seeds, np.vstack(rows) if rows else np.zeros((0, toy.Q)), 1.0)


@pytest.fixture(scope="module")
def toys() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "run_wave", simulated)
        yield


@pytest.fixture(scope="module")
def fit(toys: None) -> Fit:
    """One calibration for all that is asked of it; none of them changes it."""
    noise = 0.07 * np.random.default_rng(0).standard_normal(toy.Q)
    return calibrate(toy.problem(toy.simulated(TRUTH, 9)[0] + noise), BUDGET, None, 1)


def test_the_truth_is_found_and_the_second_wave_lies_near_it(fit: Fit) -> None:
    low, high = np.quantile(fit.sampled.theta, [0.02, 0.98], axis=0)
    assert ((low < TRUTH) & (high > TRUTH))[:4].all()
    away = [np.abs(wave.theta[:, :4] - TRUTH[:4]).mean() for wave in (fit.first, fit.second)]
    assert len(fit.second) == 40 and away[1] < 0.7 * away[0]
    assert fit.chance == pytest.approx(np.full(toy.Q, toy.CHANCE), rel=0.9)
    assert fit.ranked is not None and fit.ranked.ranks.shape == (3, toy.P)
    seeds = np.concatenate([fit.first.seeds, fit.second.seeds, fit.check.seeds])
    assert len(np.unique(seeds)) == len(seeds) == 80 + 12 + 40 + 6  # nothing shares its chance
    said = keep.parameter_rows(fit)
    assert [row["told"] for row in said[:4]] == ["told"] * 4 and said[4]["told"] != "told"


def test_the_same_seed_gives_the_same_file_to_the_last_digit(fit: Fit, tmp_path: Path) -> None:
    again = calibrate(toy.problem(fit.problem.observed), BUDGET, None, 1)
    other = calibrate(toy.problem(fit.problem.observed), BUDGET, None, 1, 2)
    files = []
    for i, one in enumerate((fit, again, other)):
        said = keep.manifest(one, BUDGET, "norway-2013", {})
        draws, _ = keep.save(one, said, "norway-2013", tmp_path / str(i))
        files.append(draws.read_bytes())
    assert files[0] == files[1] != files[2]
    kept = posterior("norway-2013", tmp_path / "0")
    assert kept is not None and kept.draws.shape == (200, toy.P)
    assert np.array_equal(kept.draws, fit.problem.prior.values(fit.sampled.theta))
    assert kept.point in [dict(zip(kept.names, row.tolist(), strict=True)) for row in kept.draws]


@pytest.mark.parametrize("language", ["en", "nb"])
def test_what_is_not_told_is_said(fit: Fit, language: str) -> None:
    said = {**keep.manifest(fit, BUDGET, "norway-2013", {}), "draws_hash": ""}
    text = report.markdown(said, language)
    assert ("landlords' beliefs" if language == "en" else "utleieres oppfatninger") in text
    said["parameters"][4]["told"] = "not"
    nothing = [one for one in report.sentences(said, language) if "toy.p4" in one]
    assert nothing and ("nothing" if language == "en" else "ingenting") in nothing[0]


def test_the_figure_overlays_prior_and_posterior() -> None:
    names = ("household.ties_value", "work.entry_care")
    told = [{"parameter": name, "contraction": 0.5, "told": "told", "default": 0.7} for name in names]
    draws = np.column_stack([np.linspace(2e4, 6e4, 50), np.linspace(0.4, 0.8, 50)])
    made = figure(names, draws, {"world": "norway-2013", "parameters": told}, "nb")
    assert made.startswith(b"\x89PNG") and len(made) > 10_000


def test_aims_are_judged_by_runs_of_the_model() -> None:
    problem = toy.problem()
    near = Summary("settled:2009", "settled", "log", 6000.0, 100.0, 0.03, lambda cells: 0.0)
    off = Summary("retention:2010", "retention", "logit", 0.76, 0.01, 0.1, lambda cells: 0.0)
    told = Summary("work:2010", "work", "logit", 0.45, 0.01, 0.1, lambda cells: 0.0)
    chosen = problem.kept([0, 1, 2])
    made = type(chosen)(
        chosen.prior, (near, off, told), np.array([near.observed, off.observed, told.observed]),
        chosen.sampling, chosen.discrepancy,
    )  # fmt: skip
    y = np.tile([near.observed + 0.02, off.observed + 0.4, told.observed + 0.9], (9, 1))
    found = fitted(made, y)
    assert [one.reached for one in found] == [True, False, None]
    assert [one.expected for one in found] == [True, False, False]
    assert found[0].allowed == pytest.approx(AIMS["settled"][0] * 6000.0)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_quick_trial_says_what_it_held(
    toys: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
) -> None:
    monkeypatch.setattr(commands, "small_problem", toy.problem)
    monkeypatch.setattr(commands, "QUICK", BUDGET)
    monkeypatch.setattr(
        quick, "run_wave", lambda problem, theta, seeds, workers: simulated(problem, theta, seeds)
    )
    asked = Asked(1, 1, tmp_path, 1, None, 1.0, language)
    commands.calibrate_and_print(asked, BUDGET, quick=True, embed=False, screen_again=False, most=24)
    said = json.loads((tmp_path / "calibration-quick" / "recovered.json").read_text(encoding="utf-8"))
    held = sum(one["low"] <= one["truth"] <= one["high"] for one in said["recovered"])
    assert len(said["recovered"]) == toy.P and held >= 3
    assert said["sbc"][0]["truths"] == 3 and said["sbc_on_model"][0]["truths"] == 2
    shown = " ".join(capsys.readouterr().out.split())
    assert f"{held} of {toy.P}" in shown or f"{held} av {toy.P}" in shown
    assert ("2 truths of the model" if language == "en" else "2 sannheter fra modellen") in shown


def test_another_seed_of_the_quick_trial_is_another_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        quick, "run_wave", lambda problem, theta, seeds, workers: simulated(problem, theta, seeds)
    )
    of = [quick.with_truth(toy.problem(), TRUTH, seed).observed for seed in (1, 2, 1)]
    assert np.array_equal(of[0], of[2]) and not np.array_equal(of[0], of[1])


@pytest.mark.slow
def test_the_model_itself_gives_the_same_draws_again(tmp_path: Path) -> None:
    """Two calibrations of the tiny world that share no run: one on a folder, one in memory."""
    few = Budget(
        first=24, points=2, times=2, second=8, check=2, draws=60, steps=200, truths=0, on_model=0
    )  # fmt: skip
    problem = small_problem(NAMES, TINY, 1.0)
    known = with_truth(problem, truth_of(problem))
    files = []
    for i, folder in enumerate((tmp_path / "runs", None)):
        found = calibrate(known, few, folder, 1, 3)
        said = keep.manifest(found, few, "norway-2013", {})
        draws, _ = keep.save(found, said, "norway-2013", tmp_path / str(i))
        files.append(draws.read_bytes())
    assert files[0] == files[1]
