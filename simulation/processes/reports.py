"""Reports: what municipalities report may differ from what is true (S26, gaming operators)."""

from typing import TYPE_CHECKING

import numpy as np

from agents.guards import NEXT_TO_NOTHING
from agents.kinds import DECEMBER, MONTHS_PER_YEAR
from simulation.expectations import expected_sizes
from simulation.randomness import Stream
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.model import SettlementModel


class Reports:
    """The year's report: places decided over places asked, embellished under stakes.

    Beside it, what is done to three other figures: the share of those settled late who are reported as
    another group (G3), of those without work who have a job in the month of the census and no other (G4),
    and dwellings that stand in the plan and that nobody has begun (G7). Beside them the plan itself.
    """

    name = "reports"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.rules = model.values.rules("reports")
        gaming = model.values.rules("gaming")
        pressure = 0.0 if model.frozen else model.coordination.gaming
        self.cohort = bool(gaming.cohort >= 0.5)
        self.relabel = 0.0 if self.cohort else float(gaming.relabel) * pressure
        self.paper_plan = float(gaming.paper_plan) * pressure
        self.census_jobs = float(gaming.census_jobs) * pressure

    def run(self, model: "SettlementModel") -> None:
        """Report in December."""
        if model.month % MONTHS_PER_YEAR != DECEMBER:
            return
        m = model.world.municipalities
        true_ratio = np.divide(m.moved, m.requested, out=np.zeros(len(m.moved)), where=m.requested > 0)
        decided = np.divide(m.vedtak, m.requested, out=np.zeros(len(m.moved)), where=m.requested > 0)
        stakes = 0.0 if model.frozen else model.coordination.stakes
        draw = model.draws.uniform(Stream.REPORT, model.month, model.world.geography.key)
        # the higher the stakes, the more often the figure reported is the one decided, not the one done
        shows_decided = draw < self.rules.show_decided + (1.0 - self.rules.show_decided) * stakes
        m.reported_ratio[:] = np.where(shows_decided, np.maximum(decided, true_ratio), true_ratio)
        planned = m.coming.sum(axis=1)
        gap = np.maximum(m.vedtak - m.vacant.sum(axis=1) - planned, 0)
        hours = MONTHS_PER_YEAR * model.coordination.report_hours
        model.events.add(
            "report", municipality=np.arange(len(m.moved)), true_percent=np.rint(100 * true_ratio),
            reported_percent=np.rint(100 * m.reported_ratio), paper=m.paper_places,
            hours=np.rint(np.full(len(m.moved), hours)), asked=m.requested > 0,
            relabel_permille=round(1000 * self.relabel), cohort=self.cohort, planned=planned,
            planned_on_paper=np.floor(self.paper_plan * gap),
            census_permille=round(1000 * self.census_jobs),
        )  # fmt: skip
        self._plans(model)

    def _plans(self, model: "SettlementModel") -> None:
        """Note the sizes that each municipality with places reckons with, in permille: its plan."""
        m = model.world.municipalities
        forecast = 0.0 if model.frozen else model.coordination.forecast
        mix = expected_sizes(m.last_year_kinds, model.world.imdi.believed_size_mix, forecast)
        some = np.flatnonzero(m.vedtak > 0)
        share = mix[some] / np.maximum(mix[some].sum(axis=1, keepdims=True), NEXT_TO_NOTHING)
        model.events.add(
            "plan", municipality=np.repeat(some, SIZES), rooms=np.tile(1 + np.arange(SIZES), len(some)),
            permille=np.rint(1000.0 * share).ravel(),
        )  # fmt: skip
