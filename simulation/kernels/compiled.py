"""Compiling a kernel: once for all processes of this machine, and anew when its code changes.

A kernel's annotations are its signature, so that it is compiled, or read from the cache, where it is
defined. What is compiled lies in a folder named after the text of all kernels and of the numbers they
build in (of `agents`): numba itself looks only at the file a kernel stands in.
"""

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, cast, get_type_hints

import numpy as np
import numpy.typing as npt

from agents import household, kinds, landlord, refugee
from agents.allocation import contract, office
from agents.later import defer
from simulation.kernels.fit import unfit

I8 = npt.NDArray[np.int8]
I16 = npt.NDArray[np.int16]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]
F64 = npt.NDArray[np.float64]
B = npt.NDArray[np.bool_]

_NUMBERS: Final = (household, kinds, landlord, refugee, contract, office)
_VARIABLE: Final = "NUMBA_CACHE_DIR"
_HERE: Final = Path(__file__).parent


def fingerprint() -> str:
    """Return a name for the code of all kernels and for what makes compiled code valid."""
    digest = hashlib.sha256(repr((sys.version, np.__version__)).encode())
    known = (Path(module.__file__ or "") for module in _NUMBERS)
    for path in (*known, *sorted(_HERE.glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def candidates() -> Iterator[Path]:
    """Yield folders for compiled code: the user's choice, beside the kernels, the user's cache."""
    if chosen := os.environ.get(_VARIABLE):
        yield Path(chosen)
    yield _HERE / "__pycache__"
    kept = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    yield (Path(kept) if kept else Path("~/.cache").expanduser()) / "bosetting"


def cache_folder() -> Path:
    """Return a folder for compiled code that can be written, made if need be.

    Where nothing can be written it is a folder of this process and of those it starts, and goes with it.
    """
    name = fingerprint()
    for folder in candidates():
        mine = folder if folder.name == name else folder / name
        try:
            mine.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=mine):
                return mine
        except OSError:
            continue
    passing = Path(tempfile.mkdtemp(prefix="bosetting-"))
    atexit.register(shutil.rmtree, passing, ignore_errors=True)
    mine = passing / name
    mine.mkdir()
    return mine


# read by numba when it is imported, and inherited by the workers this process starts
os.environ[_VARIABLE] = str(cache_folder())
defer("yaml")  # numba reads a file of settings with it, if there is one

import numba  # noqa: E402
from numba.core import environment  # noqa: E402
from numba.core.caching import CompileResultCacheImpl, FunctionCache  # noqa: E402
from numba.core.runtime.nrt import rtsys  # noqa: E402
from numba.core.typeinfer import register_dispatcher  # noqa: E402

_TYPES: Final[dict[Any, Any]] = {
    int: numba.int64, bool: numba.boolean, np.uint64: numba.uint64,
    I8: numba.int8[::1], I16: numba.int16[::1], I32: numba.int32[::1], I64: numba.int64[::1],
    U64: numba.uint64[::1], F64: numba.float64[::1], B: numba.boolean[::1],
}  # fmt: skip


def rebuilt(module: str, constants: list[Any], name: str) -> Any:
    """Return the environment of a function that a kernel calls, without importing the function's module.

    numba imports it for its globals, which only code that handles Python objects reads, and kernels have
    none. Without, a kernel that makes an array does not load all that numba can do with arrays.
    """
    found = environment.lookup_environment(name)  # type: ignore[no-untyped-call]
    if found is None:
        loaded = sys.modules.get(module)
        found = environment.Environment(vars(loaded) if loaded else {"__name__": module})
        found.consts[:] = constants
        found.env_name = name
        environment.Environment._memo[name] = found
    return found


environment._rebuild_env = rebuilt  # what is kept names it so


class Alone(CompileResultCacheImpl):
    """What is kept of a kernel: the code that runs.

    numba keeps with it, to be compiled into others, the intermediate code of all it calls, which takes
    longer to read than everything else.
    """

    def reduce(self, cres: Any) -> Any:
        """Return what is written of a compiled kernel."""
        (name, kind, (code, _)), *others = super().reduce(cres)  # type: ignore[no-untyped-call]
        nothing = cres.codegen.create_library("nothing")._final_module.as_bitcode()
        return (name, kind, (code, nothing)), *others

    def rebuild(self, target_context: Any, payload: Any) -> Any:
        """Return a kernel of what was written; numba would know its name from the intermediate code."""
        target_context.codegen()._engine._defined_symbols.add(payload[1].llvm_cpython_wrapper_name)
        made = super().rebuild(target_context, payload)  # type: ignore[no-untyped-call]
        made.library._shared_module = None  # numba then refuses to compile it into another
        return made


class Kept(FunctionCache):
    """numba's cache, from which a kernel is read without all that only compiling needs.

    numba loads and registers whatever it can compile before it looks into its cache, which takes longer than
    reading the kernels. A kernel that is not there is compiled as ever: the compiler registers by itself.
    Linear algebra and NumPy's random numbers lean on what is registered the most; they came from the cache
    whole with numba 0.68, yet nobody promises it, and :func:`kernel` takes none of either.
    """

    _impl_class = Alone

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return a kernel as it was compiled, None when it was not."""
        rtsys.initialize(target_context)  # memory for arrays that kernels make
        kept = None
        with self._guard_against_spurious_io_errors():
            kept = self._load_overload(sig, target_context)  # type: ignore[no-untyped-call]
        if kept is None:
            _fit(self._py_func)
        return kept


def _fit(function: Callable[..., Any]) -> None:
    for name in function.__code__.co_names:
        if isinstance(getattr(function.__globals__.get(name), "_cache", None), Kept):
            raise ValueError(
                f"The kernel {function.__name__} calls the kernel {name}, of which only the code that runs is"
                " kept: make what both do a function of its own, inlined into both."
            )
    if found := unfit(function):
        raise ValueError(
            f"The kernel {function.__name__} uses {found}: kernels give NumPy's bits on every processor,"
            " and draw with keys. Make a table of it in NumPy, and give it to the kernel; what a kernel"
            " may use is listed in simulation/kernels/fit.py."
        )


def kernel[F: Callable[..., Any]](function: F) -> F:
    """Compile a function for the types its annotations name: arrays of one dimension, without gaps.

    Raises
    ------
    ValueError
        If it uses what would not give the bits NumPy gives (powers, logarithms, linear algebra), draws
        without a key, or calls a kernel; told before it is compiled. What is read from the cache was looked
        at then.
    """
    hints = get_type_hints(function)
    hints.pop("return", None)
    types = tuple(_TYPES[hint] for hint in hints.values())
    made: Any = numba.njit(error_model="numpy")(function)
    if made is function:  # numba is told to compile nothing
        _fit(function)
    else:
        made._cache = Kept(function)  # type: ignore[no-untyped-call]
        with register_dispatcher(made):
            made.compile(types)
        made.disable_compile()
    return cast(F, made)


def inlined[F: Callable[..., Any]](function: F) -> F:
    """Let kernels call a function; it is compiled into each of them, and may use no more than they."""
    _fit(function)
    return cast(F, numba.njit(function))


_U1, _U2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S1, _S2, _S3, _HALF = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


@inlined
def finalised(z: np.uint64) -> np.uint64:
    """Return the splitmix64 finaliser of a number: :func:`simulation.randomness.mix`."""
    z = (z ^ (z >> _S1)) * _U1
    z = (z ^ (z >> _S2)) * _U2
    return z ^ (z >> _S3)


@inlined
def hashed(key: np.uint64, stream: np.uint64) -> np.uint64:
    """Return the hash of one key in a stream."""
    return finalised(key ^ stream)


@inlined
def top(hash_: np.uint64) -> np.int64:
    """Return the upper of the two draws of a hash."""
    return np.int64(hash_ >> _HALF)


@inlined
def low(hash_: np.uint64) -> np.int64:
    """Return the lower of the two draws of a hash."""
    return np.int64(hash_ & _LOW)
