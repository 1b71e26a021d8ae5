"""What happens to settlement cases wherever it is decided: leaving the queue, and who the members are."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, NOBODY, Case, Path, Programme, Reason, Tenure
from simulation.moves import needed_rooms
from simulation.people import members
from simulation.randomness import Stream, cumulative, pick
from simulation.tables import Households
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import SettlementModel


def leave_queue(model: "SettlementModel", rows: npt.NDArray[np.integer], reason: Reason) -> None:
    """Let waiting households settle by own means: with kin or friends where co-ethnics live.

    They lose the introduction programme and municipal help (R), stay in every statistic and seek
    a private dwelling.
    """
    world, households = model.world, model.world.households
    where = model.draws.high(Stream.SELF_SETTLE, model.month, households.key[rows])
    places = among_coethnics(world, households.origin[rows], where)
    reserved = households.case_dwelling[rows]
    held = world.dwellings.rows(reserved[reserved >= 0])
    world.dwellings.reserved[held] = NOBODY
    households.case_dwelling[rows] = NOBODY
    households.case[rows] = Case.LEFT
    households.case_since[rows] = model.month
    households.case_municipality[rows] = -1
    households.reason[rows] = reason
    households.tenure[rows] = Tenure.RELATIVES
    households.contract_end[rows] = NEVER
    households.since[rows] = model.month
    households.place[rows] = places
    households.municipality[rows] = world.geography.place_municipality[places]
    households.settled[rows] = model.month
    households.seeks_place[rows] = places
    households.seeks_since[rows] = model.month
    households.why[rows] = Reason.NO_HOME
    households.guaranteed[rows] = 0
    people = members_of(model, rows)
    world.persons.settled[people] = model.month
    world.persons.settled_in[people] = -1
    world.persons.programme[people] = Programme.LOST
    model.events.add(
        "left_queue", household=households.uid[rows], kind=households.kind[rows],
        persons=households.persons[rows], reason=int(reason),
    )  # fmt: skip


def reserve(model: "SettlementModel", rows: npt.NDArray[np.integer], homes: npt.NDArray[np.integer]) -> None:
    """Promise dwellings to cases: the case is found a dwelling, the vacancy is off the list."""
    h, dwellings = model.world.households, model.world.dwellings
    dwellings.reserved[homes] = h.uid[rows]
    h.case_dwelling[rows] = dwellings.uid[homes]
    h.case[rows] = Case.FOUND
    h.case_since[rows] = model.month
    h.reason[rows] = Reason.PAPERS
    h.seeks_place[rows] = -1


def arrival_pending(
    households: Households, rows: npt.NDArray[np.integer], month: int
) -> npt.NDArray[np.bool_]:
    """Return which waiting households are quota households before the month agreed: it is the journey
    they wait for, whatever else lacks."""
    pending: npt.NDArray[np.bool_] = (households.tenure[rows] == Tenure.ABROAD) & (
        households.contract_end[rows] > month
    )
    return pending


def label_accepted(model: "SettlementModel") -> None:
    """Write what accepted households without a dwelling wait for: what keeps a dwelling of their size
    from coming to their municipality."""
    households = model.world.households
    rows = households.waiting(Case.ACCEPTED)
    rows = rows[households.path[rows] != Path.UNACCOMPANIED]
    why = model.world.municipalities.gap_reason[
        households.case_municipality[rows], needed_rooms(households.persons[rows]) - 1
    ]
    why = np.where(why == Reason.NONE, int(Reason.UNDER_WAY), why)
    pending = arrival_pending(households, rows, model.month)
    households.reason[rows] = np.where(pending, int(Reason.ARRIVAL_PENDING), why)


def among_coethnics(
    world: World, origins: npt.NDArray[np.integer], draws: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return a place for each 32-bit draw, in proportion to the residents of the same origin there."""
    places = np.zeros(len(draws), dtype=np.int64)
    if len(draws):
        tables = _kin_tables(world)
        for origin in np.flatnonzero(np.bincount(origins)).tolist():
            mine = np.flatnonzero(origins == origin)
            places[mine] = pick(tables[origin], draws[mine])
    return places


def _kin_tables(world: World) -> npt.NDArray[np.int64]:
    """Return cumulative thresholds over places of the residents of each origin, shape (origins, P)."""
    kin, now = world.kin, world.places.coethnic
    if not np.array_equal(kin.counted, now):
        kin.counted = now.copy()
        kin.tables = cumulative(np.ascontiguousarray(now.T) + 0.01)
    return kin.tables


def members_of(model: "SettlementModel", rows: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Return the rows of the present members of the households, in row order."""
    return members(model.world, rows)
