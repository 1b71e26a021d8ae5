"""Secondary moves: households consider another municipality and begin to look there
(decisions 4.3-4.4). The search itself goes through the rental market."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.household import (
    LN_ROWS,
    NOISE_ROWS,
    YEAR_CELLS,
    LeaveRules,
    budget,
    destination_nearness,
    destination_pull,
    housing_allowance,
    leave_rules,
    year_cells,
)
from agents.kinds import NEVER, QUARTER, START_MONTH, Programme, Reason, Tenure
from agents.parameters import Rules
from simulation.kernels import secondary_moves as kernels
from simulation.moves import needed_rooms
from simulation.randomness import Stream, mix, quantile_index, threshold
from simulation.rental.levels import rent_now
from simulation.world import Geography, World

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

STAY, ELSEWHERE = 0, 3  # choices of the event ``considered``, beside those of careers
_SALT = np.array([mix(307 + i) for i in range(8)], dtype=np.uint64)


@dataclass(frozen=True)
class MoveTables:
    """Integer tables: a quarter's chance of considering (YEAR_CELLS,), and what a move is worth."""

    consider: I64
    leave: LeaveRules
    cells: I64
    job_permille: int


def build_tables(rules: Rules, household: Rules, programme: int, onward: float = 0.0) -> MoveTables:
    """Return the tables from ``secondary_moves.toml`` and ``household.toml``; `programme` is the months of a
    programme that is lost on leaving, `onward` how much more often a municipality that would rather see
    people leave makes them consider it (G9)."""
    hazard = household.vector("leave_consider") * (1.0 + onward)
    if len(hazard) != YEAR_CELLS:
        raise ValueError("leave_consider has one entry per cell of years")
    return MoveTables(
        consider=threshold(1.0 - np.exp(-QUARTER * hazard)),
        leave=leave_rules(household, programme),
        cells=year_cells(),
        job_permille=int(round(1000 * rules.job_share)),
    )


def place_pull(household: Rules, world: World, month: int) -> F64:
    """Return the pull of places on each origin in `month`, shape (P, origins)."""
    geography = world.geography
    year = year_row(month, geography.population.shape[1])
    people = geography.population[geography.place_municipality, year] * geography.place_share
    return destination_pull(household, world.places.coethnic, people)


def nearness(household: Rules, geography: Geography) -> F64:
    """Return the nearness of places, shape (P, P); those of one's own municipality have none."""
    town = geography.place_municipality
    near = destination_nearness(household, geography.distance)
    return np.where(town[:, None] == town[None, :], 0.0, near)


def sample_destinations(pull: F64, near: F64, origin: I64, place: I64, draws: I64) -> I64:
    """Return where households look, one place per draw.

    Parameters
    ----------
    pull, near : float64 arrays
        From :func:`place_pull` and :func:`nearness`.
    origin, place : int64 arrays, shape (n,)
    draws : int64 array, shape (k, n)
        32-bit draws.

    Returns
    -------
    int64 array, shape (k, n)
    """
    found = np.empty(draws.shape, dtype=np.int64)
    kernels.destinations(
        np.ascontiguousarray(pull.T).ravel(), near.ravel(), len(pull), origin, place, draws.ravel(),
        found.ravel(),
    )  # fmt: skip
    return found


def leave_reason(leaves: npt.NDArray[np.bool_], gains: I64, tied: npt.NDArray[np.bool_]) -> I64:
    """Return why households leave or stay, a Reason.

    Parameters
    ----------
    leaves, tied : bool arrays, shape (n,)
        Who leaves; who stays and would leave if no introduction benefit were lost.
    gains : int64 array, shape (3, n)
        What the chosen place is better by: work, ties, housing (NOK). None above zero: a wish of one's
        own.
    """
    largest = np.array([Reason.WORK, Reason.TIES, Reason.HOUSING])[np.argmax(gains, axis=0)]
    goes = np.where((gains > 0).any(axis=0), largest, int(Reason.OWN_WISH))
    stays = np.where(tied, int(Reason.PROGRAMME_TIE), int(Reason.CONTENT))
    reason: I64 = np.where(leaves, goes, stays)
    return reason


def _by_town(coethnic: I64, town: I64) -> I64:
    """Return co-ethnics in the whole municipality of each place, shape (P, origins)."""
    edges = np.flatnonzero(np.concatenate([[True], town[1:] != town[:-1]]))
    totals = np.add.reduceat(coethnic, edges, axis=0)
    return np.repeat(totals, np.diff(np.concatenate([edges, [len(town)]])), axis=0)


class SecondaryMoves:
    """Looking for a home in another municipality."""

    name = "secondary_moves"

    def prepare(self, model: "SettlementModel") -> None:
        """Build tables."""
        self.rules = model.values.rules("secondary_moves")
        self.household = model.values.rules("household")
        self.market = model.values.rules("rental_market")
        integration = model.values.rules("integration")
        tie = int(integration.length) if integration.tied >= 0.5 else 0
        pressure = 0.0 if model.frozen else model.coordination.gaming
        onward = float(model.values.number("gaming.onward")) * pressure
        self.tables = build_tables(self.rules, self.household, tie, onward)
        self.near = nearness(self.household, model.world.geography)

    def run(self, model: "SettlementModel") -> None:
        """A third of the settled households each month; rests in the burn-in."""
        month = model.month
        if month < START_MONTH:
            return
        world, t = model.world, self.tables
        h = world.households
        settled = (h.refugee == 1) & (h.tenure >= int(Tenure.MUNICIPAL)) & (h.tenure < int(Tenure.GONE))
        settled &= (h.seeks_place < 0) & (h.tenure != int(Tenure.STAFFED)) & (h.settled != NEVER)
        rows, cell = kernels.thinkers(
            np.flatnonzero(settled & h.turn(month + 1, QUARTER)), month,
            model.draws.stream(Stream.SECONDARY, month), t.consider, t.cells, h.key, h.settled,
        )  # fmt: skip
        if not len(rows):
            return
        best, why = self._compare(model, rows, cell)
        leaves = best >= 0
        goes = rows[leaves]
        model.events.add(
            "considered", household=h.uid[rows], municipality=h.municipality[rows],
            choice=np.where(leaves, ELSEWHERE, STAY), why=int(Reason.OWN_WISH), reason=why,
        )  # fmt: skip
        h.why[goes] = why[leaves]
        h.seeks_place[goes] = best[leaves]
        h.seeks_since[goes] = month
        h.guaranteed[goes] = 0

    def _compare(self, model: "SettlementModel", rows: I64, cell: I64) -> tuple[I64, I64]:
        """Return the place that beats staying, -1 for those who stay; and why, a Reason."""
        world, month, t = model.world, model.month, self.tables
        h, places, geography, leave = world.households, world.places, world.geography, self.tables.leave
        place = h.place[rows].astype(np.int64)
        origin = h.origin[rows].astype(np.int64)
        persons = h.persons[rows].astype(np.int64)
        need = needed_rooms(persons)
        income = h.income[rows].astype(np.int64)
        works = h.adults_working[rows] > 0
        level = rent_now(geography, places, self.market, month)
        employed = np.rint(1000 * geography.local_employment).astype(np.int64)  # (P,) thousandths
        b = budget(self.household, month)
        # a community is within reach in the whole city, not in one's district only
        town = geography.place_municipality.astype(np.int64)
        ties = leave.ties[np.minimum(_by_town(places.coethnic, town), LN_ROWS - 1)]  # (P, origins)

        home = world.dwellings.rows(h.dwelling[rows])
        rooms = np.where(home >= 0, world.dwellings.rooms[home], 1)
        rent = h.rent[rows].astype(np.int64)
        debt = h.debt[rows].astype(np.int64)
        paid = rent + (debt * b.interest) // 1_000_000
        helped = np.where(debt > 0, 0, housing_allowance(b, income, persons, rent))
        home_cost = leave.horizon * (paid - helped) + leave.room * np.maximum(need - rooms, 0)
        stay = leave.attachment[cell] + ties[place, origin] - home_cost + self._noise(model, rows, 0)
        best = np.full(len(rows), -1, dtype=np.int64)
        highest = stay
        children = h.children[rows].astype(np.int64)
        benefit = leave.benefit * self._left(model, rows)
        fixed = leave.moving + leave.school * children + benefit
        untied = np.full(len(rows), np.iinfo(np.int64).min)  # the best elsewhere, were no benefit lost
        gains = np.zeros((3, len(rows)), dtype=np.int64)  # work, ties, housing: of the best place
        count = int(round(self.rules.destinations))
        draws = np.stack(
            [model.draws.high(Stream.DESTINATION, month, h.key[rows] ^ _SALT[i]) for i in range(count)]
        )
        pull = place_pull(self.household, world, month)
        for i, there in enumerate(sample_destinations(pull, self.near, origin, place, draws)):
            asked = level[there, need - 1]
            job = (leave.work * (employed[there] - employed[place])) // 1000
            cost = leave.horizon * (asked - housing_allowance(b, income, persons, asked))
            job = np.where(works, (job * t.job_permille) // 1000, job)
            value = ties[there, origin] - cost + job - fixed + self._noise(model, rows, i + 1)
            untied = np.maximum(untied, value + benefit)
            better = value > highest
            best[better] = there[better]
            highest = np.where(better, value, highest)
            parts = np.stack((job, ties[there, origin] - ties[place, origin], home_cost - cost))
            gains = np.where(better, parts, gains)
        tied = (best < 0) & (untied > stay)
        return best, leave_reason(best >= 0, gains, tied)

    def _left(self, model: "SettlementModel", rows: I64) -> I64:
        """Return the months of introduction benefit the household would lose by leaving."""
        h, persons = model.world.households, model.world.persons
        head = persons.rows(h.head[rows])
        active = np.zeros(len(rows), dtype=np.bool_)
        active[head >= 0] = persons.programme[head[head >= 0]] == Programme.ACTIVE
        since = model.month - h.settled[rows].astype(np.int64)
        return np.where(active, np.maximum(self.tables.leave.programme - since, 0), 0)

    def _noise(self, model: "SettlementModel", rows: I64, option: int) -> I64:
        """Return each household's noise for an option, NOK."""
        key = model.world.households.key[rows] ^ _SALT[option]
        draw = model.draws.high(Stream.SECONDARY_NOISE, model.month, key)
        return self.tables.leave.noise[quantile_index(draw, NOISE_ROWS)]
