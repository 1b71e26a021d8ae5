"""Husbanken decides applications for rental grants: frames, finite hours, incomplete papers."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.husbanken import incomplete_share, order_applications
from agents.kinds import DwellingState, Instrument, Mode, Reason
from simulation.randomness import Stream, derive_keys

if TYPE_CHECKING:
    from simulation.model import SettlementModel

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

# columns of the queue
DWELLING, MUNICIPALITY, AMOUNT, RECEIVED, READY, KNOWN = range(6)


def lead_months(lead: F64, mode: npt.NDArray[np.integer], draw: F64, zoning: npt.NDArray[np.bool_]) -> I64:
    """Return months from the decision to the dwelling, by mode (triangular lead times, E124).

    `lead` is (4, 2): least and most for lease, purchase, conversion, new build; `draw` uniform.
    """
    row = np.where(mode == Mode.PURCHASE, 1, np.where(mode == Mode.CONVERSION, 2, 3))
    least, most = lead[row, 0], lead[row, 1]
    # symmetric triangular
    u = np.where(draw < 0.5, np.sqrt(draw / 2.0), 1.0 - np.sqrt((1.0 - draw) / 2.0))
    months = least + (most - least) * u
    whole: I64 = np.rint(months + np.where((row == 3) & zoning, 24.0, 0.0)).astype(np.int64)
    return whole


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
                queue[position, READY] = (month // 12 + 1) * 12  # waits for January's frame
                continue
            done[position] = True
            start.append(row)
        husbanken.queue = queue[~done]
        if start:
            begin(model, np.asarray(start, dtype=np.int64), self.lead, self.municipality.zoning_share)


def begin(
    model: "SettlementModel",
    rows: np.ndarray,
    lead: np.ndarray,
    zoning_share: float,
    without: Reason = Reason.FRAME_EXHAUSTED,
) -> None:
    """Start projects: set the month they come and book the investment; `without` is the reason of
    those that go on without a grant."""
    homes, month = model.world.dwellings, model.month
    draw = model.draws.uniform(Stream.PROCURE_LEAD, month, homes.key[rows])
    zoned = (
        model.draws.uniform(Stream.PROCURE_LEAD, month, derive_keys(homes.key[rows], 0, Stream.PROCURE_LEAD))
        < zoning_share
    )
    homes.due[rows] = np.minimum(month + lead_months(lead, homes.mode[rows], draw, zoned), 32000)
    model.events.add(
        "investment", municipality=homes.municipality[rows], mode=homes.mode[rows],
        cost=homes.cost[rows], grant=homes.grant[rows],
        reason=np.where(homes.grant[rows] > 0, int(Reason.GRANTED), int(without)),
    )  # fmt: skip
