"""Matching: IMDi's offices propose ready cases, municipalities answer."""

from typing import TYPE_CHECKING

import numpy as np

from agents.allocation.contract import Cases
from agents.allocation.office import propose
from agents.imdi import urgency
from agents.kinds import START_MONTH, Case, Kind, Path, Reason, Tenure
from agents.municipality import answer_logit
from simulation.processes import matching
from simulation.processes.matching import ROUNDS
from simulation.randomness import Stream, derive_key, threshold
from simulation.towns_seen import towns_seen
from simulation.twin.beings import Household
from simulation.twin.cases import arrival_pending
from simulation.twin.shared import I64, as_columns, integers, prepared
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Matching:
    """Two rounds of proposals a month, and the answers."""

    name = "matching"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        same = prepared(matching.Matching(), model)
        self.imdi, self.rules, self.same_month = same.imdi, same.rules, same.same_month
        self.rule, self.work = same.rule, same.work

    def run(self, model: "TwinModel") -> None:
        """Answer what was proposed before, then propose and answer in two rounds."""
        if model.month < START_MONTH:
            return
        self._answer(model, -1)
        for round_number in range(ROUNDS):
            self._propose(model, round_number)
            self._answer(model, round_number)

    def places_left(self, model: "TwinModel") -> tuple[I64, I64]:
        """Return places left in persons, for adults and families, and for minors."""
        m = model.world.municipalities
        held, held_minors = np.zeros_like(m.vedtak), np.zeros_like(m.vedtak)
        for h in model.world.households:
            if Case.PROPOSED <= h.case <= Case.FOUND:
                (held_minors if h.alone_as_minor else held)[h.case_municipality] += h.persons
        # overshoot when family or a dwelling comes with the case
        over = np.maximum(np.floor(self.rules.overshoot * m.vedtak), np.floor(self.rules.overshoot_least))
        extra = np.where((m.vedtak > 0) & (m.vacant.sum(axis=1) > 0), over, 0.0).astype(np.int64)
        left = m.vedtak - m.paper_places + extra - m.moved - held
        return np.maximum(left, 0), np.maximum(m.vedtak_minor - m.moved_minor - held_minors, 0)

    def _propose(self, model: "TwinModel", round_number: int) -> None:
        """Propose ready cases, most urgent first, while hours and places last."""
        ready = [
            h for h in model.world.households
            if h.case == Case.READY and h.tenure != Tenure.RELATIVES and h.case_dwelling is None
        ]  # fmt: skip
        if not ready:
            return
        stakes = 0.0 if model.frozen else model.coordination.stakes_order
        waited = integers(self._waited(model, h) for h in ready)
        urgent = urgency(self.imdi, integers(h.kind for h in ready), waited, stakes)
        # a case may be proposed in each round: each has draws of its own
        own = [derive_key(h.key, 0, Stream.PROPOSE, round_number) for h in ready]
        tie = [model.draws.one(Stream.PROPOSE, model.month, key) for key in own]
        order = sorted(range(len(ready)), key=lambda i: (-int(urgent[i]), tie[i]))
        ready = [ready[i] for i in order]
        adult_places, minor_places = self.places_left(model)
        self._put(model, [h for h in ready if h.alone_as_minor], minor_places, False, round_number)
        self._put(model, [h for h in ready if not h.alone_as_minor], adult_places, True, round_number)

    def _waited(self, model: "TwinModel", h: Household) -> int:
        """Months waited; quota households come on an agreed date, and from three months before it are
        the first in line."""
        waited = model.month - h.permit
        if h.path == Path.QUOTA:
            return int(max(waited, self.imdi.target_long + 3.0 + model.month - h.contract_end))
        return waited

    def _put(
        self, model: "TwinModel", cases: list[Household], places: I64, adults: bool, round_number: int
    ) -> None:
        """Put cases to municipalities by the allocation rule."""
        if not cases:
            return
        world, month = model.world, model.month
        limit = self.imdi.refusals_before_return  # so many refusals open the whole nation
        own = [derive_key(h.key, 0, Stream.PROPOSE, round_number) for h in cases]
        hours = [self.imdi.health_hours if h.health else self.imdi.case_hours for h in cases]
        shown = Cases(
            persons=integers(h.persons for h in cases),
            expected=integers(h.persons + h.family_pending * (h.family_known == 1) for h in cases),
            kind=integers(h.kind for h in cases),
            origin=integers(h.origin for h in cases),
            workers=np.array([self._workers(h) for h in cases], dtype=np.float64),
            region=integers(-1 if h.refusals >= limit else h.region for h in cases),
            close_family=integers(h.close_family for h in cases),
            hours=np.array(hours, dtype=np.float64),
            excluded=integers(h.case_municipality for h in cases),
            draw=integers(model.draws.one_both(Stream.PROPOSE, month, key)[1] for key in own),
        )
        towns = towns_seen(as_columns(model), self.rule, places, adults, self.work)
        chosen, world.imdi.officer_hours = propose(
            shown, towns, world.imdi.officer_hours, self.rule, self.imdi
        )
        for h, town in zip(cases, chosen.tolist(), strict=True):
            if town >= 0:
                h.case = Case.PROPOSED
                h.case_municipality = town
                h.case_since = month
                h.seeks_place = -1  # the search by own means rests
                h.reason = Reason.ANSWER_PENDING
            else:
                h.reason = Reason.NO_PLACES if town == -1 else Reason.NOT_PROPOSED_HOURS

    def _workers(self, h: Household) -> float:
        """Adults, weighed by how easily the head finds work."""
        assert h.head is not None
        return float((h.persons - h.children) * self.work.vector("entry_education")[h.head.education])

    def _answer(self, model: "TwinModel", round_number: int) -> None:
        """Municipalities answer: last month's proposals all, this month's if they are quick."""
        for h in model.world.households:
            if h.case != Case.PROPOSED:
                continue
            if round_number >= 0:
                own = derive_key(h.key, 0, Stream.ANSWER_DELAY, round_number)
                quick = model.draws.one(Stream.ANSWER_DELAY, model.month, own)
                if quick >= self.same_month[h.case_municipality]:
                    continue
            self._decide(model, h, round_number)

    def _decide(self, model: "TwinModel", h: Household, round_number: int) -> None:
        """One municipality says yes or no to one case."""
        m, town = model.world.municipalities, h.case_municipality
        need = h.needed_rooms - 1
        larger = min(need + 1, SIZES - 1)
        suitable = m.vacant[town, need] + m.vacant[town, larger] + m.coming[town, need] > 0
        suitable = suitable or h.alone_as_minor  # a staffed place was decided
        hard = h.kind == Kind.SINGLE and h.refusals > 0
        # a case may be answered in each round: each has a draw of its own
        own = derive_key(h.key, 0, Stream.ANSWER, round_number + 1)
        draw, bargain = model.draws.one_both(Stream.ANSWER, model.month, own)
        bundled = h.kind == Kind.SINGLE and bargain < threshold(self.imdi.bundle_share)
        logit = answer_logit(
            self.rules, m.willingness[[town]], m.kind_weight[[town], h.kind], np.array([suitable]),
            np.array([h.health == 1]), np.array([hard]), model.coordination.stakes_hard,
            np.array([self.imdi.bundle_value if bundled else 0.0]),
            np.array([0.0 if h.alone_as_minor else float(h.refusals)]),
        )  # fmt: skip
        in_sight = logit + self.rules.yes_dwelling * (not suitable)
        if model.frozen:
            logit = in_sight = np.array([float(self.rules.yes_constant)])
        h.case_since = model.month
        if draw < threshold(1.0 / (1.0 + np.exp(-logit)))[0]:
            h.case = Case.ACCEPTED
            h.reason = Reason.PAPERS if h.alone_as_minor else Reason.SEARCH_LATER
            if arrival_pending(h, model.month):
                h.reason = Reason.ARRIVAL_PENDING
        else:
            h.case = Case.READY
            h.refusals = min(h.refusals + 1, 100)
            # the same draw with a suitable dwelling in sight
            would = draw < threshold(1.0 / (1.0 + np.exp(-in_sight)))[0]
            h.reason = Reason.NO_WITHOUT_DWELLING if would else Reason.MUNICIPALITY_NO
            model.events.add(
                "municipality_no", household=h.uid, municipality=town, kind=h.kind,
                reason=int(h.reason), binding=int(h.reason),
            )  # fmt: skip
