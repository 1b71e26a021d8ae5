"""Landlord: whom to let to and whether to renew (decision 3).

A landlord weighs applicants by what a year's tenancy is worth against that of an ordinary
applicant at the same rent. Beliefs about trouble and about the guarantee are counts, so they move
by experience only. Everything here is a function of what the landlord can know.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, Kind, Reason
from agents.parameters import Rules

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

EQUAL = 1 << 16  # choice weight of an applicant worth as much as an ordinary one
LOWEST = -40_000  # NOK a year: lowest value difference with a weight of its own
STEP = 250  # NOK a year between cells
CELLS = 241  # up to +20,000 NOK


@dataclass(frozen=True)
class LandlordTables:
    """Integer tables of the landlord's decisions.

    Attributes
    ----------
    weight : int64 array, shape (CELLS,)
        Choice weight by value difference in NOK a year (cell of :func:`value_cell`).
    renewal : float64 array, shape (CELLS,)
        Probability of renewal by value of the sitting tenant against the outside, NOK a year.
    kind_percent : int64 array, shape (5, 2, 2)
        Believed trouble in percent of that of a single man without work, by household kind,
        whether the head is a woman, and whether somebody works.
    """

    weight: I64
    renewal: F64
    kind_percent: I64
    other_percent: int
    ordinary_permille: int
    loss: int
    taste: int
    guarantee_percent: int
    municipal_percent: int
    reservation_permille: int
    void_permille: int


def build_tables(rules: Rules) -> LandlordTables:
    """Return the landlord's tables from the parameters of ``landlord.toml``."""
    difference = LOWEST + STEP * (np.arange(CELLS, dtype=np.float64) + 0.5)
    kind = np.full((len(Kind), 2, 2), 100.0)
    kind[Kind.SINGLE, 1] = rules.woman_percent
    kind[[Kind.COUPLE, Kind.FAMILY, Kind.SINGLE_PARENT]] = rules.couple_percent
    kind[:, :, 1] *= rules.employed_percent / 100.0
    return LandlordTables(
        weight=np.rint(EQUAL * np.exp(difference / rules.noise)).astype(np.int64),
        renewal=1.0 / (1.0 + np.exp(-difference / rules.renewal_noise)),
        kind_percent=np.rint(kind).astype(np.int64),
        other_percent=int(round(rules.other_percent)),
        ordinary_permille=int(round(1000 * rules.ordinary_trouble)),
        loss=int(round(rules.loss)),
        taste=int(round(rules.taste)),
        guarantee_percent=int(round(100 * rules.guarantee_cover)),
        municipal_percent=int(round(100 * rules.municipal_cover)),
        reservation_permille=int(round(1000 * rules.reservation_months)),
        void_permille=int(round(1000 * rules.void_months)),
    )


def value_cell(difference: I64) -> I64:
    """Return the cell of a value difference (NOK a year)."""
    return np.clip((difference - LOWEST) // STEP, 0, CELLS - 1)


def belief_permille(a: I64, b: I64) -> I64:
    """Return the mean of a Beta belief held as counts `a` and `b`, in thousandths."""
    mean: I64 = (1000 * a) // np.maximum(a + b, 1)
    return mean


def applicant_value(
    trouble_permille: I64,
    honour_permille: I64,
    percent: I64,
    cover_percent: I64,
    taste: I64,
    delay_days: I64,
    rent: I64,
    ordinary_permille: int,
    loss: int,
) -> I64:
    """Return what an applicant is worth against an ordinary one, NOK in the first year.

    Parameters
    ----------
    trouble_permille, honour_permille : int64 arrays
        The landlord's beliefs: trouble in a year's tenancy with a refugee; guarantee honoured.
    percent : int64 array
        Believed trouble with this kind of applicant in percent of that belief.
    cover_percent : int64 array
        Share of a loss the municipality covers.
    taste : int64 array
        Distaste, NOK a year; cover does not lower it.
    delay_days : int64 array
        Days until the papers are ready: rent forgone.
    rent : int64 array
        Asking rent, NOK a month.
    ordinary_permille, loss : int
        Believed trouble with an ordinary applicant, and NOK lost by one trouble.
    """
    feared = feared_loss(trouble_permille, honour_permille, percent, cover_percent, loss)
    value: I64 = (ordinary_permille * loss) // 1000 - feared - taste - rent_forgone(delay_days, rent)
    return value


def feared_loss(
    trouble_permille: I64, honour_permille: I64, percent: I64, cover_percent: I64, loss: int
) -> I64:
    """Return the loss by trouble a landlord expects to bear in a year, NOK (see :func:`applicant_value`)."""
    trouble = (trouble_permille * percent * loss) // 100_000
    borne: I64 = (trouble * (100_000 - honour_permille * cover_percent)) // 100_000
    return borne


def rent_forgone(delay_days: I64, rent: I64) -> I64:
    """Return the rent lost while papers are made ready, NOK."""
    waiting: I64 = (delay_days * rent * MONTHS_PER_YEAR) // 365
    return waiting


def refusal_reason(feared: I64, taste: I64, waiting: I64, ordinary_permille: int, loss: int) -> I64:
    """Return why a landlord did not let to applicants to whom the same draw had let, had they been
    worth as much as an ordinary one: a Reason, what took most off their worth.

    Parameters
    ----------
    feared, taste, waiting : int64 arrays
        What trouble, distaste and late papers took off, NOK.
    """
    parts = np.stack((feared - (ordinary_permille * loss) // 1000, taste, waiting))
    largest = np.array([Reason.TROUBLE, Reason.TASTE, Reason.PAPERS_LATE])[np.argmax(parts, axis=0)]
    reason: I64 = np.where((parts > 0).any(axis=0), largest, int(Reason.BETTER_APPLICANT))
    return reason


def papers_days(rules: Rules, routines: F64) -> I64:
    """Return the days until guarantee papers are ready, shape of `routines` (channel in [-1, 1])."""
    days = rules.papers_days + (rules.papers_days_routines - rules.papers_days) * routines
    whole: I64 = np.rint(np.maximum(days, 1.0)).astype(np.int64)
    return whole


def prior_counts(rules: Rules) -> tuple[int, int, int, int]:
    """Return a new landlord's beliefs as counts in hundredths: trouble a and b, honour a and b."""
    trouble, honour = 100 * rules.trouble_years, 100 * rules.honour_years
    a, c = int(round(trouble * rules.trouble_belief)), int(round(honour * rules.honour_belief))
    return a, int(round(trouble)) - a, c, int(round(honour)) - c


def guarantee_premium(rules: Rules) -> int:
    """Return the NOK a month that a known guarantee adds to asking rents where listings are few."""
    value = rules.trouble_belief * rules.honour_belief * rules.guarantee_cover * rules.loss / MONTHS_PER_YEAR
    return int(round(rules.pass_through * value))


def passed_on(rules: Rules, allowance: I64) -> I64:
    """Return the NOK a month that a landlord adds to the rent of who gets `allowance` (E80-E82)."""
    added: I64 = (allowance * int(round(1000 * rules.allowance_pass_through))) // 1000
    return added
