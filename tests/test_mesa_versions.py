"""The model stands on Mesa 3.5; it must give the same bits on the pre-release of 4.0, where that installs."""

import os
import subprocess
import sys
from pathlib import Path

import mesa
import pytest

ROOT = Path(__file__).parents[1]
NEXT = "4.0.0a0"
CHECKS = ("tests/simulation/test_facade.py", "tests/simulation/test_model.py", "tests/test_start_up.py")
RECORD = """
import hashlib, sys
import mesa
from experiments import simulate
found = simulate("integrated", 2, world="tiny", years=(2009, 2011)).record
told = hashlib.sha256()
for name in sorted(found.columns):
    told.update(found.columns[name].tobytes() if found.columns[name].dtype != object
                else repr(found.columns[name].tolist()).encode())
print(mesa.__version__, told.hexdigest())
"""


def run(path: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python from the root of the project, with `path` before everything that is installed."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(part for part in (path, str(ROOT)) if part)}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900
    )


@pytest.fixture(scope="module")
def next_mesa(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the pre-release and nothing else."""
    folder = str(tmp_path_factory.mktemp("mesa-next"))
    done = run("", "-m", "pip", "install", "-q", "--no-deps", "--target", folder, f"mesa=={NEXT}")
    if done.returncode:
        pytest.skip(f"Mesa {NEXT} cannot be had here.")
    return folder


@pytest.mark.slow
def test_the_same_bits_on_the_next_mesa(next_mesa: str) -> None:
    ours, theirs = (run(path, "-c", RECORD) for path in ("", next_mesa))
    assert ours.returncode == theirs.returncode == 0, ours.stderr + theirs.stderr
    (version, bits), (other, same) = ours.stdout.split(), theirs.stdout.split()
    assert (version, other) == (mesa.__version__, NEXT)
    assert bits == same


@pytest.mark.slow
def test_checks_of_what_meets_mesa_pass_on_the_next_one(next_mesa: str) -> None:
    done = run(next_mesa, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *CHECKS)
    assert done.returncode == 0, done.stdout[-3000:]
