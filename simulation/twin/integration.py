"""The introduction programme and Norwegian, person by person."""

from typing import TYPE_CHECKING

from agents.kinds import NEVER, Case, Path, Programme, Tenure
from agents.refugee import LEVELS, OCCUPIED, OWN, PROGRAMME, RECEPTION, SCHOOL
from simulation.processes.integration import SCHOOL_AGE, build_tables
from simulation.randomness import Stream
from simulation.twin.beings import Person
from simulation.twin.turn import on_turn

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Integration:
    """Programme and language, one month."""

    name = "integration"

    def prepare(self, model: "TwinModel") -> None:
        """Build the thresholds."""
        self.tables = build_tables(model.values.rules("integration"))

    def run(self, model: "TwinModel") -> None:
        """Carry the programme on, take in the newly settled, let people learn."""
        for person in model.world.persons:
            if person.programme == Programme.ACTIVE:
                self._continue(person)
            if person.present and person.settled == model.month - 1:
                self._begin(model, person)
            if person.present and on_turn(person, model.month):
                self._learn(model, person)

    def _continue(self, person: Person) -> None:
        """Count a month. The programme is lost by leaving the municipality, and is over after its
        length or with work; its benefit then ends."""
        t = self.tables
        person.programme_months = min(person.programme_months + 1, 127)
        if t.tied and person.household.municipality != person.settled_in:
            person.programme = Programme.LOST
        elif person.programme_months >= t.length or person.employed:
            person.programme = Programme.COMPLETED
        else:
            return
        if not person.employed:
            person.income = 0

    def _begin(self, model: "TwinModel", person: Person) -> None:
        """The month after settlement, who is of programme age and was helped may take part."""
        t, household = self.tables, person.household
        if not t.first_age <= person.months_old(model.month) < t.last_age:
            return
        if person.programme != Programme.NONE or person.path == Path.BORN:
            return
        if household.case == Case.LEFT or household.municipality != person.settled_in:
            return
        limit = t.takeup[person.female, int(person.path == Path.FAMILY)]
        # one draw a person, whatever the month: who would take part does so in every scenario
        if model.draws.one(Stream.PROGRAMME, 0, person.key) < limit:
            person.programme = Programme.ACTIVE
            person.programme_months = 0

    def _learn(self, model: "TwinModel", person: Person) -> None:
        """Perhaps the next level of Norwegian, at a pace that depends on where it is learned."""
        month, household = model.month, person.household
        if person.language >= LEVELS - 1 or person.months_old(month) < SCHOOL_AGE:
            return
        if person.settled >= month or household.tenure == Tenure.ABROAD:
            return
        if not person.is_adult(month):
            where = SCHOOL
        elif person.settled == NEVER:
            where = RECEPTION
        elif person.programme == Programme.ACTIVE:
            where = PROGRAMME
        else:
            where = OCCUPIED if person.employed or person.student else OWN
        shared = int(household.tenure == Tenure.SHARED)
        limit = self.tables.language[where, person.education, shared, person.health, person.language]
        if model.draws.one(Stream.LANGUAGE, month, person.key) < limit:
            person.language += 1
