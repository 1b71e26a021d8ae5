"""Allocation: who gets a vacancy in the municipal stock (decision 2.7).

Each vacancy is meant either for refugees or for other disadvantaged households, as the council's
promise has it; when its own group has no household that fits, the other group may have it. The
household of the other queue that loses a dwelling to a settlement case is recorded.
"""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import (
    NEVER,
    NOBODY,
    Case,
    DwellingState,
    Instrument,
    Kind,
    Path,
    Reason,
    Tenure,
)
from simulation.assign import assign
from simulation.cases import arrival_pending, reserve
from simulation.contracts import contract_length
from simulation.moves import needed_rooms, occupy
from simulation.randomness import Stream, threshold
from simulation.relocation import move_in

if TYPE_CHECKING:
    from simulation.model import SettlementModel

Rows = npt.NDArray[np.int64]
CASE_OFFSETS = (0, 1, 2)  # a settlement case starts with a room a person, or more
SHARING = 4  # persons from whom on children share a room, where nothing larger is free
SHARED_OFFSETS = (-1,)
RESIDENT_OFFSETS = (0, 1, 2, -1)  # a household already waiting takes one room too few rather than nothing


class Allocation:
    """Vacancies meet settlement cases, resident households and the other queue."""

    name = "allocation"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.rules = model.values.rules("municipality")
        geography = model.world.geography
        offered = np.zeros(geography.municipalities)
        latent = model.draws.uniform(Stream.ALLOCATE, 0, geography.key)
        offered[latent < self.rules.shared_share] = self.rules.shared_rooms
        self.shared_rooms = np.floor(offered * geography.population[:, 2] / 1000.0).astype(np.int64)

    def run(self, model: "SettlementModel") -> None:
        """Find dwellings for accepted cases and let vacancies to resident households."""
        self._staffed(model)
        self._contracts(model)
        homes = model.world.dwellings
        vacant = np.flatnonzero((homes.state == DwellingState.VACANT) & (homes.reserved == NOBODY))
        m = model.world.municipalities
        where = homes.municipality[vacant].astype(np.int64)
        draw = model.draws.high(Stream.ALLOCATE, model.month, homes.key[vacant])
        promised = draw < threshold(m.sense_of_fairness)[where]
        if len(vacant):
            cases, residents, others = self._queues(model)
            used = np.zeros(len(homes), dtype=np.bool_)
            used[self._to_cases(model, vacant[~promised], cases)] = True
            cases = cases[model.world.households.case[cases] == Case.ACCEPTED]
            # what is promised to the other queue goes to it first; what nobody there fits, to cases
            first = self._to_others(model, vacant[promised], others)
            used[first] = True
            resident = self._to_residents(model, vacant[~used[vacant]], residents)
            used[resident] = True
            used[self._to_cases(model, vacant[~used[vacant]], cases)] = True
            others = others.compress(model.world.households.tenure[others] == Tenure.NONE)
            self._to_others(model, vacant[~used[vacant]], others)
            self._passed_over(model, np.sort(np.concatenate((first, resident))), cases)
        self._shared(model)

    def _passed_over(self, model: "SettlementModel", given: Rows, cases: Rows) -> None:
        """Write the reason of cases still waiting that `given` dwellings would have suited, the longest
        wait first, one a dwelling: another household was first."""
        h, homes = model.world.households, model.world.dwellings
        waits = (h.case[cases] == Case.ACCEPTED) & ~arrival_pending(h, cases, model.month)
        cases = cases[waits]
        if len(given) and len(cases):
            _, c = assign(
                homes.municipality[given].astype(np.int64), homes.rooms[given].astype(np.int64),
                h.case_municipality[cases].astype(np.int64), needed_rooms(h.persons[cases]),
                (model.month - h.permit[cases]).astype(np.int64), CASE_OFFSETS,
            )  # fmt: skip
            h.reason[cases[c]] = Reason.OTHER_FIRST

    def _queues(self, model: "SettlementModel") -> tuple[Rows, Rows, Rows]:
        """Return the rows of cases, resident households in the queue, and other households."""
        h = model.world.households
        cases = h.waiting(Case.ACCEPTED)
        cases = cases[(h.path[cases] != Path.UNACCOMPANIED) & (h.case_dwelling[cases] == NOBODY)]
        queue = np.flatnonzero(h.queue_since != NEVER)
        other = h.tenure[queue] == Tenure.NONE
        here = ~other & (h.tenure[queue] != Tenure.GONE) & (h.municipality[queue] >= 0)
        return cases, queue.compress(here), queue.compress(other)

    def _to_cases(self, model: "SettlementModel", vacant: Rows, cases: Rows) -> Rows:
        """Reserve dwellings for accepted cases; longest wait first."""
        world, h, homes = model.world, model.world.households, model.world.dwellings
        if len(vacant) == 0 or len(cases) == 0:
            return np.zeros(0, dtype=np.int64)
        where, rooms = homes.municipality[vacant].astype(np.int64), homes.rooms[vacant].astype(np.int64)
        town, need = h.case_municipality[cases].astype(np.int64), needed_rooms(h.persons[cases])
        waited = (model.month - h.permit[cases]).astype(np.int64)
        d, c = assign(where, rooms, town, need, waited, CASE_OFFSETS)
        # a family that nothing left is large enough for: children share a room
        free = np.ones(len(vacant), dtype=np.bool_)
        free[d] = False
        families = h.persons[cases] >= SHARING
        families[c] = False
        left, some = np.flatnonzero(free), np.flatnonzero(families)
        d2, c2 = assign(where[left], rooms[left], town[some], need[some], waited[some], SHARED_OFFSETS)
        d, c = np.concatenate((d, left[d2])), np.concatenate((c, some[c2]))
        got, who = vacant[d], cases[c]
        reserve(model, who, got)
        h.guaranteed[who] = 0  # a search for a private contract ends
        # somebody in the other queue needed that size
        where, size = homes.municipality[got].astype(np.int64), homes.rooms[got].astype(np.int64) - 1
        lost = world.municipalities.other_queue[where, size] > 0
        model.events.add("lost_vacancy", municipality=where[lost], rooms=size[lost] + 1)
        return got

    def _to_others(self, model: "SettlementModel", vacant: Rows, others: Rows) -> Rows:
        """Let dwellings to other disadvantaged households on the waiting list; longest wait first."""
        h, homes = model.world.households, model.world.dwellings
        if len(vacant) == 0 or len(others) == 0:
            return np.zeros(0, dtype=np.int64)
        d, o = assign(
            homes.municipality[vacant].astype(np.int64), homes.rooms[vacant].astype(np.int64),
            h.municipality[others].astype(np.int64), needed_rooms(h.persons[others]),
            (model.month - h.queue_since[others]).astype(np.int64), RESIDENT_OFFSETS,
        )  # fmt: skip
        got, who = vacant[d], others[o]
        h.queue_since[who] = NEVER
        h.seeks_place[who] = -1
        occupy(
            model.world,
            who,
            got,
            model.month,
            Tenure.MUNICIPAL,
            model.month + contract_length(model, self.rules),
        )
        model.events.add("let_to_other", municipality=homes.municipality[got], rooms=homes.rooms[got])
        return got

    def _to_residents(self, model: "SettlementModel", vacant: Rows, residents: Rows) -> Rows:
        """Let dwellings to refugee households that live here and applied; not to those the
        dwelling would not help."""
        h, homes, month = model.world.households, model.world.dwellings, model.month
        if len(vacant) == 0 or len(residents) == 0:
            return np.zeros(0, dtype=np.int64)
        d, r = assign(
            homes.municipality[vacant].astype(np.int64), homes.rooms[vacant].astype(np.int64),
            h.municipality[residents].astype(np.int64), needed_rooms(h.persons[residents]),
            (month - h.queue_since[residents]).astype(np.int64), CASE_OFFSETS,
        )  # fmt: skip
        got, who = vacant[d], residents[r]
        move_in(model, who, got, Tenure.MUNICIPAL, month + contract_length(model, self.rules))
        return got

    def _staffed(self, model: "SettlementModel") -> None:
        """Unaccompanied minors accepted by a municipality have a staffed place once staff are found."""
        h = model.world.households
        minors = h.waiting(Case.ACCEPTED)
        minors = minors[h.kind[minors] == Kind.UNACCOMPANIED]
        minors = minors[h.case_since[minors] <= model.month - int(self.rules.staffed_months)]
        h.case[minors] = Case.FOUND
        h.case_since[minors] = model.month
        h.reason[minors] = Reason.PAPERS

    def _contracts(self, model: "SettlementModel") -> None:
        """Accepted cases for whom the market search ended in a private contract are found a home."""
        h, homes = model.world.households, model.world.dwellings
        rows = h.waiting(Case.ACCEPTED)
        rows = rows[h.case_dwelling[rows] >= 0]
        reserve(model, rows, homes.rows(h.case_dwelling[rows]).astype(np.int64))

    def _shared(self, model: "SettlementModel") -> None:
        """Offer rooms in shared housing to accepted singles, where the municipality has any left."""
        world, h = model.world, model.world.households
        if not self.shared_rooms.any():
            return
        living = np.flatnonzero(h.tenure == Tenure.SHARED)
        offered = h.waiting(Case.FOUND)
        offered = offered[(h.case_dwelling[offered] == NOBODY) & (h.kind[offered] == Kind.SINGLE)]
        size = len(self.shared_rooms)
        taken = np.bincount(h.municipality[living], minlength=size) + np.bincount(
            h.case_municipality[offered], minlength=size
        )
        free = self.shared_rooms * world.municipalities.known[:, Instrument.SHARED_HOUSING] - taken
        singles = h.waiting(Case.ACCEPTED)
        singles = singles[(h.kind[singles] == Kind.SINGLE) & (h.case_dwelling[singles] == NOBODY)]
        singles = singles[(h.case_since[singles] < model.month - 1) & (h.seeks_place[singles] < 0)]
        where = h.case_municipality[singles].astype(np.int64)
        order = np.lexsort((h.permit[singles], where))
        singles, where = singles[order], where[order]
        rank = np.arange(len(where)) - np.searchsorted(where, where)
        chosen = singles[rank < free[where]]
        h.case[chosen] = Case.FOUND
        h.case_since[chosen] = model.month
        h.reason[chosen] = Reason.PAPERS
