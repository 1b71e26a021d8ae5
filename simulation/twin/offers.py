"""Offers: the household answers; papers that were wrong start again; late cases are handed back."""

from typing import TYPE_CHECKING

from agents.imdi import past_limit
from agents.kinds import START_MONTH, Case, Path, Reason, Tenure
from simulation.processes import offers
from simulation.randomness import Stream, threshold
from simulation.twin.beings import Household
from simulation.twin.cases import leave_queue, release
from simulation.twin.shared import clip, integers, prepared

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Offers:
    """Answers of households to the dwelling they are offered."""

    name = "offers"

    def prepare(self, model: "TwinModel") -> None:
        """Build the table of acceptance by fit, expectation and awareness."""
        self.same = prepared(offers.Offers(), model)

    def run(self, model: "TwinModel") -> None:
        """Offer, restart, hand back; rests during burn-in."""
        if model.month < START_MONTH:
            return
        for h in model.world.households:
            if h.case == Case.FOUND and h.case_since == model.month and not h.alone_as_minor:
                self._offer(model, h)
        for h in model.world.households:
            self._hand_back(model, h)

    def _offer(self, model: "TwinModel", h: Household) -> None:
        """The household answers the offer found this month."""
        month = model.month
        restart, _ = model.draws.one_both(Stream.RESTART, month, h.key)
        if h.file_complete == 0 and restart < self.same.restart:
            # incomplete papers: kind or need was another than the municipality was told
            release(h)
            h.guaranteed = 0
            h.case = Case.READY
            h.case_since = month
            h.reason = Reason.INCOMPLETE
            h.file_complete = 1
            return
        if self._accepts(model, h):
            return
        model.events.add(
            "refused", household=h.uid, municipality=h.case_municipality, kind=h.kind, persons=h.persons,
            leaves=h.tenure == Tenure.RECEPTION,
        )  # fmt: skip
        if h.tenure == Tenure.RECEPTION:
            leave_queue(model, h, Reason.HOUSEHOLD_REFUSED)
        elif h.tenure == Tenure.ABROAD:  # a new dwelling is found before arrival
            release(h)
            h.guaranteed = 0
            h.case = Case.ACCEPTED
            h.case_since = month
            h.reason = Reason.HOUSEHOLD_REFUSED

    def _accepts(self, model: "TwinModel", h: Household) -> bool:
        """Whether the household takes the offer, by fit, expectation and awareness of the cost."""
        answer, aware_draw = model.draws.one_both(Stream.OFFER, model.month, h.key)
        if model.frozen:
            return answer < int(threshold(0.95))
        rooms, standard = 1, 1
        if h.case_dwelling is not None:
            rooms, standard = h.case_dwelling.rooms, h.case_dwelling.standard
        fit = clip(rooms - h.needed_rooms, -2, 2) + 2
        # dialogue moves the expectation towards what the municipality really has (or away from it)
        actual = int(self.same.standards[standard])
        moved = h.expectation + round(model.coordination.dialogue * (actual - h.expectation))
        expected = clip(moved, 0, 100)
        if past_limit(self.same.imdi, integers([h.kind]), integers([model.month - h.permit]))[0]:
            expected = min(expected + self.same.unsuitable, 100)
        expectation = clip(expected // 10, 0, 10)
        aware = int(aware_draw < self.same.aware)
        return bool(answer < self.same.table[standard, fit, expectation, aware])

    def _hand_back(self, model: "TwinModel", h: Household) -> None:
        """A municipality may hand back a case it found no dwelling for within six months."""
        rules, month = self.same.municipality, model.month
        if h.case != Case.ACCEPTED or h.path == Path.QUOTA:
            return
        if h.case_since > month - int(rules.hand_back_months):
            return
        if model.draws.one(Stream.HAND_BACK, month, h.key) >= threshold(rules.hand_back):
            return
        model.events.add(
            "municipality_no", household=h.uid, municipality=h.case_municipality, kind=h.kind,
            reason=int(Reason.NO_DWELLING), binding=int(h.reason),
        )  # fmt: skip
        h.case = Case.READY
        h.case_since = month
        h.seeks_place = -1
        h.guaranteed = 0
        h.reason = Reason.NO_DWELLING
        h.refusals = min(h.refusals + 1, 100)
