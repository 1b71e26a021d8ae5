"""Municipalities' inhabitants and centrality, and figures of municipalities by centrality."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from indicators.groups import parts
from indicators.reading import read, recorded_years, since_policy, sums, world_of
from simulation.observers import Observer
from simulation.recorder import Record

Array = npt.NDArray[Any]
PEOPLE: Final = Observer(
    "inhabitants", "municipalities", measure="sum:population", by=("municipality", "centrality"), every="year"
)


def totals(record: Record, cells: Mapping[str, Array]) -> dict[int, float]:
    """Return the sum since the policy year of each level of centrality that there are municipalities of.

    Parameters
    ----------
    cells : mapping of arrays
        With a column ``centrality``; what lies in no municipality (below 0) is in no level.
    """
    late = since_policy(record, cells)
    found = sums(late["centrality"], late["value"])
    levels = np.unique(read(record, PEOPLE.name)["centrality"]).tolist()
    return {int(level): found.get(int(level), 0.0) for level in levels if level >= 0}


def yearly_by_centrality(record: Record, cells: Mapping[str, Array]) -> dict[str, float]:
    """Return the sum a year of each level of centrality, by part: levels add up to the whole."""
    years = max(sum(year >= world_of(record).policy_year for year in recorded_years(record)), 1)
    return parts("centrality", {level: total / years for level, total in totals(record, cells).items()})


def sums_by_centrality(record: Record, cells: Mapping[str, Array]) -> dict[str, float]:
    """Return the sum of the cells of each level of centrality, by part (see :func:`by_centrality`)."""
    return by_centrality(record, cells, lambda some: float(some["value"].sum()))


def by_centrality(
    record: Record, cells: Mapping[str, Array], figure: Callable[[dict[str, Array]], float]
) -> dict[str, float]:
    """Return a figure of the cells of each level of centrality, by part.

    Parameters
    ----------
    cells : mapping of arrays
        With a column ``municipality``; those that lie in none (below 0) are in no level.
    figure : callable
        Cells to a number. A level in which there are no cells has the figure of none.
    """
    known = read(record, PEOPLE.name)
    if not len(known["municipality"]):
        return {}
    level = np.full(int(known["municipality"].max()) + 1, -1)
    level[known["municipality"]] = known["centrality"]
    place = cells["municipality"]
    inside = (place >= 0) & (place < len(level))
    mine = np.where(inside, level[np.where(inside, place, 0)], -1)
    found = {}
    for code in np.unique(level[level >= 0]).tolist():
        found[int(code)] = figure({key: values[mine == code] for key, values in cells.items()})
    return parts("centrality", found)
