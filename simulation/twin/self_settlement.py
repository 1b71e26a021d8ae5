"""Self-settlement: a waiting household finds a private dwelling itself and asks the municipality."""

from typing import TYPE_CHECKING

from agents.kinds import NEVER, START_MONTH, Case, Kind, Path, Reason, Tenure
from simulation.contracts import PRIVATE_CONTRACT
from simulation.processes import self_settlement
from simulation.randomness import Stream
from simulation.twin.beings import Household
from simulation.twin.cases import coethnic_place, leave_queue, reserve
from simulation.twin.homes import occupy
from simulation.twin.shared import prepared

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class SelfSettlement:
    """Search by own means while waiting, and the request for agreement."""

    name = "self_settlement"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        self.same = prepared(self_settlement.SelfSettlement(), model)

    def run(self, model: "TwinModel") -> None:
        """Ask for agreement with dwellings found, then start new searches."""
        if model.month < START_MONTH or model.frozen:
            return
        self._ask(model)
        for household in model.world.households:
            self._search(model, household)

    def _ask(self, model: "TwinModel") -> None:
        """With places left and the municipality's agreement the household settles with help;
        otherwise it moves in without: no programme."""
        found = [h for h in model.world.households if h.case == Case.READY and h.case_dwelling is not None]
        left, _ = model.matching.places_left(model)
        refused = []
        for h in found:
            home = h.case_dwelling
            assert home is not None
            draw = model.draws.one(Stream.SELF_APPROVAL, model.month, h.key)
            agreed = draw < self.same.approval and self.same.rules.allowed >= self_settlement.ALLOWED
            if agreed and left[home.municipality] >= h.persons:
                left[home.municipality] -= h.persons
                h.case_municipality = home.municipality
                reserve(model, h, home)
            else:
                refused.append((h, home))
        for h, home in refused:
            leave_queue(model, h, Reason.NONE)
            loose = home.landlord is not None and home.landlord.unserious == 1
            tenure = Tenure.UNSERIOUS if loose else Tenure.PRIVATE
            occupy(model, h, home, tenure, NEVER if loose else model.month + PRIVATE_CONTRACT)
            h.seeks_place = -1
            h.seeks_since = NEVER

    def _search(self, model: "TwinModel", h: Household) -> None:
        """Some ready households in reception begin to look for themselves, where co-ethnics live."""
        latest = model.month - self.same.least_wait
        waits = h.case == Case.READY and h.tenure == Tenure.RECEPTION and h.permit < latest
        if not waits or h.path not in (Path.ASYLUM, Path.COLLECTIVE) or h.kind == Kind.UNACCOMPANIED:
            return
        if h.seeks_place >= 0 or h.case_dwelling is not None:
            return
        draw, where = model.draws.one_both(Stream.SELF_SEARCH, model.month, h.key)
        if draw < self.same.search[h.kind]:
            h.seeks_place = coethnic_place(model, h.origin, where)
            h.seeks_since = model.month
