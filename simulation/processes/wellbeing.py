"""Ties, wellbeing and health: each person is looked at once in four months.

Ties to kin and co-ethnics (bonding), to neighbours and colleagues (bridging) and to institutions
(linking) move a little towards what the person's situation gives room for; a move of dwelling costs
part of them. Wellbeing follows security, room, work, ties and waiting. Integer arithmetic
throughout: a fraction is rounded up or down by chance, so that nothing is lost on average.
"""

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, Programme, Tenure
from agents.parameters import Rules
from simulation.people import ADULT, TURN, on_turn
from simulation.randomness import Stream, threshold
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
I8 = npt.NDArray[np.int8]
I16 = npt.NDArray[np.int16]
Rows = npt.NDArray[np.integer]

FROM_AGE = 6 * 12  # months: younger children's ties are their parents'
WAITS = 7  # years waited 0, 1, ... 6 and more
MOST_ROOMS = np.int8(5)  # five or more: crowded when persons, at most five, exceed rooms
CROWD_BITS = 16  # coethnics are counted in powers of two


@dataclass(frozen=True)
class Tables:
    """Integer tables: room for ties by situation (points 0-100), pace (1024ths a turn), points
    of wellbeing, thresholds of health.

    security: (tenure 12,) points; bonding_size: (powers of two of coethnics 17,) points; health:
    (origin 8, wait 7), the chance over a turn of a health event; recovery: the chance over a turn.
    """

    pace: I64  # bonding, bridging, linking
    bonding_size: I16
    bridging: I16  # base, work, study or programme, school children, owning, per language level
    linking: I16  # base, programme, municipal tenancy, per language level
    security: I16
    crowded: int
    working: int
    ties: int  # points per hundred ties of each sort
    ailing: int
    wait: int  # points per year of waiting in reception
    base: int
    step: int
    health: I64
    recovery: int
    children_keep: int  # percent of what adults keep of their ties


def build_tables(rules: Rules) -> Tables:
    """Return the integer tables for the parameters ``wellbeing.*``."""
    yearly = rules.vector("health_event") / 1000.0
    waited = np.array([exp(rules.wait_health * max(i - 1, 0)) for i in range(WAITS)])
    hazard = np.clip(yearly[:, None] * waited[None, :], 0.0, 1.0)

    def whole(name: str) -> I16:
        return np.asarray(np.rint(rules.vector(name)), dtype=np.int16)

    powers = np.arange(CROWD_BITS + 1, dtype=np.float64)
    return Tables(
        pace=np.rint(rules.vector("pace") * 1024 * TURN / 12).astype(np.int64),
        bonding_size=np.rint(
            rules.bonding_base + (rules.bonding_most - rules.bonding_base) * np.minimum(powers / 10.0, 1.0)
        ).astype(np.int16),
        bridging=whole("bridging"),
        linking=whole("linking"),
        security=whole("security"),
        crowded=round(rules.crowded),
        working=round(rules.working),
        ties=round(rules.ties),
        ailing=round(rules.ailing),
        wait=round(rules.wait_points),
        base=round(rules.base),
        step=round(rules.step),
        health=threshold(1.0 - (1.0 - hazard) ** (TURN / 12)),
        recovery=int(threshold(1.0 - (1.0 - rules.recovery) ** (TURN / 12))),
        children_keep=round(rules.children_keep * 100),
    )


def towards(value: I16, goal: I16, pace: int, dither: I16) -> I16:
    """Return `value` moved the fraction `pace`/1024 of the way to `goal`; `dither` in [0, 1024)
    decides the rounding. Sixteen bits hold it: values 0-100 and pace at most 310."""
    moved: I16 = value + (((goal - value) * np.int16(pace) + dither) >> np.int16(10))
    return moved


class Wellbeing:
    """Ties, wellbeing and health, one month."""

    name = "wellbeing"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the tables."""
        self.tables = build_tables(model.values.rules("wellbeing"))
        sizes = np.arange(1 << 12)
        self._log = np.frompyfunc(lambda n: int(n).bit_length(), 1, 1)(sizes).astype(np.int8)

    def run(self, model: "SettlementModel") -> None:
        """Move those whose turn it is one step."""
        world, month = model.world, model.month
        persons, households = world.persons, world.households
        rows = np.flatnonzero(
            on_turn(persons.birth, month)
            & (persons.birth <= month - FROM_AGE)
            & (persons.settled < month)  # NEVER is below every month: reception counts
            & (persons.present == 1)
        )
        homes = households.rows(persons.household[rows])
        here = np.flatnonzero(households.tenure[homes] != Tenure.ABROAD)
        rows, homes = rows[here], homes[here]
        waiting = households.tenure[homes] == Tenure.RECEPTION
        high, low = model.draws.both(Stream.WELLBEING, month, persons.key[rows])
        ties = self._ties(world, rows, homes, waiting, low)
        self._feel(world, month, rows, homes, waiting, ties)
        self._health(world, month, rows, homes, high)

    def _ties(self, world: World, rows: I64, homes: Rows, waiting: npt.NDArray[np.bool_], low: I64) -> I16:
        """Move ties and return their sum."""
        persons, households, t = world.persons, world.households, self.tables
        size = np.minimum(world.places.coethnic, len(self._log) - 1)
        room = t.bonding_size[self._log[size]]  # (places, origins)
        place = np.maximum(households.place[homes], 0).astype(np.int32)
        kin = room.ravel()[place * room.shape[1] + persons.origin[rows]]
        kin += waiting * (t.bonding_size[0] - kin)  # a choice by chance is slow; this is arithmetic
        tenure, language = households.tenure[homes], persons.language[rows].astype(np.int16)
        active = persons.programme[rows] == Programme.ACTIVE
        base, work, study, school, own, level = t.bridging
        bridging = base + level * language
        bridging += work * persons.employed[rows]
        bridging += study * (active | (persons.student[rows] == 1))
        bridging += school * (households.children[homes] > 0)
        bridging += own * (tenure == Tenure.OWNED)
        start, programme, tenant, word = t.linking
        linking = start + word * language + programme * active + tenant * (tenure == Tenure.MUNICIPAL)
        # ties are 0-100, whatever the parameters add up to: sixteen bits then hold the step
        goals = (kin, np.minimum(bridging, 100), np.minimum(linking, 100))
        total = np.zeros(len(rows), dtype=np.int16)
        columns: tuple[I8, I8, I8] = (persons.bonding, persons.bridging, persons.linking)
        for i in range(3):
            dither = ((low >> np.int64(10 * i)) & 1023).astype(np.int16)
            value = towards(columns[i][rows].astype(np.int16), goals[i], int(t.pace[i]), dither)
            columns[i][rows] = value
            total += value
        return total

    def _feel(
        self, world: World, month: int, rows: I64, homes: Rows, waiting: npt.NDArray[np.bool_], ties: I16
    ) -> None:
        """Move wellbeing one step towards what the situation gives."""
        persons, households, t = world.persons, world.households, self.tables
        dwelling = world.dwellings.rows(households.dwelling[homes])
        tight = np.minimum(households.persons[homes], MOST_ROOMS) > world.dwellings.rooms.take(
            dwelling, mode="clip"
        )
        tight &= dwelling >= 0  # no dwelling of the table, no crowding
        goal = t.security[households.tenure[homes]] + ties * np.int16(t.ties) // np.int16(100)
        goal += np.int16(t.working) * persons.employed[rows] - np.int16(t.crowded) * tight
        goal -= np.int16(t.ailing) * persons.health[rows]
        goal += np.int16(t.base)
        if t.wait:
            permit = households.permit[homes].astype(np.int64)
            goal -= np.where(waiting & (permit != NEVER), (month - permit) * t.wait // 12, 0).astype(np.int16)
        goal = np.clip(goal, 0, 100)
        value = persons.wellbeing[rows].astype(np.int16)
        persons.wellbeing[rows] = value + np.clip(goal - value, -t.step, t.step)

    def _health(self, world: World, month: int, rows: I64, homes: Rows, draw: I64) -> None:
        """A health event, more often after long waiting (E06); and recovery."""
        persons, households, t = world.persons, world.households, self.tables
        near = np.flatnonzero(draw < max(t.recovery, int(t.health.max())))  # the rest cannot change
        rows, homes, draw = rows[near], homes[near], draw[near]
        permit = households.permit[homes].astype(np.int64)
        end = np.where(persons.settled[rows] == NEVER, month, persons.settled[rows].astype(np.int64))
        wait = np.where(permit == NEVER, 0, np.clip((end - permit) // 12, 0, WAITS - 1))
        adult = persons.birth[rows] <= month - ADULT
        event = np.where(adult, t.health[persons.origin[rows], wait], 0)
        changed = draw < np.where(persons.health[rows] == 1, t.recovery, event)
        turned = rows[changed]
        persons.health[turned] = 1 - persons.health[turned]
        households.health[homes[changed & (persons.health[rows] == 1)]] = 1
        if month % 12 == 0:  # who recovered no longer counts, from the next year on
            need = np.zeros(len(households), dtype=np.int8)
            ill = np.flatnonzero((persons.health == 1) & (persons.present == 1))
            need[households.rows(persons.household[ill])] = 1
            np.copyto(households.health, need, where=households.refugee == 1)
