"""A table as it came: dimensions with codes, figures, and the source's own mark of every cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from calibration.connector.errors import ConnectorError

F64 = npt.NDArray[np.float64]
Marks = npt.NDArray[np.object_]
Selection = Mapping[str, tuple[str, ...]]  # codes asked for, by variable; the order counts


@dataclass(frozen=True)
class Dimension:
    """A variable with its codes.

    Attributes
    ----------
    code, label : str
    codes, labels : tuple of str
        In the order of the table.
    units : mapping of str to str
        Unit by code, where the table states it (of the variable that says what is counted).
    elimination : bool
        Whether the variable may be left out, and is then summed over.
    codelists : tuple of str
        Groupings that may be asked for.
    """

    code: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    units: Mapping[str, str] = field(default_factory=dict)
    elimination: bool = False
    codelists: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A table without its cells: what its metadata say.

    Attributes
    ----------
    roles : mapping
        Codes of the variables that are time, place (geo) and what is counted (metric).
    updated : str
        When the publisher last changed the table.
    """

    label: str
    updated: str
    dimensions: tuple[Dimension, ...]
    roles: Mapping[str, tuple[str, ...]]

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of codes per dimension."""
        return tuple(len(one.codes) for one in self.dimensions)

    def dimension(self, code: str) -> Dimension:
        """Return the dimension with a code; KeyError when there is none."""
        return {one.code: one for one in self.dimensions}[code]


@dataclass(frozen=True)
class Cube:
    """A table with its cells.

    Attributes
    ----------
    heading : Heading
    values : array, one axis per dimension
        NaN where the source gives no figure.
    marks : array of str, same shape
        The source's mark of the cell, empty where there is none.
    """

    heading: Heading
    values: F64
    marks: Marks


def asked_shape(selection: Selection) -> tuple[int, ...]:
    """Return the shape of the cube of a selection."""
    return tuple(len(codes) for codes in selection.values())


def joined(selection: Selection, parts: Sequence[Cube], name: str) -> Cube:
    """Put the parts of a table together by their codes.

    Parameters
    ----------
    selection : mapping
        All that was asked for; its order is that of the result.
    parts : sequence of Cube
        Together they must hold every cell once; the order of their dimensions and codes is free.
    name : str
        Of the table, for the message.

    Raises
    ------
    ConnectorError
        If a part has another dimension or code than asked for, or a cell came twice or never.
    """
    order = list(selection)
    place = {name: {code: i for i, code in enumerate(codes)} for name, codes in selection.items()}
    shape = asked_shape(selection)
    values = np.full(shape, np.nan)
    marks = np.full(shape, "", dtype=object)
    times = np.zeros(shape, dtype=np.int64)
    labels: dict[str, dict[str, str]] = {name: {} for name in order}
    units: dict[str, dict[str, str]] = {name: {} for name in order}
    named: dict[str, str] = {}
    for part in parts:
        own = [one.code for one in part.heading.dimensions]
        if sorted(own) != sorted(order):
            raise ConnectorError("data_other_variables", name=name, got=", ".join(own))
        turned = [own.index(code) for code in order]
        rows = []
        for code in order:
            dimension = part.heading.dimension(code)
            strange = [one for one in dimension.codes if one not in place[code]]
            if strange:
                raise ConnectorError("data_other_codes", name=name, variable=code, code=strange[0])
            rows.append([place[code][one] for one in dimension.codes])
            labels[code] |= dict(zip(dimension.codes, dimension.labels, strict=True))
            units[code] |= dimension.units
            named[code] = dimension.label
        at = np.ix_(*rows)
        values[at] = part.values.transpose(turned)
        marks[at] = part.marks.transpose(turned)
        times[at] += 1
    if (times != 1).any():
        raise ConnectorError(
            "data_cells_lost", name=name, lost=int((times == 0).sum()), twice=int((times > 1).sum())
        )
    first = parts[0].heading
    dimensions = tuple(
        Dimension(
            code,
            named[code],
            selection[code],
            tuple(labels[code].get(one, one) for one in selection[code]),
            units[code],
        )
        for code in order
    )
    return Cube(Heading(first.label, first.updated, dimensions, first.roles), values, marks)
