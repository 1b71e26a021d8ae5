"""Secondary moves: households consider another municipality and begin to look there."""

from typing import TYPE_CHECKING

import numpy as np

from agents.household import LN_ROWS, NOISE_ROWS, budget, housing_allowance
from agents.kinds import MONTHS_PER_YEAR, NEVER, QUARTER, START_MONTH, Programme, Reason, Tenure
from simulation.processes import secondary_moves
from simulation.processes.secondary_moves import (
    ELSEWHERE,
    STAY,
    leave_reason,
    place_pull,
    sample_destinations,
)
from simulation.randomness import Stream
from simulation.rental.levels import rent_now
from simulation.twin.beings import Household
from simulation.twin.shared import as_columns, clip, integers, prepared
from simulation.twin.turn import has_turn

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel

SALT = [int(salt) for salt in secondary_moves._SALT]


class SecondaryMoves:
    """Looking for a home in another municipality."""

    name = "secondary_moves"

    def prepare(self, model: "TwinModel") -> None:
        """Build tables."""
        self.same = prepared(secondary_moves.SecondaryMoves(), model)

    def run(self, model: "TwinModel") -> None:
        """A third of the settled households each month; rests in the burn-in."""
        month, world = model.month, model.world
        if month < START_MONTH:
            return
        self.pull = place_pull(self.same.household, as_columns(model).world, month)
        self.level = rent_now(world.geography, world.places, self.same.market, month)
        self.budget = budget(self.same.household, month)
        for h in world.households:
            settled = h.refugee and Tenure.MUNICIPAL <= h.tenure < Tenure.GONE and h.settled != NEVER
            if not settled or h.tenure == Tenure.STAFFED or h.seeks_place >= 0:
                continue
            if has_turn(h, month + 1, QUARTER):
                self._think(model, h)

    def _think(self, model: "TwinModel", h: Household) -> None:
        """Perhaps compare a few other places with staying, and seek in the best of them."""
        t, month = self.same.tables, model.month
        cell = int(t.cells[clip((month - h.settled) // MONTHS_PER_YEAR, 0, 10)])
        if model.draws.one(Stream.SECONDARY, month, h.key) >= t.consider[cell]:
            return
        options = range(round(self.same.rules.destinations))
        draws = [[model.draws.one(Stream.DESTINATION, month, h.key ^ SALT[i])] for i in options]
        places = sample_destinations(
            self.pull, self.same.near, integers([h.origin]), integers([h.place]), np.array(draws)
        )
        stay, lost = self._stay(model, h, cell), self._lost(model, h)
        best, highest, gains, tied = -1, stay, (0, 0, 0), False
        for i in options:
            there = int(places[i, 0])
            parts = self._gains(model, h, there)
            value = self._go(model, h, there) + self._noise(model, h, i + 1)
            tied |= value + lost > stay
            if value > highest:
                best, highest, gains = there, value, parts
        column = np.array(gains, dtype=np.int64)[:, None]
        why = int(leave_reason(np.array([best >= 0]), column, np.array([tied]))[0])
        model.events.add(
            "considered", household=h.uid, municipality=h.municipality,
            choice=ELSEWHERE if best >= 0 else STAY, why=int(Reason.OWN_WISH), reason=why,
        )  # fmt: skip
        if best >= 0:
            h.why = why
            h.seeks_place = best
            h.seeks_since = month
            h.guaranteed = 0

    def _stay(self, model: "TwinModel", h: Household, cell: int) -> int:
        """What staying is worth over the horizon, NOK: attachment, community, housing as it is."""
        attachment = int(self.same.tables.leave.attachment[cell])
        return attachment + self._ties(model, h, h.place) - self._home_cost(h) + self._noise(model, h, 0)

    def _home_cost(self, h: Household) -> int:
        """What the present home costs over the horizon, NOK, rooms missing included."""
        leave, b = self.same.tables.leave, self.budget
        rooms = 1 if h.dwelling is None else h.dwelling.rooms
        paid = h.rent + h.debt * b.interest // 1_000_000
        helped = 0 if h.debt > 0 else self._allowance(h, h.rent)
        return leave.horizon * (paid - helped) + leave.room * max(h.needed_rooms - rooms, 0)

    def _go(self, model: "TwinModel", h: Household, there: int) -> int:
        """What a place elsewhere is worth, NOK: community, rent, work, less the costs of moving."""
        leave = self.same.tables.leave
        return (
            self._ties(model, h, there) - self._rent(h, there) + self._job(model, h, there)
            - leave.moving - leave.school * h.children - self._lost(model, h)
        )  # fmt: skip

    def _gains(self, model: "TwinModel", h: Household, there: int) -> tuple[int, int, int]:
        """What a place is better by: work, ties, housing, NOK."""
        ties = self._ties(model, h, there) - self._ties(model, h, h.place)
        return self._job(model, h, there), ties, self._home_cost(h) - self._rent(h, there)

    def _rent(self, h: Household, there: int) -> int:
        asked = int(self.level[there, h.needed_rooms - 1])
        return self.same.tables.leave.horizon * (asked - self._allowance(h, asked))

    def _job(self, model: "TwinModel", h: Household, there: int) -> int:
        t, geography = self.same.tables, model.world.geography
        employed = [int(np.rint(1000 * geography.local_employment[place])) for place in (there, h.place)]
        job = t.leave.work * (employed[0] - employed[1]) // 1000
        return job * t.job_permille // 1000 if h.adults_working > 0 else job

    def _lost(self, model: "TwinModel", h: Household) -> int:
        """The introduction benefit lost by leaving, NOK."""
        leave = self.same.tables.leave
        if h.head is None or h.head.programme != Programme.ACTIVE:
            return 0
        return leave.benefit * max(leave.programme - (model.month - h.settled), 0)

    def _allowance(self, h: Household, rent: int) -> int:
        helped = housing_allowance(self.budget, integers([h.income]), integers([h.persons]), integers([rent]))
        return int(helped[0])

    def _ties(self, model: "TwinModel", h: Household, place: int) -> int:
        """The worth of a community: it is within reach in the whole city, not in one's district only."""
        world = model.world
        town = world.geography.place_municipality[place]
        count = int(world.places.coethnic[world.geography.place_municipality == town, h.origin].sum())
        return int(self.same.tables.leave.ties[min(count, LN_ROWS - 1)])

    def _noise(self, model: "TwinModel", h: Household, option: int) -> int:
        """Return the household's noise for an option, NOK."""
        draw = model.draws.one(Stream.SECONDARY_NOISE, model.month, h.key ^ SALT[option])
        return int(self.same.tables.leave.noise[draw * NOISE_ROWS >> 32])
