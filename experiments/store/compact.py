"""The answers of many runs, kept small: what is measured is named once, and each run keeps its values.

The answer of a national run has some thousands of parts, whose names are the same in all runs and take ten
times the room of their values.
"""

from array import array
from collections.abc import ItemsView, Iterator, Mapping, ValuesView

from indicators.indicator import Measured


class Row[Name](Mapping[Name, float]):
    """Values by name, where the names are shared with other rows."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[Name, int], values: array[float]) -> None:
        self._places, self._values = places, values

    def __getitem__(self, name: Name) -> float:
        return self._values[self._places[name]]

    def __iter__(self) -> Iterator[Name]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._values)

    def items(self) -> ItemsView[Name, float]:
        """Return names and values."""
        return dict(zip(self._places, self._values, strict=True)).items()

    def values(self) -> ValuesView[float]:
        """Return the values in the order of the names."""
        return dict(zip(self._places, self._values, strict=True)).values()

    def __repr__(self) -> str:
        return repr(dict(self.items()))


class Shelf:
    """Where answers are put that stay; it holds each set of names once."""

    def __init__(self) -> None:
        self._names: dict[tuple[str | int, ...], Mapping[str | int, int]] = {}

    def kept(self, answer: Mapping[str, Measured]) -> dict[str, Measured]:
        """Return an answer that says the same and takes little room."""
        return {
            name: Measured(one.value, self._row(one.by_year), self._row(one.parts))
            for name, one in answer.items()
        }

    def _row[Name: (str, int)](self, found: Mapping[Name, float]) -> Mapping[Name, float]:
        names = tuple(found)
        places = self._names.get(names)
        if places is None:
            places = self._names[names] = {name: i for i, name in enumerate(names)}
        return Row(places, array("d", found.values()))  # type: ignore[arg-type]
