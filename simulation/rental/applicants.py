"""Who applies this month: seeking households and the leases municipalities ask for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.household import affordable_rent, budget
from agents.kinds import Tenure
from simulation.moves import needed_rooms
from simulation.randomness import Stream, derive_keys
from simulation.rental.terms import Terms
from simulation.tables import Households
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]


@dataclass
class Applicants:
    """Applicants of the month: households first, then municipalities' lease requests."""

    row: I64  # household row, -1 for a lease request
    size: I64  # rooms - 1 asked for by a lease request
    place: I64
    low: I64
    high: I64
    most_rent: I64
    percent: I64
    cover: I64
    taste: I64  # 1: met with distaste
    delay: I64
    refused: I64  # 1: takes unserious offers
    start: I64


def gather(model: "SettlementModel", terms: Terms) -> Applicants:
    """Gather seeking households and lease requests."""
    world, month = model.world, model.month
    households, persons, geography = world.households, world.persons, world.geography
    landlord = terms.landlord
    rows = np.flatnonzero(households.seeks_place >= 0)
    size = households.persons[rows].astype(np.int64)
    need = needed_rooms(size)
    working = households.adults_working[rows].astype(np.int64)
    most = affordable_rent(
        budget(terms.household, month), reckoned_income(terms, households, rows), size, working
    )
    refugee = households.refugee[rows] == 1
    head = persons.rows(households.head[rows])
    woman = np.zeros(len(rows), dtype=np.int64)
    woman[head >= 0] = persons.female[head[head >= 0]]
    percent = np.where(
        refugee,
        landlord.kind_percent[households.kind[rows], woman, np.minimum(working, 1)],
        landlord.other_percent,
    )
    guaranteed = households.guaranteed[rows].astype(np.int64)
    place = households.seeks_place[rows].astype(np.int64)
    delay = terms.days[geography.place_municipality[place]] * guaranteed
    waited = month - households.seeks_since[rows].astype(np.int64)

    where, asked = np.nonzero(world.places.lease_requests)
    times = world.places.lease_requests[where, asked]
    lease_place, lease_size = np.repeat(where, times), np.repeat(asked, times)
    nth = np.arange(len(lease_place)) - np.repeat(np.cumsum(times) - times, times)
    lease_key = derive_keys(
        geography.place_key[lease_place], month, Stream.MATCH_ORDER, lease_size * 1000 + nth
    ) if len(lease_place) else np.zeros(0, dtype=np.uint64)  # fmt: skip
    ones = np.ones(len(lease_place), dtype=np.int64)
    loose = (waited >= terms.rules.refused_months) & (guaranteed == 0)
    cover = landlord.guarantee_percent * guaranteed
    key = np.concatenate([households.key[rows], lease_key])
    join = np.concatenate
    return Applicants(
        row=join([rows.astype(np.int64), -ones]),
        size=join([need - 1, lease_size]),
        place=join([place, lease_place]),
        low=join([np.maximum(need - 1, 1), lease_size + 1]),
        high=join([np.minimum(need + 1, SIZES), np.minimum(lease_size + 2, SIZES)]),
        most_rent=join([most, ones << 30]),
        percent=join([percent, 100 * ones]),
        cover=join([cover, landlord.municipal_percent * ones]),
        taste=join([refugee.astype(np.int64), ones]),
        delay=join([delay, terms.days[geography.place_municipality[lease_place]]]),
        refused=join([loose.astype(np.int64), 0 * ones]),
        start=model.draws.high(Stream.MATCH_ORDER, month, key),
    )


def reckoned_income(terms: Terms, households: Households, rows: I64) -> I64:
    """Return what `rows` reckon to live on, NOK a month: who is not settled yet counts on the
    introduction benefit of the adults."""
    income = households.income[rows].astype(np.int64)
    adults = households.persons[rows].astype(np.int64) - households.children[rows]
    waits = awaits_settlement(households, rows)
    reckoned: I64 = np.where(waits, np.maximum(income, terms.benefit * adults), income)
    return reckoned


def awaits_settlement(households: Households, rows: I64) -> npt.NDArray[np.bool_]:
    """Return which of `rows` are in reception or abroad."""
    tenure = households.tenure[rows]
    waits: npt.NDArray[np.bool_] = (tenure == Tenure.RECEPTION) | (tenure == Tenure.ABROAD)
    return waits
