"""Births, deaths, emigration, ageing, and households that form and part.

Each person's yearly chances are drawn once a year, in the month of birth; a household's in the
month of its head. At the end of December rows that are no longer anyone's are dropped.

Sources: births, a young adult's own household, a partner's own household after a parting.
Sinks: deaths, emigration of whole households. The flows are events.

One file of more than 300 lines: what happens to persons happens to their households at once.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import (
    DECEMBER,
    MONTHS_PER_YEAR,
    NEVER,
    START_MONTH,
    Case,
    DwellingState,
    Kind,
    Path,
    Reason,
    Tenure,
)
from agents.parameters import Rules
from simulation.kernels import demography as kernels
from simulation.people import ADULT, depart, dissolve, members, recount
from simulation.randomness import Stream, derive_keys, threshold
from simulation.stagger import multiples
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
Rows = npt.NDArray[np.integer]

AGES = 121
GENERATION = 15 * MONTHS_PER_YEAR  # months: an adult this much younger than the head is the head's child
GIRLS = 0.4855  # share of births, biology


@dataclass(frozen=True)
class Tables:
    """Yearly thresholds: death (sex 2, age 121); birth (origin 8, age 121, with a partner 2);
    emigration (origin 8, kind 5, year group 4); formation (age 121,); parting; and the monthly
    threshold of a minor leaving the staffed place by age in years (121,)."""

    death: I64
    birth: I64
    emigration: I64
    formation: I64
    parting: int
    minor: I64
    girl: int


def build_tables(rules: Rules) -> Tables:
    """Return the thresholds for the parameters ``demography.*``."""
    age = np.arange(AGES)
    decade = np.minimum(age // 10, 9)
    death = rules.vector("death")[decade] / 1000.0
    shape = rules.vector("fertility_age")  # by five years from 15: weights
    yearly = np.where((age >= 15) & (age < 50), shape[np.clip(age // 5 - 3, 0, len(shape) - 1)], 0.0) / (
        5.0 * np.sum(shape)
    )
    partner = np.array([rules.fertility_single, rules.fertility_partner])
    birth = rules.vector("fertility")[:, None, None] * yearly[None, :, None] * partner[None, None, :]
    away = (
        rules.vector("emigration")[:, None, None]
        * rules.vector("emigration_kind")[None, :, None]
        * rules.vector("emigration_years")[None, None, :]
    )
    first, last = rules.formation_ages
    form = np.where((age >= first) & (age <= last), rules.formation, 0.0)
    leave = np.where(age < 18, 0.0, np.where(age < 20, rules.minor_leaves, 1.0))
    return Tables(
        death=threshold(np.stack([death, death * rules.death_women])),
        birth=threshold(birth),
        emigration=threshold(away),
        formation=threshold(form),
        parting=int(threshold(rules.parting)),
        minor=threshold(leave),
        girl=int(threshold(GIRLS)),
    )


def _those(due: I64, homes: I64, may: npt.NDArray[np.int8], bit: int) -> tuple[I64, I64]:
    """Return persons and homes to whom one thing may happen."""
    some = np.flatnonzero(may & np.int8(bit))
    return due[some], homes[some]


def year_group(months: I64) -> I64:
    """Return the group of years since settlement of each number of months."""
    years = months // MONTHS_PER_YEAR
    return (years >= 2).astype(np.int64) + (years >= 5) + (years >= 10)


class Demography:
    """Demography, one month."""

    name = "demography"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the thresholds."""
        self.tables = build_tables(model.values.rules("demography"))

    def run(self, model: "SettlementModel") -> None:
        """Age; then, after the burn-in, emigrate, die, bear children, form and part households."""
        world, month = model.world, model.month
        persons = world.persons
        adult = np.flatnonzero(persons.birth == month - ADULT)
        touched: list[Rows] = [world.households.rows(persons.household[adult[persons.present[adult] == 1]])]
        if month >= START_MONTH:
            due, homes, may = self._due(model)
            self._emigrate(model, *_those(due, homes, may, kernels.EMIGRATION))
            stay = np.flatnonzero(persons.present[due] == 1)
            due, homes, may = due[stay], homes[stay], may[stay]
            touched.append(self._die(model, *_those(due, homes, may, kernels.DEATH)))
            touched.append(self._bear(model, *_those(due, homes, may, kernels.BIRTH)))
            touched.append(self._form(model, *_those(due, homes, may, kernels.FORMATION)))
            touched.append(self._part(model, *_those(due, homes, may, kernels.PARTING)))
        changed = np.concatenate(touched)
        changed = changed[world.households.tenure[changed] != Tenure.GONE]
        recount(world, changed, month)
        if month >= START_MONTH:
            empty = np.unique(changed[world.households.persons[changed] == 0])
            dissolve(world, empty, month, model.pipelines.ready_month(model), model.events)
            self._leave_staffed(model)
        if month % MONTHS_PER_YEAR == DECEMBER:
            compact(world)

    def _due(self, model: "SettlementModel") -> tuple[I64, I64, npt.NDArray[np.int8]]:
        """Return those in their month of birth to whom anything may happen, their homes, and what may."""
        world, t = model.world, self.tables
        p, h = world.persons, world.households
        chances = (
            (Stream.EMIGRATION, t.emigration.max()), (Stream.DEATH, t.death.max()),
            (Stream.BIRTH, t.birth.max()), (Stream.FORMATION, t.formation.max()),
            (Stream.DISSOLUTION, t.parting),
        )  # fmt: skip
        rows = np.flatnonzero(multiples(np.int16(model.month) - p.birth, MONTHS_PER_YEAR) & (p.present == 1))
        return kernels.due(
            rows, np.array([model.draws.stream(stream, model.month) for stream, _ in chances]),
            np.array([int(most) for _, most in chances]), p.key, p.household, h.row_of, h.tenure,
        )  # fmt: skip

    def _age(self, model: "SettlementModel", rows: Rows) -> I64:
        births = model.world.persons.birth[rows].astype(np.int64)
        age: I64 = np.clip((model.month - births) // MONTHS_PER_YEAR, 0, AGES - 1)
        return age

    def _emigrate(self, model: "SettlementModel", due: I64, rows: Rows) -> None:
        """Whole settled households leave, drawn in the month of the head's birth."""
        world, month, table = model.world, model.month, self.tables.emigration
        households, persons = world.households, world.persons
        draw = model.draws.high(Stream.EMIGRATION, month, persons.key[due])
        settled, tenure = households.settled[rows], households.tenure[rows]
        lead = (households.head[rows] == persons.uid[due]) & (settled != NEVER)
        group = year_group(np.maximum(month - settled.astype(np.int64), 0))
        limit = table[households.origin[rows], households.kind[rows], group]
        rows = rows[lead & (tenure != Tenure.RECEPTION) & (draw < limit)]
        if len(rows) == 0:
            return
        model.events.add(
            "emigration",
            household=households.uid[rows],
            municipality=households.municipality[rows],
            persons=households.persons[rows],
        )
        depart(world, members(world, rows))
        dissolve(world, rows, month, model.pipelines.ready_month(model), model.events)

    def _die(self, model: "SettlementModel", due: I64, homes: Rows) -> Rows:
        """Deaths; returns the households concerned."""
        persons, table = model.world.persons, self.tables.death
        draw = model.draws.high(Stream.DEATH, model.month, persons.key[due])
        dead = draw < table[persons.female[due], self._age(model, due)]
        depart(model.world, due[dead])
        model.events.add("death", municipality=model.world.households.municipality[homes[dead]])
        touched: Rows = homes[dead]
        return touched

    def _bear(self, model: "SettlementModel", due: I64, homes: Rows) -> Rows:
        """Births: a child joins its mother's household; returns the households concerned."""
        world, month = model.world, model.month
        persons, households = world.persons, world.households
        draw = model.draws.high(Stream.BIRTH, month, persons.key[due])
        kind = households.kind[homes]
        partner = ((kind == Kind.COUPLE) | (kind == Kind.FAMILY)).astype(np.int64)
        limit = self.tables.birth[persons.origin[due], self._age(model, due), partner]
        born = (draw < limit) & (persons.female[due] == 1)
        born &= persons.present[due] == 1  # the table is 0 below 15 and from 50
        mothers, homes = due[born], homes[born]
        keys = derive_keys(persons.key[mothers], month, Stream.NEWBORN)
        girl = model.draws.high(Stream.NEWBORN, month, keys) < self.tables.girl
        waiting = persons.settled[mothers] == NEVER
        where = households.municipality[homes]
        persons.append(
            keys,
            household=households.uid[homes],
            female=girl,
            birth=month,
            origin=persons.origin[mothers],
            path=Path.BORN,
            settled=np.where(waiting, NEVER, month),
            settled_in=np.where(waiting, -1, where),
            wellbeing=persons.wellbeing[mothers],
            bonding=persons.bonding[mothers],
        )
        model.events.add("birth", municipality=where)
        return homes

    def _form(self, model: "SettlementModel", due: I64, homes: Rows) -> Rows:
        """Young adults leave the parental home and lodge with kin until they find a dwelling."""
        world = model.world
        persons, households = world.persons, world.households
        draw = model.draws.high(Stream.FORMATION, model.month, persons.key[due])
        going = draw < self.tables.formation[self._age(model, due)]  # 0 at other ages
        going &= (households.head[homes] != persons.uid[due]) & (persons.present[due] == 1)
        going &= households.place[homes] >= 0
        heads = persons.rows(households.head[homes])
        going &= persons.birth[due].astype(np.int64) - persons.birth[heads] >= GENERATION
        self._own_household(model, due[going], homes[going], Stream.FORMATION)
        left: Rows = homes[going]
        return left

    def _part(self, model: "SettlementModel", due: I64, homes: Rows) -> Rows:
        """Couples part: he, or the one who is not the head, leaves and lodges with kin."""
        world = model.world
        persons, households = world.persons, world.households
        kind = households.kind[homes]
        parted = (households.head[homes] == persons.uid[due]) & (persons.present[due] == 1)
        parted &= ((kind == Kind.COUPLE) | (kind == Kind.FAMILY)) & (households.place[homes] >= 0)
        due, homes = due[parted], homes[parted]
        if len(due) == 0:
            return homes
        head_of = np.empty(len(households), dtype=np.int64)  # read for these homes only
        head_of[homes] = due
        others = members(world, homes)
        other_home = households.rows(persons.household[others])
        mine = head_of[other_home]
        peer = persons.birth[others].astype(np.int64) - persons.birth[mine] < GENERATION
        partner = peer & (persons.female[others] != persons.female[mine])
        partner &= persons.birth[others] <= model.month - ADULT
        others, other_home, mine = others[partner], other_home[partner], mine[partner]
        order = np.lexsort((others, persons.birth[others], other_home))  # the eldest partner
        first = order[np.flatnonzero(np.diff(other_home[order], prepend=-1))]
        others, other_home, mine = others[first], other_home[first], mine[first]
        goes = np.where(persons.female[mine] == 1, others, mine)
        self._own_household(model, goes, other_home, Stream.DISSOLUTION)
        touched: Rows = other_home
        return touched

    def _own_household(self, model: "SettlementModel", rows: Rows, homes: Rows, stream: Stream) -> None:
        """Give each of the persons a household of their own, seeking a dwelling where they are
        (event ``formation``)."""
        if len(rows) == 0:
            return
        world, month = model.world, model.month
        persons, households = world.persons, world.households
        uids = households.append(
            derive_keys(persons.key[rows], month, stream),
            kind=Kind.SINGLE,
            path=persons.path[rows],
            origin=persons.origin[rows],
            head=persons.uid[rows],
            persons=1,
            municipality=households.municipality[homes],
            place=households.place[homes],
            tenure=Tenure.RELATIVES,
            since=month,
            income=persons.income[rows],
            adults_working=persons.employed[rows],
            settled=persons.settled[rows],
            case=Case.SETTLED,
            region=households.region[homes],
            health=persons.health[rows],
            file_complete=1,
            expectation=households.expectation[homes],
            knows_startlan=households.knows_startlan[homes],
            close_family=households.municipality[homes],
            seeks_place=households.place[homes],
            seeks_since=month,
            why=Reason.NO_HOME,
        )
        persons.join(rows, uids)
        model.events.add(
            "formation",
            household=uids,
            municipality=households.municipality[households.rows(uids)],
            parted=stream == Stream.DISSOLUTION,
        )

    def _leave_staffed(self, model: "SettlementModel") -> None:
        """Unaccompanied minors who have come of age begin to look for a dwelling of their own."""
        world, month = model.world, model.month
        households, persons = world.households, world.persons
        rows = np.flatnonzero(households.kind == Kind.UNACCOMPANIED)
        rows = rows[(households.tenure[rows] == Tenure.STAFFED) & (households.head[rows] >= 0)]
        age = self._age(model, persons.rows(households.head[rows]))
        draw = model.draws.high(Stream.MINOR_LEAVES, month, households.key[rows])
        rows = rows[draw < self.tables.minor[age]]
        households.kind[rows] = Kind.SINGLE
        households.queue_since[rows] = month
        households.seeks_place[rows] = households.place[rows]
        households.seeks_since[rows] = month
        households.why[rows] = Reason.NO_HOME


def compact(world: World) -> None:
    """Drop persons who are gone, households dissolved and dwellings that left the stock."""
    world.persons.compact(world.persons.present == 1)
    world.households.compact(world.households.tenure != Tenure.GONE)
    world.dwellings.compact(world.dwellings.state != DwellingState.REMOVED)
