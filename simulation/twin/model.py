"""The twin of the settlement model: one month, told in order, over plain objects."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import mesa

from agents.coordination import Coordination
from agents.husbanken import Husbanken
from agents.imdi import IMDi
from agents.kinds import END_MONTH, START_MONTH
from agents.municipality import Municipality
from simulation.events import Events
from simulation.ledger import Ledger
from simulation.randomness import Randomness
from simulation.twin.accounts import Accounts
from simulation.twin.allocation import Allocation
from simulation.twin.careers import Careers
from simulation.twin.convert import from_world, to_world
from simulation.twin.demography import Demography
from simulation.twin.institutions import Guidance, Reports, Requests, Vedtaking
from simulation.twin.integration import Integration
from simulation.twin.matching import Matching
from simulation.twin.observation import Observation
from simulation.twin.offers import Offers
from simulation.twin.permits import Permits
from simulation.twin.rental_market import RentalMarket
from simulation.twin.reunification import Reunification
from simulation.twin.secondary_moves import SecondaryMoves
from simulation.twin.self_settlement import SelfSettlement
from simulation.twin.settlement import Settlement
from simulation.twin.shared import Sight
from simulation.twin.supply import Grants, Pipelines, Procurement
from simulation.twin.tenancies import Tenancies
from simulation.twin.wellbeing import Wellbeing
from simulation.twin.work import Work
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import Phase
    from simulation.recorder import Recorder


class Step(Protocol):
    """A step of the month; the name is that of the process it mirrors."""

    name: str

    def prepare(self, model: "TwinModel") -> None:
        """Take up parameter values."""

    def run(self, model: "TwinModel") -> None:
        """Apply one month."""


class TwinModel(mesa.Model):  # type: ignore[misc]
    """The national model over plain objects: slow, and easy to read.

    Parameters are those of :class:`simulation.model.SettlementModel`; `world` is read, not changed.
    """

    def __init__(
        self,
        world: World,
        phases: "Sequence[Phase]",
        seed: int,
        *,
        start: int = 0,
        frozen: bool = False,
        knocked_out: Iterable[str] = (),
        salt: int = 0,
        salt_month: int = 0,
        population_scale: float = 1.0,
        recorder: "Recorder | None" = None,
    ) -> None:
        super().__init__(rng=seed)
        self.world = from_world(self, world)
        self.phases = sorted(phases, key=lambda phase: phase.month)
        if not self.phases or self.phases[0].month > start:
            raise ValueError("the first phase must begin at or before the start month")
        self.month = start
        self.frozen = frozen
        self.population_scale = population_scale
        self.draws = Randomness(seed, salt, salt_month)
        self.events = Events()
        self.ledger = Ledger(world.geography.municipalities)
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
        unknown = set(knocked_out) - {process.name for process in self.processes()}
        if unknown:
            raise ValueError(f"no process named {sorted(unknown)[0]!r}")
        self.knocked_out = frozenset(knocked_out)
        self._phase = -1
        self._enter_phase()

    def processes(self) -> list[Step]:
        """Return the processes in the order of the month."""
        return [value for value in vars(self).values() if hasattr(value, "prepare")]

    def _enter_phase(self) -> None:
        """Take up the parameter values in force this month, and let processes prepare."""
        current = max(i for i, phase in enumerate(self.phases) if phase.month <= self.month)
        if current == self._phase:
            return
        self._phase = current
        self.values = self.phases[current].values
        m = self.world.municipalities
        self.coordination = Coordination.from_values(self.values, m.routine_latent, m.informal)
        for process in self.processes():
            process.prepare(self)

    def _do(self, *processes: Step) -> None:
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
            shown: Any = Sight(self, to_world(self.world))  # recorders read columns
            self.recorder.observe(shown)
        self.events.clear()
        self.month += 1

    def run_to(self, end: int = END_MONTH) -> None:
        """Run to the end of month `end` - 1."""
        if end > self.month:
            self.run_for(end - self.month)
