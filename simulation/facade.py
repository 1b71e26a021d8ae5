"""The many as Mesa agents: views made on demand over the columns, never registered.

``model.agents_by_type[Refugee]`` behaves like a Mesa agent set, but holds row choices instead of
objects: ``agg``, ``get``, ``groupby`` and ``select`` with a mask work on whole columns; only
iteration and ``select`` with a function make views, one at a time.

A view is a Mesa agent for reading. It is not in ``model.agents``, and events scheduled on it would
never fire: schedule on institutions.

One file of more than 300 lines: most of it is what Mesa's agent set promises, method by method.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn, Self, overload

import numpy as np
import numpy.typing as npt

from agents.kinds import (
    MONTHS_PER_YEAR,
    Case,
    DwellingState,
    Kind,
    Mode,
    Origin,
    Owner,
    Path,
    Programme,
    Reason,
    Tenure,
)
from agents.meeting_mesa import AgentSet, GroupBy, mesa
from simulation.tables import Table

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I32 = npt.NDArray[np.int32]

# Columns whose codes have names.
NAMED: Final[Mapping[str, type[IntEnum]]] = MappingProxyType({
    "kind": Kind, "path": Path, "origin": Origin, "tenure": Tenure, "case": Case, "reason": Reason,
    "owner": Owner, "state": DwellingState, "mode": Mode, "programme": Programme,
})  # fmt: skip


class View(mesa.Agent):  # type: ignore[misc]
    """One row of a table, seen as a Mesa agent: columns are attributes.

    Codes come back as members of their enumeration. Two views of one row are equal. A view whose
    row was compacted away raises :class:`LookupError` when read.
    """

    table: ClassVar[str]

    def __init__(self, model: "SettlementModel", uid: int) -> None:
        # not calling Agent.__init__, which would register
        self.model = model
        self.unique_id = uid
        self.pos = None

    @property
    def row(self) -> int:
        """Row of the table now; -1 when the being is gone."""
        table: Table = getattr(self.model.world, self.table)
        return table.row(self.unique_id)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name in ("model", "unique_id"):
            raise AttributeError(name)
        table: Table = getattr(self.model.world, self.table)
        if name not in table.columns:
            raise AttributeError(f"{type(self).__name__} has no column {name!r}")
        row = table.row(self.unique_id)
        if row < 0:
            raise LookupError(f"{type(self).__name__} {self.unique_id} is no longer there")
        value = int(getattr(table, name)[row])
        return NAMED[name](value) if name in NAMED else value

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.unique_id == self.unique_id and other.model is self.model

    def __hash__(self) -> int:
        return hash((self.table, self.unique_id))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.unique_id}>"

    def remove(self) -> NoReturn:
        """Refuse: households and persons leave through the month's processes."""
        raise TypeError(f"a {type(self).__name__} is a view and cannot be removed")


class Refugee(View):
    """A person of refugee background."""

    table = "persons"

    @property
    def age(self) -> int:
        """Age in whole years."""
        return int((self.model.month - self.birth) // MONTHS_PER_YEAR)

    @property
    def home(self) -> "Household":
        """The household lived in."""
        return Household(self.model, self.household)


class Household(View):
    """A household: refugee, or other disadvantaged (``refugee`` is 0)."""

    table = "households"

    @property
    def members(self) -> list[Refugee]:
        """The members of a refugee household, in order of their rows."""
        persons = self.model.world.persons
        rows = np.flatnonzero((persons.household == self.unique_id) & (persons.present == 1))
        return [Refugee(self.model, int(uid)) for uid in persons.uid[rows]]

    @property
    def home(self) -> "DwellingView | None":
        """The dwelling lived in, None outside the dwellings of the model."""
        return DwellingView(self.model, self.dwelling) if self.dwelling >= 0 else None


class DwellingView(View):
    """A dwelling."""

    table = "dwellings"

    @property
    def occupant(self) -> Household | None:
        """The household living there."""
        return Household(self.model, self.household) if self.household >= 0 else None


class Landlord(View):
    """A private landlord."""

    table = "landlords"


VIEWS: Final = (Refugee, Household, DwellingView, Landlord)


class ColumnAgentSet(AgentSet):  # type: ignore[misc]
    """A Mesa agent set over rows of a table.

    Parameters
    ----------
    model : SettlementModel
    view : type of View
        What a row is seen as.
    uids : int32 array or None
        The rows chosen, by uid; None is everyone alive now and whenever it is read.
    """

    def __init__(self, model: "SettlementModel", view: type[View], uids: I32 | None = None) -> None:
        # not calling AgentSet.__init__: it would hold views, weakly
        self.model = model
        self.view = view
        self.random: Random = model.random
        self._uids = uids

    @property
    def table(self) -> Table:
        """The table read."""
        table: Table = getattr(self.model.world, self.view.table)
        return table

    @property
    def rows(self) -> npt.NDArray[Any]:
        """Rows of the table, in the order of the set; those who left since are left out."""
        if self._uids is None:
            return np.flatnonzero(_alive(self.table))
        rows = self.table.rows(self._uids)
        return rows[rows >= 0]

    @property
    def uids(self) -> I32:
        """The uids of the rows."""
        uids: I32 = self.table.uid[self.rows]
        return uids

    def _of(self, uids: I32) -> Self:
        return type(self)(self.model, self.view, uids)

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[View]:
        """Make one view after the other."""
        for uid in self.uids:
            yield self.view(self.model, int(uid))

    def __contains__(self, agent: object) -> bool:
        """Whether a view's row is in the set."""
        return type(agent) is self.view and bool(np.any(self.uids == agent.unique_id))

    @overload
    def __getitem__(self, item: int) -> View: ...

    @overload
    def __getitem__(self, item: slice) -> list[View]: ...

    def __getitem__(self, item: int | slice) -> View | list[View]:
        """Return the view at a place, or a list of views."""
        if isinstance(item, slice):
            return [self.view(self.model, int(uid)) for uid in self.uids[item]]
        return self.view(self.model, int(self.uids[item]))

    def column(self, name: str) -> npt.NDArray[Any]:
        """Return a column of the table, or a derived one of the view (``age``), as an array."""
        rows = self.rows
        if name in self.table.columns:
            values: npt.NDArray[Any] = getattr(self.table, name)[rows]
            return values
        if name == "unique_id":
            return self.uids
        if not hasattr(self.view, name):
            raise AttributeError(f"{self.view.__name__} has no column {name!r}")
        return np.array([getattr(agent, name) for agent in self])

    def select(
        self,
        filter_func: Callable[[View], bool] | npt.NDArray[np.bool_] | None = None,
        at_most: int | float = float("inf"),
        inplace: bool = False,
        agent_type: type[View] | None = None,
    ) -> Self:
        """Choose rows.

        Parameters
        ----------
        filter_func : boolean array (one per member), function of a view, or None
            A mask is fast; a function walks over views (0.2-0.6 s for the nation).
        at_most : int, or float in [0, 1]
            The first so many, or the first share.
        """
        uids = self.uids
        if at_most <= 1.0 and isinstance(at_most, float):
            at_most = int(len(uids) * at_most)
        if agent_type is not None and not issubclass(self.view, agent_type):
            uids = uids[:0]
        elif isinstance(filter_func, np.ndarray):
            if filter_func.dtype != np.bool_ or filter_func.shape != uids.shape:
                raise ValueError(f"a mask over this set is a boolean array of shape ({len(uids)},)")
            uids = uids[filter_func]
        elif filter_func is not None:
            found: list[int] = []
            for agent in self:
                if len(found) >= at_most:
                    break
                if filter_func(agent):
                    found.append(agent.unique_id)
            uids = np.array(found, dtype=np.int32)
        if at_most < len(uids):
            uids = uids[: int(at_most)]
        if inplace:
            self._uids = uids
            return self
        return self._of(uids)

    def get(
        self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None
    ) -> Any:
        """Return a column as an array, or with a list of names one list of values per member."""
        names = [attr_names] if isinstance(attr_names, str) else attr_names
        columns = []
        for name in names:
            try:
                columns.append(self.column(name))
            except AttributeError:
                if handle_missing != "default":
                    raise
                columns.append(np.full(len(self), default_value, dtype=object))
        if isinstance(attr_names, str):
            return columns[0]
        return [list(values) for values in zip(*columns, strict=True)]

    def agg(self, attribute: str, func: Callable[[Any], Any] | Iterable[Callable[[Any], Any]]) -> Any:
        """Apply one function, or each of several, to a column."""
        values = self.column(attribute)
        return func(values) if callable(func) else [f(values) for f in func]

    def groupby(self, by: Callable[[View], Any] | str, result_type: str = "agentset") -> "ColumnGroupBy":
        """Group by a column (fast) or by a function of a view; groups in ascending order."""
        uids = self.uids
        keys = np.array([by(agent) for agent in self]) if callable(by) else self.column(by)
        named = NAMED.get(by) if isinstance(by, str) else None
        values, place = np.unique(keys, return_inverse=True)
        order = np.argsort(place, kind="stable")
        parts = np.split(uids[order], np.cumsum(np.bincount(place, minlength=len(values)))[:-1])
        groups: dict[Any, Any] = {}
        for value, part in zip(values.tolist(), parts, strict=True):
            group = self._of(part)
            groups[named(value) if named is not None else value] = (
                group if result_type == "agentset" else list(group)
            )
        return ColumnGroupBy(groups)

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method or function with each view."""
        self.map(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Return what a method or function gives for each view."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    def shuffle(self, inplace: bool = False) -> Self:
        """Return the set in random order (the model's ``random``: never in a process)."""
        order = np.arange(len(self))
        self.random.shuffle(order)  # type: ignore[arg-type]
        return self._put(self.uids[order], inplace)

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method or function with each view in random order."""
        self.shuffle().do(method, *args, **kwargs)
        return self

    def sort(self, key: str | Callable[[View], Any], ascending: bool = False, inplace: bool = False) -> Self:
        """Return the set sorted by a column or by a function of a view; ties in row order."""
        values = np.array([key(agent) for agent in self]) if callable(key) else self.column(key)
        order = np.argsort(values, kind="stable")
        if not ascending:
            order = len(order) - 1 - np.argsort(values[::-1], kind="stable")[::-1]
        return self._put(self.uids[order], inplace)

    def _put(self, uids: I32, inplace: bool) -> Self:
        if not inplace:
            return self._of(uids)
        self._uids = uids
        return self

    def to_list(self) -> list[View]:
        """Return all views."""
        return list(self)

    def copy(self) -> Self:
        """Return a set of the same choice."""
        return type(self)(self.model, self.view, self._uids)

    __copy__ = copy

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("this set reads the model's columns; only processes change them")

    add = discard = remove = set = _update = _refuse


class ColumnGroupBy(GroupBy):  # type: ignore[misc]
    """Groups whose aggregates are taken over columns."""

    def agg(self, attr_name: str, func: Callable[[Any], Any]) -> dict[Any, Any]:
        """Apply a function to a column of each group."""
        return {
            name: group.agg(attr_name, func)
            if isinstance(group, ColumnAgentSet)
            else func([getattr(agent, attr_name) for agent in group])
            for name, group in self.groups.items()
        }


def _alive(table: Table) -> npt.NDArray[np.bool_]:
    if hasattr(table, "present"):
        alive: npt.NDArray[np.bool_] = table.present == 1
    elif hasattr(table, "tenure"):
        alive = table.tenure != Tenure.GONE
    elif hasattr(table, "state"):
        alive = table.state != DwellingState.REMOVED
    else:
        alive = np.ones(len(table), dtype=np.bool_)
    return alive


def agents_by_type(model: "SettlementModel") -> dict[type, Any]:
    """Return Mesa's registered agents by type, and sets of persons, households, dwellings and
    landlords beside them."""
    registered: dict[type, Any] = dict(model._agents_by_type)
    return registered | {view: ColumnAgentSet(model, view) for view in VIEWS}
