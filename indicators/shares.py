"""A share of recorded cells: headline, by year, by group and by municipality, in one way for all."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from indicators.groups import group_ratios, town_ratios
from indicators.indicator import Measured
from indicators.rates import rate
from indicators.reading import since_policy
from simulation.recorder import Record

Array = npt.NDArray[Any]
Cells = Mapping[str, Array]


def share(
    record: Record,
    cells: Cells,
    part: Array,
    whole: Array | None = None,
    *,
    scale: float = 1.0,
    towns: tuple[Cells, Array, Array] | None = None,
) -> Measured:
    """Return the part of the whole since the policy year, with its breakdown.

    Parameters
    ----------
    cells : mapping
        Cells with ``year``, ``value`` and ``group`` or ``placed``, one entry a cell.
    part, whole : bool arrays
        Which cells are counted above and below the line; all of them below when left out.
    scale : float
        What a share is multiplied by (1000 for a rate per thousand).
    towns : (cells, part, whole), optional
        The same by municipality and centrality.
    """
    values = cells["value"]
    below = {**cells, "value": values if whole is None else np.where(whole, values, 0)}
    above = {**cells, "value": np.where(part, below["value"], 0)}
    late, early = since_policy(record, above), since_policy(record, below)
    codes = early["placed" if "placed" in early else "group"]
    parts = group_ratios(codes, late["value"], early["value"], scale)
    if towns is not None:
        found, inside, all_of = towns
        found = {
            **found,
            "above": np.where(inside & all_of, found["value"], 0),
            "below": np.where(all_of, found["value"], 0),
        }
        found = since_policy(record, found)
        parts |= town_ratios(found, found["above"], found["below"], scale)
    return rate(record, above, below, scale, parts)
