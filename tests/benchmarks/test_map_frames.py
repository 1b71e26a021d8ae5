import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import map_frames
from tests.browsers import BROWSER
from workshop.data.packing import unpack

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="There is no Chromium on this machine.")
def test_frames_are_counted() -> None:
    command = [sys.executable, "-m", "benchmarks.map_frames", "--seconds", "0.5"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert all(word in done.stdout for word in ("hexagons", "boundaries", "flows"))


def test_every_shape_changes_in_every_month() -> None:
    values = unpack(map_frames.data()["hexagons"]["values"])
    assert values.shape == (120, 428) and (values[1:] != values[:-1]).mean() > 0.99
