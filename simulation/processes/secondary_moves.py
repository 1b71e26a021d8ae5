"""Secondary moves: households consider another municipality and begin to look there
(decisions 4.3-4.4). The search itself goes through the rental market."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.household import (
    LN_ROWS,
    NOISE_ROWS,
    YEAR_CELLS,
    LeaveRules,
    budget,
    destination_weights,
    housing_allowance,
    leave_rules,
    year_cells,
)
from agents.kinds import NEVER, START_MONTH, Programme, Tenure
from agents.parameters import Rules
from simulation.moves import needed_rooms
from simulation.processes.rental_market import rent_now
from simulation.randomness import ONE, Stream, mix, quantile_index, threshold
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

QUARTER = 3
YEAR = 12
_SALT = np.array([mix(307 + i) for i in range(8)], dtype=np.uint64)


@dataclass(frozen=True)
class MoveTables:
    """Integer tables: a quarter's chance of considering (YEAR_CELLS,), and what a move is worth."""

    consider: I64
    leave: LeaveRules
    cells: I64
    job_permille: int


def build_tables(rules: Rules, household: Rules) -> MoveTables:
    """Return the tables from ``secondary_moves.toml`` and ``household.toml``."""
    hazard = household.vector("leave_consider")
    if len(hazard) != YEAR_CELLS:
        raise ValueError("leave_consider has one entry per cell of years")
    return MoveTables(
        consider=threshold(1.0 - np.exp(-QUARTER * hazard)),
        leave=leave_rules(household),
        cells=year_cells(),
        job_permille=int(round(1000 * rules.job_share)),
    )


def destination_table(household: Rules, world: World, year: int) -> I64:
    """Return where a household looks, as rising integers to be searched with one draw.

    Returns
    -------
    int64 array, shape (origins * P * P,)
        Row ``origin * P + place`` holds cumulative 32-bit thresholds over places, raised by the row
        number times 2**33; places in the household's own municipality have no weight.
    """
    geography, places = world.geography, world.places
    municipality = geography.place_municipality
    p, origins = places.coethnic.shape
    column = min(max(year, 0), geography.population.shape[1] - 1)
    people = geography.population[municipality, column] * geography.place_share
    pull, near = destination_weights(household, places.coethnic, people, geography.distance)
    near = np.where(municipality[:, None] == municipality[None, :], 0.0, near)
    table = np.empty((origins, p, p), dtype=np.int64)
    running = np.empty((p, p))
    for origin in range(origins):
        np.multiply(near, pull[:, origin][None, :], out=running)
        np.cumsum(running, axis=1, out=running)
        running *= float(ONE) / np.maximum(running[:, -1:], 1e-300)
        table[origin] = running  # truncated
        table[origin, :, -1] = ONE
    flat = table.reshape(origins * p, p)
    flat += (np.arange(origins * p, dtype=np.int64) << 33)[:, None]
    return flat.reshape(-1)


def sample_destinations(table: I64, p: int, origin: I64, place: I64, draws: I64) -> I64:
    """Return one destination place per 32-bit draw, from :func:`destination_table`."""
    row = origin * p + place
    found = np.searchsorted(table, draws + (row << 33), side="right")
    return np.minimum(found - row * p, p - 1).astype(np.int64)


def _by_town(coethnic: I64, town: I64) -> I64:
    """Return co-ethnics in the whole municipality of each place, shape (P, origins)."""
    edges = np.flatnonzero(np.concatenate([[True], town[1:] != town[:-1]]))
    totals = np.add.reduceat(coethnic, edges, axis=0)
    return np.repeat(totals, np.diff(np.concatenate([edges, [len(town)]])), axis=0)


class SecondaryMoves:
    """Looking for a home in another municipality."""

    name = "secondary_moves"

    def prepare(self, model: "SettlementModel") -> None:
        """Build tables; those of destinations follow at the next January."""
        self.rules = model.values.rules("secondary_moves")
        self.household = model.values.rules("household")
        self.market = model.values.rules("rental_market")
        self.tables = build_tables(self.rules, self.household)
        self.where: I64 | None = None

    def run(self, model: "SettlementModel") -> None:
        """A third of the settled households each month; rests in the burn-in."""
        month = model.month
        if month < START_MONTH:
            return
        world, t = model.world, self.tables
        if self.where is None or month % YEAR == 0:
            self.where = destination_table(self.household, world, month // YEAR)
        h = world.households
        settled = (h.refugee == 1) & (h.tenure >= Tenure.MUNICIPAL) & (h.tenure < Tenure.GONE)
        rows = np.flatnonzero(settled & (h.seeks_place < 0) & (h.tenure != Tenure.STAFFED))
        rows = rows[(h.uid[rows] + (month + 1)) % QUARTER == 0]
        rows = rows[h.settled[rows] != NEVER]
        years = np.clip((month - h.settled[rows].astype(np.int64)) // YEAR, 0, 10)
        cell = t.cells[years]
        first = model.draws.high(Stream.SECONDARY, month, h.key[rows])
        thinks = first < t.consider[cell]
        rows, cell = rows[thinks], cell[thinks]
        if not len(rows):
            return
        best = self._compare(model, rows, cell)
        leaves = best >= 0
        goes = rows[leaves]
        h.seeks_place[goes] = best[leaves]
        h.seeks_since[goes] = month
        h.guaranteed[goes] = 0

    def _compare(self, model: "SettlementModel", rows: I64, cell: I64) -> I64:
        """Return the place that beats staying, -1 for those who stay."""
        world, month, t = model.world, model.month, self.tables
        h, places, geography, leave = world.households, world.places, world.geography, self.tables.leave
        assert self.where is not None
        p = len(places.tightness)
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
        stay = (
            leave.attachment[cell]
            + ties[place, origin]
            - leave.horizon * (paid - helped)
            - leave.room * np.maximum(need - rooms, 0)
            + self._noise(model, rows, 0)
        )
        best = np.full(len(rows), -1, dtype=np.int64)
        highest = stay
        children = h.children[rows].astype(np.int64)
        fixed = leave.moving + leave.school * children + leave.benefit * self._left(model, rows)
        for i in range(int(round(self.rules.destinations))):
            draw = model.draws.high(Stream.DESTINATION, month, h.key[rows] ^ _SALT[i])
            there = sample_destinations(self.where, p, origin, place, draw)
            asked = level[there, need - 1]
            job = (leave.work * (employed[there] - employed[place])) // 1000
            value = (
                ties[there, origin]
                - leave.horizon * (asked - housing_allowance(b, income, persons, asked))
                + np.where(works, (job * t.job_permille) // 1000, job)
                - fixed
                + self._noise(model, rows, i + 1)
            )
            better = value > highest
            best[better] = there[better]
            highest = np.where(better, value, highest)
        return best

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
