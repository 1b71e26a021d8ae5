"""``sensitivity`` as it is typed: what is refused, what is told meanwhile, where answers lie."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calibration.inference.design import sobol
from calibration.inference.priors import chosen
from calibration.sensitivity import commands
from calibration.sensitivity.commands import folder_name, sensitivity_and_print
from calibration.sensitivity.experiments import Experiments, asked_about
from calibration.sensitivity.indices import indices_of
from experiments import compare
from experiments.asked import Asked
from experiments.sentences import said
from experiments.verdicts.commands import cost
from tests.commands import Command


def made(n: int = 60) -> Experiments:
    theta = sobol(n, 2, 1)
    rng = np.random.default_rng(1)
    y = np.column_stack([theta[:, 0] + 0.1 * rng.standard_normal(n), rng.standard_normal(n), np.ones(n)])
    names = ("household.leave_noise", "work.scar_wait")
    outcomes = ("settled", "waiting_stock", "asked")
    return Experiments(chosen(names), theta, outcomes, y, np.arange(n), "", "tiny", 1.0)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_what_would_say_which_runs_to_make_is_refused_beside_a_study(
    here: Command, tmp_path: Path, language: str
) -> None:
    given = ("integrated", "--study", "mine", "--runs", "50", "--workers", "1", "--out", str(tmp_path))
    done = here("sensitivity", *given, "--language", language)
    options = "SCENARIO, --runs, --workers"
    assert done.returncode == 2 and done.stderr.strip() == said("study_alone", language, options=options)


def test_there_are_no_replicates_to_be_asked_for(here: Command, tmp_path: Path) -> None:
    for command in ("sensitivity", "calibrate"):
        done = here(command, "--replicates", "4", "--out", str(tmp_path))
        assert done.returncode == 2 and "--replicates" in done.stderr
        listed = here(command, "--help").stdout
        assert "--replicates" not in listed and "--parameters" not in listed and "--seed" in listed


@pytest.mark.parametrize("language", ["en", "nb"])
def test_too_few_runs_are_refused_before_any_is_made(here: Command, tmp_path: Path, language: str) -> None:
    out = tmp_path / "out"
    done = here(
        "sensitivity", "--runs", "39", "--world", "tiny", "--out", str(out), "--language", language
    )  # fmt: skip
    assert done.returncode == 2 and not out.exists()
    assert done.stderr.strip() == said("sensitivity_few", language, runs=39, least=40)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_study_of_too_few_replicates_is_refused_before_anything_is_written(
    here: Command, tmp_path: Path, language: str
) -> None:
    study = compare(["fragmented"], 2, 1, tmp_path, world="tiny", years=(2009, 2010), parameters="prior")
    assert study.path is not None
    before = sorted(tmp_path.rglob("*"))
    name = study.path.name
    done = here("sensitivity", "--study", name, "--out", str(tmp_path), "--language", language)
    assert done.returncode == 2
    assert done.stderr.strip() == said("sensitivity_few_study", language, study=name, runs=2, least=40)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_is_named_after_all_that_makes_an_answer() -> None:
    one = made()
    others = [
        replace(one, scenario="integrated"), replace(one, world="norway-2013"), replace(one, scale=0.1),
        replace(one, theta=one.theta[:50]),
    ]  # fmt: skip
    names = [folder_name(found, 1) for found in (one, *others)] + [folder_name(one, 2)]
    names += [folder_name(one, 1, "integrated"), folder_name(one, 2, "integrated")]
    assert len(set(names)) == len(names) and names[0] == "sensitivity-baseline-tiny-60-runs-seed-1"
    assert names[3].endswith("-scale-0.1") and names[-2] == "sensitivity-of-integrated"


def test_how_far_the_analysis_has_come_is_told_headline_by_headline() -> None:
    stages: list[str] = []
    told: list[tuple[int, int]] = []

    @contextmanager
    def shown(stage: str) -> Iterator[Any]:
        stages.append(stage)
        yield lambda done, total: told.append((done, total))

    found = indices_of(made(), 1, shown)
    assert stages == ["learning", "headlines"]
    assert told == [(1, 2), (2, 2)]  # what does not vary is not analysed
    assert [one.outcome for one in found] == ["settled", "waiting_stock"]


def test_another_answer_to_the_same_question_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found, asked = [made()], Asked(1, 1, tmp_path, 1, "tiny", 1.0, "en")
    monkeypatch.setattr(commands, "run_experiments", lambda *_, **__: found[-1])
    folder = tmp_path / "sensitivity-baseline-tiny-60-runs-seed-1"
    for _ in range(2):  # the same again replaces nothing by anything else
        sensitivity_and_print(None, None, 60, asked)
        assert "another answer" not in capsys.readouterr().out
    assert {path.name for path in folder.iterdir()} == set(commands.FILES)
    before = (folder / "experiments.csv").read_bytes()
    found.append(replace(found[0], y=found[0].y + 1.0))
    sensitivity_and_print(None, None, 60, replace(asked, language="nb"))
    (kept,) = (path for path in folder.iterdir() if path.is_dir())
    assert {path.name for path in kept.iterdir()} == set(commands.FILES)
    assert (kept / "experiments.csv").read_bytes() == before
    assert (folder / "experiments.csv").read_bytes() != before
    assert f"det er bevart i {kept.name}" in capsys.readouterr().out


def test_what_its_runs_take_is_told_before() -> None:
    assert asked_about(None, None) == (None, "norway-2013")
    arm, world = asked_about("integrated", "tiny")
    assert arm is not None and (arm.name, world) == ("integrated", "tiny")
    assert "This takes 200 runs" in cost(200, False, "en", "norway-2013", 1.0, 2)
    assert "24 min 20 s of processor time" in cost(200, False, "en", "norway-2013", 1.0, 2)
    assert "Om lag 24 min 20 s prosessortid" in cost(200, False, "nb", "norway-2013", 1.0, 2)
    for world, scale in (("norway-2013", 0.1), ("", 1.0)):  # not measured, not told
        assert cost(200, False, "en", world, scale, 2) == cost(200, False, "en")
