"""What a kernel may use: nothing passes under another name, or inside something else."""

import importlib
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest
from numpy import exp as grown
from numpy import random as chance

import simulation.kernels
from simulation.kernels import fit

TABLE = np.arange(5)
LIMITS = (1, 2.5, np.int64(3))
OTHER = np.log


def powered(x: Any) -> Any:
    return x**0.5


def raised(x: Any) -> Any:
    x **= 2
    return x


def multiplied(a: Any, b: Any) -> Any:
    return a @ b


def into(a: Any, b: Any) -> Any:
    a @= b
    return a


def solved(a: Any, b: Any) -> Any:
    return np.linalg.solve(a, b)


def drawn(n: int) -> Any:
    return np.random.randint(0, n)  # noqa: NPY002 (what a kernel must not do)


def drawn_by_alias(n: int) -> Any:
    return chance.randint(0, n)  # noqa: NPY002 (what a kernel must not do)


def by_alias(x: Any) -> Any:
    return grown(x)


def by_other_name(x: Any) -> Any:
    return OTHER(x)


def by_module(x: Any) -> Any:
    return math.exp(x)


def by_local(x: Any) -> Any:
    library = np
    return library.exp(x)


def by_local_import(x: Any) -> Any:
    import math as m

    return m.exp(x)


def by_text(x: Any) -> Any:
    return getattr(np, "exp")(x)  # noqa: B009 (the roundabout way is what is tested)


def by_method(x: Any) -> Any:
    return x.dot(x)


def summed(x: Any) -> Any:
    return x.mean()


def by_default(x: Any, f: Any = np.exp) -> Any:
    return f(x)


def inside(x: Any) -> Any:
    def inner(y):  # type: ignore[no-untyped-def]
        return np.exp(y)

    return inner(x)  # type: ignore[no-untyped-call]


def in_lambda(x: Any) -> Any:
    return [(lambda y: y**2)(each) for each in x]


def called(x: Any) -> Any:
    return powered(x) + 1


def called_by_called(x: Any) -> Any:
    return called(x)


def called_compiled(x: Any) -> Any:
    return numba_powered(x)


numba_powered = numba.njit(powered)


def closed_over(f: Any) -> Callable[[Any], Any]:
    def over(x: Any) -> Any:
        return f(x)

    return over


half_of, power_of = closed_over(lambda x: x / 2), closed_over(lambda x: x**2)


def by_one_of_two(x: Any) -> Any:
    return half_of(x) + power_of(x)


def unknown(x: Any) -> Any:
    return not_there(x)  # type: ignore[name-defined]  # noqa: F821 (nobody knows what it would be)


UNFIT = [
    (powered, "**"), (raised, "**"), (multiplied, "@"), (into, "@"), (solved, "np.linalg.solve"),
    (drawn, "np.random.randint"), (drawn_by_alias, "chance.randint"), (by_alias, "grown"),
    (by_other_name, "OTHER"), (by_module, "math.exp"), (by_local, "np"), (by_local_import, "math"),
    (by_text, "getattr"), (by_method, "dot"), (summed, "mean"), (by_default, "a default value"),
    (inside, "np.exp"), (in_lambda, "**"), (called, "**, in powered"),
    (called_by_called, "**, in powered, in called"), (called_compiled, "**, in numba_powered"),
    (closed_over(np.exp), "f"), (closed_over(powered), "**, in f"), (unknown, "not_there"),
    (by_one_of_two, "**, in f, in power_of"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "name"), UNFIT, ids=lambda x: getattr(x, "__name__", x))
def test_what_gives_other_bits_is_found_wherever_it_stands(function: Callable[..., Any], name: str) -> None:
    assert fit.unfit(function) == name


def halved(x: Any) -> Any:
    return x / 2


def recursive(n: int) -> int:
    return recursive(n - 1) if n > 0 else 0


def usual(x: Any) -> Any:
    """Numbers and tables from outside, arrays, fields of arrays, a function, an inner one."""
    found = np.zeros(len(x), dtype=np.int64)
    for i in range(min(x.size, found.shape[0])):
        found[i] = int(abs(x[i])) * LIMITS[0] + TABLE[i] // 2

    def doubled(y):  # type: ignore[no-untyped-def]
        return 2 * y + len(found)

    return doubled(halved(found.copy()))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("function", [usual, recursive, closed_over(halved), closed_over(5)])
def test_what_gives_the_same_bits_passes(function: Callable[..., Any]) -> None:
    assert fit.unfit(function) is None


def test_every_kernel_there_is_passes_also_when_it_is_read_from_the_cache() -> None:
    """A kernel is looked at when it is compiled; here each is, whatever the cache holds."""
    folder = Path(simulation.kernels.__file__).parent
    looked_at = 0
    for path in sorted(folder.glob("[!_]*.py")):
        module = importlib.import_module(f"simulation.kernels.{path.stem}")
        for made in vars(module).values():
            if function := getattr(made, "py_func", None):
                assert fit.unfit(function) is None, f"{path.name}: {function.__name__}"
                looked_at += 1
    assert looked_at > 30
