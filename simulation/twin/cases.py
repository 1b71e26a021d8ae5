"""What happens to settlement cases wherever it is decided: a dwelling is reserved, the queue left."""

from typing import TYPE_CHECKING

import numpy as np

from agents.kinds import NEVER, Case, Path, Programme, Reason, Tenure
from simulation.randomness import Stream, cumulative
from simulation.twin.beings import Dwelling, Household
from simulation.twin.shared import pick_one

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


def reserve(model: "TwinModel", household: Household, home: Dwelling) -> None:
    """Promise a dwelling to a case: the vacancy is off the list, the papers begin."""
    home.reserved = household
    household.case_dwelling = home
    household.case = Case.FOUND
    household.case_since = model.month
    household.reason = Reason.PAPERS
    household.seeks_place = -1


def arrival_pending(household: Household, month: int) -> bool:
    """Whether it is a quota household before the month agreed: it waits for the journey."""
    return household.tenure == Tenure.ABROAD and household.contract_end > month


def label_accepted(model: "TwinModel") -> None:
    """Write what accepted households without a dwelling wait for: what keeps a dwelling of their size
    from coming to their municipality."""
    for h in model.world.households:
        if h.case == Case.ACCEPTED and h.path != Path.UNACCOMPANIED:
            why = int(model.world.municipalities.gap_reason[h.case_municipality, h.needed_rooms - 1])
            h.reason = Reason.UNDER_WAY if why == Reason.NONE else why
            if arrival_pending(h, model.month):
                h.reason = Reason.ARRIVAL_PENDING


def release(household: Household) -> None:
    """Give back the dwelling promised to a case."""
    if household.case_dwelling is not None:
        household.case_dwelling.reserved = None
    household.case_dwelling = None


def coethnic_place(model: "TwinModel", origin: int, draw: int) -> int:
    """Return a place drawn in proportion to the people of that origin who live there."""
    stock = model.world.places.coethnic[:, origin].astype(np.float64) + 0.01
    return pick_one(cumulative(stock), draw)


def leave_queue(model: "TwinModel", household: Household, reason: Reason) -> None:
    """A waiting household settles by own means with kin or friends, where co-ethnics live.

    It loses programme and municipal help (R), stays in every statistic, and seeks a private
    dwelling.
    """
    month = model.month
    draw = model.draws.one(Stream.SELF_SETTLE, month, household.key)
    place = coethnic_place(model, household.origin, draw)
    release(household)
    household.case = Case.LEFT
    household.case_since = month
    household.case_municipality = -1
    household.reason = reason
    household.tenure = Tenure.RELATIVES
    household.contract_end = NEVER
    household.since = month
    household.place = place
    household.municipality = int(model.world.geography.place_municipality[place])
    household.settled = month
    household.seeks_place = place
    household.seeks_since = month
    household.why = Reason.NO_HOME
    household.guaranteed = 0
    for person in household.members:
        person.settled = month
        person.settled_in = -1
        person.programme = Programme.LOST
    model.events.add(
        "left_queue", household=household.uid, kind=household.kind, persons=household.persons,
        reason=int(reason),
    )  # fmt: skip
