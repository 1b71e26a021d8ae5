"""The indicators of a run as a small Parquet file beside its record."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from indicators.indicator import Measured
from simulation.arrow import numbers, texts
from simulation.recorder import file_facts
from simulation.whole import partial

INDICATORS: Final = "indicators.parquet"
SCHEMA: Final = pa.schema(
    [("indicator", pa.string()), ("year", pa.int16()), ("part", pa.string()), ("value", pa.float64())]
)


def write_measured(folder: Path, measured: Mapping[str, Measured]) -> dict[str, Any]:
    """Write indicators, whole or not at all; return what the manifest says of the file.

    A row without year and part is the headline; NaN is a figure the run does not hold.
    """
    rows: list[tuple[str, int | None, str | None, float]] = []
    for name, one in measured.items():
        rows.append((name, None, None, one.value))
        rows += [(name, year, None, value) for year, value in one.by_year.items()]
        rows += [(name, None, part, value) for part, value in one.parts.items()]
    years = np.array([-1 if row[1] is None else row[1] for row in rows], dtype=np.int16)
    columns = [
        texts([row[0] for row in rows]),
        numbers(years, years >= 0),
        texts([row[2] for row in rows]),
        numbers(np.array([row[3] for row in rows], dtype=np.float64)),
    ]
    table = pa.table(columns, schema=SCHEMA)
    waiting = partial(folder / INDICATORS)
    try:
        pq.write_table(table, waiting, compression="zstd")
        facts = file_facts(waiting, len(rows))
        waiting.replace(folder / INDICATORS)
    except OSError:
        waiting.unlink(missing_ok=True)
        raise
    return facts


def read_measured(folder: Path) -> dict[str, Measured]:
    """Return the indicators of a run by name."""
    columns = pq.read_table(folder / INDICATORS, schema=SCHEMA).to_pydict()
    values: dict[str, float] = {}
    years: dict[str, dict[int, float]] = {}
    parts: dict[str, dict[str, float]] = {}
    for name, year, part, value in zip(*(columns[field] for field in SCHEMA.names), strict=True):
        if year is not None:
            years.setdefault(name, {})[year] = value
        elif part is not None:
            parts.setdefault(name, {})[part] = value
        else:
            values[name] = value
    return {name: Measured(value, years.get(name, {}), parts.get(name, {})) for name, value in values.items()}
