"""Secondary moves: households consider another municipality and begin to look there."""

from typing import TYPE_CHECKING

import numpy as np

from agents.household import LN_ROWS, NOISE_ROWS, budget, housing_allowance
from agents.kinds import NEVER, START_MONTH, Programme, Tenure
from simulation.processes import secondary_moves
from simulation.processes.rental_market import rent_now
from simulation.processes.secondary_moves import QUARTER, YEAR, place_pull, sample_destinations
from simulation.randomness import Stream
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
        cell = int(t.cells[clip((month - h.settled) // YEAR, 0, 10)])
        if model.draws.one(Stream.SECONDARY, month, h.key) >= t.consider[cell]:
            return
        options = range(round(self.same.rules.destinations))
        draws = [[model.draws.one(Stream.DESTINATION, month, h.key ^ SALT[i])] for i in options]
        places = sample_destinations(
            self.pull, self.same.near, integers([h.origin]), integers([h.place]), np.array(draws)
        )
        best, highest = -1, self._stay(model, h, cell)
        for i in options:
            there = int(places[i, 0])
            value = self._go(model, h, there) + self._noise(model, h, i + 1)
            if value > highest:
                best, highest = there, value
        if best >= 0:
            h.seeks_place = best
            h.seeks_since = month
            h.guaranteed = 0

    def _stay(self, model: "TwinModel", h: Household, cell: int) -> int:
        """What staying is worth over the horizon, NOK: attachment, community, housing as it is."""
        leave, b = self.same.tables.leave, self.budget
        rooms = 1 if h.dwelling is None else h.dwelling.rooms
        paid = h.rent + h.debt * b.interest // 1_000_000
        helped = 0 if h.debt > 0 else self._allowance(h, h.rent)
        return (
            int(leave.attachment[cell]) + self._ties(model, h, h.place) - leave.horizon * (paid - helped)
            - leave.room * max(h.needed_rooms - rooms, 0) + self._noise(model, h, 0)
        )  # fmt: skip

    def _go(self, model: "TwinModel", h: Household, there: int) -> int:
        """What a place elsewhere is worth, NOK: community, rent, work, less the costs of moving."""
        t, geography = self.same.tables, model.world.geography
        leave = t.leave
        asked = int(self.level[there, h.needed_rooms - 1])
        employed = [int(np.rint(1000 * geography.local_employment[place])) for place in (there, h.place)]
        job = leave.work * (employed[0] - employed[1]) // 1000
        if h.adults_working > 0:
            job = job * t.job_permille // 1000
        months = 0  # of introduction benefit lost by leaving
        if h.head is not None and h.head.programme == Programme.ACTIVE:
            months = max(leave.programme - (model.month - h.settled), 0)
        return (
            self._ties(model, h, there) - leave.horizon * (asked - self._allowance(h, asked)) + job
            - leave.moving - leave.school * h.children - leave.benefit * months
        )  # fmt: skip

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
