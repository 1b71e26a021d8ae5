"""Ways between tenures, month by month: households a year, each month with the eleven before it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from agents.kinds import MONTHS_PER_YEAR, START_MONTH, Tenure
from experiments.report.sections.tenure import GROUPS
from simulation.recorder import Record
from workshop.data.observers import EMIGRATED, FIRST_HOME, LEFT_QUEUE, MOVED
from workshop.data.records import F64, months_of, running, said

# `housed` is a home of any kind: the model notes no tenure of those who leave the country
FROM: Final = ("reception", "municipal", "private", "insecure", "owned", "staffed", "none", "housed")
TO: Final = ("municipal", "private", "insecure", "owned", "staffed", "none", "left")
PAIRS: Final = tuple((a, b) for a in FROM for b in TO)
NODES: Final = tuple(dict.fromkeys((*FROM, *TO)))
UNIT: Final = {"en": "households a year", "nb": "husholdninger i året"}


def flow_data(
    records: Sequence[Record], baseline: Sequence[Record] | None = None, scale: float = 1.0
) -> dict[str, Any]:
    """Return the flows of a scenario, mean over its replicates, and those of the baseline beside them.

    Parameters
    ----------
    records : sequence of Record
        Made with :data:`workshop.data.observers.OBSERVERS`.
    baseline : sequence of Record, optional
    scale : float
        Share of persons simulated.

    Raises
    ------
    RecordError
        If the moves were not recorded by month.
    """
    return {
        "nodes": [{"id": name} for name in NODES],
        "times": months_of(records[0]),
        "window": MONTHS_PER_YEAR,
        "start": MONTHS_PER_YEAR - 1,
        "unit": UNIT,
        "links": _links(records, scale),
        "compare": None if baseline is None else _links(baseline, scale),
        "caveats": said(str(records[0].meta["world"]), scale),
    }


def _links(records: Sequence[Record], scale: float) -> list[list[list[float]]]:
    """Return for each month ``[from, to, households]`` where there are any."""
    each = np.mean([_flows(record, PAIRS) for record in records], axis=0)
    yearly = running(each) / scale
    ends = [(NODES.index(a), NODES.index(b)) for a, b in PAIRS]
    return [[[*ends[i], round(float(row[i]), 1)] for i in np.flatnonzero(row > 0)] for row in yearly]


def _flows(record: Record, pairs: Sequence[tuple[str, str]]) -> F64:
    """Return households a month by pair, shape (months, pairs)."""
    place = {ends: i for i, ends in enumerate(pairs)}
    found = np.zeros((len(months_of(record)), len(pairs)))
    first = record.arrays(FIRST_HOME.name)
    _add(found, first, [place["reception", _group(t)] for t in first["tenure"].tolist()])
    moves = record.arrays(MOVED.name)
    ends = zip(moves["from_tenure"].tolist(), moves["to_tenure"].tolist(), strict=True)
    _add(found, moves, [place[_group(a), _group(b)] for a, b in ends])
    for observer, before in ((LEFT_QUEUE, "reception"), (EMIGRATED, "housed")):
        cells = record.arrays(observer.name)
        _add(found, cells, [place[before, "left"]] * len(cells["month"]))
    return found


def _group(tenure: int) -> str:
    return GROUPS.get(Tenure(tenure).name.lower(), "none")


def _add(found: F64, cells: Mapping[str, Any], at: list[int]) -> None:
    month = cells["month"].astype(np.int64) - START_MONTH
    inside = (month >= 0) & (month < len(found))
    np.add.at(found, (month[inside], np.array(at, dtype=np.int64)[inside]), cells["value"][inside])
