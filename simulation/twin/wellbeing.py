"""Ties, wellbeing and health, person by person."""

from typing import TYPE_CHECKING

from agents.kinds import MONTHS_PER_YEAR, NEVER, Programme, Tenure
from simulation.processes.wellbeing import FROM_AGE, WAITS, build_tables
from simulation.randomness import Stream
from simulation.twin.beings import Person
from simulation.twin.shared import clip
from simulation.twin.turn import on_turn

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel

LARGEST = (1 << 12) - 1  # co-ethnics counted at most


class Wellbeing:
    """Ties, wellbeing and health, one month."""

    name = "wellbeing"

    def prepare(self, model: "TwinModel") -> None:
        """Build the tables."""
        self.tables = build_tables(model.values.rules("wellbeing"))

    def run(self, model: "TwinModel") -> None:
        """Move those whose turn it is one step; in January see who is still ill."""
        month = model.month
        for person in model.world.persons:
            if not person.present or not on_turn(person, month):
                continue
            if person.months_old(month) < FROM_AGE or person.settled >= month:
                continue
            if person.household.tenure == Tenure.ABROAD:
                continue
            high, low = model.draws.one_both(Stream.WELLBEING, month, person.key)
            self._ties(model, person, low)
            self._feel(model, person)
            self._health(model, person, high)
        if month % MONTHS_PER_YEAR == 0:  # who recovered no longer counts, from the next year on
            for household in model.world.households:
                if household.refugee:
                    household.health = int(any(member.health for member in household.members))

    def _ties(self, model: "TwinModel", person: Person, draw: int) -> None:
        """Ties move towards what the situation gives room for: bonding by co-ethnics in the place,
        bridging by language, work, study, children, owning; linking by language and institutions."""
        t, household = self.tables, person.household
        if household.tenure == Tenure.RECEPTION:
            kin = t.bonding_size[0]
        else:
            coethnics = int(model.world.places.coethnic[max(household.place, 0), person.origin])
            kin = t.bonding_size[min(coethnics, LARGEST).bit_length()]
        active = person.programme == Programme.ACTIVE
        base, work, study, school, own, level = (int(x) for x in t.bridging)
        bridging = base + level * person.language + work * person.employed
        bridging += study * (active or person.student == 1)
        bridging += school * (household.children > 0)
        bridging += own * (household.tenure == Tenure.OWNED)
        start, programme, tenant, word = (int(x) for x in t.linking)
        linking = start + word * person.language + programme * active
        linking += tenant * (household.tenure == Tenure.MUNICIPAL)
        person.bonding = self._towards(person.bonding, int(kin), 0, draw)
        person.bridging = self._towards(person.bridging, min(bridging, 100), 1, draw)
        person.linking = self._towards(person.linking, min(linking, 100), 2, draw)

    def _towards(self, value: int, goal: int, sort: int, draw: int) -> int:
        """Return `value` moved part of the way to `goal`, rounded up or down by chance."""
        dither = draw >> 10 * sort & 1023
        return value + ((goal - value) * int(self.tables.pace[sort]) + dither >> 10)

    def _feel(self, model: "TwinModel", person: Person) -> None:
        """Wellbeing moves a step towards what security, room, work, ties, health and waiting give."""
        t, household = self.tables, person.household
        ties = person.bonding + person.bridging + person.linking
        goal = int(t.base) + int(t.security[household.tenure]) + ties * int(t.ties) // 100
        if household.dwelling is not None and household.needed_rooms > household.dwelling.rooms:
            goal -= int(t.crowded)
        goal += int(t.working) * person.employed - int(t.ailing) * person.health
        if household.tenure == Tenure.RECEPTION and household.permit != NEVER:
            goal -= (model.month - household.permit) * int(t.wait) // MONTHS_PER_YEAR
        step = int(t.step)
        person.wellbeing += clip(clip(goal, 0, 100) - person.wellbeing, -step, step)

    def _health(self, model: "TwinModel", person: Person, draw: int) -> None:
        """A health event for an adult, more often after long waiting (E06); or recovery."""
        t, household = self.tables, person.household
        if person.health:
            if draw < t.recovery:
                person.health = 0
            return
        if not person.is_adult(model.month):
            return
        waited = 0
        if household.permit != NEVER:
            end = model.month if person.settled == NEVER else person.settled
            waited = clip((end - household.permit) // MONTHS_PER_YEAR, 0, WAITS - 1)
        if draw < t.health[person.origin, waited]:
            person.health = 1
            household.health = 1
