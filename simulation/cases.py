"""What happens to settlement cases wherever it is decided: leaving the queue, and who the members are."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, NOBODY, Case, Programme, Reason, Tenure
from simulation.randomness import Stream, cumulative, pick

if TYPE_CHECKING:
    from simulation.model import SettlementModel


def leave_queue(model: "SettlementModel", rows: npt.NDArray[np.int32], reason: Reason) -> None:
    """Let waiting households settle by own means: with kin or friends where co-ethnics live.

    They lose the introduction programme and municipal help (R), stay in every statistic and seek
    a private dwelling.
    """
    world, households = model.world, model.world.households
    origins = households.origin[rows]
    stock = world.places.coethnic.astype(np.float64) + 0.01
    where = model.draws.high(Stream.SELF_SETTLE, model.month, households.key[rows])
    places = np.zeros(len(rows), dtype=np.int64)
    for origin in np.unique(origins):
        mine = origins == origin
        places[mine] = pick(cumulative(stock[:, origin]), where[mine])
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
    households.guaranteed[rows] = 0
    members = members_of(model, rows)
    world.persons.settled[members] = model.month
    world.persons.settled_in[members] = -1
    world.persons.programme[members] = Programme.LOST
    model.events.add(
        "left_queue", household=households.uid[rows], kind=households.kind[rows],
        persons=households.persons[rows], reason=int(reason),
    )  # fmt: skip


def members_of(model: "SettlementModel", rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Return the rows of the present members of the households, in row order."""
    world = model.world
    chosen = np.zeros(world.households.n, dtype=np.bool_)
    chosen[rows] = True
    of_person = world.households.rows(world.persons.household)
    return np.flatnonzero(chosen[of_person] & (world.persons.present == 1))
