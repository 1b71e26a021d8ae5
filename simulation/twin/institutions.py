"""Requests, guidance, vedtak and reports: the decisions of institutions, shared with the columns.

These are about municipalities, which are few and arrays in both models. What they know of persons,
households and dwellings is added up here by loops and handed over as a few sums: one row that
stands for all households of a municipality, weighted by its count.
"""

from typing import TYPE_CHECKING

from agents.kinds import MONTHS_PER_YEAR, NEVER, Case, DwellingState, Owner, Tenure
from simulation.processes.guidance import Guidance as Advice
from simulation.processes.reports import Reports as Figures
from simulation.processes.requests import Requests as Asking
from simulation.processes.vedtak import Vedtaking as Deciding
from simulation.twin.shared import as_columns, prepared, view, view_of

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Requests:
    """Requests for next year, and the turn of the year."""

    name = "requests"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        self.same = prepared(Asking(), model)

    def run(self, model: "TwinModel") -> None:
        """IMDi sees how many persons wait in reception with an open case."""
        waiting = sum(
            h.persons for h in model.world.households
            if Case.READY <= h.case <= Case.FOUND and h.tenure == Tenure.RECEPTION
        )  # fmt: skip
        row = view(case=[Case.READY], tenure=[Tenure.RECEPTION], persons=[waiting])
        self.same.run(as_columns(model, households=row))


class Guidance:
    """Hours of the month, advice and peer learning."""

    name = "guidance"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        self.same = prepared(Advice(), model)

    def run(self, model: "TwinModel") -> None:
        """Follow-up takes hours by refugee households in municipal dwellings."""
        followed = [
            h.municipality for h in model.world.households if h.refugee and h.tenure == Tenure.MUNICIPAL
        ]
        rows = view(
            municipality=followed, refugee=[1] * len(followed), tenure=[Tenure.MUNICIPAL] * len(followed)
        )
        self.same.run(as_columns(model, households=rows))


class Vedtaking:
    """Councils decide."""

    name = "vedtak"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        self.same = prepared(Deciding(), model)

    def run(self, model: "TwinModel") -> None:
        """Councils know of family to come within a year, of persons lately settled, and of the
        dwellings in their pipeline."""
        world, month = model.world, model.month
        if not (world.municipalities.vedtak_month == month).any():
            return
        towns = range(world.geography.municipalities)
        family = [0 for _ in towns]
        recent = [0 for _ in towns]
        since = month - int(self.same.own.programme_months)
        for h in world.households:
            if not h.refugee or h.municipality < 0:
                continue
            if month <= h.family_month < month + MONTHS_PER_YEAR:
                family[h.municipality] += h.family_pending
            if h.settled >= since:
                recent[h.municipality] += h.persons
        none, both = [0 for _ in towns], [*towns, *towns]
        households = view(
            municipality=both, refugee=[1 for _ in both],
            family_month=[month for _ in towns] + [NEVER for _ in towns], family_pending=family + none,
            settled=[NEVER for _ in towns] + [month for _ in towns], persons=none + recent,
        )  # fmt: skip
        coming = [
            d for d in world.dwellings if d.state == DwellingState.PIPELINE and d.owner == Owner.MUNICIPALITY
        ]
        dwellings = view_of(coming, "uid", "state", "owner", "due", "grant", "municipality")
        self.same.run(as_columns(model, households=households, dwellings=dwellings))


class Reports:
    """The year's report, of institutional figures only."""

    name = "reports"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        self.same = prepared(Figures(), model)

    def run(self, model: "TwinModel") -> None:
        """Report in December."""
        self.same.run(as_columns(model))
