"""Vedtak: each council decides, in its month, how many places and of which kinds (decision 1)."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.imdi import FIRST_REQUEST
from agents.kinds import (
    MONTHS_PER_YEAR,
    NEVER,
    START_MONTH,
    DwellingState,
    Instrument,
    Owner,
    Reason,
)
from agents.municipality import CouncilKnowledge, decide_vedtak, kind_weights
from simulation.household_grant import grant_change
from simulation.inhabitants import population
from simulation.projects import AMOUNT, DWELLING
from simulation.randomness import Stream, normal

if TYPE_CHECKING:
    from simulation.model import SettlementModel

F64 = npt.NDArray[np.float64]


class Vedtaking:
    """Councils decide."""

    name = "vedtak"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.own = model.values.rules("vedtak")
        self.rules = model.values.rules("municipality")
        self.imdi = model.values.rules("imdi")
        self.ratchet = float(model.values.number("gaming.ratchet")) * model.coordination.gaming  # G5

    def run(self, model: "SettlementModel") -> None:
        """Decide where the month has come; every council's knowledge is computed once."""
        m = model.world.municipalities
        due = m.vedtak_month == model.month
        if model.month < FIRST_REQUEST or not due.any():
            return
        if model.month == START_MONTH:
            self._stand(model)
            return
        known = self._knowledge(model)
        draws = {
            name: model.draws.uniform(stream, model.month, model.world.geography.key)
            for name, stream in (
                ("any", Stream.VEDTAK_ANY), ("keep", Stream.VEDTAK_KEEP),
                ("level", Stream.VEDTAK_LEVEL), ("new", Stream.VEDTAK_NEW),
            )
        }  # fmt: skip
        stakes = model.coordination.stakes
        answer = decide_vedtak(self.rules, known, draws, stakes, model.frozen, self.ratchet)
        m.vedtak[due] = answer.places[due]
        m.paper_places[due] = answer.paper[due]
        m.vedtak_reason[due] = answer.reason[due]
        family_known = np.full(len(due), 0.0 if model.frozen else model.coordination.forecast)
        more = grant_change(model.phases[0].values, model.values, model.month)
        m.kind_weight[due] = kind_weights(self.rules, m.experience, family_known, more)[due]
        self._minors(model, due)
        m.reported_ratio[due] = (m.vedtak / np.maximum(m.requested, 1))[due]
        where = np.flatnonzero(due)
        model.events.add(
            "vedtak", municipality=where, requested=(m.requested + m.requested_minor)[where],
            decided=(m.vedtak + m.vedtak_minor)[where], minor=m.vedtak_minor[where],
            reason=m.vedtak_reason[where],
        )  # fmt: skip

    def _stand(self, model: "SettlementModel") -> None:
        """January 2009: the vedtak of the start stand, and are reported like any other.

        The start has laid them out by what the record supports; deciding them anew would move the first
        recorded year away from it.
        """
        m = model.world.municipalities
        m.vedtak_reason[:] = int(Reason.STANDING)
        m.reported_ratio[:] = m.vedtak / np.maximum(m.requested, 1)
        model.events.add(
            "vedtak", municipality=np.arange(len(m.vedtak)), requested=m.requested + m.requested_minor,
            decided=m.vedtak + m.vedtak_minor, minor=m.vedtak_minor, reason=m.vedtak_reason,
        )  # fmt: skip

    def _minors(self, model: "SettlementModel", due: np.ndarray) -> None:
        """Staffed places for unaccompanied minors: kept, or moved towards the request."""
        m = model.world.municipalities
        if model.frozen:  # habit: the standing places
            return
        draw = model.draws.uniform(Stream.VEDTAK_MINOR, model.month, model.world.geography.key)
        standing = np.maximum(m.vedtak_minor, 1).astype(np.float64)
        level = standing * np.exp(
            self.rules.minor_elasticity * np.log(np.maximum(m.requested_minor, 1) / standing)
        )
        # no record tells how often places for minors stay as they are: as often as the others
        moves = due & (m.requested_minor > 0) & (draw > self.rules.keep)
        m.vedtak_minor[moves] = np.maximum(np.rint(level[moves]), 0).astype(np.int64)

    def _knowledge(self, model: "SettlementModel") -> CouncilKnowledge:
        """Put together what each council has before it."""
        world, m, coordination = model.world, model.world.municipalities, model.coordination
        households, rules = world.households, self.rules
        size = len(m.vedtak)
        # family that will truly come within a year, and what the council believes
        within = model.month + MONTHS_PER_YEAR
        coming = (households.family_month >= model.month) & (households.family_month < within)
        coming &= (households.municipality >= 0) & (households.refugee == 1)
        truth = np.bincount(
            households.municipality[coming], weights=households.family_pending[coming], minlength=size
        )
        share = coordination.forecast
        believed = (1.0 - abs(share)) * m.family_last_year + max(share, 0.0) * truth * np.exp(
            world.imdi.common_error
        )
        # a misleading forecast adds its own error instead of news
        believed += max(-share, 0.0) * m.family_last_year * np.exp(self.own.misled * world.imdi.common_error)

        sd = rules.belief_sd * (1.0 - coordination.informed) + rules.belief_floor
        keys = world.geography.key
        bias = rules.belief_bias_sd * normal(model.draws.uniform(Stream.VEDTAK_BELIEF, 0, keys))
        error = sd * normal(model.draws.uniform(Stream.VEDTAK_BELIEF, model.month, keys))

        need_now = float(world.imdi.need)
        last = model.month // MONTHS_PER_YEAR - 1
        recorded = self.imdi.need
        before = (
            recorded[last] * model.population_scale if last < len(recorded) else float(world.imdi.need_before)
        )
        salience = float(np.log(max(need_now, 1.0) / max(before, 1.0))) if before > 0 else 0.0
        meant = m.vedtak_last_year - m.paper_places  # nobody is surprised that paper places stay empty
        used = np.divide(m.moved_last_year, meant, out=np.ones(size), where=meant > 0)
        supported = np.exp(m.capacity)
        # what was housed before can be housed again: the least that a council takes to be there
        housed = rules.housed_before * (supported + m.family_last_year) / rules.persons_per_dwelling
        there = np.maximum(self._dwellings(model, max(salience, 0.0)), housed)
        believed_dwellings = there * np.exp(bias + error)
        recent = (
            (households.settled >= model.month - int(self.own.programme_months))
            & (households.refugee == 1)
            & (households.municipality >= 0)
        )
        in_programme = np.bincount(
            households.municipality[recent], weights=households.persons[recent], minlength=size
        )
        room = self.own.room_years * rules.service_room * supported
        services = np.maximum(room - in_programme, 0.0) + self.own.least_room
        return CouncilKnowledge(
            population=population(model),
            requested=m.requested,
            standing=np.where(m.vedtak_previous > 0, m.vedtak_previous, m.vedtak) - m.paper_places,
            unused_share=np.maximum(1.0 - used, 0.0),
            willingness=m.willingness,
            dwellings=believed_dwellings,
            family=believed,
            services_left=services,
            supported=supported,
            record=m.taking_part,
            salience=salience,
        )

    def _granted(self, model: "SettlementModel") -> F64:
        """Return which dwellings wait for a grant that Husbanken's frame has room for (dwelling rows)."""
        world = model.world
        queue = world.husbanken.queue
        granted = np.zeros(len(world.dwellings), dtype=np.float64)
        if len(queue):
            rows = world.dwellings.rows(queue[:, DWELLING])
            fits = (np.cumsum(queue[:, AMOUNT]) <= world.husbanken.frame_left) & (rows >= 0)
            granted[rows[fits]] = 1.0
        return granted

    def _dwellings(self, model: "SettlementModel", salience: float) -> F64:
        """Return the dwellings that can truly be had in a year, before errors of belief (M,).

        Vacancies of the municipal stock left after what is promised to others, dwellings in the
        pipeline (at the believed or, with aligned funding, the true chance of their grant), and
        private dwellings where the instruments to get them are known.
        """
        world, m, rules = model.world, model.world.municipalities, self.rules
        stock = m.occupied.sum(axis=1) + m.vacant.sum(axis=1)
        turned = rules.suitable * stock * rules.turnover * (1.0 - m.sense_of_fairness) + m.vacant.sum(
            axis=1
        ) * (1.0 - m.sense_of_fairness)
        homes = world.dwellings
        coming = np.flatnonzero((homes.state == DwellingState.PIPELINE) & (homes.owner == Owner.MUNICIPALITY))
        waits = homes.due[coming] == NEVER  # the grant is not answered yet
        funding = model.coordination.funding
        chance = np.where(
            waits, (1.0 - funding) * rules.grant_belief + funding * self._granted(model)[coming], 1.0
        )
        pipeline = np.bincount(
            homes.municipality[coming], weights=np.clip(chance, 0.0, 1.0), minlength=len(stock)
        )
        ways = m.known[:, Instrument.GUARANTEE].astype(np.float64) + m.known[:, Instrument.LEASE_ROUTINE]
        private = (
            float(MONTHS_PER_YEAR)
            * m.listings_seen.sum(axis=1)
            * rules.private_share
            * ways
            * (1.0 + rules.salience_search * salience)
        )
        room = np.where(m.known[:, Instrument.RENTAL_GRANT], 1.0, self.own.without_grant)
        bought = room * rules.borrowing * population(model) / self.own.price
        dwellings: F64 = turned + pipeline + private + bought
        return dwellings
