"""The settlement model: its world in columns, and its processes; `simulation/month.py` tells the month."""

from collections.abc import Iterable, Sequence
from typing import Any

from simulation.census import Census
from simulation.facade import agents_by_type as column_sets
from simulation.month import MonthlyModel, Phase
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
from simulation.recorder import Recorder
from simulation.world import World


class SettlementModel(MonthlyModel):
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
        super().__init__(
            phases, seed, world.geography.municipalities, start=start, frozen=frozen, salt=salt,
            salt_month=salt_month, population_scale=population_scale, recorder=recorder,
        )  # fmt: skip
        self.world: World = world
        self.census = Census()
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

    @property
    def agents_by_type(self) -> Any:
        """Return agent sets by type: registered institutions, and column-backed sets whose views
        of refugees, households, dwellings and landlords are made on demand."""
        return {**super().agents_by_type, **column_sets(self)}
