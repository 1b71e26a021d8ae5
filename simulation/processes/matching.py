"""Matching: IMDi's offices propose ready cases, municipalities answer (decision 5)."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.allocation.contract import Cases
from agents.allocation.office import propose
from agents.allocation.registry import allocation_rule
from agents.imdi import urgency
from agents.kinds import START_MONTH, Case, Kind, Path, Reason, Tenure
from agents.municipality import answer_days, answer_logit
from simulation.cases import arrival_pending
from simulation.moves import needed_rooms
from simulation.proposing import all_at_once
from simulation.randomness import Stream, derive_keys, threshold
from simulation.towns_seen import towns_seen
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]

ROUNDS = 2


def most_urgent_first(order: I64, tie: I64) -> I64:
    """Return the places of cases by falling `order`, those of one order by `tie` (32-bit draws).

    Both in one number are sorted in a third of the time of a sort by two (4,000 cases); two cases of one
    number are rare, and stay as they came.
    """
    code = (-order << np.int64(32)) + tie
    first = np.argsort(code)
    ordered = code[first]
    return np.argsort(code, kind="stable") if np.any(ordered[1:] == ordered[:-1]) else first


class Matching:
    """Two rounds of proposals a month, and the answers."""

    name = "matching"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.imdi = model.values.rules("imdi")
        self.rules = model.values.rules("municipality")
        self.rule = allocation_rule(str(self.imdi.rule))
        self.work = model.values.rules("work")
        geography = model.world.geography
        routines = np.zeros(geography.municipalities) if model.frozen else model.coordination.routines
        # chance that the answer to this month's proposal comes within the month
        self.same_month = threshold(
            np.clip(1.0 - answer_days(self.rules, routines) / 30.0, 0.0, 1.0) * 0.5 + 0.25
        )

    def run(self, model: "SettlementModel") -> None:
        """Answer what was proposed before, then propose and answer in two rounds."""
        if model.month < START_MONTH:
            return
        self._answer(model, -1)
        for round_number in range(ROUNDS):
            self._propose(model, round_number)
            self._answer(model, round_number)

    def places_left(self, model: "SettlementModel") -> tuple[I64, I64]:
        """Return places left in persons, for adults and families, and for minors (both (M,))."""
        world, m = model.world, model.world.municipalities
        households = world.households
        held = households.waiting(Case.PROPOSED, Case.FOUND)
        minor = households.kind[held] == Kind.UNACCOMPANIED
        where, size = households.case_municipality[held], len(m.vedtak)
        weights = households.persons[held]
        adults = np.bincount(where[~minor], weights=weights[~minor], minlength=size).astype(np.int64)
        minors = np.bincount(where[minor], weights=weights[minor], minlength=size).astype(np.int64)
        # overshoot when family or a dwelling comes with the case, at the end of the year
        over = np.maximum(np.floor(self.rules.overshoot * m.vedtak), np.floor(self.rules.overshoot_least))
        extra = np.where((m.vedtak > 0) & (m.vacant.sum(axis=1) > 0), over, 0.0).astype(np.int64)
        left = m.vedtak - m.paper_places + extra - m.moved - adults
        return np.maximum(left, 0), np.maximum(m.vedtak_minor - m.moved_minor - minors, 0)

    def _propose(self, model: "SettlementModel", round_number: int) -> None:
        """Propose ready cases, most urgent first, while hours and places last."""
        world, households, month = model.world, model.world.households, model.month
        ready = households.waiting(Case.READY)
        ready = ready[households.tenure[ready] != Tenure.RELATIVES]
        # who found a dwelling by own means this month asks its municipality first (self-settlement)
        ready = ready[households.case_dwelling[ready] < 0]
        if len(ready) == 0:
            return
        waited = (month - households.permit[ready]).astype(np.int64)
        # quota households come on an agreed date: from three months before it they are the first in line
        quota = households.path[ready] == Path.QUOTA
        due = self.imdi.target_long + 3.0 + month - households.contract_end[ready]
        waited = np.where(quota, np.maximum(waited, due), waited).astype(np.int64)
        stakes = 0.0 if model.frozen else model.coordination.stakes_order
        order = urgency(self.imdi, households.kind[ready].astype(np.int64), waited, stakes)
        # a case may be proposed in each round: each has draws of its own
        own = derive_keys(households.key[ready], 0, Stream.PROPOSE, round_number)
        tie, draws = model.draws.both(Stream.PROPOSE, month, own)
        first = most_urgent_first(order, tie)
        ready, draws = ready[first], draws[first]
        minor = households.kind[ready] == Kind.UNACCOMPANIED
        adult_places, minor_places = self.places_left(model)
        ease = self.work.vector("entry_education")
        # minors come first with the officers: theirs is the shortest limit, and they have places of their own
        for chosen_track, places, adults in ((minor, minor_places, False), (~minor, adult_places, True)):
            rows, draw = ready[chosen_track], draws[chosen_track]
            if len(rows) == 0:
                continue
            national = households.refusals[rows] >= self.imdi.refusals_before_return
            hours = np.where(households.health[rows] == 1, self.imdi.health_hours, self.imdi.case_hours)
            persons = households.persons[rows].astype(np.int64)
            family = households.family_pending[rows] * (households.family_known[rows] == 1)
            grown = persons - households.children[rows]
            schooling = world.persons.education[world.persons.rows(households.head[rows])]
            cases = Cases(
                persons=persons,
                expected=persons + family,
                kind=households.kind[rows].astype(np.int64),
                origin=households.origin[rows].astype(np.int64),
                workers=grown * ease[schooling],
                region=np.where(national, -1, households.region[rows]).astype(np.int64),
                close_family=households.close_family[rows].astype(np.int64),
                hours=np.asarray(hours, dtype=np.float64),
                excluded=households.case_municipality[rows].astype(np.int64),
                draw=draw,
            )
            towns = towns_seen(model, self.rule, places, adults, self.work)
            chosen, hours_left = propose(
                cases, towns, world.imdi.officer_hours, self.rule, self.imdi, all_at_once
            )
            world.imdi.officer_hours = hours_left
            yes = chosen >= 0
            households.case[rows[yes]] = Case.PROPOSED
            households.case_municipality[rows[yes]] = chosen[yes]
            households.case_since[rows[yes]] = month
            households.seeks_place[rows[yes]] = -1  # the search by own means rests
            households.reason[rows] = np.where(
                yes,
                Reason.ANSWER_PENDING,
                np.where(chosen == -1, Reason.NO_PLACES, Reason.NOT_PROPOSED_HOURS),
            )

    def _answer(self, model: "SettlementModel", round_number: int) -> None:
        """Municipalities answer proposals whose time has come."""
        world, households, month = model.world, model.world.households, model.month
        m = world.municipalities
        rows = households.waiting(Case.PROPOSED)
        if len(rows) == 0:
            return
        where = households.case_municipality[rows].astype(np.int64)
        key = households.key[rows]
        if round_number >= 0:  # proposed this month: only quick answers
            own = derive_keys(key, 0, Stream.ANSWER_DELAY, round_number)
            quick = model.draws.high(Stream.ANSWER_DELAY, month, own)
            now = quick < self.same_month[where]
        else:
            now = np.ones(len(rows), dtype=np.bool_)
        rows, where, key = rows[now], where[now], key[now]
        if len(rows) == 0:
            return
        kind = households.kind[rows].astype(np.int64)
        need = needed_rooms(households.persons[rows]) - 1
        larger = np.minimum(need + 1, SIZES - 1)
        suitable = (m.vacant[where, need] + m.vacant[where, larger] + m.coming[where, need]) > 0
        suitable |= kind == Kind.UNACCOMPANIED  # a staffed place was decided
        health = households.health[rows] == 1
        hard = (kind == Kind.SINGLE) & (households.refusals[rows] > 0)
        # a case may be answered in each round: each has a draw of its own
        own = derive_keys(key, 0, Stream.ANSWER, round_number + 1)
        draw, bargain = model.draws.both(Stream.ANSWER, month, own)
        bundled = np.where(
            (kind == Kind.SINGLE) & (bargain < threshold(self.imdi.bundle_share)), self.imdi.bundle_value, 0.0
        )
        logit = answer_logit(
            self.rules, m.willingness[where], m.kind_weight[where, kind], suitable, health, hard,
            model.coordination.stakes_hard, bundled,
            np.where(kind == Kind.UNACCOMPANIED, 0, households.refusals[rows]).astype(np.float64),
        )  # fmt: skip
        in_sight = logit + self.rules.yes_dwelling * ~suitable
        if model.frozen:
            logit = in_sight = np.full(len(rows), float(self.rules.yes_constant))
        yes = draw < threshold(1.0 / (1.0 + np.exp(-logit)))
        # the same draw with a suitable dwelling in sight
        would = draw < threshold(1.0 / (1.0 + np.exp(-in_sight)))
        accepted, refused = rows[yes], rows[~yes]
        households.case[accepted] = Case.ACCEPTED
        households.case_since[accepted] = month
        households.reason[accepted] = np.where(
            arrival_pending(households, accepted, month), Reason.ARRIVAL_PENDING,
            np.where(households.kind[accepted] == Kind.UNACCOMPANIED, Reason.PAPERS, Reason.SEARCH_LATER),
        )  # fmt: skip
        households.case[refused] = Case.READY
        households.case_since[refused] = month
        households.refusals[refused] = np.minimum(households.refusals[refused] + 1, 100)
        why = np.where(would[~yes], Reason.NO_WITHOUT_DWELLING, Reason.MUNICIPALITY_NO)
        households.reason[refused] = why
        model.events.add(
            "municipality_no", household=households.uid[refused], municipality=where[~yes],
            kind=kind[~yes], reason=why, binding=why,
        )  # fmt: skip
