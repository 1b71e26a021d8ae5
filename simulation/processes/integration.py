"""The introduction programme and Norwegian.

The programme begins the month after settlement and lasts two years, only where the household was
settled: whoever leaves that municipality earlier loses it (L73). Norwegian is learned in the
programme, at work, at school or on one's own; noise in shared housing slows it (L14).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, Case, Path, Programme, Tenure
from agents.parameters import Rules, Values
from simulation.people import ADULT, TURN, on_turn
from simulation.randomness import Stream, threshold

if TYPE_CHECKING:
    from simulation.model import SettlementModel

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

LEVELS = 5
OWN, PROGRAMME, OCCUPIED, SCHOOL, RECEPTION = range(5)  # where Norwegian is learned
SCHOOL_AGE = 4 * 12  # kindergarten counts
YEARS = 30


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


def language_chance(rules: Rules) -> F64:
    """Return the monthly chance of the next level, shape (status, education, shared, health, level)."""
    level = np.append(rules.vector("level_hazard"), 0.0)
    chance = (
        rules.vector("learning_status")[:, None, None, None, None]
        * rules.vector("learning_education")[None, :, None, None, None]
        * np.array([1.0, rules.learning_shared])[None, None, :, None, None]
        * np.array([1.0, rules.learning_health])[None, None, None, :, None]
        * level
    )
    return np.asarray(np.clip(chance, 0.0, 1.0), dtype=np.float64)


def build_tables(rules: Rules) -> Tables:
    """Return the thresholds for the parameters ``integration.*``."""
    adult = rules.vector("takeup")
    family = np.minimum(adult, rules.takeup_family)
    return Tables(
        takeup=threshold(np.stack([adult, family], axis=1)),
        language=threshold(1.0 - (1.0 - language_chance(rules)) ** TURN),
        length=int(rules.length),
        tied=rules.tied >= 0.5,
        first_age=int(rules.first_age * 12),
        last_age=int((rules.last_age + 1) * 12),
    )


def language_profile(values: Values) -> F64:
    """Return cumulative shares of language levels, shape (education 3, year since settlement 30,
    level 5), for adults settled with the programme: what the model's own pace leads to.

    For the start: draw u in (0, 1) and take the first level whose entry exceeds u. Entry [e, y]
    is the mean over year y (midpoint). Half are taken to work or study after the programme.
    """
    rules = values.rules("integration")
    chance = 1.0 - (1.0 - language_chance(rules)[:, :, 0, 0, :]) ** TURN
    takeup = float(np.mean(rules.vector("takeup")))
    shares = np.zeros((3, YEARS, LEVELS))
    state = np.zeros((2, 3, LEVELS))  # (without, with programme)
    state[:, :, 0] = 1.0
    turns = 12 // TURN
    for turn in range(YEARS * turns):
        after = 0.5 * (chance[OWN] + chance[OCCUPIED])
        active = turn * TURN < rules.length
        for j, pace in enumerate((after, chance[PROGRAMME] if active else after)):
            moved = state[j] * pace
            state[j] -= moved
            state[j][:, 1:] += moved[:, :-1]
        shares[:, turn // turns] += ((1.0 - takeup) * state[0] + takeup * state[1]) / turns
    profile = np.cumsum(shares, axis=-1)
    profile[..., -1] = 1.0
    return profile


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
        """Those whose turn it is: perhaps the next level."""
        persons, households, month = model.world.persons, model.world.households, model.month
        rows = np.flatnonzero(
            on_turn(persons.birth, month)
            & (persons.language < LEVELS - 1)
            & (persons.birth <= month - SCHOOL_AGE)
            & (persons.settled < month)  # NEVER is below every month: those in reception learn too
            & (persons.present == 1)
        )
        homes = households.rows(persons.household[rows])
        tenure = households.tenure[homes]
        status = (persons.employed[rows] | persons.student[rows]) * np.int64(OCCUPIED - OWN) + OWN
        for here, place in (
            (persons.programme[rows] == Programme.ACTIVE, PROGRAMME),
            (persons.settled[rows] == NEVER, RECEPTION),
            (persons.birth[rows] > month - ADULT, SCHOOL),
        ):
            status += here * (place - status)
        # one index into the flat table of (status, education, shared, health, level)
        cell = (status * 3 + persons.education[rows]) * 2 + (tenure == Tenure.SHARED)
        cell = (cell * 2 + persons.health[rows]) * LEVELS + persons.language[rows]
        limit = self.tables.language.ravel()[cell] * (tenure != Tenure.ABROAD)
        risen = model.draws.high(Stream.LANGUAGE, month, persons.key[rows]) < limit
        persons.language[rows.compress(risen)] += 1
