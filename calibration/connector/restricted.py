"""A researcher's own microdata: counted into a table, small cells held back, before anything else sees it.

The file is read where it lies. Neither a row of it nor its hash is copied, kept or told.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from calibration.connector.definition import Definition
from calibration.connector.errors import ConnectorError
from calibration.connector.shaping import BETWEEN, NATION, tidy
from calibration.connector.states import OBSERVED, SUPPRESSED
from calibration.connector.tabular import Row, selected, table_of
from experiments.disclosure import THRESHOLD, suppress
from scenarios.reasons import reason_of
from scenarios.sentences import nearest

if TYPE_CHECKING:
    import pandas as pd

SEPARATORS: Final = ",;\t"
KEYS: Final = ["year", "geography", "group"]


def read_microdata(definition: Definition) -> "pd.DataFrame":
    """Return counts per year, place and group of a file with one row a person (or household).

    Where the definition names a ``value`` column, it is summed instead of counting rows: each row then
    stands for so many. Combinations of a place and a group that nobody belongs to are zeros.

    Raises
    ------
    ConnectorError
        If a column is not there, or a row has an empty cell in one that is used.
    """
    import pandas as pd

    columns = definition.columns
    needed = list(dict.fromkeys([*definition.mapped, *([columns.value] if columns.value else [])]))
    frame = _read(definition, list(dict.fromkeys([*needed, *definition.select])))
    for column in needed:
        empty = int((frame[column] == "").sum())
        if empty:
            raise ConnectorError("data_micro_empty", path=definition.path, column=column, rows=empty)
    bad = frame.loc[~frame[columns.year].str.fullmatch(r"\d{4}"), columns.year]
    if len(bad):
        raise ConnectorError("data_micro_year", path=definition.path, column=columns.year)
    made = pd.DataFrame(
        {
            "year": frame[columns.year].astype("int64"),
            "geography": frame[columns.geography] if columns.geography else NATION,
            "group": frame[columns.group].agg(BETWEEN.join, axis=1) if columns.group else "",
            "value": _counts(frame, definition),
        }
    )
    counts = made.groupby(KEYS)["value"].sum()
    every = pd.MultiIndex.from_product([sorted(set(made[key])) for key in KEYS], names=KEYS)
    rows = counts.reindex(every, fill_value=0.0).reset_index()
    return tidy(rows.assign(state=OBSERVED, mark=""), definition)


def controlled(frame: "pd.DataFrame", name: str) -> "pd.DataFrame":
    """Return rows with small cells held back, and others so that they cannot be had by subtraction.

    Each year is a table of places by groups; the sum of each group counts as known.
    Cells that the source itself does not show stay as they are.

    Raises
    ------
    ConnectorError
        If a figure is no count (shares and means give away what they are made of), or a whole group has
        fewer persons than may be told.
    """
    made = frame.copy()
    seen = made["state"] == OBSERVED
    shown = made.loc[seen, "value"].to_numpy()
    if (shown < 0).any() or (shown != np.rint(shown)).any():
        raise ConnectorError("data_restricted_counts", name=name)
    for year, part in made.groupby("year"):
        wide = part.pivot(index="geography", columns="group", values="value").fillna(0.0)
        # the groups of a single place, or the places of a single group, have one sum
        counts: npt.NDArray[np.float64] = np.atleast_1d(wide.to_numpy().squeeze())
        sums = np.atleast_1d(counts.sum(axis=0))
        if ((sums > 0) & (sums < THRESHOLD)).any():
            few = wide.columns[int(np.argmax((sums > 0) & (sums < THRESHOLD)))] if len(wide) > 1 else ""
            raise ConnectorError("data_restricted_few", name=name, year=str(year), group=few, least=THRESHOLD)
        hidden = suppress(counts, sums_known=True).hidden.reshape(wide.shape)
        row_of = {place: i for i, place in enumerate(wide.index)}
        column_of = {group: i for i, group in enumerate(wide.columns)}
        rows = [row_of[place] for place in part["geography"]]
        held = part.index[hidden[rows, [column_of[group] for group in part["group"]]]]
        held = held[seen[held]]
        made.loc[held, "value"] = np.nan
        made.loc[held, "state"] = SUPPRESSED
        made.loc[held, "mark"] = ":"
    return made


def _counts(frame: "pd.DataFrame", definition: Definition) -> "pd.Series[float]":
    import pandas as pd

    if definition.columns.value is None:
        return pd.Series(1.0, index=frame.index)
    found = pd.to_numeric(frame[definition.columns.value], errors="coerce")
    if found.isna().any() or (found < 0).any() or (found != found.round()).any():
        raise ConnectorError("data_micro_count", path=definition.path, column=definition.columns.value)
    return found.astype("float64")


def _read(definition: Definition, needed: list[str]) -> "pd.DataFrame":
    import pandas as pd

    path = definition.path
    if path.suffix.lower() == ".parquet":
        rows = _parquet(path, needed)
    else:
        rows = table_of(path, SEPARATORS, needed)[1]
    kept = selected(rows, definition)
    if not kept:
        raise ConnectorError("data_empty", path=path)
    return pd.DataFrame([row for _, row in kept])[needed]


def _parquet(path: Path, needed: list[str]) -> list[tuple[int, Row]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        there = pq.read_schema(path).names
        missing = [one for one in needed if one not in there]
        if missing:
            raise ConnectorError(
                "data_file_no_column",
                path=path,
                column=missing[0],
                hint=nearest(missing[0], there),
                known=", ".join(there[:12]),
            )
        found = pq.read_table(path, columns=needed).to_pylist()
    except OSError as error:
        raise ConnectorError("unreadable", path=path, reason=reason_of(error)) from None
    except pa.ArrowException as error:
        raise ConnectorError("unreadable", path=path, reason=type(error).__name__) from None
    return [(i, {key: _plain(value) for key, value in row.items()}) for i, row in enumerate(found)]


def _plain(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # whole numbers with gaps come as floats
    return str(value)
