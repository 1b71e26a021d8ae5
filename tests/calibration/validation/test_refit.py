"""A refit with 2013 known: the same runs, three figures more."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calibration.inference import calibrate as stages
from calibration.inference import commands as inference
from calibration.inference.calibrate import Budget, Fit, calibrate
from calibration.inference.commands import Made
from calibration.inference.later import LATER
from calibration.inference.priors import chosen
from calibration.inference.problem import record_problem
from calibration.inference.waves import Wave
from calibration.library import target
from calibration.noise import ALIKE
from calibration.target import HeldOutError
from calibration.validation import commands, ensemble
from calibration.validation.door import judged
from calibration.validation.refit import (
    REFITTED,
    known_2013,
    manifest,
    refit,
    refitted,
    save_refit,
    with_2013,
)
from data.posterior import Posterior, posterior
from experiments.asked import Asked
from tests.calibration.inference import toy
from tests.commands import Command

BUDGET = Budget(first=80, points=4, times=3, second=40, check=2, draws=200, steps=400, truths=0, on_model=0)


def simulated(problem: Any, theta: Any, seeds: Any, *args: Any) -> Wave:
    """The toy, whose 2013 hangs on the fifth parameter, of which its summaries tell nothing: the record is
    that of a parameter near its upper end."""
    rows = [toy.simulated(row[None], int(1e6 * row[0])) for row in theta]
    record = np.array([one.observed for one in known_2013()])
    scale = np.array([0.3, 0.3, 60.0])
    later = record + scale * (theta[:, [4]] - 0.9)
    return Wave(theta, seeds, np.vstack(rows), 1.0, later + 0.01 * scale * np.sin(1e4 * theta[:, [0]]))


@pytest.fixture(scope="module")
def fit() -> Fit:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "run_wave", simulated)
        return calibrate(
            toy.problem(toy.simulated(np.array([0.2, 0.7, 0.4, 0.8, 0.5]), 9)[0]), BUDGET, None, 1
        )


def test_2013_tells_what_the_years_before_could_not(fit: Fit) -> None:
    again = refit(fit, BUDGET)
    before, after = fit.sampled.theta[:, 4], again.sampled.theta[:, 4]
    assert before.std() > 0.2 and after.std() < 0.7 * before.std() and after.mean() > before.mean() + 0.1
    # of the others it tells nothing
    assert again.sampled.theta[:, 0].mean() == pytest.approx(fit.sampled.theta[:, 0].mean(), abs=0.05)
    assert np.array_equal(refit(fit, BUDGET).sampled.theta, again.sampled.theta)


def test_runs_that_end_before_2013_are_refused(fit: Fit) -> None:
    """Taken for known without error, what no run has would decide the draws."""
    for later in (np.full_like(fit.first.later, np.nan), np.zeros((len(fit.first), 0))):
        rest = np.full((len(fit.second), later.shape[1]), np.nan)
        shorter = replace(fit, first=replace(fit.first, later=later), second=replace(fit.second, later=rest))
        with pytest.raises(ValueError, match="do not live through 2013"):
            refit(shorter, BUDGET)


def test_the_fit_itself_is_left_as_it_was(fit: Fit, tmp_path: Path) -> None:
    names, theta = fit.problem.names, fit.sampled.theta.copy()
    again = refit(fit, BUDGET)
    said = manifest(again, BUDGET, {"command": "run.py calibrate"})
    assert fit.problem.names == names and np.array_equal(fit.sampled.theta, theta)
    assert [one["name"] for one in said["known"]] == ["settled:2013", "decided:2013", "participation:2013"]
    assert not [name for row in said["parameters"] for name in row if name.startswith("abc")]
    for one in said["known"]:
        assert one["emulator"][0] < one["emulator"][1] < one["emulator"][2] and one["explained"] > 0.9
    save_refit(again, said, tmp_path)
    found = refitted(tmp_path)
    assert found is not None and found.names == fit.problem.prior.names and len(found.draws) == BUDGET.draws
    assert refitted(tmp_path / "nowhere") is None


@pytest.mark.parametrize(("language", "said"), [("en", "Draws of a refit"), ("nb", "Trekninger fra en ny")])
def test_a_calibration_leaves_its_refit_beside_it_and_embeds_it_only_when_asked(
    fit: Fit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    language: str, said: str,
) -> None:  # fmt: skip
    embedded, folder = tmp_path / "embedded", tmp_path / "calibration"
    monkeypatch.setattr(commands, "FOLDER", embedded)
    made = Made(fit, BUDGET, {}, {"command": "run.py calibrate --seed 9"}, folder)
    commands.refit_and_print(made, language, embed=False)
    assert capsys.readouterr().out.startswith(said) and not embedded.exists()
    commands.refit_and_print(made, language, embed=True)
    there, kept = refitted(embedded), refitted(folder)
    assert there is not None and kept is not None and there.key == kept.key
    assert there.manifest["command"] == "run.py calibrate --seed 9"


@pytest.mark.parametrize("embed", [False, True])
def test_the_command_embeds_both_or_neither(
    fit: Fit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: Command, embed: bool
) -> None:
    embedded = tmp_path / "embedded"
    monkeypatch.setattr(inference, "calibrate", lambda *_: fit)
    monkeypatch.setattr(inference, "budget_of", lambda **_: BUDGET)
    monkeypatch.setattr(inference, "_save_pages", lambda *_: None)
    for one in (inference, commands):
        monkeypatch.setattr(one, "FOLDER", embedded)
    done = here("calibrate", "--out", str(tmp_path), *(["--embed"] if embed else []))
    assert done.returncode == 0, done.stderr
    for world in ("norway-2013", REFITTED):
        kept, there = posterior(world, tmp_path / "calibration"), posterior(world, embedded)
        assert kept is not None and (there is not None) == embed
        assert there is None or there.key == kept.key
    assert ("Embedded:" in done.stdout) == embed


def test_2013_joins_the_record_of_its_target_and_stays_behind_the_door() -> None:
    before = record_problem(chosen(("work.entry_care", "start.queue_persons")))
    problem = with_2013(before)
    assert problem.names == (*before.names, *(one.name for one in known_2013()))
    assert np.allclose(problem.observed[:-3], before.observed) and np.isfinite(problem.observed).all()
    assert np.allclose(problem.noise[:-3, :-3], before.noise)
    assert np.linalg.eigvalsh(problem.noise).min() > 0
    this, last = problem.names.index("settled:2013"), problem.names.index("settled:2012")
    spreads = np.sqrt(np.diag(problem.discrepancy))
    assert problem.discrepancy[this, last] == pytest.approx(ALIKE * spreads[this] * spreads[last])
    for name in LATER:
        assert len(judged(target(name))) == 1
        with pytest.raises(HeldOutError):
            target(name).known()


def test_forecasts_are_made_from_the_refit_and_validation_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = np.array([[0.25], [0.75]])
    found = Posterior(("work.entry_care",), draws, {"work.entry_care": 0.5}, "key", {})
    monkeypatch.setattr(ensemble, "refitted", lambda: found)
    asked = Asked(3, 1, Path("out"), 1, None, 1.0, "en")
    later, now = ensemble.forward_runs_of(asked), ensemble.runs_of(asked)
    assert [run.overrides["work.entry_care"] for run in later] == [0.75, 0.25, 0.75]
    assert {(run.last_year, run.drawn_from) for run in later} == {(2016, "prior")}
    assert {(run.last_year, run.drawn_from, len(run.overrides)) for run in now} == {(2013, "posterior", 0)}
    others = ensemble.forward_runs_of(replace(asked, parameters="prior"))
    assert all(not run.overrides and run.last_year == 2016 for run in others)
    assert ensemble.knows_2013(replace(asked, world="tiny")) is None
