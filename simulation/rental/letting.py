"""What becomes of listings: asked for, let to ordinary tenants, left empty, leased, rented."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.household import budget, housing_allowance
from agents.kinds import NEVER, DwellingState, Instrument, Mode, Owner, Tenure
from agents.landlord import passed_on
from simulation.randomness import Stream, pick, quantile_index
from simulation.relocation import move_in
from simulation.rental.applicants import Applicants, awaits_settlement, reckoned_income
from simulation.rental.tables import QUANTILES
from simulation.rental.terms import Terms

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]


def list_ended(model: "SettlementModel") -> None:
    """List the dwellings whose ordinary letting ends this month."""
    dwellings = model.world.dwellings
    ended = np.flatnonzero(dwellings.due == model.month)
    ended = ended.compress(dwellings.state[ended] == DwellingState.LET_ORDINARY)
    dwellings.state[ended] = DwellingState.LISTED
    dwellings.due[ended] = NEVER
    dwellings.empty[ended] = 0


def ask_rent(model: "SettlementModel", terms: Terms, rows: I64, level: I64) -> None:
    """Set the asking rent of new listings: `level` of place and size, what the area does to it, own
    variation, and what a known guarantee is worth where listings are few."""
    world = model.world
    dwellings = world.dwellings
    place = dwellings.place[rows].astype(np.int64)
    own = model.draws.high(Stream.NEW_DWELLING, 0, dwellings.key[rows])
    rent = (level[place, dwellings.rooms[rows] - 1] * terms.area[dwellings.area[rows]]) // 1000
    rent = (rent * terms.tables.variation[quantile_index(own, QUANTILES)]) // 1000
    known = world.municipalities.known[dwellings.municipality[rows], Instrument.GUARANTEE]
    few = world.places.tightness[place] > terms.rules.few_listings
    dwellings.rent[rows] = rent + terms.premium * (known & few)


def let_ordinary(model: "SettlementModel", terms: Terms, rows: I64, draw: I64) -> None:
    """Let `rows` to ordinary tenants for a drawn time."""
    dwellings = model.world.dwellings
    dwellings.state[rows] = DwellingState.LET_ORDINARY
    dwellings.due[rows] = model.month + terms.tables.letting[quantile_index(draw, QUANTILES)]
    dwellings.empty[rows] = 0


def stay_empty(model: "SettlementModel", terms: Terms, rows: I64, draw: I64) -> None:
    """Lower the asking rent of what stayed empty; withdraw what was empty for long."""
    dwellings = model.world.dwellings
    dwellings.empty[rows] += 1
    rent = dwellings.rent[rows].astype(np.int64)
    dwellings.rent[rows] = rent - (rent * int(round(1000 * terms.rules.empty_fall))) // 1000
    tired = dwellings.empty[rows] > terms.rules.withdraw_months
    let_ordinary(model, terms, rows[tired], draw[tired])


def lease(model: "SettlementModel", who: Applicants, winner: I64, homes: I64) -> None:
    """Hand `homes` to the municipalities that asked for a lease."""
    world = model.world
    dwellings = world.dwellings
    dwellings.owner[homes] = Owner.MUNICIPALITY_LEASED
    dwellings.mode[homes] = Mode.LEASE
    dwellings.state[homes] = DwellingState.READYING
    dwellings.due[homes] = model.month + 1
    dwellings.empty[homes] = 0
    np.add.at(world.places.leases_found, (who.place[winner], who.size[winner]), 1)


def rent_out(model: "SettlementModel", terms: Terms, rows: I64, homes: I64, owner: I64) -> None:
    """Reserve `homes` for the households `rows` in reception or abroad; let them to residents at once.
    `owner` holds the landlords' rows."""
    world, month = model.world, model.month
    households, dwellings = world.households, world.dwellings
    loose = world.landlords.unserious[owner] == 1
    # whoever lets under a written contract may take part of the tenant's allowance
    helped = housing_allowance(
        budget(terms.household, month), reckoned_income(terms, households, rows),
        households.persons[rows].astype(np.int64), dwellings.rent[homes].astype(np.int64),
    )  # fmt: skip
    dwellings.rent[homes] += np.where(loose, 0, passed_on(terms.owner, helped))
    case = awaits_settlement(households, rows)
    waiting, promised = rows[case], homes[case]
    dwellings.reserved[promised] = households.uid[waiting]
    dwellings.guaranteed[promised] = households.guaranteed[waiting]
    households.case_dwelling[waiting] = dwellings.uid[promised]
    households.seeks_place[waiting] = -1
    households.seeks_since[waiting] = NEVER

    rows, homes, loose = rows[~case], homes[~case], loose[~case]
    draw = model.draws.high(Stream.CONTRACT, month, households.key[rows])
    length = terms.tables.contract_months[pick(terms.tables.contract, draw)]
    length = np.where(loose, int(round(terms.rules.unserious_months)), length)
    tenure = np.where(loose, int(Tenure.UNSERIOUS), int(Tenure.PRIVATE))
    move_in(model, rows, homes, tenure, month + length, households.guaranteed[rows].copy())
