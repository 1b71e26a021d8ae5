"""Records made by hand, for known answers."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from agents.kinds import Kind, Origin
from indicators.library import all_indicators, observers_of
from simulation.groups import encode, place
from simulation.recorder import Record

SOMALIA, IRAQ = Origin.SOMALIA, Origin.IRAQ


def group(
    kind: int = Kind.SINGLE, origin: int = SOMALIA, female: int = 0, hard: int = 0, centrality: int = -1
) -> int:
    """Return the code of a group, placed where a centrality is given."""
    code = encode(np.array([kind]), np.array([origin]), np.array([female]), np.array([hard]))
    return int(place(code, np.array([centrality]))[0])


Cell = tuple[int, ...]  # month, keys in the order of the observer's breakdown, value


def record(cells: Mapping[str, Sequence[Cell]], years: tuple[int, int] = (2009, 2016)) -> Record:
    """Return a record of all indicators' observers that holds these cells and nothing else."""
    observers = observers_of(all_indicators())
    names = [observer.name for observer in observers]
    assert set(cells) <= set(names), set(cells) - set(names)
    rows: list[list[int]] = []
    for name, found in cells.items():
        keys = len(observers[names.index(name)].by)
        for month, *rest in found:
            assert len(rest) == keys + 1, (name, rest)
            rows.append([names.index(name), month, *rest[:-1], *[0] * (4 - keys), rest[-1]])
    columns = ("observer", "month", "k0", "k1", "k2", "k3", "value")
    table = np.array(rows, dtype=np.int64).reshape(-1, len(columns))
    meta: dict[str, Any] = {"observers": [one.as_dict() for one in observers], "years": list(years)}
    return Record({column: table[:, i] for i, column in enumerate(columns)}, meta)
