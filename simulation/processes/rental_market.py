"""Rental market: landlords list, households and municipalities apply, each listing decides once
(decision 3).

The modelled segment is the part of private renting that refugee and other disadvantaged households
can reach. Ordinary applicants belong to no row: their number is drawn by listing. What each step does
stands in `simulation/rental/`; the order of the month stands here.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import NOBODY, DwellingState
from agents.landlord import EQUAL, value_cell
from simulation.randomness import Stream
from simulation.rental.applicants import Applicants, gather
from simulation.rental.choosing import (
    CODE,
    decide,
    line_up,
    narrow,
    search_outcomes,
    settle_doubles,
    would_be_let,
)
from simulation.rental.letting import ask_rent, lease, let_ordinary, list_ended, rent_out, stay_empty
from simulation.rental.levels import enter_new, move_levels, rent_now
from simulation.rental.searching import give_up, write_reasons
from simulation.rental.tables import COUNTS, MEANS, PER_UNIT
from simulation.rental.terms import terms_in_force
from simulation.rental.weighing import Owners, apply_and_weigh, pair_up, reach

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Listings:
    """What is on offer this month, in order of place and rooms."""

    row: I64  # of the dwelling
    code: I64  # place * CODE + rooms
    place: I64
    rent: I64  # NOK a month
    owner: I64  # row of the landlord


@dataclass(frozen=True)
class _Demand:
    """What stands against the model's applicants at each listing."""

    ordinary: I64  # ordinary applicants
    reservation: I64  # weight of letting to nobody
    draw: I64  # the landlord's choice
    second: I64  # draw of the time a dwelling is let to an ordinary tenant


class RentalMarket:
    """Listings, applicants and the landlords' choices of the month."""

    name = "rental_market"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the market's and the landlords' tables."""
        self.terms = terms_in_force(model)

    def run(self, model: "SettlementModel") -> None:
        """List, apply, decide, let; then rents and tightness move and new dwellings enter."""
        world, terms = model.world, self.terms
        level = rent_now(world.geography, world.places, terms.rules, model.month)
        world.places.leases_found[:] = 0
        listings = self._list(model, level)
        who = gather(model, terms)
        self._decide_and_let(model, listings, who)
        move_levels(model, terms, who.place, listings.code)
        enter_new(model, terms, level)

    def _list(self, model: "SettlementModel", level: I64) -> _Listings:
        """List what ended, ask rents of new listings, and return all that is on offer."""
        world, dwellings = model.world, model.world.dwellings
        list_ended(model)
        rows = np.flatnonzero(dwellings.state == int(DwellingState.LISTED))
        rows = rows.compress(dwellings.reserved[rows] == NOBODY)
        ask_rent(model, self.terms, rows.compress(dwellings.empty[rows] == 0), level)
        code = dwellings.place[rows].astype(np.int64) * CODE + dwellings.rooms[rows]
        order = np.argsort(narrow(code), kind="stable")
        rows = rows[order]
        return _Listings(
            row=rows,
            code=code[order],
            place=dwellings.place[rows].astype(np.int64),
            rent=dwellings.rent[rows].astype(np.int64),
            owner=world.landlords.rows(dwellings.landlord[rows]).astype(np.int64),
        )

    def _decide_and_let(self, model: "SettlementModel", listings: _Listings, who: Applicants) -> None:
        """Let every listing choose among those who apply, and carry the choices out."""
        terms, rows, n = self.terms, listings.row, len(listings.row)
        owners = Owners.at(model.world.landlords, listings.owner)
        readers, applicant, listing, weight = apply_and_weigh(
            terms, who, owners, listings.rent, listings.code, len(model.world.places.tightness)
        )
        demand = self._demand(model, listings)
        against = (demand.ordinary, demand.reservation, demand.draw)
        lines = line_up(listing, weight, n)
        chosen, let = decide(listing, weight, *against, n, lines)
        kept = settle_doubles(chosen, applicant, listings.rent)
        let |= (chosen >= 0) & (kept < 0) & (demand.ordinary > 0)

        won = np.flatnonzero(kept >= 0)
        winner = applicant[kept[won]]
        outcome = search_outcomes(len(who.row), readers, applicant)
        as_ordinary = EQUAL * reach(terms, who)[applicant]
        equal = np.flatnonzero(would_be_let(listing, weight, as_ordinary, *against, lines))
        pairs = pair_up(terms, who, owners, listings.rent, applicant[equal], listing[equal])
        write_reasons(model, terms, who, outcome, winner, pairs)
        empty = np.flatnonzero((kept < 0) & ~let)
        let_ordinary(model, terms, rows.compress(let), demand.second.compress(let))
        stay_empty(model, terms, rows[empty], demand.second[empty])
        household = who.row[winner] >= 0
        lease(model, who, winner[~household], rows[won[~household]])
        rent_out(
            model, terms, who.row[winner[household]], rows[won[household]], listings.owner[won[household]]
        )
        give_up(model, terms, who.row, outcome)

    def _demand(self, model: "SettlementModel", listings: _Listings) -> _Demand:
        """Draw the ordinary applicants of each listing, and what its landlord thinks of waiting."""
        terms, month = self.terms, model.month
        places, geography = model.world.places, model.world.geography
        key = model.world.dwellings.key[listings.row]
        centrality = geography.centrality[geography.place_municipality]
        mean = terms.mean[centrality] * places.tightness  # (P,)
        cell = np.minimum(np.rint(mean * PER_UNIT).astype(np.int64), MEANS)
        first, second = model.draws.both(Stream.ORDINARY_APPLICANTS, month, key)
        row = cell[listings.place]
        patience = np.rint(terms.landlord.reservation_permille / np.maximum(places.tightness, 0.2))
        waiting = -(patience.astype(np.int64)[listings.place] * listings.rent) // 1000
        return _Demand(
            ordinary=np.searchsorted(terms.tables.applicants, first + (row << 33), side="right")
            - row * COUNTS,
            reservation=terms.landlord.weight[value_cell(waiting)],
            draw=model.draws.high(Stream.LANDLORD_CHOICE, month, key),
            second=second,
        )
