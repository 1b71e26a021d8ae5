"""Compiling kernels: where the compiled code lies, and the hash they draw with."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from simulation.kernels import compiled
from tests.simulation.kernels.numpy_draws import mix_array


def test_the_hash_is_that_of_the_draws() -> None:
    """The bits of :mod:`simulation.randomness`."""
    keys = np.random.default_rng(1).integers(0, 1 << 63, size=1000, dtype=np.uint64)
    stream = np.uint64(0xC0FFEE123456789)
    hashes = np.array([compiled.hashed(key, stream) for key in keys], dtype=np.uint64)
    assert np.array_equal(hashes, mix_array(keys ^ stream))
    assert [compiled.top(x) for x in hashes] == [int(x) >> 32 for x in hashes]
    assert [compiled.low(x) for x in hashes] == [int(x) & 0xFFFFFFFF for x in hashes]


def test_the_chosen_folder_comes_first_and_one_that_cannot_be_made_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compiled code lies in a folder named after the code; the same for whoever inherits the choice."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    mine = compiled.cache_folder()
    assert mine == tmp_path / compiled.fingerprint()
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(mine))
    assert compiled.cache_folder() == mine
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(compiled, "candidates", lambda: iter([blocked, tmp_path / "next"]))
    assert compiled.cache_folder().parent == tmp_path / "next"


def test_where_nothing_can_be_written_the_folder_passes_with_the_process(tmp_path: Path) -> None:
    """A kernel runs all the same, and nothing is left behind."""
    code = (
        "import tempfile; from pathlib import Path; import simulation.kernels.compiled as c; "
        "c.candidates = lambda: iter([]); print(c.cache_folder())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not Path(done.stdout.strip()).exists()
