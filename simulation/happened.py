"""Events kept until their period ends: who reads nothing but them counts once a period, not every month."""

from collections.abc import Iterable

import numpy as np

from simulation.columns import Array, Columns, reads_event_only
from simulation.observers import PERIODS, Observer

Kind = tuple[str, str]  # source and period


def _kind(observer: Observer) -> Kind:
    return observer.source, observer.every


class Happened:
    """The events of unfinished periods, as they happened.

    Parameters
    ----------
    observers : iterable of Observer
    """

    def __init__(self, observers: Iterable[Observer]) -> None:
        self._kinds = {
            _kind(o) for o in observers if o.source.startswith("event:") and PERIODS[o.every] > 1
        }
        self._kept: dict[Kind, list[dict[str, Array]]] = {}
        self._periods: dict[str, Columns] = {}  # made when first asked for, this month only

    def __bool__(self) -> bool:
        return bool(self._kept)

    def take(self, columns: Columns) -> None:
        """Keep the month's events."""
        for kind in self._kinds:
            if event := columns.event(kind[0]):
                self._kept.setdefault(kind, []).append(event)

    def holds(self, observer: Observer) -> bool:
        """Return whether all that the observer reads of its unfinished period is kept.

        It is not where it reads a household as it stood at the end of the month, or a sum in
        millionths, which is rounded every month.
        """
        kept = self._kept.get(_kind(observer), [])
        return (
            bool(kept)
            and not observer.measure.startswith("micro:")
            and all(reads_event_only(kept[0], name) for name in observer.columns())
        )

    def period(self, observer: Observer, columns: Columns) -> Columns:
        """Return columns in which the observer's event is that of the whole period."""
        made = self._periods.setdefault(observer.every, Columns(columns.model))
        kept = self._kept[_kind(observer)]
        if len(kept) > 1:
            kept[:] = [{name: np.concatenate([event[name] for event in kept]) for name in kept[0]}]
        made.put_event(observer.source, kept[0])
        return made

    def end(self, month: int) -> None:
        """Forget the periods that are over."""
        self._periods.clear()
        for kind in [kind for kind in self._kept if (month + 1) % PERIODS[kind[1]] == 0]:
            del self._kept[kind]
