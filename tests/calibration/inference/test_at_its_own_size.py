"""``calibrate`` as a researcher calls it: the trial at its own size, and the same command twice.

Minutes of two cores, so slow: the parts are tested on toys and on the invented world beside this.
"""

import json
import random
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pandas as pd
import pytest

from calibration.inference.quick import BUDGET, NAMES
from scenarios.parameters import ROOT

SEED = "2"


def calibrate(out: Path, *given: str) -> str:
    """Return what the command prints, in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "calibrate", *given, "--out", str(out)],
        capture_output=True,
        text=True,
        timeout=3000,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def lost(folder: Path, share: float = 0.1) -> int:
    """Delete some of the runs that are kept; return how many."""
    kept = sorted(path for path in folder.rglob("*") if path.is_file())
    gone = random.Random(1).sample(kept, max(1, int(share * len(kept))))
    for path in gone:
        path.unlink()
    return len(gone)


@pytest.mark.slow
def test_the_trial_finds_what_is_known_and_again_the_same(tmp_path: Path) -> None:
    calibrate(tmp_path, "--quick", "--seed", SEED)
    folder = tmp_path / "calibration-quick"
    first = json.loads((folder / "recovered.json").read_text(encoding="utf-8"))
    found = first["recovered"]
    assert [row["parameter"] for row in found] == list(NAMES)
    # of five intervals of 90 % two outside happen in one trial of twelve
    assert sum(row["low"] <= row["truth"] <= row["high"] for row in found) >= 3
    for key, truths in (("sbc", BUDGET.truths), ("sbc_on_model", BUDGET.on_model)):
        assert {row["truths"] for row in first[key]} == {truths}
        # 60 truths of five parameters: where intervals of 90 % are what they say, they hold so many
        assert 0.82 <= mean(row["coverage_90"] for row in first[key]) <= 0.97

    assert lost(folder / "runs") > 1  # they are run anew
    calibrate(tmp_path, "--quick", "--seed", SEED)
    again = json.loads((folder / "recovered.json").read_text(encoding="utf-8"))
    assert again["recovered"] == found
    assert again["sbc_on_model"] == first["sbc_on_model"]


@pytest.mark.slow
def test_the_command_in_the_manifest_makes_the_same_draws(tmp_path: Path) -> None:
    given = ("--first", "100", "--second", "0", "--draws", "50", "--steps", "200", "--most", "2")
    calibrate(tmp_path, *given)
    folder = tmp_path / "calibration"
    (about,) = folder.glob("*.json")
    said = json.loads(about.read_text(encoding="utf-8"))
    (draws,) = folder.glob("*.parquet")
    first = pd.read_parquet(draws)
    assert len(first) == 50
    draws.unlink()
    about.unlink()

    lost(folder / "runs")
    command, *options = said["command"].removeprefix("run.py ").split()
    assert command == "calibrate"
    calibrate(tmp_path, *options)
    pd.testing.assert_frame_equal(pd.read_parquet(draws), first, check_exact=True)
