"""Events kept until their period ends, so that who counts them counts once a period, not every month."""

from collections.abc import Iterable

import numpy as np

from simulation.columns import Array, Columns, ObserverError
from simulation.observers import PERIODS, Observer

Kind = tuple[str, str]  # source and period


def _kind(observer: Observer) -> Kind:
    return observer.source, observer.every


class Happened:
    """The events of unfinished periods: the columns that observers read, as they stood at the end of the
    month in which each happened.

    Parameters
    ----------
    observers : iterable of Observer
    """

    def __init__(self, observers: Iterable[Observer]) -> None:
        self._watching: dict[Kind, dict[str, str]] = {}  # columns, and the first observer that reads each
        for observer in observers:
            if observer.source.startswith("event:") and PERIODS[observer.every] > 1:
                read = self._watching.setdefault(_kind(observer), {})
                for name in observer.columns():
                    read.setdefault(name, observer.name)
        self._kept: dict[Kind, list[dict[str, Array]]] = {}
        self._periods: dict[str, Columns] = {}  # made when first asked for, this month only

    def __bool__(self) -> bool:
        return bool(self._kept)

    def take(self, columns: Columns) -> None:
        """Keep what observers read of the month's events.

        Raises
        ------
        ObserverError
            If an event has no such column.
        """
        for kind, watching in self._watching.items():
            source, _ = kind
            if not (event := columns.event(source)):
                continue
            some = next(iter(event))  # tells how many there were, also to those who read no column
            kept = {some: event[some]}
            for name, observer in watching.items():
                try:
                    kept[name] = columns.get(source, name)
                except ObserverError as error:
                    raise ObserverError(f"{observer}: {error}") from error
            self._kept.setdefault(kind, []).append(kept)

    def period(self, observer: Observer, columns: Columns) -> Columns | None:
        """Return columns in which the observer's event is that of the whole period; None where it never
        happened."""
        kept = self._kept.get(_kind(observer))
        if kept is None:
            return None
        if len(kept) > 1:
            kept[:] = [{name: np.concatenate([event[name] for event in kept]) for name in kept[0]}]
        made = self._periods.setdefault(observer.every, Columns(columns.model))
        made.put_event(observer.source, kept[0])
        return made

    def end(self, month: int) -> None:
        """Forget the periods that are over."""
        self._periods.clear()
        for kind in [kind for kind in self._kept if (month + 1) % PERIODS[kind[1]] == 0]:
            del self._kept[kind]
