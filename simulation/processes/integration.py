"""The introduction programme and Norwegian.

The programme begins the month after settlement and lasts two years, only where the household was
settled: whoever leaves that municipality earlier loses it (L73). Norwegian is learned in the
programme, at work, at school or on one's own; noise in shared housing slows it (L14).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, NEVER, Case, Path, Programme, Tenure
from agents.parameters import Rules
from agents.refugee import LEVELS, OCCUPIED, OWN, PROGRAMME, RECEPTION, SCHOOL, language_chance
from simulation.people import ADULT, TURN
from simulation.randomness import Stream, threshold

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]

SCHOOL_AGE = 4 * MONTHS_PER_YEAR  # kindergarten counts


@dataclass(frozen=True)
class Tables:
    """Thresholds of the process.

    takeup: (sex 2, family 2); language: the chance over a turn of the next level, shape (status 5,
    education 3, shared 2, health 2, level 5), the last level 0.
    """

    takeup: I64
    language: I64
    length: int
    tied: bool
    first_age: int  # months
    last_age: int  # months


def build_tables(rules: Rules) -> Tables:
    """Return the thresholds for the parameters ``integration.*``."""
    adult = rules.vector("takeup")
    family = np.minimum(adult, rules.takeup_family)
    return Tables(
        takeup=threshold(np.stack([adult, family], axis=1)),
        language=threshold(1.0 - (1.0 - language_chance(rules)) ** TURN),
        length=int(rules.length),
        tied=rules.tied >= 0.5,
        first_age=int(rules.first_age * MONTHS_PER_YEAR),
        last_age=int((rules.last_age + 1) * MONTHS_PER_YEAR),
    )


class Integration:
    """Programme and language, one month."""

    name = "integration"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the thresholds."""
        self.tables = build_tables(model.values.rules("integration"))

    def run(self, model: "SettlementModel") -> None:
        """Take in the newly settled, carry the programme on, let people learn."""
        self._continue(model)
        self._begin(model)
        self._learn(model)

    def _begin(self, model: "SettlementModel") -> None:
        """The month after settlement, persons of programme age begin if they take it up."""
        persons, households, t = model.world.persons, model.world.households, self.tables
        rows = np.flatnonzero(persons.settled == model.month - 1)
        age = model.month - persons.birth[rows].astype(np.int64)
        fits = (age >= t.first_age) & (age < t.last_age) & (persons.programme[rows] == Programme.NONE)
        fits &= (persons.present[rows] == 1) & (persons.path[rows] != Path.BORN)
        rows = rows.compress(fits)
        homes = households.rows(persons.household[rows])
        helped = (households.case[homes] != Case.LEFT) & (
            households.municipality[homes] == persons.settled_in[rows]
        )
        rows = rows[helped]
        family = (persons.path[rows] == Path.FAMILY).astype(np.int64)
        limit = t.takeup[persons.female[rows], family]
        # one draw a person, whatever the month: who would take part does so in every scenario
        rows = rows[model.draws.high(Stream.PROGRAMME, 0, persons.key[rows]) < limit]
        persons.programme[rows] = Programme.ACTIVE
        persons.programme_months[rows] = 0

    def _continue(self, model: "SettlementModel") -> None:
        """Count a month; end it when done, at work, or when the municipality was left."""
        persons, households, t = model.world.persons, model.world.households, self.tables
        rows = np.flatnonzero(persons.programme == Programme.ACTIVE)
        months = persons.programme_months[rows].astype(np.int64) + 1
        homes = households.rows(persons.household[rows])
        left = (households.municipality[homes] != persons.settled_in[rows]) & t.tied
        done = ((months >= t.length) | (persons.employed[rows] == 1)) & ~left
        persons.programme_months[rows] = np.minimum(months, 127)
        persons.programme[rows.compress(left)] = Programme.LOST
        persons.programme[rows.compress(done)] = Programme.COMPLETED
        ended = rows.compress((left | done) & (persons.employed[rows] == 0))
        persons.income[ended] = 0  # the introduction benefit ends; `work` books what follows

    def _learn(self, model: "SettlementModel") -> None:
        """Those whose turn it is, and who are in the country: perhaps the next level."""
        p, h, month = model.world.persons, model.world.households, model.month
        turn = (p.birth & (TURN - 1)) == (month & (TURN - 1))
        rows = np.flatnonzero(turn & (p.language < LEVELS - 1) & (p.birth <= month - SCHOOL_AGE))
        # NEVER is below every month: reception counts
        rows = rows.compress((p.settled[rows] < month) & (p.present[rows] == 1))
        form = h.tenure[h.rows(p.household[rows])]
        here = form != Tenure.ABROAD
        rows, form = rows.compress(here), form.compress(here)
        status = np.select(
            [
                p.birth[rows] > month - ADULT, p.settled[rows] == NEVER,
                p.programme[rows] == Programme.ACTIVE, (p.employed[rows] == 1) | (p.student[rows] == 1),
            ],
            [SCHOOL, RECEPTION, PROGRAMME, OCCUPIED],
            OWN,
        )  # fmt: skip
        shared = (form == Tenure.SHARED).astype(np.int64)
        limit = self.tables.language[status, p.education[rows], shared, p.health[rows], p.language[rows]]
        p.language[rows[model.draws.high(Stream.LANGUAGE, month, p.key[rows]) < limit]] += 1
