"""The commands as a user meets them: errors in one sentence, in both languages, and what is there to see."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from calibration.inference import commands
from calibration.inference.commands import budget_of, calibrate_and_print, command_of, runs_to_screen
from calibration.inference.quick import NAMES, small_problem, truth_of
from calibration.inference.screening import Screened
from calibration.validation.ensemble import folder_of
from data.posterior import FOLDER, _read, posterior
from experiments.asked import Asked
from experiments.sentences import said
from scenarios.parameters import model_parameters
from tests.commands import Command


@pytest.mark.parametrize("language", ["en", "nb"])
def test_only_a_whole_calibrated_world_can_be_calibrated(
    here: Command, language: str, tmp_path: Path
) -> None:
    done = here("calibrate", "--world", "tiny", "--out", str(tmp_path), "--language", language)
    assert done.returncode == 2 and done.stderr.strip() == said(
        "calibrated_world", language, world="norway-2013"
    )


def test_a_folder_without_a_posterior_is_told(here: Command, tmp_path: Path) -> None:
    done = here("posterior", str(tmp_path), "--out", str(tmp_path))
    assert done.returncode == 2 and done.stderr.strip() == f"There is no posterior in {tmp_path}."


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_damaged_posterior_is_told_with_the_file_at_fault(
    here: Command, language: str, tmp_path: Path
) -> None:
    files = {"draws": "norway_2013.parquet", "manifest": "norway_2013.json"}
    for name in files.values():
        shutil.copy(FOLDER / name, tmp_path / name)
    about = tmp_path / files["manifest"]
    whole = json.loads(about.read_text(encoding="utf-8"))
    asked = ("posterior", str(tmp_path), "--out", str(tmp_path / "out"), "--language", language)
    short = {name: whole[name] for name in ("point", "draws_hash")}  # its draws' own, and yet no page
    for wrong in (about.read_text(encoding="utf-8")[:300], "{}", json.dumps(short)):
        about.write_text(wrong, encoding="utf-8")
        _read.cache_clear()  # commands of this test share a process
        done = here(*asked)
        assert done.returncode == 2 and done.stderr.strip() == said("posterior_manifest", language, **files)
    about.write_text(json.dumps(whole), encoding="utf-8")
    draws = tmp_path / files["draws"]
    draws.write_bytes(draws.read_bytes()[:500])
    _read.cache_clear()
    done = here(*asked)
    assert done.returncode == 2 and done.stderr.strip() == said("posterior_draws", language, **files)


def test_parameters_are_one_of_three(here: Command, tmp_path: Path) -> None:
    done = here("simulate", "--world", "tiny", "--parameters", "posteriori", "--out", str(tmp_path))
    assert done.returncode == 2 and "posterior, point, prior" in done.stderr
    other = here("compare", "integrated-2024", "--parameters", "posterior", "--out", str(tmp_path))
    assert other.returncode == 2 and "norway-2024 has no posterior" in other.stderr


@pytest.mark.parametrize("command", ["calibrate", "sensitivity"])
def test_what_draws_from_the_prior_by_nature_refuses_to_be_told(
    here: Command, command: str, tmp_path: Path
) -> None:
    done = here(command, "--parameters", "posterior", "--out", str(tmp_path), "--language", "nb")
    assert done.returncode == 2 and done.stderr.strip() == said("parameters_unasked", "nb", command=command)


def test_each_kind_of_draws_is_validated_in_a_folder_of_its_own(tmp_path: Path) -> None:
    asked = Asked(1, None, tmp_path, 1, None, 1.0, "en")
    assert folder_of(asked).name == "validate"
    assert folder_of(replace(asked, parameters="posterior")).name == "validate"
    assert folder_of(replace(asked, parameters="prior")).name == "validate-prior"


def test_a_budget_is_the_usual_one_but_for_what_is_given() -> None:
    asked = Asked(1, None, Path("runs"), 3, None, 1.0, "en")
    budget = budget_of(first=150, second=None, draws=100)
    assert (budget.first, budget.second, budget.draws) == (150, budget_of().second, 100)
    command = command_of(asked, budget, 20)
    assert command == "run.py calibrate --seed 3 --first 150 --draws 100 --most 20"


def test_that_parameters_were_screened_anew_is_part_of_the_command_and_what_is_usual_is_not() -> None:
    asked = Asked(8, None, Path("runs"), 1, None, 1.0, "en")
    command = command_of(asked, budget_of(first=320, second=200), screened_anew=True)
    assert command == "run.py calibrate --screen --first 320 --second 200"
    assert command_of(asked, budget_of()) == "run.py calibrate"


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_quick_trial_refuses_what_it_would_not_use(here: Command, language: str, tmp_path: Path) -> None:
    given = ("--quick", "--first", "200", "--embed", "--out", str(tmp_path), "--language", language)
    done = here("calibrate", *given)
    assert done.returncode == 2
    assert done.stderr.strip() == said("quick_alone", language, options="--first, --embed")


@pytest.mark.parametrize(
    ("language", "first", "time"),
    [("en", "This takes 366 runs", "10 min 22 s of"), ("nb", "Dette tar 366 kjøringer", "10 min 22 s pro")],
)
def test_what_a_calibration_takes_is_told_before_its_first_run(
    language: str, first: str, time: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    class BegunError(Exception):
        pass

    def begun(*_: object, **__: object) -> None:
        raise BegunError

    monkeypatch.setattr(commands, "with_truth", begun)  # the first thing that runs
    monkeypatch.setattr(commands, "calibrate", begun)
    asked = Asked(1, 2, tmp_path, 1, None, 1.0, language)
    given = {"embed": False, "screen_again": False, "most": 24}
    with pytest.raises(BegunError):
        calibrate_and_print(asked, budget_of(), quick=True, **given)  # type: ignore[arg-type]
    told = " ".join(capsys.readouterr().out.split())
    assert told.startswith(first) and time in told
    with pytest.raises(BegunError):
        calibrate_and_print(asked, budget_of(first=320, second=200), quick=False, **given)  # type: ignore[arg-type]
    assert " 584 " in capsys.readouterr().out


def test_screening_anew_is_counted() -> None:
    candidates = len(Screened.read(FOLDER / "norway_2013_screening.csv").names)
    assert runs_to_screen(again=False) == 0 and runs_to_screen(again=True) > candidates


def test_the_quick_truth_is_no_default() -> None:
    problem = small_problem()
    assert problem.prior.names == NAMES and problem.scale == 0.1
    truth = truth_of(problem, 1)
    assert ((abs(truth - 0.5) > 0.15) & (truth > 0) & (truth < 1)).all()


def test_what_was_screened_is_of_this_model() -> None:
    found = Screened.read(FOLDER / "norway_2013_screening.csv")
    assert set(found.names) <= set(model_parameters()) and len(found.names) > 200
    assert 10 <= len(found.chosen()) <= 24
    kept = posterior("norway-2013")
    assert kept is None or set(kept.names) <= set(found.names)
