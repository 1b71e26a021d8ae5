"""Observation: what institutions will know next month, counted from the objects."""

from typing import TYPE_CHECKING

import numpy as np

from agents.kinds import MONTHS_PER_YEAR, NEVER, QUARTER, Case, DwellingState, Mode, Owner, Tenure
from agents.refugee import PENSION_AGE, WORKING_AGE
from simulation.local_market import EMPLOYED_PRIOR
from simulation.projects import SOON_MONTHS
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Observation:
    """Aggregates by municipality and by place."""

    name = "observation"

    def prepare(self, model: "TwinModel") -> None:
        """Nothing to build; see the month as it stands before the first step."""
        if model.month == 0 and not model.world.places.persons.any():
            self.run(model)

    def run(self, model: "TwinModel") -> None:
        """Count everything anew."""
        self._stock(model)
        self._queues(model)
        self._market(model)
        if model.month % QUARTER == 0 or not model.world.places.persons.any():
            self._people(model)

    def _stock(self, model: "TwinModel") -> None:
        """Municipal dwellings by size: vacant, coming soon, occupied."""
        m = model.world.municipalities
        readying = np.zeros_like(m.coming)
        for counted in (m.vacant, m.coming, m.occupied):
            counted[:] = 0
        for home in model.world.dwellings:
            if not home.municipal:
                continue
            cell = home.municipality, home.rooms - 1
            if home.state == DwellingState.VACANT:
                m.vacant[cell] += home.reserved is None
            elif home.state == DwellingState.PIPELINE:
                # a purchase counts also while it waits for its grant; what is years away does not
                if home.due == NEVER:
                    m.coming[cell] += home.mode == Mode.PURCHASE
                else:
                    m.coming[cell] += home.due <= model.month + SOON_MONTHS
            elif home.state == DwellingState.READYING:
                readying[cell] += 1
            elif home.state == DwellingState.OCCUPIED:
                m.occupied[cell] += 1
        # of dwellings being made ready, the council's promise to others comes off
        m.coming[:] += np.floor(readying * (1.0 - m.sense_of_fairness)[:, None]).astype(np.int64)

    def _queues(self, model: "TwinModel") -> None:
        """Other households waiting by size, and the sizes the state believes are to be settled."""
        world, m = model.world, model.world.municipalities
        m.other_queue[:] = 0
        sizes = [0] * SIZES
        for h in world.households:
            if h.tenure == Tenure.NONE and h.queue_since != NEVER:
                m.other_queue[h.municipality, h.needed_rooms - 1] += 1
            if Case.READY <= h.case <= Case.FOUND:
                sizes[min(h.persons + h.family_pending * h.family_known, 5) - 1] += 1
        # the state's forecast of sizes errs in common: towards large when need was overestimated
        tilt = np.exp(world.imdi.common_error * (np.arange(SIZES) - 2.0) / 2.0)
        mix = (np.array(sizes, dtype=np.float64) + 1.0) * tilt
        world.imdi.believed_size_mix = mix / mix.sum()

    def _market(self, model: "TwinModel") -> None:
        """The private segment: let to ordinary tenants, and all; and what municipalities have seen of
        the month's listings (the rental market wrote down what was on offer)."""
        world, places = model.world, model.world.places
        places.let_ordinary[:] = 0
        places.segment[:] = 0
        for home in world.dwellings:
            places.let_ordinary[home.place] += home.state == DwellingState.LET_ORDINARY
            places.segment[home.place] += home.owner == Owner.LANDLORD
        seen = world.municipalities.listings_seen
        first = world.geography.first_place.astype(np.int64)
        by_municipality = np.add.reduceat(places.listed, first, axis=0)
        seen *= 0.8
        seen += 0.2 * by_municipality

    def _people(self, model: "TwinModel") -> None:
        """Residents, co-ethnics and work by place."""
        world, places, month = model.world, model.world.places, model.month
        adults, working = np.zeros_like(places.persons), np.zeros_like(places.persons)
        places.coethnic[:] = 0
        for person in world.persons:
            place = person.household.place
            if not person.present or place < 0:
                continue
            places.coethnic[place, person.origin] += 1
            if WORKING_AGE <= person.months_old(month) // MONTHS_PER_YEAR < PENSION_AGE:
                adults[place] += 1
                working[place] += person.employed
        places.persons[:] = places.coethnic.sum(axis=1)
        expected = EMPLOYED_PRIOR * world.geography.local_employment
        places.employed[:] = (working + expected) / (adults + EMPLOYED_PRIOR)
