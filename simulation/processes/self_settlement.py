"""Self-settlement: a waiting household finds a private dwelling itself and asks the municipality.

With agreement (a lever) it uses a vedtak place and keeps the programme; without, it leaves public
settlement (L43, E94: mostly resourceful singles).
"""

from typing import TYPE_CHECKING

import numpy as np

from agents.kinds import NEVER, NOBODY, START_MONTH, Case, Kind, Path, Reason, Tenure
from simulation.cases import among_coethnics, leave_queue, reserve
from simulation.contracts import PRIVATE_CONTRACT
from simulation.moves import occupy
from simulation.randomness import Stream, threshold

if TYPE_CHECKING:
    from simulation.model import SettlementModel

ALLOWED = 0.5  # a switch of 0 or 1 is on from here; the twin reads it here


class SelfSettlement:
    """Search by own means while waiting, and the request for agreement."""

    name = "self_settlement"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.rules = model.values.rules("self_settlement")
        self.search = threshold(self.rules.search * self.rules.vector("by_kind"))
        self.least_wait = int(self.rules.least_wait)
        self.approval = threshold(self.rules.approval)

    def run(self, model: "SettlementModel") -> None:
        """Ask for agreement with dwellings found, then start new searches."""
        if model.month < START_MONTH or model.frozen:
            return
        self._ask(model)
        self._search(model)

    def _ask(self, model: "SettlementModel") -> None:
        """Households that found a dwelling ask its municipality; otherwise they go without."""
        world, h = model.world, model.world.households
        found = h.waiting(Case.READY)
        found = found[h.case_dwelling[found] >= 0]
        if len(found) == 0:
            return
        homes = world.dwellings.rows(h.case_dwelling[found])
        where = world.dwellings.municipality[homes].astype(np.int64)
        left, _ = model.matching.places_left(model)
        draw = model.draws.high(Stream.SELF_APPROVAL, model.month, h.key[found])
        agreed = (left[where] >= h.persons[found]) & (draw < self.approval)
        if self.rules.allowed < ALLOWED:
            agreed[:] = False
        # several may want the last places of one municipality: in row order
        for i in np.flatnonzero(agreed).tolist():
            size = int(h.persons[found[i]])
            if left[where[i]] >= size:
                left[where[i]] -= size
            else:
                agreed[i] = False
        yes, no = found[agreed], found[~agreed]
        h.case_municipality[yes] = where[agreed]
        reserve(model, yes, homes[agreed].astype(np.int64))
        if len(no):  # they move in without agreement: no programme, no help
            leave_queue(model, no.astype(np.int32), Reason.NONE)
            own = homes[~agreed]
            loose = world.landlords.unserious[world.landlords.rows(world.dwellings.landlord[own])] == 1
            occupy(
                world, no, own, model.month,
                np.where(loose, int(Tenure.UNSERIOUS), int(Tenure.PRIVATE)),
                np.where(loose, NEVER, model.month + PRIVATE_CONTRACT),
            )  # fmt: skip
            h.seeks_place[no] = -1
            h.seeks_since[no] = NEVER

    def _search(self, model: "SettlementModel") -> None:
        """Some ready households begin to look for themselves, where co-ethnics live."""
        world, h, month = model.world, model.world.households, model.month
        rows = h.waiting(Case.READY)
        rows = rows[(h.tenure[rows] == Tenure.RECEPTION) & (h.seeks_place[rows] < 0)]
        rows = rows[(h.path[rows] == Path.ASYLUM) | (h.path[rows] == Path.COLLECTIVE)]
        rows = rows[h.kind[rows] != Kind.UNACCOMPANIED]
        rows = rows[(h.case_dwelling[rows] == NOBODY) & (h.permit[rows] < month - self.least_wait)]
        if len(rows) == 0:
            return
        draw, where_draw = model.draws.both(Stream.SELF_SEARCH, month, h.key[rows])
        starts = draw < self.search[h.kind[rows]]
        rows, where_draw = rows[starts], where_draw[starts]
        h.seeks_place[rows] = among_coethnics(world, h.origin[rows], where_draw)
        h.seeks_since[rows] = month
