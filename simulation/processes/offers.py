"""Offers: the household answers; cases whose papers were wrong start again; cases long without a
dwelling may be handed back (decisions 4.1 and 5)."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.household import accept_offer_cell, expected_standard, offer_acceptance, offered_below
from agents.imdi import past_limit
from agents.kinds import NOBODY, START_MONTH, Case, Kind, Path, Reason, Tenure
from simulation.cases import leave_queue
from simulation.randomness import Stream, threshold

if TYPE_CHECKING:
    from simulation.model import SettlementModel

Rows = npt.NDArray[np.int64]


class Offers:
    """Answers of households to the dwelling they are offered."""

    name = "offers"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the table of acceptance by fit, expectation and awareness."""
        self.rules = model.values.rules("offers")
        self.municipality = model.values.rules("municipality")
        household = model.values.rules("household")
        self.table = threshold(np.stack([offer_acceptance(household, standard) for standard in (0, 1)]))
        self.standards = np.rint(100.0 * household.vector("offer_standard")).astype(np.int64)
        self.aware = threshold(
            self.rules.aware + (1.0 - self.rules.aware) * np.clip(model.coordination.dialogue, 0.0, 1.0)
        )
        self.restart = threshold(self.rules.restart)
        self.imdi = model.values.rules("imdi")
        gaming = model.values.rules("gaming")
        pressure = 0.0 if model.frozen else model.coordination.gaming * (1.0 - gaming.cohort)
        self.unsuitable = int(round(float(gaming.unsuitable) * pressure))

    def run(self, model: "SettlementModel") -> None:
        """Offer, restart, hand back; rests during burn-in."""
        if model.month < START_MONTH:
            return
        self._offer(model)
        self._hand_back(model)

    def _offer(self, model: "SettlementModel") -> None:
        """Households answer the offers found this month."""
        world, h, month = model.world, model.world.households, model.month
        rows = h.waiting(Case.FOUND)
        rows = rows[h.case_since[rows] == month]
        if len(rows) == 0:
            return
        key = h.key[rows]
        answer, aware_draw = model.draws.both(Stream.OFFER, month, key)
        restart_draw, _ = model.draws.both(Stream.RESTART, month, key)
        # incomplete papers: kind or need was another than the municipality was told
        again = (h.file_complete[rows] == 0) & (restart_draw < self.restart)
        homes = world.dwellings.rows(h.case_dwelling[rows])
        has = homes >= 0
        rooms = np.where(has, world.dwellings.rooms[homes], 1).astype(np.int64)
        standard = np.where(has, world.dwellings.standard[homes], 1).astype(np.int64)
        # dialogue moves the expectation towards what the municipality really has (or away from it)
        pull = 0.0 if model.frozen else model.coordination.dialogue
        expected = expected_standard(h.expectation[rows].astype(np.int64), self.standards[standard], pull)
        late = past_limit(self.imdi, h.kind[rows].astype(np.int64), (month - h.permit[rows]).astype(np.int64))
        expected = offered_below(expected, self.unsuitable, late)
        fit, expectation = accept_offer_cell(rooms, h.persons[rows].astype(np.int64), expected)
        aware = (aware_draw < self.aware).astype(np.int64)
        says_yes = answer < self.table[standard, fit, expectation, aware]
        if model.frozen:
            says_yes = answer < threshold(0.95)
        minors = h.kind[rows] == Kind.UNACCOMPANIED
        refused = rows[~says_yes & ~again & ~minors]
        restarted = rows[again & ~minors]
        self._release(model, restarted)
        h.case[restarted] = Case.READY
        h.case_since[restarted] = month
        h.reason[restarted] = Reason.INCOMPLETE
        h.file_complete[restarted] = 1
        if len(refused):
            model.events.add(
                "refused",
                household=h.uid[refused],
                municipality=h.case_municipality[refused],
                kind=h.kind[refused],
                persons=h.persons[refused],
                leaves=h.tenure[refused] == Tenure.RECEPTION,
            )
            at_hand = refused[h.tenure[refused] == Tenure.RECEPTION]
            leave_queue(model, at_hand.astype(np.int32), Reason.HOUSEHOLD_REFUSED)
            abroad = refused[h.tenure[refused] == Tenure.ABROAD]  # a new dwelling is found before arrival
            self._release(model, abroad)
            h.case[abroad] = Case.ACCEPTED
            h.reason[abroad] = Reason.HOUSEHOLD_REFUSED
            h.case_since[abroad] = month

    def _release(self, model: "SettlementModel", rows: Rows) -> None:
        h, homes = model.world.households, model.world.dwellings
        held = h.case_dwelling[rows]
        homes.reserved[homes.rows(held[held >= 0])] = NOBODY
        h.case_dwelling[rows] = NOBODY
        h.guaranteed[rows] = 0

    def _hand_back(self, model: "SettlementModel") -> None:
        """A municipality may hand back a case it found no dwelling for within six months."""
        h, month = model.world.households, model.month
        late = h.waiting(Case.ACCEPTED)
        late = late[h.case_since[late] <= month - int(self.municipality.hand_back_months)]
        late = late[h.path[late] != Path.QUOTA]
        if len(late) == 0:
            return
        draw = model.draws.high(Stream.HAND_BACK, month, h.key[late])
        late = late[draw < threshold(self.municipality.hand_back)]
        model.events.add(
            "municipality_no", household=h.uid[late], municipality=h.case_municipality[late],
            kind=h.kind[late], reason=int(Reason.NO_DWELLING), binding=h.reason[late],
        )  # fmt: skip
        h.case[late] = Case.READY
        h.case_since[late] = month
        h.seeks_place[late] = -1
        h.guaranteed[late] = 0
        h.reason[late] = Reason.NO_DWELLING
        h.refusals[late] = np.minimum(h.refusals[late] + 1, 100)
