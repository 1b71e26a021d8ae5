"""Each kernel of persons and households beside its NumPy reference, on what a month gave it.

The references are those the tests hold the kernels' bits against.
"""

import copy
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

import numpy as np

from benchmarks.bench.nation import present
from benchmarks.bench.rows import Budget, Row
from simulation.model import SettlementModel

# by module: the kernels whose reference is given the same, and whether they visit every person (the
# others visit households)
KERNELS: Final[Mapping[tuple[str, str], bool]] = {
    ("work", "live"): True,
    ("wellbeing", "feel"): True,
    ("accounts", "people"): True,
    ("work", "means"): False,
    ("accounts", "homes"): False,
}
Calls = dict[tuple[str, str], tuple[Any, ...]]


@contextmanager
def overheard() -> Iterator[Calls]:
    """Keep a copy of what each kernel is given while a month is lived."""
    given: Calls = {}
    before = {}

    def keeping(name: tuple[str, str], kernel: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any) -> Any:
            given[name] = copy.deepcopy(arguments)
            return kernel(*arguments)

        return called

    for name in KERNELS:
        module = import_module(f"simulation.kernels.{name[0]}")
        before[name] = getattr(module, name[1])
        setattr(module, name[1], keeping(name, before[name]))
    try:
        yield given
    finally:
        for name, kernel in before.items():
            setattr(import_module(f"simulation.kernels.{name[0]}"), name[1], kernel)


def seconds_of(work: Callable[..., Any], arguments: tuple[Any, ...], at_least: float) -> float:
    """Return seconds of the processor of one call, the least of calls that took `at_least` together."""
    work(*copy.deepcopy(arguments))
    spent: list[float] = []
    while sum(spent) < at_least or len(spent) < 3:
        mine = copy.deepcopy(arguments)
        began = time.process_time()
        work(*mine)
        spent.append(time.process_time() - began)
    return max(min(spent), 1e-9)


def rows_of(model: SettlementModel, budget: Budget, bandwidth: float) -> list[Row]:
    """Live one more month, and time each kernel and its reference on what it was given then."""
    with overheard() as given:
        model.run_for(1)
    persons = present(model.world)
    pairs: list[tuple[Row, Row]] = []
    together = [0.0, 0.0]
    for name, visits_persons in KERNELS.items():
        arguments = given[name]
        fast = getattr(import_module(f"simulation.kernels.{name[0]}"), name[1])
        plain = getattr(import_module(f"tests.simulation.kernels.numpy_{name[0]}"), name[1])
        read = sum(one.nbytes for one in arguments if isinstance(one, np.ndarray)) / persons
        spent = [seconds_of(work, arguments, budget.seconds) for work in (fast, plain)]
        label = ".".join(name) + ("" if visits_persons else " (households)")
        shares = [read * persons / one / bandwidth for one in spent]
        pairs.append(
            (
                Row(
                    "kernels", label, persons, persons, spent[0], read, shares[0],
                    spent[1] / spent[0], "its NumPy reference",
                ),
                Row("kernels", f"  {label}, NumPy", persons, persons, spent[1], read, shares[1]),
            )
        )  # fmt: skip
        if visits_persons:
            together = [a + b for a, b in zip(together, spent, strict=True)]
    head = (
        Row(
            "kernels", "person kernels together", persons, persons, together[0],
            times=together[1] / together[0], against="their NumPy references",
        ),
        Row("kernels", "  their NumPy references", persons, persons, together[1]),
    )  # fmt: skip
    return [row for pair in (head, *pairs) for row in pair]
