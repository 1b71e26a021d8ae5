"""The settlement model: one month, told in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import mesa

from agents.coordination import Coordination
from agents.husbanken import Husbanken
from agents.imdi import IMDi
from agents.kinds import END_MONTH, START_MONTH
from agents.municipality import Municipality
from agents.parameters import Values
from simulation.census import Census
from simulation.events import Events
from simulation.facade import agents_by_type as column_sets
from simulation.ledger import Ledger
from simulation.process import Process
from simulation.processes.accounts import Accounts
from simulation.processes.allocation import Allocation
from simulation.processes.careers import Careers
from simulation.processes.demography import Demography
from simulation.processes.grants import Grants
from simulation.processes.guidance import Guidance
from simulation.processes.integration import Integration
from simulation.processes.matching import Matching
from simulation.processes.observation import Observation
from simulation.processes.offers import Offers
from simulation.processes.permits import Permits
from simulation.processes.pipelines import Pipelines
from simulation.processes.procurement import Procurement
from simulation.processes.rental_market import RentalMarket
from simulation.processes.reports import Reports
from simulation.processes.requests import Requests
from simulation.processes.reunification import Reunification
from simulation.processes.secondary_moves import SecondaryMoves
from simulation.processes.self_settlement import SelfSettlement
from simulation.processes.settlement import Settlement
from simulation.processes.tenancies import Tenancies
from simulation.processes.vedtak import Vedtaking
from simulation.processes.wellbeing import Wellbeing
from simulation.processes.work import Work
from simulation.randomness import Randomness
from simulation.recorder import Recorder
from simulation.world import World


@dataclass(frozen=True)
class Phase:
    """Parameter values in force from a month on."""

    month: int
    values: Values


class SettlementModel(mesa.Model):  # type: ignore[misc]
    """The national model of settlement and housing careers.

    Parameters
    ----------
    world : World
        The start; changed in place.
    phases : sequence of Phase
        Parameter values by month; the first must begin at or before `start`.
    seed : int
        Replicate seed of all keyed draws.
    start : int
        First month to run (0 is January 2007: burn-in until January 2009).
    frozen : bool
        Agents answer from habit and never use what they know (a test of the model itself: every
        dial's effect must then vanish).
    knocked_out : iterable of str
        Names of processes that do nothing.
    salt, salt_month : int
        Placebo: chance is drawn anew from that month, and nothing else changes.
    population_scale : float
        Share of the national figures (permits, needs, frames) that this world stands for.
    recorder : Recorder or None
        Receives the month's state and events.
    """

    def __init__(
        self,
        world: World,
        phases: Sequence[Phase],
        seed: int,
        *,
        start: int = 0,
        frozen: bool = False,
        knocked_out: Iterable[str] = (),
        salt: int = 0,
        salt_month: int = 0,
        population_scale: float = 1.0,
        recorder: Recorder | None = None,
    ) -> None:
        super().__init__(rng=seed)
        self.world = world
        self.phases = sorted(phases, key=lambda phase: phase.month)
        if not self.phases or self.phases[0].month > start:
            raise ValueError("the first phase must begin at or before the start month")
        self.month = start
        self.frozen = frozen
        self.population_scale = population_scale
        self.draws = Randomness(seed, salt, salt_month)
        self.events = Events()
        self.ledger = Ledger(world.geography.municipalities)
        self.census = Census()
        self.recorder = recorder
        self.permits = Permits()
        self.requests = Requests()
        self.guidance = Guidance()
        self.vedtaking = Vedtaking()
        self.pipelines = Pipelines()
        self.grants = Grants()
        self.procurement = Procurement()
        self.rental_market = RentalMarket()
        self.matching = Matching()
        self.allocation = Allocation()
        self.offers = Offers()
        self.self_settlement = SelfSettlement()
        self.settlement = Settlement()
        self.integration = Integration()
        self.work = Work()
        self.wellbeing = Wellbeing()
        self.reunification = Reunification()
        self.tenancies = Tenancies()
        self.careers = Careers()
        self.secondary_moves = SecondaryMoves()
        self.demography = Demography()
        self.accounts = Accounts()
        self.reports = Reports()
        self.observation = Observation()
        for index in range(world.geography.municipalities):
            Municipality(self, index)
        Husbanken(self)
        IMDi(self)
        known = {process.name for process in self.processes()}
        unknown = set(knocked_out) - known
        if unknown:
            raise ValueError(f"no process named {sorted(unknown)[0]!r}; known: {', '.join(sorted(known))}")
        self.knocked_out = frozenset(knocked_out)
        self._phase = -1
        self._enter_phase()

    @property
    def agents_by_type(self) -> Any:
        """Return agent sets by type: registered institutions, and column-backed sets whose views
        of refugees, households, dwellings and landlords are made on demand."""
        return {**super().agents_by_type, **column_sets(self)}

    def processes(self) -> list[Process]:
        """Return the processes in the order of the month."""
        return [value for value in vars(self).values() if hasattr(value, "prepare")]

    def _enter_phase(self) -> None:
        """Take up the parameter values in force this month, and let processes prepare."""
        current = max(i for i, phase in enumerate(self.phases) if phase.month <= self.month)
        if current == self._phase:
            return
        self._phase = current
        self.values = self.phases[current].values
        self.coordination = Coordination.from_values(
            self.values, self.world.municipalities.routine_latent, self.world.municipalities.informal
        )
        for process in self.processes():
            process.prepare(self)

    def _do(self, *processes: Process) -> None:
        for process in processes:
            if process.name not in self.knocked_out:
                process.run(self)

    def step(self) -> None:
        """One month, in order."""
        self._enter_phase()
        self._do(self.permits)
        self._do(self.requests, self.guidance, self.vedtaking)
        self._do(self.pipelines, self.grants, self.procurement, self.rental_market)
        self._do(self.matching, self.allocation, self.offers, self.self_settlement)
        self._do(self.settlement)
        self._do(self.integration, self.work, self.wellbeing)
        self._do(self.reunification)
        self._do(self.tenancies, self.careers)
        self._do(self.secondary_moves)
        self._do(self.demography)
        self._do(self.accounts, self.reports, self.observation)
        if self.recorder is not None and self.month >= START_MONTH:
            self.recorder.observe(self)
        self.events.clear()
        self.month += 1

    def run_to(self, end: int = END_MONTH) -> None:
        """Run to the end of month `end` - 1."""
        if end > self.month:
            self.run_for(end - self.month)
