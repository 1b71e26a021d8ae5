"""Allocation: who gets a vacancy in the municipal stock."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agents.kinds import NEVER, Case, DwellingState, Instrument, Kind, Path, Reason, Tenure
from simulation.assign import assign
from simulation.contracts import contract_length
from simulation.processes import allocation
from simulation.processes.allocation import (
    CASE_OFFSETS,
    RESIDENT_OFFSETS,
    SHARED_OFFSETS,
    SHARING,
)
from simulation.randomness import Stream, threshold
from simulation.twin.beings import Dwelling, Household
from simulation.twin.cases import arrival_pending, reserve
from simulation.twin.homes import move_in, occupy
from simulation.twin.shared import as_columns, integers, prepared

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel

Pairs = list[tuple[Dwelling, Household]]


class Allocation:
    """Vacancies meet settlement cases, resident households and the other queue."""

    name = "allocation"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        same = prepared(allocation.Allocation(), model)
        self.rules, self.shared_rooms = same.rules, same.shared_rooms

    def run(self, model: "TwinModel") -> None:
        """Find dwellings for accepted cases and let vacancies to resident households.

        Each vacancy is promised to refugees or to others, as the council's fairness has it; what
        its own group has no use for, the other may have.
        """
        world, month = model.world, model.month
        for h in world.households:
            self._found(model, h)
        left = [d for d in world.dwellings if d.state == DwellingState.VACANT and d.reserved is None]
        fairness = threshold(world.municipalities.sense_of_fairness)
        promised = {
            d.uid for d in left if model.draws.one(Stream.ALLOCATE, month, d.key) < fairness[d.municipality]
        }
        cases = [
            h for h in world.households
            if h.case == Case.ACCEPTED and h.path != Path.UNACCOMPANIED and h.case_dwelling is None
        ]  # fmt: skip
        queue = [h for h in world.households if h.queue_since != NEVER]
        others = [h for h in queue if h.tenure == Tenure.NONE]
        residents = [h for h in queue if h.tenure not in (Tenure.NONE, Tenure.GONE) and h.municipality >= 0]

        left = self._to_cases(model, left, cases, {d.uid for d in left} - promised)
        before = left
        left = self._to_others(model, left, others, promised)
        left = self._to_residents(model, left, residents)
        given = _without(before, [(home, None) for home in left])
        cases = [h for h in cases if h.case == Case.ACCEPTED]
        left = self._to_cases(model, left, cases)
        self._to_others(model, left, [h for h in others if h.tenure == Tenure.NONE])
        # another household was first: cases that one of those dwellings would have suited
        waits = [h for h in cases if h.case == Case.ACCEPTED and not arrival_pending(h, month)]
        for _, h in self._pair(
            given, waits, [h.case_municipality for h in waits], [month - h.permit for h in waits],
            CASE_OFFSETS,
        ):  # fmt: skip
            h.reason = Reason.OTHER_FIRST
        self._shared(model)

    def _found(self, model: "TwinModel", h: Household) -> None:
        """A minor accepted has a staffed place; a private contract that came about is a home found."""
        staffed = model.month - int(self.rules.staffed_months)
        if h.case == Case.ACCEPTED and h.alone_as_minor and h.case_since <= staffed:
            h.case = Case.FOUND
            h.case_since = model.month
            h.reason = Reason.PAPERS
        elif h.case == Case.ACCEPTED and h.case_dwelling is not None:
            reserve(model, h, h.case_dwelling)

    def _pair(
        self, homes: Sequence[Dwelling], households: Sequence[Household], towns: list[int],
        waits: list[int], offsets: Sequence[int],
    ) -> Pairs:  # fmt: skip
        """Pair dwellings with households of their municipality: best fit, longest wait first."""
        if not homes or not households:
            return []
        d, h = assign(
            integers(home.municipality for home in homes), integers(home.rooms for home in homes),
            integers(towns), integers(household.needed_rooms for household in households),
            integers(waits), offsets,
        )  # fmt: skip
        return [(homes[i], households[j]) for i, j in zip(d.tolist(), h.tolist(), strict=True)]

    def _to_cases(
        self, model: "TwinModel", left: list[Dwelling], cases: list[Household], only: set[int] | None = None
    ) -> list[Dwelling]:
        """Reserve dwellings for accepted cases; returns what is left."""
        homes = [d for d in left if only is None or d.uid in only]
        pairs = self._pair(
            homes, cases, [h.case_municipality for h in cases], [model.month - h.permit for h in cases],
            CASE_OFFSETS,
        )  # fmt: skip
        # a family that nothing left is large enough for: children share a room
        homed = {h.uid for _, h in pairs}
        families = [h for h in cases if h.persons >= SHARING and h.uid not in homed]
        pairs += self._pair(
            _without(homes, pairs), families, [h.case_municipality for h in families],
            [model.month - h.permit for h in families], SHARED_OFFSETS,
        )  # fmt: skip
        for home, h in pairs:
            reserve(model, h, home)
            h.guaranteed = 0  # a search for a private contract ends
            # somebody in the other queue needed that size
            if model.world.municipalities.other_queue[home.municipality, home.rooms - 1] > 0:
                model.events.add("lost_vacancy", municipality=home.municipality, rooms=home.rooms)
        return _without(left, pairs)

    def _to_others(
        self, model: "TwinModel", left: list[Dwelling], others: list[Household], only: set[int] | None = None
    ) -> list[Dwelling]:
        """Let dwellings to other disadvantaged households on the list; returns what is left."""
        homes = [d for d in left if only is None or d.uid in only]
        pairs = self._pair(
            homes, others, [h.municipality for h in others], [model.month - h.queue_since for h in others],
            RESIDENT_OFFSETS,
        )  # fmt: skip
        for home, h in pairs:
            h.queue_since = NEVER
            h.seeks_place = -1
            occupy(model, h, home, Tenure.MUNICIPAL, self._contract_end(model))
            model.events.add("let_to_other", municipality=home.municipality, rooms=home.rooms)
        return _without(left, pairs)

    def _to_residents(
        self, model: "TwinModel", left: list[Dwelling], residents: list[Household]
    ) -> list[Dwelling]:
        """Let dwellings to households that live here and applied; returns what is left."""
        pairs = self._pair(
            left, residents, [h.municipality for h in residents],
            [model.month - h.queue_since for h in residents], CASE_OFFSETS,
        )  # fmt: skip
        for home, h in pairs:
            move_in(model, h, home, Tenure.MUNICIPAL, self._contract_end(model))
        return _without(left, pairs)

    def _contract_end(self, model: "TwinModel") -> int:
        return model.month + contract_length(as_columns(model), self.rules)

    def _shared(self, model: "TwinModel") -> None:
        """Offer rooms in shared housing to accepted singles, where the municipality has any left;
        the earliest permit first."""
        if not self.shared_rooms.any():
            return
        households = model.world.households
        known = model.world.municipalities.known[:, Instrument.SHARED_HOUSING]
        free = (self.shared_rooms * known).tolist()
        for h in households:
            if h.tenure == Tenure.SHARED:
                free[h.municipality] -= 1
            if h.case == Case.FOUND and h.case_dwelling is None and h.kind == Kind.SINGLE:
                free[h.case_municipality] -= 1
        singles = [
            h for h in households
            if h.case == Case.ACCEPTED and h.kind == Kind.SINGLE and h.case_dwelling is None
            and h.case_since < model.month - 1 and h.seeks_place < 0
        ]  # fmt: skip
        for h in sorted(singles, key=lambda h: h.permit):
            if free[h.case_municipality] > 0:
                free[h.case_municipality] -= 1
                h.case = Case.FOUND
                h.case_since = model.month
                h.reason = Reason.PAPERS


def _without(homes: list[Dwelling], pairs: Sequence[tuple[Dwelling, Household | None]]) -> list[Dwelling]:
    """Return the dwellings that were not given away."""
    given = {home.uid for home, _ in pairs}
    return [home for home in homes if home.uid not in given]
