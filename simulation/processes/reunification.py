"""Family reunification: members come into the sponsor's dwelling, which may be too small the same
day (L45). They come outside request and vedtak (E100, E101).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, NEVER, START_MONTH, Kind, Path, Reason, Tenure
from agents.parameters import Rules
from simulation.people import ADULT, recount
from simulation.randomness import Stream, cumulative, derive_keys, pick, threshold

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]

PARENT = 22 * MONTHS_PER_YEAR  # months: a minor's parent is at least this much older


@dataclass(frozen=True)
class Tables:
    """education: cumulative thresholds (sex 2, 3); health: threshold; spouse_gap: months, the
    largest difference of age; wellbeing: 0-100 at arrival."""

    education: I64
    health: int
    spouse_gap: int
    wellbeing: int


def build_tables(rules: Rules) -> Tables:
    """Return the tables for the parameters ``reunification.*``."""
    return Tables(
        education=cumulative(np.stack([rules.vector("education_men"), rules.vector("education_women")])),
        health=int(threshold(rules.health)),
        spouse_gap=int(rules.spouse_gap * MONTHS_PER_YEAR),
        wellbeing=int(rules.wellbeing),
    )


class Reunification:
    """Arrivals of family, one month."""

    name = "reunification"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the tables."""
        self.tables = build_tables(model.values.rules("reunification"))

    def run(self, model: "SettlementModel") -> None:
        """Let the families whose month has come arrive; while the sponsor waits, they wait."""
        if model.month < START_MONTH:
            return
        households = model.world.households
        rows = np.flatnonzero(households.family_pending > 0)
        tenure, due = households.tenure[rows], households.family_month[rows]
        rows = rows[
            (due != NEVER) & (due <= model.month) & (tenure != Tenure.RECEPTION)
            & (tenure != Tenure.ABROAD) & (tenure != Tenure.GONE)
        ]  # fmt: skip
        if len(rows):
            self._arrive(model, rows)

    def _arrive(self, model: "SettlementModel", rows: I64) -> None:
        """Add the persons, spouse first, and count the households anew."""
        world, t, month = model.world, self.tables, model.month
        households, persons = world.households, world.persons
        pending = households.family_pending[rows].astype(np.int64)
        of = np.repeat(np.arange(len(rows)), pending)  # the arriving person's place among `rows`
        ordinal = np.arange(len(of)) - np.repeat(np.cumsum(pending) - pending, pending)
        heads = persons.rows(households.head[rows])[of]
        kind = households.kind[rows][of]
        spouse = (ordinal == 0) & ((kind == Kind.SINGLE) | (kind == Kind.SINGLE_PARENT))
        keys = derive_keys(persons.key[heads], month, Stream.FAMILY_PERSON, ordinal)
        high, low = model.draws.both(Stream.FAMILY_PERSON, month, keys)
        head_birth = persons.birth[heads].astype(np.int64)
        head_female = persons.female[heads].astype(np.int64)
        minor = head_birth > month - ADULT
        parent = (ordinal == 0) & minor  # a minor's mother or father, then sisters and brothers
        female = np.where(spouse & ~parent, 1 - head_female, low & 1)
        # a husband is 0 to spouse_gap older; children are under 18 and at least 18 younger than the head
        gap = (high * t.spouse_gap) >> 32
        mate = np.minimum(head_birth + np.where(head_female == 1, -gap, gap), month - ADULT)
        oldest = np.where(minor, ADULT, np.clip(month - head_birth - ADULT, 1, ADULT))
        child = month - ((high * oldest) >> 32)
        birth = np.where(spouse, mate, child)
        birth = np.where(parent, head_birth - PARENT - ((high * t.spouse_gap) >> 32), birth)
        draw = (low >> 1) * 2  # thirty-one bits of their own, scaled to thirty-two
        men, women = pick(t.education[0], draw), pick(t.education[1], draw)
        schooling = np.where(female == 1, women, men)
        education = np.where(birth <= month - ADULT, schooling, 0)
        ailing = model.draws.high(Stream.HEALTH, month, keys) < t.health
        persons.append(
            keys,
            household=households.uid[rows][of],
            female=female,
            birth=birth,
            origin=persons.origin[heads],
            path=Path.FAMILY,
            settled=month,
            settled_in=households.municipality[rows][of],
            education=education,
            health=ailing,
            wellbeing=t.wellbeing,
        )
        fitted = households.outgrown[rows] == NEVER
        households.family_pending[rows] = 0
        households.family_month[rows] = NEVER
        recount(world, rows, month)
        staffed = rows[households.tenure[rows] == Tenure.STAFFED]  # no place for a family
        households.queue_since[staffed] = month
        households.seeks_place[staffed] = households.place[staffed]
        households.seeks_since[staffed] = month
        crowded = fitted & (households.outgrown[rows] != NEVER)
        households.why[rows[crowded]] = Reason.FAMILY_ARRIVAL
        households.why[staffed] = Reason.FAMILY_ARRIVAL
        municipality = households.municipality[rows]
        np.add.at(world.municipalities.family_this_year, municipality, pending)
        model.events.add(
            "family_arrival",
            household=households.uid[rows],
            municipality=municipality,
            persons=pending,
            outgrown=crowded,
        )
