"""``validate`` as it is typed, on the small world."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.sentences import said
from scenarios.parameters import ROOT
from tests.commands import Command


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "run.py", "validate", *arguments],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    out = tmp_path_factory.mktemp("out")
    return out, run("--world", "tiny", "--replicates", "2", "--workers", "1", "--out", str(out), "--forward")


def test_it_says_that_an_invented_world_is_no_answer(
    made: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    out, done = made
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.split())
    assert done.stdout.startswith("Six invented municipalities")
    assert "This takes 2 runs, less those that are found done" in told
    assert "nothing of it is held against Norway's record, judged or explained here" in told
    assert "All invented municipalities together" in told and "The country" not in told
    for word in ("worse than", "reached", "Likely reason", "covered", "Against simple rivals"):
        assert word not in told
    page = (out / "validate-tiny" / "validation.en.html").read_text(encoding="utf-8")
    assert "baseline-2013 (tiny, scale 1)" in page and "reason" not in page
    folder = out / "validate-tiny"
    assert {path.name for path in folder.iterdir()} == {
        "runs", "predictions.csv", "validation.csv", "validation.en.html",
    }  # fmt: skip
    assert len(list((folder / "runs").iterdir())) == 2  # of 2009-16, which serve the report as well
    for name in ("predictions.csv", "validation.csv"):
        with (folder / name).open(encoding="utf-8") as file:
            assert {(row["world"], row["scale"]) for row in csv.DictReader(file)} == {("tiny", "1")}
    with (folder / "validation.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {(row["record"], row["se"], row["within"]) for row in rows} == {("", "", "")}
    assert {row["note_nb"] for row in rows} == {
        "oppdiktede kommuner: holdes ikke opp mot noe registrert tall"
    }
    assert all(float(row["model"]) <= 1 for row in rows if row["unit"] == "share" and row["model"])
    assert "that know nothing of 2013. All" in told  # nor is anything corrected by it


def test_runs_are_found_again_and_a_file_is_scored(
    made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, here: Command
) -> None:
    out, _ = made
    shared = ("validate", "--world", "tiny", "--replicates", "2", "--workers", "1", "--out", str(out))
    later = tmp_path / "later.csv"
    later.write_text("target,year,geography,group,value\nsettled,2014,00,,40\n", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in (out / "validate-tiny" / "runs").iterdir()}
    done = here(*shared, "--against", str(later), "--language", "nb")
    assert done.returncode == 0, done.stderr
    assert "Holdt mot later.csv" in done.stdout
    assert "kommunene i disse framskrivingene er oppdiktede" in " ".join(done.stdout.split())
    assert before == {path: path.stat().st_mtime_ns for path in (out / "validate-tiny" / "runs").iterdir()}

    later.write_text("target,year,geography,group,value\nsettled,2014,00,,-1\n", encoding="utf-8")
    wrong = here(*shared, "--against", str(later))
    assert wrong.returncode == 2 and "Traceback" not in wrong.stderr
    assert "Line 2: the value '-1'" in wrong.stdout
    assert wrong.stderr.strip() == f"Problems in {later}, told above: 1; nothing of it was scored."


def test_published_forecasts_are_scored_without_a_run(
    made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, here: Command
) -> None:
    published = made[0] / "validate-tiny" / "predictions.csv"
    later = tmp_path / "later.csv"
    later.write_text("target,year,geography,group,value\nsettled,2014,Norge,,40\n", encoding="utf-8")
    done = here("validate", "--against", str(later), "--predictions", str(published), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Six invented municipalities") and "Settled in the year" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["later.csv"]
    alone = here("validate", "--predictions", str(published))
    assert alone.returncode == 2 and "--predictions goes with --against" in alone.stderr
    unused = ("--forward", "--replicates", "4", "--scale", "0.5", "--out", str(tmp_path / "out"))
    for language in ("en", "nb"):
        refused = here(
            "validate", "--against", str(later), "--predictions", str(published), *unused,
            "--language", language,
        )  # fmt: skip
        told = said("predictions_given", language, options="--forward, --replicates, --out, --scale")
        assert refused.returncode == 2 and refused.stderr.strip() == told
    text = published.read_text(encoding="utf-8").splitlines()
    published.write_text("\n".join([*text[:3], "settled,2016,00,,many,1,2,persons"]), encoding="utf-8")
    damaged = here("validate", "--against", str(later), "--predictions", str(published))
    assert damaged.returncode == 2
    assert "line 4: no forecast with year, value, low and high." in damaged.stderr


def test_another_record_is_refused(here: Command) -> None:
    done = here("validate", "--world", "norway-2024", "--replicates", "1")
    assert done.returncode == 2
    assert (
        "Validation is held against the record of 2009-2013; the world 'norway-2024' has another."
        in done.stderr
    )


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_back_test_and_a_forecast_are_asked_for_one_at_a_time(here: Command, language: str) -> None:
    done = here("validate", "--forward", "--back-test", "2012", "--language", language)
    assert done.returncode == 2
    assert done.stderr.strip() == said("back_test_alone", language, options="--forward")
    kept = here("validate", "--back-test", "2012", "--out", "somewhere", "--language", language)
    assert kept.returncode == 2 and kept.stderr.strip() == said("back_test_out", language)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_file_of_later_figures_that_is_none_is_refused_before_any_run(
    here: Command, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "runs"
    done = here("validate", "--against", str(tmp_path / "none.csv"), "--out", str(out), "--lang", language)
    assert done.returncode == 2
    assert "none.csv" in done.stderr and "Traceback" not in done.stderr
    assert not list(out.rglob("*.json"))
