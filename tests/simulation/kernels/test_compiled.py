"""Compiling kernels: where the compiled code lies, and the hash they draw with."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulation.kernels import compiled
from simulation.kernels.draws import high
from tests.simulation.kernels.numpy_draws import mix_array

ROOT = Path(__file__).resolve().parents[3]


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


def decayed(x: compiled.F64) -> compiled.F64:
    return np.exp(-x)


def squared(x: compiled.I64) -> int:
    return int(x[0]) ** 2


@pytest.mark.parametrize(("function", "name"), [(decayed, "np.exp"), (squared, r"\*\*")])
def test_a_kernel_of_what_gives_other_bits_is_refused(function: Callable[..., Any], name: str) -> None:
    for made in (compiled.kernel, compiled.inlined):
        with pytest.raises(ValueError, match=f"The kernel {function.__name__} uses {name}: .* table"):
            made(function)


def drawn(keys: compiled.U64) -> compiled.I64:
    return high(keys, np.uint64(1))


def test_a_kernel_that_calls_a_kernel_is_refused() -> None:
    with pytest.raises(ValueError, match="The kernel drawn calls the kernel high, .* inlined"):
        compiled.kernel(drawn)


OWN = """
from simulation.kernels.compiled import I64, kernel
import numpy as np

@kernel
def doubled(x: I64, by: int) -> I64:
    out = np.empty(len(x), np.int64)
    for i in np.argsort(x, kind="mergesort"):
        out[i] = 2 * x[i] + by
    return out
"""
USE = """
import sys
import numpy as np
from own import doubled
assert doubled(np.arange(3), 1).tolist() == [1, 3, 5]
parts = "numba.np.arraymath", "numba.np.arrayobj", "numba.misc.mergesort"
read = sum(doubled.stats.cache_hits.values()), any(part in sys.modules for part in parts)
import numba
assert numba.njit(lambda x: np.sqrt(x).sum())(np.array([4.0, 9.0])) == 5.0
assert numba.njit(doubled.py_func)(np.arange(2), 0).tolist() == [0, 2]
print(*read)
"""


def test_a_kernel_is_compiled_once_then_read_without_what_compiling_needs(tmp_path: Path) -> None:
    """Whoever compiles functions of their own in the same process still can."""
    (tmp_path / "own.py").write_text(OWN, encoding="utf-8")
    kept = {"NUMBA_CACHE_DIR": str(tmp_path / "kept"), "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
    for expected in (["0", "True"], ["1", "False"]):
        done = subprocess.run(
            [sys.executable, "-c", USE], env=os.environ | kept, capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == expected


def test_where_numba_is_told_to_compile_nothing_a_kernel_is_the_function(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN, encoding="utf-8")
    env = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
    code = "from types import FunctionType; from own import doubled; assert type(doubled) is FunctionType"
    subprocess.run([sys.executable, "-c", code], env=env, check=True)
