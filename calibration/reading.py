"""Small readings of one run that targets share."""

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt

from indicators.reading import read
from simulation.recorder import Record


def of_years(record: Record, name: str, years: Collection[int]) -> dict[str, npt.NDArray[Any]]:
    """Return one observer's cells of some calendar years."""
    cells = read(record, name)
    keep = np.isin(cells["year"], list(years))
    return {key: values[keep] for key, values in cells.items()}
