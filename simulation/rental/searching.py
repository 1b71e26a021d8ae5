"""Searches that failed: why, and who gives up."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, Case, Reason, Tenure
from simulation.cases import arrival_pending, label_accepted
from simulation.rental.applicants import Applicants, awaits_settlement
from simulation.rental.terms import Terms
from simulation.rental.weighing import Pairs, cause

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]


def write_reasons(
    model: "SettlementModel", terms: Terms, who: Applicants, outcome: I64, winner: I64, equal: Pairs
) -> None:
    """Write why searches failed: of accepted cases, of the sizes municipalities asked leases of, and
    of refugee households as events; with the landlords' reason where landlords said no.

    Of several landlords those count that would have said yes to an ordinary applicant (`equal`).
    """
    world, households = model.world, model.world.households
    lost = np.ones(len(who.row), dtype=np.bool_)
    lost[winner] = False
    why = np.where(outcome == Reason.LANDLORD_NO, int(Reason.BETTER_APPLICANT), int(Reason.NONE))
    some = equal.of(np.flatnonzero(lost[equal.applicant] & (who.taste[equal.applicant] == 1)))
    np.maximum.at(why, some.applicant, cause(terms, some))

    asked = np.flatnonzero(lost & (who.row < 0))
    town = world.geography.place_municipality[who.place[asked]]
    world.municipalities.gap_reason[town, who.size[asked]] = outcome[asked]
    if len(asked):
        label_accepted(model)
    mine = np.flatnonzero(lost & (who.row >= 0) & (who.taste == 1))
    rows = who.row[mine]
    model.events.add(
        "no_home_found", household=households.uid[rows],
        municipality=world.geography.place_municipality[who.place[mine]],
        reason=outcome[mine], landlord=why[mine],
    )  # fmt: skip
    accepted = households.case[rows] == Case.ACCEPTED
    accepted &= ~arrival_pending(households, rows, model.month)
    households.reason[rows[accepted]] = outcome[mine][accepted]


def give_up(model: "SettlementModel", terms: Terms, seekers: I64, outcome: I64) -> None:
    """Households that may stay where they are stop searching in the end; the event says why this
    month's search failed (`outcome` of each of `seekers`, household rows in ascending order)."""
    households, month = model.world.households, model.month
    rows = np.flatnonzero(households.seeks_place >= 0)
    long = month - households.seeks_since[rows].astype(np.int64) >= terms.rules.give_up_months
    rows = rows.compress(long)
    must = awaits_settlement(households, rows) | (households.tenure[rows] == Tenure.TEMPORARY)
    rows = rows[~must]
    ours = rows[households.refugee[rows] == 1]
    last = outcome[np.searchsorted(seekers[seekers >= 0], ours)]
    model.events.add(
        "gave_up", household=households.uid[ours], municipality=households.municipality[ours],
        why=households.why[ours], reason=last,
    )  # fmt: skip
    households.seeks_place[rows] = -1
    households.seeks_since[rows] = NEVER
