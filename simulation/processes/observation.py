"""Observation: what institutions will know next month, as aggregates of this one.

Institutions read these matrices and never loop over refugees.
"""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, NEVER, QUARTER, Case, DwellingState, Mode, Origin, Owner, Tenure
from agents.refugee import PENSION_AGE, WORKING_AGE
from simulation.census import by_municipality
from simulation.local_market import EMPLOYED_PRIOR
from simulation.moves import needed_rooms
from simulation.projects import SOON_MONTHS
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
Rows = npt.NDArray[np.intp]
OWN = slice(0, Owner.MUNICIPALITY_LEASED + 1)  # owners of the municipal stock
ORIGINS = len(Origin)


class Observation:
    """Aggregates by municipality and by place."""

    name = "observation"

    def prepare(self, model: "SettlementModel") -> None:
        """Nothing to build; see the month as it stands before the first step."""
        if model.month == 0 and not model.world.places.persons.any():
            self.run(model)

    def run(self, model: "SettlementModel") -> None:
        """Recompute every aggregate."""
        census = model.census.hand_over(model.world)
        self._municipalities(model, census)
        self._places(model, census)

    def _municipalities(self, model: "SettlementModel", census: I64) -> None:
        world, m, homes = model.world, model.world.municipalities, model.world.dwellings
        size = len(m.vedtak)
        own = homes.owner <= int(Owner.MUNICIPALITY_LEASED)
        stock = by_municipality(census[:, :, OWN].sum(axis=2), world)  # by municipality, rooms, state

        def of_state(state: DwellingState) -> Rows:
            return np.flatnonzero(own & (homes.state == int(state)))

        def count(rows: Rows) -> np.ndarray:
            cell = homes.municipality[rows].astype(np.intp)
            cell *= SIZES
            cell += homes.rooms[rows] - 1
            return np.bincount(cell, minlength=size * SIZES).reshape(size, SIZES)

        vacant = of_state(DwellingState.VACANT)
        m.vacant[:] = count(vacant[homes.reserved[vacant] < 0])
        # of dwellings being made ready, the council's promise to others comes off
        ready = stock[:, :, DwellingState.READYING] * (1.0 - m.sense_of_fairness)[:, None]
        # a project counts when it comes soon, a purchase also while it waits for its grant (else one
        # household's need would be bought for twice); what is years away covers nobody now
        pipeline = of_state(DwellingState.PIPELINE)
        due, mode = homes.due[pipeline], homes.mode[pipeline]
        soon = np.where(due == NEVER, mode == Mode.PURCHASE, due <= model.month + SOON_MONTHS)
        m.coming[:] = count(pipeline[soon]) + np.floor(ready).astype(np.int64)
        m.occupied[:] = stock[:, :, DwellingState.OCCUPIED]
        h = world.households
        other = np.flatnonzero((h.tenure == Tenure.NONE) & (h.queue_since != NEVER))
        need = needed_rooms(h.persons[other]) - 1
        m.other_queue[:] = np.bincount(
            h.municipality[other].astype(np.int64) * SIZES + need, minlength=size * SIZES
        ).reshape(size, SIZES)
        waiting = h.waiting(Case.READY, Case.FOUND)
        declared = h.family_pending[waiting].astype(np.int64) * h.family_known[waiting]
        sizes = needed_rooms(h.persons[waiting] + declared)
        mix = np.bincount(sizes - 1, minlength=SIZES).astype(np.float64)
        # the state's forecast of sizes errs in common: towards large when need was overestimated
        tilt = np.exp(world.imdi.common_error * (np.arange(SIZES) - 2.0) / 2.0)
        mix = (mix + 1.0) * tilt
        world.imdi.believed_size_mix = mix / mix.sum()

    def _places(self, model: "SettlementModel", census: I64) -> None:
        world, places = model.world, model.world.places
        # the rental market has written what was on offer during the month in `places.listed`
        by_municipality = np.add.reduceat(places.listed, world.geography.first_place.astype(np.int64), axis=0)
        seen = world.municipalities.listings_seen
        seen *= 0.8
        seen += 0.2 * by_municipality
        places.let_ordinary[:] = census[:, :, :, DwellingState.LET_ORDINARY].sum(axis=(1, 2))
        places.segment[:] = census[:, :, Owner.LANDLORD].sum(axis=(1, 2))
        if model.month % QUARTER == 0 or not places.persons.any():
            self._people(model)

    def _people(self, model: "SettlementModel") -> None:
        """Residents, co-ethnics and work by place (quarterly)."""
        world, places, p, h = model.world, model.world.places, model.world.persons, model.world.households
        size = len(places.persons)
        place = h.place[h.rows(p.household)].astype(np.intp)
        place[(p.present == 0) | (place < 0)] = size  # nowhere: a last place that is not read
        counts = np.bincount(place * ORIGINS + p.origin, minlength=(size + 1) * ORIGINS)
        places.coethnic[:] = counts[: size * ORIGINS].reshape(size, ORIGINS)
        places.persons[:] = places.coethnic.sum(axis=1)
        age = np.int16(model.month) - p.birth
        adult = (age >= WORKING_AGE * MONTHS_PER_YEAR) & (age < PENSION_AGE * MONTHS_PER_YEAR)
        # by place: who is no adult, an adult, an adult at work
        kind = np.bincount(place * 3 + adult * (1 + p.employed), minlength=(size + 1) * 3)[: size * 3]
        working = kind[2::3]
        adults = kind[1::3] + working
        expected = EMPLOYED_PRIOR * world.geography.local_employment
        places.employed[:] = (working + expected) / (adults + EMPLOYED_PRIOR)
