"""Family reunification: members come into the sponsor's dwelling, which may be too small (L45)."""

from typing import TYPE_CHECKING

from agents.kinds import NEVER, START_MONTH, Kind, Path, Reason, Tenure
from simulation.people import ADULT
from simulation.processes.reunification import PARENT, build_tables
from simulation.randomness import Stream, derive_key
from simulation.twin.beings import Household
from simulation.twin.people import recount
from simulation.twin.shared import clip, pick_one

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Reunification:
    """Arrivals of family, one month."""

    name = "reunification"

    def prepare(self, model: "TwinModel") -> None:
        """Build the tables."""
        self.tables = build_tables(model.values.rules("reunification"))

    def run(self, model: "TwinModel") -> None:
        """Let the families whose month has come arrive; while the sponsor waits, they wait."""
        if model.month < START_MONTH:
            return
        for household in model.world.households:
            if household.family_pending == 0 or household.family_month == NEVER:
                continue
            if household.family_month > model.month or household.waits or household.tenure == Tenure.GONE:
                continue
            self._arrive(model, household)

    def _arrive(self, model: "TwinModel", household: Household) -> None:
        """Add the persons, spouse or parent first, and count the household anew."""
        month, count = model.month, household.family_pending
        head, kind = household.head, household.kind
        assert head is not None
        for ordinal in range(count):
            self._person(model, household, kind, ordinal)
        fitted = household.outgrown == NEVER
        household.family_pending = 0
        household.family_month = NEVER
        recount(household, month)
        if household.tenure == Tenure.STAFFED:  # no place for a family
            household.queue_since = month
            household.seeks_place = household.place
            household.seeks_since = month
            household.why = Reason.FAMILY_ARRIVAL
        if fitted and household.outgrown != NEVER:
            household.why = Reason.FAMILY_ARRIVAL
        model.world.municipalities.family_this_year[household.municipality] += count
        model.events.add(
            "family_arrival", household=household.uid, municipality=household.municipality,
            persons=count, outgrown=fitted and household.outgrown != NEVER,
        )  # fmt: skip

    def _person(self, model: "TwinModel", household: Household, kind: int, ordinal: int) -> None:
        """Add one member: a minor's parent, an adult's spouse, then children or siblings."""
        t, month, head = self.tables, model.month, household.head
        assert head is not None
        key = derive_key(head.key, month, Stream.FAMILY_PERSON, ordinal)
        high, low = model.draws.one_both(Stream.FAMILY_PERSON, month, key)
        minor = not head.is_adult(month)
        gap = high * t.spouse_gap >> 32  # months a husband is older
        female = low & 1
        if ordinal == 0 and minor:
            birth = head.birth - PARENT - gap
        elif ordinal == 0 and kind in (Kind.SINGLE, Kind.SINGLE_PARENT):
            female = 1 - head.female
            birth = min(head.birth - gap if head.female else head.birth + gap, month - ADULT)
        else:  # under 18 and at least 18 years younger than the head
            oldest = ADULT if minor else clip(month - head.birth - ADULT, 1, ADULT)
            birth = month - (high * oldest >> 32)
        education = pick_one(t.education[female], (low >> 1) * 2) if birth <= month - ADULT else 0
        model.world.add_person(
            model, key, household, female=female, birth=birth, origin=head.origin, path=Path.FAMILY,
            settled=month, settled_in=household.municipality, education=education,
            health=int(model.draws.one(Stream.HEALTH, month, key) < t.health), wellbeing=t.wellbeing,
        )  # fmt: skip
