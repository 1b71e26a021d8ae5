"""Husbanken decides applications for rental grants: frames, finite hours, incomplete papers."""

from typing import TYPE_CHECKING

import numpy as np

from agents.husbanken import incomplete_share, order_applications
from agents.kinds import MONTHS_PER_YEAR, DwellingState, Instrument
from simulation.projects import AMOUNT, DWELLING, KNOWN, MUNICIPALITY, READY, RECEIVED, begin
from simulation.randomness import Stream

if TYPE_CHECKING:
    from simulation.model import SettlementModel


class Grants:
    """The queue of applications at Husbanken."""

    name = "grants"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.rules = model.values.rules("husbanken")
        self.municipality = model.values.rules("municipality")
        self.lead = self.municipality.vector("lead").reshape(4, 2)

    def run(self, model: "SettlementModel") -> None:
        """Handle applications in order while hours last; answer, return or let wait."""
        world, husbanken, m = model.world, model.world.husbanken, model.world.municipalities
        queue = husbanken.queue
        if len(queue) == 0:
            return
        homes, month, coordination = world.dwellings, model.month, model.coordination
        unfilled = (m.vedtak - m.moved) > 0
        priority = 0.0 if model.frozen else coordination.funding
        order = order_applications(queue[:, RECEIVED], unfilled[queue[:, MUNICIPALITY]], priority)
        order = order[queue[order, READY] <= month]
        hours = float(self.rules.case_hours) * model.population_scale
        handled = order[: max(int(hours // self.rules.application_hours), 1)]
        rows = homes.rows(queue[handled, DWELLING])
        keys = homes.key[rows]
        guidance = 0.0 if model.frozen else coordination.guidance
        chance = incomplete_share(self.rules, queue[handled, KNOWN] > 0, guidance)
        incomplete = model.draws.uniform(Stream.HUSBANKEN_INCOMPLETE, month, keys) < chance
        without = model.draws.uniform(Stream.HUSBANKEN_QUEUE, month, keys) < self.rules.go_on_without
        done = np.zeros(len(queue), dtype=np.bool_)
        start: list[int] = []
        for position, row, lacks, alone in zip(
            handled.tolist(), rows.tolist(), incomplete.tolist(), without.tolist(), strict=True
        ):
            if row < 0 or homes.state[row] != DwellingState.PIPELINE:
                done[position] = True
                continue
            if lacks:
                queue[position, READY] = month + int(self.rules.return_months)
                queue[position, KNOWN] = 1  # the second time the papers are known
                m.known[queue[position, MUNICIPALITY], Instrument.RENTAL_GRANT] = True
                continue
            amount = int(queue[position, AMOUNT])
            if husbanken.frame_left >= amount:
                husbanken.frame_left -= amount
                homes.grant[row] = amount
            elif not alone:
                # it waits for January's frame
                queue[position, READY] = (month // MONTHS_PER_YEAR + 1) * MONTHS_PER_YEAR
                continue
            done[position] = True
            start.append(row)
        husbanken.queue = queue[~done]
        if start:
            begin(model, np.asarray(start, dtype=np.int64), self.lead, self.municipality.zoning_share)
