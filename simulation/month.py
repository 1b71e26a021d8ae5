"""One month, told in order: what the model and its twin of plain objects have in common."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from agents.coordination import Coordination
from agents.husbanken import Husbanken
from agents.imdi import IMDi
from agents.kinds import END_MONTH, START_MONTH
from agents.meeting_mesa import mesa
from agents.municipality import Municipality
from agents.parameters import Values
from simulation.events import Events
from simulation.ledger import Ledger
from simulation.randomness import Randomness
from simulation.recorder import Recorder


@dataclass(frozen=True)
class Phase:
    """Parameter values in force from a month on."""

    month: int
    values: Values


class Step(Protocol):
    """A step of the month, of whichever model: see :class:`simulation.process.Process`."""

    name: str

    def prepare(self, model: Any) -> None:
        """Build tables from ``model.values``."""

    def run(self, model: Any) -> None:
        """Apply one month."""


class MonthlyModel(mesa.Model):  # type: ignore[misc]
    """A model that lives the month's processes in their order.

    A model of its own kind sets its `world` and its processes, in the order of the month, and then calls
    :meth:`take_up`. Parameters are those of :class:`simulation.model.SettlementModel`.
    """

    def __init__(
        self,
        phases: Sequence[Phase],
        seed: int,
        municipalities: int,
        *,
        start: int,
        frozen: bool,
        salt: int,
        salt_month: int,
        population_scale: float,
        recorder: Recorder | None,
    ) -> None:
        super().__init__(rng=seed)
        self.phases = sorted(phases, key=lambda phase: phase.month)
        if not self.phases or self.phases[0].month > start:
            raise ValueError("the first phase must begin at or before the start month")
        self.month = start
        self.frozen = frozen
        self.population_scale = population_scale
        self.draws = Randomness(seed, salt, salt_month)
        self.events = Events()
        self.ledger = Ledger(municipalities)
        self.recorder = recorder
        self._phase = -1

    def take_up(self, knocked_out: Iterable[str]) -> None:
        """Register the institutions and take up the values of the first month.

        Raises
        ------
        ValueError
            If no process has the name of one `knocked_out`.
        """
        for index in range(self.world.geography.municipalities):
            Municipality(self, index)
        Husbanken(self)
        IMDi(self)
        known = {process.name for process in self.processes()}
        unknown = set(knocked_out) - known
        if unknown:
            raise ValueError(f"no process named {sorted(unknown)[0]!r}; known: {', '.join(sorted(known))}")
        self.knocked_out = frozenset(knocked_out)
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
            self.recorder.observe(self.in_columns())
        self.events.clear()
        self.month += 1

    def in_columns(self) -> Any:
        """Return the model as recorders read it: its world in columns."""
        return self

    def run_to(self, end: int = END_MONTH) -> None:
        """Run to the end of month `end` - 1."""
        if end > self.month:
            self.run_for(end - self.month)
