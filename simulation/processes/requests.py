"""The year's turn: the National Committee sets the need, IMDi and KS ask municipalities (October),
and January opens the year's accounts of places, frames and borrowing room."""

from typing import TYPE_CHECKING

import numpy as np

from agents.calendar import year_row
from agents.imdi import FIRST_REQUEST, request_places
from agents.kinds import JANUARY, MONTHS_PER_YEAR, OCTOBER, START_MONTH, Case, Tenure
from simulation.inhabitants import population
from simulation.randomness import Stream, normal

if TYPE_CHECKING:
    from simulation.model import SettlementModel

# Local elections are held every fourth year, by law, so this is the calendar and no lever: 2011, 2015, ...
ELECTION_EVERY, ELECTION_YEAR = 4, 2011
MILLION, THOUSAND_MILLION = 1e6, 1e9  # units of the frames


class Requests:
    """Requests for next year, and the turn of the year."""

    name = "requests"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.rules = model.values.rules("requests")
        self.imdi = model.values.rules("imdi")
        self.husbanken = model.values.rules("husbanken")
        self.municipality = model.values.rules("municipality")

    def run(self, model: "SettlementModel") -> None:
        """Open the year in January; ask municipalities in October."""
        if model.month % MONTHS_PER_YEAR == JANUARY:
            self._open_year(model)
        if model.month % MONTHS_PER_YEAR == OCTOBER and model.month >= FIRST_REQUEST:
            self._ask(model)

    def _open_year(self, model: "SettlementModel") -> None:
        """January: new frames and rooms; places of the year start unused."""
        world, m = model.world, model.world.municipalities
        index = year_row(model.month, len(self.husbanken.frame))
        scale = model.population_scale
        world.husbanken.frame_left = int(
            self.husbanken.frame[index] * MILLION * self.husbanken.frame_refugee_share * scale
        )
        startlan = self.husbanken.startlan_frame[index] * THOUSAND_MILLION
        world.husbanken.startlan_left = int(startlan * self.husbanken.startlan_refugee_share * scale)
        # a council plans for several years: what a small one could not buy a whole dwelling for is kept
        a_year = self.municipality.borrowing * population(model)
        room = np.minimum(m.borrowing_room + a_year, self.municipality.borrowing_plan * a_year)
        m.borrowing_room[:] = np.rint(room).astype(np.int64)
        m.family_last_year[:] = m.family_this_year
        m.family_this_year[:] = 0
        m.vedtak_previous[:] = m.vedtak
        m.vedtak_last_year[:] = m.vedtak if model.month > START_MONTH else 0
        m.moved_last_year[:] = m.moved
        # experience with a kind fades with the years and grows with households settled
        met = np.log1p(m.settled_kinds) / np.log(1.0 + self.rules.experience_full)
        nearer = (met - m.experience) / self.rules.experience_years
        m.experience[:] = np.clip(m.experience + nearer, -1.0, 1.0)
        m.settled_kinds[:] = 0
        m.moved[:] = 0
        m.moved_minor[:] = 0
        if model.month == 0:
            m.vedtak_month[:] = -1

    def _ask(self, model: "SettlementModel") -> None:
        """October: requests for next year."""
        world, m, draws, month = model.world, model.world.municipalities, model.draws, model.month
        keys = world.geography.key
        row = month // MONTHS_PER_YEAR + 1  # of next year, in lists and records by year
        need = self._need(model, row)
        world.imdi.need_before, world.imdi.need = world.imdi.need, round(need)
        # one error a year, common to all who share the forecast
        z = float(draws.generator(Stream.VEDTAK_NATIONAL, month).standard_normal())
        world.imdi.common_error = z * float(model.values.number("channels.forecast_error"))
        minors_share = self.imdi.need_minors
        # who is asked changes little by year: those asked in a year on record are asked in others, too
        asked_draw = np.where(
            (m.requested_record > 0).any(axis=1), 0.0, draws.uniform(Stream.REQUEST, 0, keys)
        )
        noise = normal(draws.uniform(Stream.REQUEST, month, keys))
        settled = m.moved
        computed = request_places(
            self.imdi,
            need,
            population(model),
            settled,
            m.request_effect,
            asked_draw,
            noise,
        )
        surge = float(model.values.number("permits.surge"))
        recorded = m.requested_record[:, row] if row < m.requested_record.shape[1] else None
        if recorded is not None and np.any(recorded >= 0):
            asked = np.rint(recorded * surge).astype(np.int64)
            computed = np.where(recorded >= 0, asked, 0)
        # minors are a part of what a municipality is asked for: of those who have places for them
        new = self.rules.new_places * (computed > self.rules.many)
        weight = (np.maximum(m.vedtak_minor, 0) + new) * (computed > 0)
        total = max(float(weight.sum()), 1.0)
        minors = np.rint(weight * need * minors_share / total).astype(np.int64)
        m.requested_minor[:] = np.minimum(minors, computed)
        m.requested[:] = computed - m.requested_minor
        # when each council answers: months after the request, lognormal; the bounds are whole months
        delay = np.exp(
            np.log(self.municipality.answer_delay_median)
            + self.municipality.answer_delay_sd * normal(draws.uniform(Stream.VEDTAK_MONTH, month, keys))
        )
        first, last = self.rules.answer
        m.vedtak_month[:] = month + np.clip(np.rint(delay), first, last).astype(np.int64)
        if month == FIRST_REQUEST:  # the first year's vedtak are the start's: the level the record supports
            m.vedtak_month[:] = START_MONTH
        # elected in September, the new council answers the request of October
        if _election(world.geography.calendar.year_of(month)):
            self._elect(model)

    def _need(self, model: "SettlementModel", row: int) -> float:
        """Return the places needed: on record for the first years, then forecast."""
        recorded = self.imdi.need
        scale = model.population_scale
        if row < len(recorded):
            # a surge is known when it comes: what is asked for follows it
            return float(recorded[row]) * scale * float(model.values.number("permits.surge"))
        permits = model.values.rules("permits")
        this_year = year_row(model.month, len(permits.total))
        expected = (permits.total[this_year] + permits.collective[this_year]) * permits.surge * scale
        households = model.world.households
        waiting = households.waiting(Case.READY, Case.FOUND)
        waiting = waiting[households.tenure[waiting] == Tenure.RECEPTION]
        queue = float(households.persons[waiting].sum())
        error = float(model.draws.generator(Stream.REQUEST, model.month).standard_normal())
        factor = np.exp(self.imdi.forecast_sd * error - self.imdi.forecast_sd**2 / 2)
        return float((expected + self.rules.queue_share * queue) * factor)

    def _elect(self, model: "SettlementModel") -> None:
        """Local elections redraw part of the political will, the spread kept."""
        m, keys = model.world.municipalities, model.world.geography.key
        part = float(self.municipality.election_redraw)
        fresh = normal(model.draws.uniform(Stream.ELECTION, model.month, keys)) * m.willingness.std()
        m.willingness[:] = np.sqrt(1.0 - part) * m.willingness + np.sqrt(part) * fresh


def _election(year: int) -> bool:
    """Return whether local elections are held in a year."""
    return (year - ELECTION_YEAR) % ELECTION_EVERY == 0
