"""What landlords weigh of each application, and why they say no."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.landlord import (
    applicant_value,
    belief_permille,
    feared_loss,
    refusal_reason,
    rent_forgone,
    value_cell,
)
from simulation.rental.applicants import Applicants
from simulation.rental.terms import Terms

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pairs:
    """Applications of the month, one entry per applicant and listing: what the landlord weighs."""

    applicant: I64
    trouble: I64  # the landlord's beliefs, thousandths
    honour: I64
    percent: I64
    cover: I64
    taste: I64  # NOK a year
    delay: I64  # days
    rent: I64  # NOK a month

    def of(self, some: I64) -> "Pairs":
        """Return some of the pairs."""
        return Pairs(*(getattr(self, one.name)[some] for one in fields(self)))


def pair_up(
    model: "SettlementModel", terms: Terms, who: Applicants, applicant: I64, listing: I64, owner: I64,
    rent: I64,
) -> Pairs:  # fmt: skip
    """Return what landlords weigh of each pair.

    `applicant` and `listing` are positions in `who` and in the listings, whose landlords' rows and
    rents are `owner` and `rent`.
    """
    landlords = model.world.landlords
    trouble = belief_permille(
        landlords.trouble_a[owner].astype(np.int64), landlords.trouble_b[owner].astype(np.int64)
    )
    honour = belief_permille(
        landlords.honour_a[owner].astype(np.int64), landlords.honour_b[owner].astype(np.int64)
    )
    # firms let by rule: distaste is a small landlord's (E32)
    private = 1 - landlords.professional[owner].astype(np.int64)
    return Pairs(
        applicant, trouble[listing], honour[listing], who.percent[applicant], who.cover[applicant],
        terms.landlord.taste * who.taste[applicant] * private[listing], who.delay[applicant], rent[listing],
    )  # fmt: skip


def weigh(terms: Terms, who: Applicants, pairs: Pairs) -> I64:
    """Return the choice weight of each pair."""
    value = applicant_value(
        pairs.trouble, pairs.honour, pairs.percent, pairs.cover, pairs.taste, pairs.delay, pairs.rent,
        terms.landlord.ordinary_permille, terms.landlord.loss,
    )  # fmt: skip
    return terms.landlord.weight[value_cell(value)] * reach(terms, who, pairs.applicant)


def reach(terms: Terms, who: Applicants, applicant: I64) -> I64:
    """Return by how much each applicant's chance is raised: a municipality asks landlords directly,
    before the ordinary applicants have come."""
    return (1 + (terms.lease_reach - 1) * (who.row < 0))[applicant]


def cause(terms: Terms, pairs: Pairs) -> I64:
    """Return the landlord's reason of pairs that an ordinary applicant had won."""
    return refusal_reason(
        feared_loss(pairs.trouble, pairs.honour, pairs.percent, pairs.cover, terms.landlord.loss),
        pairs.taste, rent_forgone(pairs.delay, pairs.rent),
        terms.landlord.ordinary_permille, terms.landlord.loss,
    )  # fmt: skip
