"""Who applies for what, what landlords weigh of each application, and why they say no."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from agents.landlord import (
    belief_permille,
    feared_loss,
    refusal_reason,
    rent_forgone,
)
from simulation.kernels import rental as kernels
from simulation.rental.applicants import Applicants
from simulation.rental.choosing import CODE
from simulation.rental.terms import Terms
from simulation.tables import Landlords

I64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Owners:
    """The landlords of the month's listings, one entry a listing."""

    trouble: I64  # beliefs, thousandths
    honour: I64
    private: I64  # 1: a small landlord; firms let by rule: distaste is a small landlord's (E32)
    unserious: npt.NDArray[np.int8]

    @classmethod
    def at(cls, landlords: Landlords, rows: I64) -> "Owners":
        """Return the landlords `rows`."""
        a, b, c, d = (
            column[rows].astype(np.int64)
            for column in (landlords.trouble_a, landlords.trouble_b, landlords.honour_a, landlords.honour_b)
        )
        private = 1 - landlords.professional[rows].astype(np.int64)
        return cls(belief_permille(a, b), belief_permille(c, d), private, landlords.unserious[rows])


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


def pair_up(terms: Terms, who: Applicants, owners: Owners, rent: I64, applicant: I64, listing: I64) -> Pairs:
    """Return what landlords weigh of each pair.

    `applicant` and `listing` are positions in `who` and in the listings, whose landlords and rents are
    `owners` and `rent`.
    """
    return Pairs(
        applicant, owners.trouble[listing], owners.honour[listing], who.percent[applicant],
        who.cover[applicant], terms.landlord.taste * who.taste[applicant] * owners.private[listing],
        who.delay[applicant], rent[listing],
    )  # fmt: skip


def apply_and_weigh(
    terms: Terms, who: Applicants, owners: Owners, rent: I64, codes: I64, places: int
) -> tuple[I64, I64, I64, I64]:
    """Return who read any listing, and the applications: applicant, listing and choice weight.

    `codes` are place and rooms of the listings, ascending, in so many `places`.
    """
    begins = np.concatenate([[0], np.cumsum(np.bincount(codes, minlength=places * CODE))])
    first, end = begins[who.place * CODE + who.low], begins[who.place * CODE + who.high + 1]
    most = np.where(who.row >= 0, terms.applications, terms.lease_applications)
    applications = kernels.apply(
        first, end, most, who.start, who.most_rent, who.refused, who.percent, who.cover, who.taste, who.delay,
        reach(terms, who), rent, owners.unserious, owners.trouble, owners.honour, owners.private,
        terms.landlord.taste, terms.landlord.ordinary_permille, terms.landlord.loss, terms.landlord.weight,
    )  # fmt: skip
    return np.flatnonzero((end > first) & (most > 0)), *applications


def reach(terms: Terms, who: Applicants) -> I64:
    """Return by how much each applicant's chance is raised: a municipality asks landlords directly,
    before the ordinary applicants have come."""
    return 1 + (terms.lease_reach - 1) * (who.row < 0).astype(np.int64)


def cause(terms: Terms, pairs: Pairs) -> I64:
    """Return the landlord's reason of pairs that an ordinary applicant had won."""
    return refusal_reason(
        feared_loss(pairs.trouble, pairs.honour, pairs.percent, pairs.cover, terms.landlord.loss),
        pairs.taste, rent_forgone(pairs.delay, pairs.rent),
        terms.landlord.ordinary_permille, terms.landlord.loss,
    )  # fmt: skip
