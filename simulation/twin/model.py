"""The twin of the settlement model: its world of plain objects, and its processes."""

from collections.abc import Iterable, Sequence
from typing import Any

from simulation.month import MonthlyModel, Phase
from simulation.recorder import Recorder
from simulation.twin.accounts import Accounts
from simulation.twin.allocation import Allocation
from simulation.twin.careers import Careers
from simulation.twin.convert import TwinWorld, from_world, to_world
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


class TwinModel(MonthlyModel):
    """The national model over plain objects: slow, and easy to read.

    Parameters are those of :class:`simulation.model.SettlementModel`; `world` is read, not changed.
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
        super().__init__(
            phases, seed, world.geography.municipalities, start=start, frozen=frozen, salt=salt,
            salt_month=salt_month, population_scale=population_scale, recorder=recorder,
        )  # fmt: skip
        self.world: TwinWorld = from_world(self, world)
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
        self.take_up(knocked_out)

    def in_columns(self) -> Any:
        """Return the model with its world turned into columns: recorders read them."""
        return Sight(self, to_world(self.world))
