"""Settlement: households move in; programme, grants and follow-up start with it."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import (
    MONTHS_PER_YEAR,
    NEVER,
    NOBODY,
    START_MONTH,
    Case,
    Kind,
    Mode,
    Owner,
    Path,
    Reason,
    Tenure,
    Track,
)
from simulation.cases import arrival_pending, members_of
from simulation.contracts import PRIVATE_CONTRACT, contract_length
from simulation.moves import lodge, needed_rooms, occupy
from simulation.placement import place_in
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.model import SettlementModel

Rows = npt.NDArray[np.int64]


class Settlement:
    """Moving in, the month after the offer was accepted (quota households: when they arrive)."""

    name = "settlement"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.rules = model.values.rules("municipality")

    def run(self, model: "SettlementModel") -> None:
        """Settle households whose dwelling was found before this month."""
        if model.month < START_MONTH:
            return
        world, h, month = model.world, model.world.households, model.month
        rows = h.waiting(Case.FOUND)
        rows = rows[h.case_since[rows] < month]
        pending = arrival_pending(h, rows, month)
        h.reason[rows[pending]] = Reason.ARRIVAL_PENDING
        rows = rows[~pending]
        if len(rows) == 0:
            return
        rows = self._with_hours(model, rows)
        homes = world.dwellings.rows(h.case_dwelling[rows]).astype(np.int64)
        where = h.case_municipality[rows].astype(np.int64)
        wait = (month - h.permit[rows]).astype(np.int64)
        h.contract_end[rows] = NEVER
        minors = h.kind[rows] == Kind.UNACCOMPANIED
        without = homes < 0
        place = place_in(world.geography, where, h.key[rows])
        lodge(world, rows[minors], month, Tenure.STAFFED, place[minors])
        shared = without & ~minors
        lodge(world, rows[shared], month, Tenure.SHARED, place[shared])
        mode = np.full(len(rows), int(Mode.EXISTING), dtype=np.int64)
        owner = np.where(without, -1, world.dwellings.owner[homes])
        municipal = ~without & (owner <= Owner.MUNICIPALITY_LEASED)
        private = ~without & (owner == Owner.LANDLORD)
        mode[~without] = world.dwellings.mode[homes[~without]]
        mode[private] = int(Mode.GUARANTEE)
        occupy(
            world, rows[municipal], homes[municipal], month, Tenure.MUNICIPAL,
            month + contract_length(model, self.rules),
        )  # fmt: skip
        occupy(world, rows[private], homes[private], month, Tenure.PRIVATE, month + PRIVATE_CONTRACT)
        world.dwellings.guaranteed[homes[private]] = h.guaranteed[rows[private]]
        h.guaranteed[rows[~private]] = 0
        h.case[rows] = Case.SETTLED
        h.reason[rows] = Reason.NONE
        h.case_since[rows] = month
        h.case_dwelling[rows] = NOBODY
        h.settled[rows] = month
        h.moves[rows] = 0
        h.seeks_place[rows] = -1
        members = members_of(model, rows.astype(np.int32))
        world.persons.settled[members] = month
        owner_rows = world.households.rows(world.persons.household[members])
        world.persons.settled_in[members] = h.municipality[owner_rows]
        self._count(model, rows, where, minors)
        track = np.where(
            minors, int(Track.UNACCOMPANIED),
            np.where(
                h.path[rows] == Path.QUOTA, int(Track.QUOTA),
                np.where((h.kind[rows] == Kind.FAMILY) | (h.kind[rows] == Kind.SINGLE_PARENT),
                         int(Track.FAMILY), int(Track.ADULT)),
            ),
        )  # fmt: skip
        model.events.add(
            "settled", household=h.uid[rows], municipality=where, kind=h.kind[rows], path=h.path[rows],
            origin=h.origin[rows], track=track, persons=h.persons[rows], wait=wait, tenure=h.tenure[rows],
            mode=mode, on_time=wait <= np.where((track == Track.FAMILY) | minors, 3, 6),
        )  # fmt: skip

    def _with_hours(self, model: "SettlementModel", rows: Rows) -> Rows:
        """Return the households the refugee service has hours for this month, longest wait first; the
        others wait (at least one a month is settled everywhere)."""
        if model.frozen:
            return rows
        h, m = model.world.households, model.world.municipalities
        where = h.case_municipality[rows].astype(np.int64)
        order = np.lexsort((h.permit[rows], where))
        rank = np.empty(len(rows), dtype=np.int64)
        rank[order] = np.arange(len(rows)) - np.searchsorted(where[order], where[order])
        most = np.maximum(m.hours[:, 0] // self.rules.settle_hours, 1.0)
        now = rank < most[where]
        h.reason[rows[~now]] = Reason.SERVICE_HOURS
        used = np.bincount(where[now], minlength=len(most)) * self.rules.settle_hours
        m.hours[:, 0] = np.maximum(m.hours[:, 0] - used, 0.0)
        kept: Rows = rows[now]
        return kept

    def _count(
        self, model: "SettlementModel", rows: Rows, where: Rows, minors: npt.NDArray[np.bool_]
    ) -> None:
        """Count against the vedtak, and remember the sizes settled (what councils plan by)."""
        h, m = model.world.households, model.world.municipalities
        persons = h.persons[rows].astype(np.int64)
        np.add.at(m.moved, where[~minors], persons[~minors])
        np.add.at(m.moved_minor, where[minors], persons[minors])
        np.add.at(m.settled_kinds, (where, h.kind[rows].astype(np.int64)), 1)
        need = needed_rooms(h.persons[rows[~minors]]) - 1
        cells = np.bincount(where[~minors] * SIZES + need, minlength=m.last_year_kinds.size)
        # exponential memory of about a year
        m.last_year_kinds *= (MONTHS_PER_YEAR - 1) / MONTHS_PER_YEAR
        m.last_year_kinds += cells.reshape(m.last_year_kinds.shape) / MONTHS_PER_YEAR
