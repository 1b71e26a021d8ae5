"""Hours and knowledge: the month's hours are dealt out, guidance and neighbours make instruments
known (or, if the channel has the wrong sign, unsettle what was known)."""

from typing import TYPE_CHECKING

import numpy as np

from agents.husbanken import share_advice
from agents.kinds import MONTHS_PER_YEAR, START_MONTH, Instrument, Mode, Tenure
from simulation.inhabitants import population
from simulation.randomness import Stream, derive_keys

if TYPE_CHECKING:
    from simulation.model import SettlementModel

USED_BY = {
    Instrument.GUARANTEE: Mode.GUARANTEE,
    Instrument.RENTAL_GRANT: Mode.PURCHASE,
    Instrument.LEASE_ROUTINE: Mode.LEASE,
}


class Guidance:
    """Hours of the month, advice and peer learning."""

    name = "guidance"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.own = model.values.rules("guidance")
        self.rules = model.values.rules("municipality")
        self.husbanken = model.values.rules("husbanken")
        self.imdi = model.values.rules("imdi")
        self.switch = model.values.number("channels.switch")

    def run(self, model: "SettlementModel") -> None:
        """Deal out hours; advise monthly; learn from neighbours in January.

        What municipalities know is drawn as of January 2009: it rests through the burn-in.
        """
        self._deal_hours(model)
        if model.month < START_MONTH:
            return
        self._advise(model)
        if model.month % MONTHS_PER_YEAR == 0:
            self._learn_from_neighbours(model)

    def _deal_hours(self, model: "SettlementModel") -> None:
        world, m, coordination = model.world, model.world.municipalities, model.coordination
        thousands = population(model) / 1000.0
        for pool, name in enumerate(("service_hours", "property_hours", "loan_hours")):
            base, slope = getattr(self.rules, name)
            m.hours[:, pool] = base + slope * thousands
        regions = len(world.geography.region_name)
        scale = model.population_scale
        # in a small world an office still has hours for one case a month
        officers = max(float(self.imdi.officer_hours) * scale, float(self.imdi.health_hours))
        world.imdi.officer_hours = np.full(regions, officers)
        world.husbanken.adviser_hours = np.full(regions, float(self.husbanken.adviser_hours) * scale)
        if model.frozen:  # hours only matter to those who decide
            return
        # reports and guidance take the refugee service's time, routines take the property service's
        m.hours[:, 0] -= coordination.report_hours + coordination.guidance_hours
        m.hours[:, 1] -= coordination.routine_hours + self.own.report_share * coordination.report_hours
        if coordination.follow_up_hours > 0.0:
            households = world.households
            followed = np.flatnonzero((households.refugee == 1) & (households.tenure == Tenure.MUNICIPAL))
            homes = np.bincount(households.municipality[followed], minlength=len(m.hours))
            spent = coordination.follow_up_hours * homes * self.own.followed
            m.hours[:, 2] -= np.minimum(spent, self.own.most_follow_up * m.hours[:, 2])
        # effort follows what is measured: hours go from loans and follow-up to the search for dwellings
        moved = self.rules.stakes_shift * coordination.stakes_effort * m.hours[:, 2]
        m.hours[:, 1] += moved
        m.hours[:, 2] -= moved
        np.maximum(m.hours, 0.0, out=m.hours)

    def _advise(self, model: "SettlementModel") -> None:
        """Spend adviser hours by "high need, low effort"; hours are finite in each region.

        Advice makes an instrument known; where the channel is negative it is wrong or outdated, and a
        municipality that follows it gives the instrument up, at the same pace, unless it has used it
        since January and knows better.
        """
        world, m, coordination = model.world, model.world.municipalities, model.coordination
        if coordination.guidance == 0.0 or model.frozen:
            return
        need = np.maximum(m.requested - m.vedtak, 0)
        count = m.known.sum(axis=1).astype(np.int64)
        given = np.zeros(len(need))
        share = min(coordination.guidance_hours / self.own.full_hours, self.own.most)
        for region in range(len(world.geography.region_name)):
            mine = np.flatnonzero(world.geography.region == region)
            hours = world.husbanken.adviser_hours[region] * share
            given[mine] = share_advice(hours, need[mine], count[mine], self.own.visit_hours)
        chance = 1.0 - np.exp(-self.rules.learn_hazard * given * abs(coordination.guidance))
        for instrument in range(m.known.shape[1]):
            keys = derive_keys(world.geography.key, 0, Stream.GUIDANCE, instrument)
            happens = model.draws.uniform(Stream.GUIDANCE, model.month, keys) < chance
            if coordination.guidance < 0.0 and instrument in USED_BY:
                happens &= ~m.used_mode[:, USED_BY[Instrument(instrument)]]
            m.known[happens, instrument] = coordination.guidance > 0.0

    def _forget(self, model: "SettlementModel", used: np.ndarray) -> None:
        """What was not practised for a year is lost when the one who knew it leaves."""
        m, chance = model.world.municipalities, float(self.rules.forget)
        for instrument, mode in USED_BY.items():
            keys = derive_keys(model.world.geography.key, 1, Stream.GUIDANCE, int(instrument))
            lost = model.draws.uniform(Stream.GUIDANCE, model.month, keys) < chance
            m.known[lost & ~used[:, mode], instrument] = False

    def _learn_from_neighbours(self, model: "SettlementModel") -> None:
        """Once a year a neighbour's instruments and *reported* result travel."""
        world, m, coordination = model.world, model.world.municipalities, model.coordination
        used = m.used_mode.copy()
        m.used_mode[:] = False
        if model.frozen:
            return
        keys = world.geography.key
        self._forget(model, used)
        if coordination.peers == 0.0:
            return
        pick = np.floor(
            model.draws.uniform(Stream.PEER, model.month, keys) * world.geography.neighbours.shape[1]
        )
        neighbour = world.geography.neighbours[np.arange(len(keys)), pick.astype(np.int64)]
        for instrument, mode in USED_BY.items():
            draw = model.draws.uniform(
                Stream.PEER, model.month, derive_keys(keys, 0, Stream.PEER, int(instrument))
            )
            taken = used[neighbour, mode] & (draw < self.rules.peer_adopt * abs(coordination.peers))
            m.known[taken, instrument] = coordination.peers > 0.0
        # what travels is the reported result, true or not, good or bad
        own = m.reported_ratio
        moved = float(self.rules.peer_will) * coordination.peers * (own[neighbour] - np.mean(own))
        m.willingness[:] += moved * m.willingness.std()
