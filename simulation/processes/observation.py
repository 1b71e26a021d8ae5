"""Observation: what institutions will know next month, as aggregates of this one.

Institutions read these matrices and never loop over refugees.
"""

from typing import TYPE_CHECKING

import numpy as np

from agents.kinds import NEVER, Case, DwellingState, Mode, Origin, Owner, Tenure
from simulation.moves import needed_rooms
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.model import SettlementModel

ORIGINS = len(Origin)
PRIOR = 20.0  # adults: weight of the county's level in a place's employed share
SOON_MONTHS = 6


class Observation:
    """Aggregates by municipality and by place."""

    name = "observation"

    def prepare(self, model: "SettlementModel") -> None:
        """Nothing to build; see the month as it stands before the first step."""
        if model.month == 0 and not model.world.places.persons.any():
            self.run(model)

    def run(self, model: "SettlementModel") -> None:
        """Recompute every aggregate."""
        self._municipalities(model)
        self._places(model)

    def _municipalities(self, model: "SettlementModel") -> None:
        world, m, homes = model.world, model.world.municipalities, model.world.dwellings
        size = len(m.vedtak)
        own = np.flatnonzero(homes.owner <= Owner.MUNICIPALITY_LEASED)
        state = homes.state[own]
        cell = homes.municipality[own].astype(np.int64) * SIZES + homes.rooms[own] - 1

        def count(some: np.ndarray) -> np.ndarray:
            return np.bincount(cell[some], minlength=size * SIZES).reshape(size, SIZES)

        vacant = np.flatnonzero(state == DwellingState.VACANT)
        m.vacant[:] = count(vacant[homes.reserved[own[vacant]] < 0])
        # of dwellings being made ready, the council's promise to others comes off
        readying = np.flatnonzero(state == DwellingState.READYING)
        ready = count(readying) * (1.0 - m.sense_of_fairness)[:, None]
        # a project counts when it comes soon, a purchase also while it waits for its grant (else one
        # household's need would be bought for twice); what is years away covers nobody now
        pipeline = np.flatnonzero(state == DwellingState.PIPELINE)
        due, mode = homes.due[own[pipeline]], homes.mode[own[pipeline]]
        soon = np.where(due == NEVER, mode == Mode.PURCHASE, due <= model.month + SOON_MONTHS)
        m.coming[:] = count(pipeline[soon]) + np.floor(ready).astype(np.int64)
        m.occupied[:] = count(np.flatnonzero(state == DwellingState.OCCUPIED))
        h = world.households
        other = np.flatnonzero((h.tenure == Tenure.NONE) & (h.queue_since != NEVER))
        need = needed_rooms(h.persons[other]) - 1
        m.other_queue[:] = np.bincount(
            h.municipality[other].astype(np.int64) * SIZES + need, minlength=size * SIZES
        ).reshape(size, SIZES)
        waiting = np.flatnonzero((h.case >= Case.READY) & (h.case <= Case.FOUND))
        declared = h.family_pending[waiting].astype(np.int64) * h.family_known[waiting]
        sizes = needed_rooms(h.persons[waiting] + declared)
        mix = np.bincount(sizes - 1, minlength=SIZES).astype(np.float64)
        # the state's forecast of sizes errs in common: towards large when need was overestimated
        tilt = np.exp(world.imdi.common_error * (np.arange(SIZES) - 2.0) / 2.0)
        mix = (mix + 1.0) * tilt
        world.imdi.believed_size_mix = mix / mix.sum()

    def _places(self, model: "SettlementModel") -> None:
        world, places, homes = model.world, model.world.places, model.world.dwellings
        size = len(places.persons)
        # the rental market has written what was on offer during the month in `places.listed`
        by_municipality = np.add.reduceat(places.listed, world.geography.first_place.astype(np.int64), axis=0)
        seen = world.municipalities.listings_seen
        seen *= 0.8
        seen += 0.2 * by_municipality
        ordinary = np.flatnonzero(homes.state == DwellingState.LET_ORDINARY)
        places.let_ordinary[:] = np.bincount(homes.place[ordinary], minlength=size)
        segment = np.flatnonzero(homes.owner == Owner.LANDLORD)
        places.segment[:] = np.bincount(homes.place[segment], minlength=size)
        if model.month % 3 == 0 or not places.persons.any():
            self._people(model)

    def _people(self, model: "SettlementModel") -> None:
        """Residents, co-ethnics and work by place (quarterly)."""
        world, places, p, h = model.world, model.world.places, model.world.persons, model.world.households
        size = len(places.persons)
        place = h.place[h.rows(p.household)].astype(np.int64)
        here = (p.present == 1) & (place >= 0)
        cell = np.where(here, place * ORIGINS + p.origin, size * ORIGINS)
        counts = np.bincount(cell, minlength=size * ORIGINS + 1)[:-1].reshape(size, ORIGINS)
        places.coethnic[:] = counts
        places.persons[:] = counts.sum(axis=1)
        age = model.month - p.birth
        adult = here & (age >= 16 * 12) & (age < 67 * 12)
        adults = np.bincount(place[adult], minlength=size)
        working = np.bincount(place[adult & (p.employed == 1)], minlength=size)
        places.employed[:] = (working + PRIOR * world.geography.local_employment) / (adults + PRIOR)
