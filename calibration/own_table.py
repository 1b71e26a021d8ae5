"""A researcher's own table (``run.py data add``) as the record of a target.

The target's file stays one file in ``calibration/targets``; the figures stay in the user's data folder.
The role stands in the table's own TOML file, and the target is held to it: a table that is held out is
read by validation alone. Restricted microdata come as counts under disclosure control.
"""

from collections.abc import Callable, Iterable
from functools import partial
from math import isfinite, nan
from typing import Any, Final

import numpy as np

from calibration.connector.boundaries import municipality_codes
from calibration.connector.errors import ConnectorError, DefinitionError
from calibration.connector.folder import data_folder
from calibration.connector.states import MISSING, OBSERVED, SUPPRESSED
from calibration.connector.store import Purpose, Store, table
from calibration.evidence import CONNECTOR
from calibration.roles import Figure, Read
from calibration.target import NATION, Cell, Target, Vector
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013, national

MUNICIPALITY: Final = 4  # digits of its code
FEW: Final = 5  # codes named where many are unknown
COUNTIES_CHANGED: Final = (2018, 2020, 2024)  # years in which counties were merged or divided


def target_of_table(source: str, *, read: Read, se: Callable[[float, Figure], float], **more: Any) -> Target:
    """Return the target whose record is a table of the user's data folder.

    Parameters
    ----------
    source : str
        The table's name (``run.py data list``). It is opened when the record is read, not before.
    read : callable
        From a run to a reader of its figures by year, geography and group.
    se : callable
        From a value and its figure to the standard deviation of sampling, in the unit of the value.
    more
        The rest of :class:`calibration.target.Target`; ``role`` must be that of the table.

    Returns
    -------
    Target
        Its cells are the table's rows in the table's order. Suppressed and missing ones, and as missing
        those that cannot have a figure, stay without one and are no part of the likelihood.

    Notes
    -----
    Reading its record, or the same figures of a run, raises ConnectorError if there is no such table, it
    was not fetched or is not as it was fetched, if it has another role or codes of another year
    than the target's world or of no year it says, or a row that `read` knows nothing of (it raises KeyError).
    """
    world = more.get("world", NORWAY_2013.name)
    return Target(
        cells=partial(_cells, source, world, se),
        compute=partial(_compute, source, world, read),
        tables=(source,),
        **more,
    )


def hash_of_table(source: str) -> str:
    """Return the hash of a table as it was fetched; empty if it was not, or is none."""
    store = Store(data_folder(None))
    try:
        return store.entry(store.definition(source)).hash
    except (ConnectorError, DefinitionError):
        return ""


def tables_told(targets: Iterable[Target]) -> list[dict[str, Any]]:
    """Return the own tables that targets rest on, a row each: ``name``, ``sha256`` and ``restricted``."""
    store = Store(data_folder(None))
    names = sorted({source for one in targets for source in one.tables})
    return [
        {"name": one, "sha256": hash_of_table(one), "restricted": store.definition(one).restricted}
        for one in names
    ]


def _rows(source: str, world: str, purpose: Purpose) -> Iterable[tuple[Figure, float, str]]:
    frame = table(source, purpose=purpose)
    _check_codes(source, world, set(frame["geography"]), frame.attrs["code_year"])
    for year, geography, group, value, state in frame.itertuples(index=False):
        # every row, whatever its state: of a held-out table a run may not know which rows have none
        yield Figure(CONNECTOR + source, int(year), str(group), geography=str(geography)), value, state


def _check_codes(source: str, world: str, places: set[str], given: int | None) -> None:
    """See that a table's codes are those of the world: a code may outlive a merger (1103 since 2020, 15)."""
    known = national(world).code_year
    municipal = {place for place in places if len(place) == MUNICIPALITY}
    if not places - {NATION}:
        return
    if given is None:
        raise ConnectorError("target_no_codes", name=source, world=world, known=str(known))
    low, high = sorted((given, known))
    if given != known and (municipal or any(low < year <= high for year in COUNTIES_CHANGED)):
        raise ConnectorError("target_codes", name=source, given=str(given), world=world, known=str(known))
    if unknown := sorted(municipal - set(municipality_codes(known))):
        told = ", ".join(unknown[:FEW]) + (", ..." if len(unknown) > FEW else "")
        raise ConnectorError("target_places", name=source, count=len(unknown), codes=told, known=str(known))


def _cells(source: str, world: str, se: Callable[[float, Figure], float], held_out: bool) -> Iterable[Cell]:
    for one, value, state in _rows(source, world, "validation" if held_out else "model"):
        yield Cell(
            one.evidence, one.year, one.geography, one.group, value,
            se(value, one) if isfinite(value) else nan,
            OBSERVED if state == OBSERVED else SUPPRESSED if state == SUPPRESSED else MISSING,
        )  # fmt: skip


def _compute(source: str, world: str, read: Read, record: Record) -> Vector:
    reader = read(record)
    if not callable(reader):
        raise ConnectorError("target_reader", name=source, given=type(reader).__name__)
    figures = [_read(source, reader, one) for one, _, _ in _rows(source, world, "model")]
    return np.array(figures, dtype=np.float64)


def _read(source: str, reader: Callable[[Figure], float], one: Figure) -> float:
    try:
        return reader(one)
    except KeyError as error:
        # what it does not know is told: it may as well be a slip in the reader
        raise ConnectorError(
            "target_row", name=source, year=str(one.year), geography=one.geography, group=one.group,
            unknown=str(error),
        ) from None  # fmt: skip
