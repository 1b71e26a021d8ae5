"""The municipality's decisions (1 and 2.3) and its answer to a case.

One file, as `agents/municipality.py` is: what a council knows and its rules are made once for all of them.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import Instrument, Kind, Mode, Reason
from agents.municipality import (
    MODES,
    CouncilKnowledge,
    ModeChoice,
    Vedtak,
    annuity,
    answer_days,
    answer_logit,
    choose_mode,
    decide_vedtak,
    kind_weights,
    no_way,
    round5,
    search_lead,
)
from agents.parameters import Rules
from data.loader import municipality_frame
from simulation.start.record import estimate, read_record
from tests.simulation.runs import values

M = 400


def rules(**changes: Any) -> Rules:
    return values({f"municipality.{k}": v for k, v in changes.items()}).rules("municipality")


def procurement(**changes: Any) -> Rules:
    return values({f"procurement.{k}": v for k, v in changes.items()}).rules("procurement")


def council(n: int = M, **changes: Any) -> CouncilKnowledge:
    def full(value: Any, dtype: type = float) -> Any:
        return np.broadcast_to(np.asarray(value, dtype=dtype), n).copy()

    known: dict[str, Any] = {
        "population": 9000.0, "requested": 20, "standing": 15, "unused_share": 0.0, "willingness": 0.0,
        "dwellings": 100.0, "family": 0.0, "services_left": 200.0, "supported": 15.0, "record": 0.9,
    }  # fmt: skip
    scalars = {"salience": changes.pop("salience", 0.0)}
    known |= changes
    counts = ("requested", "standing")
    return CouncilKnowledge(
        **{k: full(v, np.int64 if k in counts else float) for k, v in known.items()}, **scalars
    )


def uniforms(seed: int, n: int = M) -> dict[str, Any]:
    generator = np.random.default_rng(seed)
    return {name: generator.uniform(size=n) for name in ("any", "keep", "level", "new")}


def decide(known: CouncilKnowledge, seed: int = 1, stakes: float = 0.0, **changes: Any) -> Vedtak:
    return decide_vedtak(rules(**changes), known, uniforms(seed, len(known.standing)), stakes, False)


def test_round5_known_answers() -> None:
    places = np.array([0.0, 0.4, 3.0, 7.4, 7.9, 8.0, 12.0, 13.0, 23.0])
    assert round5(places).tolist() == [0, 0, 3, 7, 8, 10, 10, 15, 25]


@given(st.floats(0, 500))
def test_round5_is_near_and_in_steps(places: float) -> None:
    (rounded,) = round5(np.array([places]))
    assert abs(rounded - places) <= 2.5
    assert rounded % 5 == 0 or rounded <= 8


# ---- rules 1-3 ----------------------------------------------------------------------------------


def test_frozen_councils_answer_from_habit() -> None:
    known = council(standing=np.arange(M), requested=80, salience=2.0)
    answer = decide_vedtak(rules(), known, uniforms(3), 1.0, True)
    np.testing.assert_array_equal(answer.places, np.arange(M))
    assert not answer.paper.any() and np.all(answer.reason == Reason.STANDING)


@given(st.integers(0, 60), st.floats(0, 40), st.floats(0, 40), st.integers(0, 10_000))
def test_a_new_vedtak_is_never_above_what_binds(asked: int, services: float, homes: float, seed: int) -> None:
    known = council(requested=asked, services_left=services, dwellings=homes, unused_share=1.0)
    answer = decide(known, seed)
    room = homes * rules().persons_per_dwelling
    cap = rules().request_cap * asked if asked else 15.0
    assert np.all(answer.places <= min(services, room, cap) + 2.5)  # half a step of five
    assert np.all(answer.places >= 0)


def test_who_is_neither_asked_nor_standing_decides_nothing() -> None:
    answer = decide(council(requested=0, standing=0))
    assert not answer.places.any() and np.all(answer.reason == Reason.NOT_ASKED)


def test_whom_nobody_asks_goes_on_in_half_of_cases_and_whom_one_asks_only_by_its_will() -> None:
    """Against any will, where a vedtak stands and no request is made; a request makes it a matter of will."""
    unwilling = {"willingness": -60.0, "standing": 15}
    drawn = uniforms(1)["any"]
    silent, asked = decide(council(**unwilling, requested=0)), decide(council(**unwilling, requested=20))
    np.testing.assert_array_equal(silent.places > 0, drawn < 0.5)
    assert not asked.places.any()
    assert not decide(council(willingness=-60.0, standing=0, requested=20)).places.any()


def test_a_larger_request_never_gives_fewer_places() -> None:
    """Draw by draw for who has no standing vedtak; on average for who has."""
    small, large = (decide(council(requested=r, standing=0), 5).places for r in (10, 30))
    assert np.all(large >= small)
    means = [decide(council(4000, requested=r), 5).places.mean() for r in (5, 10, 20, 40, 80)]
    assert np.all(np.diff(means) >= 0) and means[-1] > means[0]


@pytest.mark.parametrize("name", ["willingness", "dwellings", "services_left"])
def test_will_dwellings_and_services_never_lower_the_vedtak(name: str) -> None:
    levels = {"willingness": (-3, 0, 3), "dwellings": (1, 6, 60), "services_left": (2, 10, 100)}[name]
    places = [decide(council(**{name: level}), 8).places for level in levels]
    assert np.all(places[0] <= places[1]) and np.all(places[1] <= places[2])
    assert places[0].sum() < places[2].sum()


def test_bad_news_of_family_lowers_the_vedtak() -> None:
    quiet, told = (decide(council(dwellings=10.0, family=f), 8).places for f in (0.0, 14.0))
    assert told.sum() < quiet.sum()


def test_a_standing_vedtak_is_kept_as_often_as_the_panel_says() -> None:
    known = council(20_000, willingness=9.0)
    answer = decide(known, 2)
    assert np.mean(answer.reason == Reason.STANDING) == pytest.approx(rules().keep, abs=0.015)
    assert np.all(answer.places[answer.reason == Reason.STANDING] == 15)


@pytest.mark.parametrize("change", [{"unused_share": 0.8}, {"family": 60.0}])
def test_unused_places_or_many_family_arrivals_make_reconsideration_certain(change: dict[str, float]) -> None:
    assert not np.any(decide(council(willingness=9.0, **change)).reason == Reason.STANDING)


def test_salience_breaks_inertia_and_brings_new_ones_in() -> None:
    calm, salient = (decide(council(standing=15, willingness=9.0, salience=s), 4) for s in (0.0, 1.0))
    assert np.sum(salient.reason == Reason.STANDING) < np.sum(calm.reason == Reason.STANDING)
    calm, salient = (decide(council(standing=0, salience=s), 4) for s in (0.0, 1.0))
    assert np.sum(salient.places > 0) > np.sum(calm.places > 0)
    fallen = decide(council(standing=0, salience=-1.0), 4)
    np.testing.assert_array_equal(fallen.places, decide(council(standing=0), 4).places)


def test_stakes_add_places_on_paper_and_no_real_ones() -> None:
    known = council(requested=40)
    calm, high = decide(known), decide(known, stakes=1.0)
    np.testing.assert_array_equal(high.places - high.paper, calm.places)
    assert not calm.paper.any() and high.paper.sum() > 0
    assert np.all(high.places <= np.maximum(calm.places, 40))
    assert not np.any(high.paper[calm.places == 0])  # a no stays a no


def test_the_reason_is_the_bound_that_binds() -> None:
    always = {"willingness": 9.0, "unused_share": 1.0}
    assert np.all(decide(council(dwellings=1.0, **always)).reason == Reason.DWELLINGS)
    assert np.all(decide(council(services_left=1.0, **always)).reason == Reason.SERVICES)
    assert np.all(decide(council(**always)).reason == Reason.WILLINGNESS)


def test_the_rules_of_the_council_give_about_the_decisions_of_2012() -> None:
    """Requests of 2012 and the record of 2009-11 alone, dwellings and services aside: as many councils
    and places as on record, and the right ones. A check of the rule on years it may be fitted to."""
    frame = municipality_frame()
    record = read_record(tuple(frame.index))
    three, population = record.settled[:, :3], frame["population_2009"].to_numpy(float)
    found = estimate(three, None, record.log_population, record.centrality, 0.5, 0.6)
    asked, last, decided = (
        np.nan_to_num(x).astype(np.int64) for x in (record.requested[:, 0], three[:, 2], record.decided)
    )
    known = council(
        len(asked), population=population, requested=asked, standing=last, dwellings=1e4, services_left=1e4,
        supported=found.when, record=found.part,
    )  # fmt: skip
    answers = np.array([decide(known, seed).places for seed in range(30)])
    assert (answers > 0).sum(axis=1).mean() == pytest.approx((decided > 0).sum(), rel=0.08)
    assert answers.sum(axis=1).mean() == pytest.approx(decided.sum(), rel=0.15)
    assert np.mean(((answers > 0).mean(axis=0) > 0.5) == (decided > 0)) > 0.88
    assert np.abs(answers.mean(axis=0) - decided).mean() < np.abs(last - decided).mean()


def test_who_took_part_every_year_takes_part_and_who_never_did_seldom_does() -> None:
    def part(share: float, standing: int) -> float:
        return float(np.mean(decide(council(4000, record=share, standing=standing)).places > 0))

    assert part(0.99, 15) > 0.95 and part(0.02, 0) < 0.1
    assert np.all(np.diff([part(share, 0) for share in (0.05, 0.3, 0.7, 0.95)]) > 0)
    # a vedtak that stands against the record counts as well, but less than the record does
    assert part(0.98, 0) > part(0.02, 15) >= part(0.02, 0)


# ---- rule 4 and the answer to a case ------------------------------------------------------------


def test_family_is_preferred_to_a_single_two_to_five_times() -> None:
    """E121, for a municipality without experience."""
    weights = kind_weights(rules(), np.zeros((1, len(Kind))), np.zeros(1))[0]
    assert weights[Kind.SINGLE] == pytest.approx(1.0)
    assert 2.0 <= weights[Kind.FAMILY] / weights[Kind.SINGLE] <= 5.0


def test_knowing_that_family_comes_lowers_singles_and_nobody_rises() -> None:
    experience = np.zeros((3, len(Kind)))
    unknown, known = (kind_weights(rules(), experience, np.full(3, f)) for f in (0.0, 1.0))
    assert np.all(known[:, Kind.SINGLE] < unknown[:, Kind.SINGLE])
    np.testing.assert_allclose(known[:, 1:], unknown[:, 1:])


def test_one_municipalitys_weights_do_not_depend_on_the_others() -> None:
    experience = np.linspace(-1, 1, 4 * len(Kind)).reshape(4, len(Kind))
    together = kind_weights(rules(), experience, np.zeros(4))
    alone = kind_weights(rules(), experience[2:3], np.zeros(1))
    np.testing.assert_allclose(together[2], alone[0])
    assert np.all(np.diff(together[:, 0]) > 0)  # experience makes willing


def test_what_makes_a_yes_likelier() -> None:
    def logit(**changes: Any) -> float:
        case: dict[str, Any] = {
            "willingness": 0.0, "kind_weight": 1.0, "suitable": False, "health": False, "hard": False,
            "bundled": 0.0, "refused": 0.0,
        }  # fmt: skip
        case |= changes
        stakes = case.pop("stakes", 0.0)
        arrays = {k: np.array([v]) for k, v in case.items()}
        return float(answer_logit(rules(), stakes=stakes, **arrays)[0])

    plain = logit()
    assert logit(suitable=True) > plain and logit(kind_weight=2.0) == pytest.approx(plain + np.log(2.0))
    assert logit(willingness=1.0) > plain and logit(bundled=0.5) > plain
    assert logit(health=True) < plain
    assert logit(refused=2.0) < logit(refused=1.0) < plain  # others' no is heard
    assert logit(refused=3.0) == logit(refused=50.0)  # up to a point
    assert logit(stakes=1.0) == plain  # stakes refuse hard cases only (G1)
    assert logit(stakes=1.0, hard=True) < plain and logit(stakes=1.0, health=True) < logit(health=True)


@given(st.floats(-1, 1))
def test_days_to_answer_and_the_start_of_the_search(routine: float) -> None:
    days, lead = (f(rules(), np.array([routine])) for f in (answer_days, search_lead))
    assert 3 <= days[0] <= 60 and 0 <= lead[0] <= 1
    assert answer_days(rules(), np.array([0.0, 1.0])).tolist() == [30.0, 10.0]
    assert search_lead(rules(), np.array([1.0]))[0] == 1.0
    if routine < -0.01:
        assert days[0] > 30 and lead[0] < rules().early_search


# ---- decision 2.3 -------------------------------------------------------------------------------


def choice(n: int = 50, **changes: Any) -> ModeChoice:
    full = ModeChoice(
        gap=np.ones((n, 5), dtype=np.int64),
        months_left=12.0,
        hours=np.full(n, 500.0),
        borrowing=np.full(n, 10**9),
        price=np.full((n, 5), 1_200_000.0),
        rent=np.full((n, 5), 6000.0),
        listings=np.full((n, 5), 2.0),
        small=np.zeros(n),
        trouble=np.zeros(n),
        known=np.ones((n, len(Instrument)), dtype=np.bool_),
        grant_chance=np.full(n, 0.5),
        grant_share=0.3,
        annuity=0.05,
    )
    return replace(full, **changes)


def chosen(seed: int = 1, frozen: bool = False, **changes: Any) -> Any:
    gumbel = np.random.default_rng(seed).gumbel(size=(50, 5, len(MODES)))
    return choose_mode(rules(), procurement(), choice(**changes), gumbel, frozen)


def test_without_a_gap_or_a_feasible_mode_nothing_is_done() -> None:
    assert np.all(chosen(gap=np.zeros((50, 5), dtype=np.int64)) == Mode.EXISTING)
    assert np.all(chosen(hours=np.zeros(50)) == Mode.EXISTING)


def test_what_is_not_known_affordable_or_on_the_market_is_not_chosen() -> None:
    nothing_known = chosen(known=np.zeros((50, len(Instrument)), dtype=np.bool_))
    empty_market = chosen(listings=np.zeros((50, 5)))
    for modes in (nothing_known, empty_market):
        assert not np.isin(modes, (Mode.LEASE, Mode.GUARANTEE)).any()
    assert np.isin(chosen(borrowing=np.zeros(50)), (Mode.LEASE, Mode.GUARANTEE)).all()
    few_hours = chosen(hours=np.full(50, 12.0))
    assert np.all(few_hours == Mode.GUARANTEE)


def share(modes: Any, *which: Mode) -> float:
    return float(np.isin(modes, which).mean())


def test_grants_make_owning_likelier_and_small_places_fear_it() -> None:
    owned = (Mode.PURCHASE, Mode.CONVERSION, Mode.NEW_BUILD)
    plain = share(chosen(), *owned)
    assert share(chosen(grant_chance=np.ones(50)), *owned) >= plain
    assert share(chosen(small=np.full(50, 5.0)), *owned) <= plain


def test_trouble_turns_away_from_tenancies_and_a_deadline_from_building() -> None:
    assert share(chosen(trouble=np.ones(50)), Mode.LEASE, Mode.GUARANTEE) < share(
        chosen(), Mode.LEASE, Mode.GUARANTEE
    )
    assert share(chosen(months_left=1.0), Mode.NEW_BUILD) <= share(chosen(months_left=24.0), Mode.NEW_BUILD)


@pytest.mark.parametrize(
    ("changes", "shown", "likelier"),
    [
        ({"rent_borne": (0.9, 0.9)}, {}, False),
        ({"operation_reckoned": 90_000.0}, {}, True),
        ({"trouble_weight": 0.0}, {"trouble": np.ones(50)}, True),
    ],
)
def test_what_a_council_reckons_with_moves_it_to_or_from_renting(
    changes: dict[str, Any], shown: dict[str, Any], likelier: bool
) -> None:
    gumbel = np.random.default_rng(1).gumbel(size=(50, 5, len(MODES)))
    renting = [
        share(choose_mode(rules(), own, choice(**shown), gumbel, False), Mode.LEASE, Mode.GUARANTEE)
        for own in (procurement(), procurement(**changes))
    ]
    assert (renting[1] > renting[0]) if likelier else (renting[1] < renting[0])


def test_money_decides_alone_when_little_of_it_is_much() -> None:
    dear = {"rent": np.full((50, 5), 20_000.0)}  # the cost of the modes lies far apart
    gumbel = np.random.default_rng(1).gumbel(size=(50, 5, len(MODES)))
    kinds = [
        len(np.unique(choose_mode(rules(), procurement(money_scale=scale), choice(**dear), gumbel, False)))
        for scale in (1000.0, 20_000.0)
    ]
    assert kinds[0] < kinds[1]


def test_up_to_the_least_listings_the_market_counts_as_empty() -> None:
    known = choice(listings=np.full((50, 5), 0.3), borrowing=np.zeros(50, dtype=np.int64))
    level = np.zeros((50, 5, len(MODES)))
    for least, empty in ((0.02, False), (0.3, True)):
        own = procurement(least_listings=least)
        assert np.all((choose_mode(rules(), own, known, level, False) == Mode.EXISTING) == empty)
        assert np.all(no_way(own, known) == (Reason.MARKET_EMPTY if empty else Reason.HOURS))


def test_frozen_choice_ignores_what_is_known_and_hoped() -> None:
    one = chosen(frozen=True)
    other = chosen(frozen=True, seed=9, grant_chance=np.zeros(50), trouble=np.ones(50))
    np.testing.assert_array_equal(one, other)


def test_an_annuity_is_what_a_loan_costs_a_year() -> None:
    assert annuity(0.03, 31) == pytest.approx(0.05, abs=1e-5)
    assert annuity(0.0, 25) == 0.04 and annuity(-0.01, 25) == 0.04
    left = 1.0
    for _ in range(20):
        left = left * 1.06 - annuity(0.06, 20)
    assert left == pytest.approx(0.0, abs=1e-9)


def test_interest_turns_councils_from_buying_and_building_costs_from_building() -> None:
    def share(mode: int, **changes: Any) -> float:
        built = changes.pop("cost_factor", None)
        gumbel = np.random.default_rng(1).gumbel(size=(50, 5, len(MODES)))
        own = rules(**({"cost_factor": built} if built else {}))
        return float(np.mean(choose_mode(own, procurement(), choice(**changes), gumbel, False) == mode))

    assert share(Mode.PURCHASE, annuity=0.09) < share(Mode.PURCHASE, annuity=0.03)
    assert share(Mode.NEW_BUILD, cost_factor=(0.9, 2.5)) < share(Mode.NEW_BUILD, cost_factor=(0.9, 0.6))


def test_a_no_that_dwellings_would_have_made_a_yes_is_for_want_of_them() -> None:
    shown = {"standing": 0, "dwellings": 0.0, "willingness": -0.5}
    without, with_homes = decide(council(**shown)), decide(council(**{**shown, "dwellings": 100.0}))
    no = without.reason == Reason.WILLINGNESS
    assert no.any() and np.any(without.reason == Reason.DWELLINGS) and not without.places.any()
    # the same draws with dwellings in sight: those still saying no are bound by will, and only they
    np.testing.assert_array_equal(no, with_homes.places == 0)
    refused = decide(council(willingness=-30.0, standing=0))
    assert np.all(refused.reason == Reason.WILLINGNESS)


def test_growth_is_held_back_by_the_ratchet_and_nothing_else() -> None:
    known = council()
    free = decide_vedtak(rules(), known, uniforms(1, len(known.standing)), 0.0, False)
    held = decide_vedtak(rules(), known, uniforms(1, len(known.standing)), 0.0, False, 0.5)
    grows = (free.places > known.standing) & (known.standing > 0)
    assert grows.any()
    assert np.all(held.places[grows] < free.places[grows])
    assert np.all(held.places[grows] >= known.standing[grows])
    assert np.array_equal(held.places[~grows], free.places[~grows])


def test_the_quantiles_are_bit_by_bit_those_of_scipys_distributions() -> None:
    from scipy.special import betaincinv, ndtri
    from scipy.stats import beta, norm

    draws = (np.arange(20_000) + 0.5) / 20_000
    assert np.array_equal(ndtri(draws), norm.ppf(draws))
    for a, b in ((3.5, 1.5), (1.0, 0.5), (8.0, 8.0)):
        assert np.array_equal(betaincinv(a, b, draws), beta.ppf(draws, a, b))


def test_renting_in_is_chosen_just_when_owning_costs_more_a_month() -> None:
    """With a quarter of the rent lost to voids when leasing, 8 % to guarantees, and 82 % of it received when
    owning, owning must cost under 107 % of the rent to beat a lease and 90 % to beat a guarantee."""
    rule = rules(mode_delay=0.05)
    own = procurement(
        rent_borne=(0.25, 0.08),
        rent_share=0.82,
        operation_reckoned=47_000.0,
        money_scale=5000.0,
        void_anywhere=0.5,
    )
    even = (rule.vector("mode_void") * 0.5 / 5000.0 - rule.vector("mode_habit"))[list(MODES)]
    level = np.broadcast_to(even, (50, 5, len(MODES)))  # takes out habit and fear of voids

    def modes(times_rent: float, *known: Instrument, **changes: Any) -> set[int]:
        price = (times_rent * 10_000.0 - 47_000.0 / 12.0) * 12.0 / 0.05
        knows = np.zeros((50, len(Instrument)), dtype=np.bool_)
        knows[:, list(known)] = True
        given = {"rent": np.full((50, 5), 10_000.0), "price": np.full((50, 5), price), "months_left": 100.0}
        weighed = choice(known=knows, **given | changes)
        return set(choose_mode(rule, own, weighed, level, False).ravel().tolist())

    low, high = rule.cost_factor
    assert low < 1.0 < high
    cheapest = Mode.CONVERSION  # of what is owned
    factor = float(low)
    # the charge of 47,000 a year is multiplied with the cost of building, as the price is
    for times, rented in ((1.06 / factor, False), (1.08 / factor, True)):
        assert modes(times, Instrument.LEASE_ROUTINE) == {Mode.LEASE if rented else cheapest}
    for times, rented in ((0.89 / factor, False), (0.91 / factor, True)):
        assert modes(times, Instrument.GUARANTEE) == {Mode.GUARANTEE if rented else cheapest}
    # a grant of 30 % of what is owned, got every other time, makes 107 % out of 126 %
    grant = (Instrument.LEASE_ROUTINE, Instrument.RENTAL_GRANT)
    for times, rented in ((1.06 / 0.85 / factor, False), (1.08 / 0.85 / factor, True)):
        assert modes(times, *grant) == {Mode.LEASE if rented else cheapest}
    # two months late at a twentieth of 5,000 each is 5 % of the rent
    lead = float(rule.vector("lead").reshape(4, 2).mean(axis=1)[2])
    short = float(rule.vector("lead").reshape(4, 2).mean(axis=1)[0])
    assert short + 2 < lead
    for times, rented in ((1.01 / factor, False), (1.03 / factor, True)):
        late = modes(times, Instrument.LEASE_ROUTINE, months_left=lead - 2)
        assert late == {Mode.LEASE if rented else cheapest}


def evenly(n: int = 20_000) -> dict[str, Any]:
    """Return draws of which a share p lies below p, the others in the middle."""
    middle = np.full(n, 0.5)
    return {"any": (np.arange(n) + 0.5) / n, "keep": middle, "level": middle, "new": middle}


def yes(known: CouncilKnowledge, **changes: Any) -> float:
    """Return the logit of the share of councils that take anybody."""
    n = len(known.standing)
    share = np.mean(decide_vedtak(rules(**changes), known, evenly(n), 0.0, False).places > 0)
    return float(np.log(share / (1.0 - share)))


def test_what_makes_a_council_take_anybody_adds_up() -> None:
    """Held against e persons asked for per 1,000 inhabitants, a record of every other year, and dwellings for
    five that half of all believe in."""
    usual: dict[str, Any] = {"requested": 20, "population": 20_000 / np.e, "record": 0.5, "standing": 0}
    plain = yes(council(20_000, **usual))
    own = rules()
    half = own.any_dwellings - own.any_standing  # dwellings are in sight, and no vedtak stands
    assert plain == pytest.approx(own.any_constant + 0.5 * half, abs=0.01)
    # at the usual request it makes no difference what requests weigh
    assert yes(council(20_000, **usual), any_request=1.0) == pytest.approx(plain, abs=0.01)
    twice = council(20_000, **usual | {"population": 10_000 / np.e})
    assert yes(twice, any_request=0.9) - plain == pytest.approx(0.9 * np.log(2.0), abs=0.01)
    willing = council(20_000, **usual, willingness=0.3)
    assert yes(willing) - plain == pytest.approx(0.3, abs=0.01)
    salient = council(20_000, **usual, salience=0.5)
    assert yes(salient) - plain == pytest.approx(0.5 * own.salience_any, abs=0.01)
    often = council(20_000, **usual | {"record": 0.6})
    assert yes(often) - plain == pytest.approx(
        own.any_record * np.log(1.5) - 0.6 * own.any_standing + 0.5 * own.any_standing, abs=0.01
    )


def test_whom_nobody_asks_holds_its_level_against_what_stands() -> None:
    """With a record of half its places it goes down as far as one that is asked for what it has."""
    sure = {name: np.full(5, at) for name, at in (("any", 1e-9), ("keep", 1.0), ("level", 0.5), ("new", 0.5))}

    def places(**changes: Any) -> list[int]:
        known = council(5, standing=np.array([10, 20, 30, 40, 60]), **changes)
        known = replace(known, supported=known.standing / 2.0)
        return decide_vedtak(rules(), known, sure, 0.0, False).places.tolist()

    assert places(requested=0) == places(requested=np.array([10, 20, 30, 40, 60]))
    assert places(requested=0) < [10, 20, 30, 40, 60]
    eager = council(3, standing=np.array([1, 3, 10]), requested=0, supported=200.0)
    few = {name: draw[:3] for name, draw in sure.items()}
    assert decide_vedtak(rules(), eager, few, 0.0, False).places.tolist() == [1, 3, 10]  # and never more
