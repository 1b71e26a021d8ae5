"""What a kernel may use: that which gives NumPy's bits on every processor, and draws with keys.

Compiled powers, logarithms and sums of fractions differ from NumPy's in the last bit, and linear algebra
from processor to processor. (A sum in a loop of one's own has its order written down, and may be used.) A
list of what differs would never be whole, so what is listed is what may be used; everything else is refused.
A function is read as it was compiled to bytecode, for a name alone does not tell what it stands for, and a
power has none.
"""

import builtins
import dis
from collections.abc import Callable, Iterator
from types import CellType, CodeType, FunctionType, ModuleType
from typing import Any, Final

import numpy as np

# to be added to only with what rounds as IEEE 754 says and in no order of its own. (Of argsort only the kind
# that keeps ties in order gives NumPy's bits: here it is not told apart, in the tests of each kernel it is.)
_CALLED: Final = (
    abs, bool, enumerate, float, int, len, max, min, range, zip,
    np.bool_, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64, np.float64,
    np.arange, np.argsort, np.empty, np.empty_like, np.full, np.ones, np.searchsorted, np.sqrt, np.zeros,
)  # fmt: skip
_METHODS: Final = frozenset({"copy", "max", "min", "shape", "size"})  # of arrays; no sums
_OPERATORS: Final = frozenset({"**", "**=", "@", "@="})
_NAMES: Final = frozenset({"LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF"})
_NOTHING: Final = frozenset({"EXTENDED_ARG", "NOP"})  # may stand between a name and what is taken of it


def unfit(function: Callable[..., Any]) -> str | None:
    """Return the first thing a function uses that no kernel may, as it is written; None if there is none.

    Functions that it calls or that stand in it are read too, those of numba as they were before it.
    """
    return next(_unfit(function, set()), None)


def _unfit(function: Callable[..., Any], read: set[Callable[..., Any]]) -> Iterator[str]:
    """Yield what is unfit in a function, unless it is among those `read`."""
    if function in read:
        return
    read.add(function)
    outer = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    cells = {name: _inside(cell) for name, cell in outer}
    for given in (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()):
        yield from _refused("a default value", given, read)
    yield from _in_code(function.__code__, {**vars(builtins), **function.__globals__}, cells, read)


def _inside(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # filled later, with what nobody knows yet: no kernel may use a cell
        return cell


def _in_code(
    code: CodeType, names: dict[str, Any], cells: dict[str, Any], read: set[Callable[..., Any]]
) -> Iterator[str]:
    """Yield what is unfit in code, given what its global names and those of functions around it stand for."""
    followed: list[str] = []  # a name and what is taken of it, as in np.linalg.solve, and what that is
    value: Any = None
    for step in dis.get_instructions(code):
        known = cells if step.opname == "LOAD_DEREF" else names
        if step.opname in _NOTHING:
            continue
        if followed and step.opname == "LOAD_ATTR" and isinstance(value, ModuleType | type):
            followed.append(step.argval)
            value = getattr(value, step.argval, value)
            continue
        if followed:
            yield from _refused(".".join(followed), value, read)
            followed = []
        if step.opname in _NAMES and step.argval in known:
            followed, value = [step.argval], known[step.argval]
        elif step.opname == "BINARY_OP" and step.argrepr in _OPERATORS:
            yield step.argrepr.rstrip("=")
        elif (
            (step.opname in _NAMES and known is names)  # cells not known are read where they are filled
            or (step.opname == "LOAD_ATTR" and step.argval not in _METHODS)
            or step.opname == "IMPORT_NAME"
        ):
            yield step.argval
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _in_code(inner, names, cells, read)


def _refused(name: str, value: Any, read: set[Callable[..., Any]]) -> Iterator[str]:
    """Yield a name if what it stands for is unfit, and what is unfit in the function it stands for."""
    function = getattr(value, "py_func", value)
    called = any(value is each for each in _CALLED)  # not `in`, which would ask arrays whether they are equal
    if isinstance(function, FunctionType) and not called:
        yield from (f"{inner}, in {name}" for inner in _unfit(function, read))
    elif not _plain(value) and not called:
        yield name


def _plain(value: Any) -> bool:
    """Return whether something is but a number, or a table of numbers."""
    if isinstance(value, tuple):
        return all(map(_plain, value))
    return value is None or isinstance(value, int | float | str | np.generic | np.ndarray)
