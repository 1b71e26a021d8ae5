"""Settlement: households move in; programme, grants and follow-up start with it."""

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from agents.kinds import MONTHS_PER_YEAR, NEVER, START_MONTH, Case, Kind, Mode, Path, Reason, Tenure, Track
from simulation.contracts import PRIVATE_CONTRACT, contract_length
from simulation.twin.beings import Household
from simulation.twin.cases import arrival_pending
from simulation.twin.homes import lodge, occupy
from simulation.twin.placement import place_in
from simulation.twin.shared import as_columns
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Settlement:
    """Moving in, the month after the offer was accepted (quota households: when they arrive)."""

    name = "settlement"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        self.rules = model.values.rules("municipality")

    def run(self, model: "TwinModel") -> None:
        """Settle households whose dwelling was found before this month."""
        month = model.month
        if month < START_MONTH:
            return
        found = [h for h in model.world.households if h.case == Case.FOUND and h.case_since < month]
        moving = [h for h in found if not arrival_pending(h, month)]
        for h in found:
            if arrival_pending(h, month):
                h.reason = Reason.ARRIVAL_PENDING
        if not moving:
            return
        moving = self._with_hours(model, moving)
        for h in moving:
            self._settle(model, h)
        self._remember(model, [h for h in moving if not h.alone_as_minor])

    def _with_hours(self, model: "TwinModel", moving: list[Household]) -> list[Household]:
        """Return the households the refugee service has hours for this month, longest wait first (at
        least one a month everywhere); the others wait."""
        if model.frozen:
            return moving
        hours, each = model.world.municipalities.hours, self.rules.settle_hours
        most = np.maximum(hours[:, 0] // each, 1.0)
        settled: Counter[int] = Counter()
        waits = set()
        for h in sorted(moving, key=lambda h: h.permit):
            if settled[h.case_municipality] < most[h.case_municipality]:
                settled[h.case_municipality] += 1
            else:
                waits.add(h.uid)
                h.reason = Reason.SERVICE_HOURS
        for town, count in settled.items():
            hours[town, 0] = max(hours[town, 0] - count * each, 0.0)
        return [h for h in moving if h.uid not in waits]

    def _settle(self, model: "TwinModel", h: Household) -> None:
        """Move one household in, and report it."""
        month, town = model.month, h.case_municipality
        h.contract_end = NEVER
        mode = self._move_in(model, h)
        h.case = Case.SETTLED
        h.reason = Reason.NONE
        h.case_since = month
        h.case_dwelling = None
        h.settled = month
        h.moves = 0
        h.seeks_place = -1
        for person in h.members:
            person.settled = month
            person.settled_in = h.municipality
        m = model.world.municipalities
        m.settled_kinds[town, h.kind] += 1
        (m.moved_minor if h.alone_as_minor else m.moved)[town] += h.persons
        if h.alone_as_minor:
            track = Track.UNACCOMPANIED
        elif h.path == Path.QUOTA:
            track = Track.QUOTA
        else:
            track = Track.FAMILY if h.kind in (Kind.FAMILY, Kind.SINGLE_PARENT) else Track.ADULT
        limit = 3 if track in (Track.FAMILY, Track.UNACCOMPANIED) else 6
        wait = month - h.permit
        model.events.add(
            "settled", household=h.uid, municipality=town, kind=h.kind, path=h.path, origin=h.origin,
            track=int(track), persons=h.persons, wait=wait, tenure=h.tenure, mode=int(mode),
            on_time=wait <= limit,
        )  # fmt: skip

    def _move_in(self, model: "TwinModel", h: Household) -> Mode:
        """Move into the dwelling reserved; without one, into a staffed place or shared housing.
        (Children whose last adult died keep the dwelling that was promised.)

        Returns the mode by which the municipality has the dwelling.
        """
        geography, town, home = model.world.geography, h.case_municipality, h.case_dwelling
        if home is None:
            place = place_in(geography, town, h.key)
            lodge(model, h, Tenure.STAFFED if h.alone_as_minor else Tenure.SHARED, place)
            h.guaranteed = 0
            return Mode.EXISTING
        if home.municipal:
            length = contract_length(as_columns(model), self.rules)
            occupy(model, h, home, Tenure.MUNICIPAL, model.month + length)
            h.guaranteed = 0
            return Mode(home.mode)
        occupy(model, h, home, Tenure.PRIVATE, model.month + PRIVATE_CONTRACT)
        home.guaranteed = h.guaranteed
        return Mode.GUARANTEE

    def _remember(self, model: "TwinModel", settled: list[Household]) -> None:
        """Councils plan by the sizes settled: an exponential memory of about a year."""
        m = model.world.municipalities
        cells = np.zeros((len(m.vedtak), SIZES), dtype=np.int64)
        for h in settled:
            cells[h.case_municipality, h.needed_rooms - 1] += 1
        m.last_year_kinds *= (MONTHS_PER_YEAR - 1) / MONTHS_PER_YEAR
        m.last_year_kinds += cells / MONTHS_PER_YEAR
