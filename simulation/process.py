"""The contract of a process: one class, one step of the month."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from simulation.model import SettlementModel


class Process(Protocol):
    """A step of the month.

    `prepare` reads parameters and builds threshold tables; it is called at the start and whenever
    parameters change (policy date). `run` applies one month to ``model.world``.
    """

    name: str

    def prepare(self, model: "SettlementModel") -> None:
        """Build tables from ``model.values``."""

    def run(self, model: "SettlementModel") -> None:
        """Apply one month."""
