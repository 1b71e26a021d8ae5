"""Work, ordinary education and income, person by person."""

from typing import TYPE_CHECKING

import numpy as np

from agents.calendar import year_row
from agents.kinds import MAY, MONTHS_PER_YEAR, NEVER, Programme, Tenure
from agents.refugee import BAND_OF_AGE, EDUCATIONS, PENSION_AGE, YEAR_GROUP_OF, YEARS
from simulation.local_market import local_factor
from simulation.processes.work import (
    FROM_AGE,
    TO_AGE,
    WAIT_YEARS,
    build_tables,
)
from simulation.randomness import Stream
from simulation.twin.beings import Household, Person
from simulation.twin.shared import clip
from simulation.twin.turn import on_turn

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Work:
    """Work, education and income, one month."""

    name = "work"

    def prepare(self, model: "TwinModel") -> None:
        """Build the tables."""
        self.rules = model.values.rules("work")
        self.tables = build_tables(self.rules)

    def run(self, model: "TwinModel") -> None:
        """Those whose turn it is look for, keep or leave work and study; incomes follow."""
        month, g, places = model.month, model.world.geography, model.world.places
        self.market = local_factor(
            g.local_employment, places.employed, places.persons, places.coethnic, self.rules
        )
        may = month % MONTHS_PER_YEAR == MAY  # when G, and benefits with it, change
        for person in model.world.persons:
            settled = person.settled != NEVER and person.settled < month
            grown = person.months_old(month) >= FROM_AGE
            if person.present and settled and grown and on_turn(person, month):
                if person.months_old(month) < TO_AGE:
                    self._change(model, person)
                else:  # from 67 work and study end
                    person.employed = person.student = 0
                self._earn(model, person)
            elif person.programme == Programme.ACTIVE and (may or person.programme_months == 0):
                self._earn(model, person)  # the benefit changes in May; else only for who begins
        for household in model.world.households:
            if household.refugee:
                self._book(model, household)

    def _change(self, model: "TwinModel", person: Person) -> None:
        """Draw whether work or study begins or ends."""
        t, month, household = self.tables, model.month, person.household
        sex, education, health = person.female, person.education, person.health
        band = int(BAND_OF_AGE[person.months_old(month) // MONTHS_PER_YEAR])
        years = min((month - person.settled) // MONTHS_PER_YEAR, YEARS - 1)
        group = int(YEAR_GROUP_OF[years])
        active = int(person.programme == Programme.ACTIVE)
        care = int(sex == 1 and household.children > 0)
        waited = 0
        if household.permit != NEVER:
            waited = clip((person.settled - household.permit) // MONTHS_PER_YEAR, 0, WAIT_YEARS - 1)
        top, low = model.draws.one_both(Stream.WORK, month, person.key)
        if person.employed:
            if top < t.exit[sex, education, band, health, years]:
                person.employed = 0
            if not person.student:
                return
        if person.student:
            if top < t.study_end:
                person.student = 0
                if low < t.study_completed:
                    person.education = min(person.education + 1, EDUCATIONS - 1)
            return
        # the chance of work: the person's own, times the local market, times the scar of waiting
        enter = int(t.entry[sex, education, person.language, band, care, health, active, group])
        enter = enter * int(self.market[max(household.place, 0), person.origin]) >> 10
        enter = enter * int(t.scar[waited, years]) >> 10
        if top < enter:
            person.employed = 1
        elif low < t.study[sex, band, person.language, active, group]:
            person.student = 1

    def _earn(self, model: "TwinModel", person: Person) -> None:
        """Book what the person lives on: wage, else pension, introduction benefit, student support,
        disability benefit or nothing."""
        t, month = self.tables, model.month
        year = year_row(month, t.wage.shape[-1])
        g_year = year_row(month - 4, len(t.g))  # G changes in May
        age = person.months_old(month) // MONTHS_PER_YEAR
        quantile = person.key >> 59  # the person's own place among 32
        long_here = person.settled <= month - 36
        if person.employed:
            income = t.wage[person.female, person.education, quantile, year]
        elif age >= PENSION_AGE:
            income = t.pension[g_year]
        elif person.programme == Programme.ACTIVE:
            income = t.benefit[int(age < 25), g_year]
        elif person.student:
            income = t.support[year]
        elif person.health and long_here and age >= 18:
            income = t.disability[g_year]
        else:
            income = np.int64(0)
        person.income = int(income)

    def _book(self, model: "TwinModel", household: Household) -> None:
        """Sum the members' incomes; add child benefit and, up to the norm, social assistance."""
        t = self.tables
        own = sum(person.income for person in household.members)
        working = sum(person.employed for person in household.members if person.income > 0)
        benefit = assistance = 0
        if household.tenure not in (Tenure.RECEPTION, Tenure.ABROAD, Tenure.GONE):
            year = year_row(model.month, t.assistance.shape[1])
            first, further, child = (int(x) for x in t.assistance[:, year])
            children = household.children
            adults = household.persons - children
            benefit = children * t.child_benefit
            # an unaccompanied minor in a staffed place is kept by the municipality
            if adults > 0:
                need = first + (adults - 1) * further + children * child + household.rent
                assistance = max(need - own - benefit, 0)
        household.income = own + benefit + assistance
        household.adults_working = min(working, 127)
