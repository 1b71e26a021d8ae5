"""The rental market: applying, deciding once, letting; a market at rest."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.household import budget, housing_allowance
from agents.kinds import NEVER, NOBODY, Case, DwellingState, Mode, Owner, Reason, Tenure
from agents.landlord import EQUAL
from scenarios.parameters import model_parameters
from simulation.conservation import check_world
from simulation.processes import rental_market as market
from simulation.processes.rental_market import RentalMarket
from tests.simulation.housing_model import housing_model

applicants = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 5), st.integers(0, 2**32 - 1), st.integers(0, 6)), max_size=30
)
offers = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), max_size=30)


@given(applicants, offers)
def test_applicants_read_distinct_listings_of_their_place_and_range(who: list, what: list) -> None:
    code = np.sort(np.array([p * market.CODE + r for p, r in what], dtype=np.int64))
    place, low, start, most = (np.array([w[i] for w in who], dtype=np.int64) for i in range(4))
    high = np.minimum(low + 1, 5)
    a, b = market.apply_for(place, low, high, start, code, most)
    assert len(set(zip(a.tolist(), b.tolist(), strict=True))) == len(a)
    assert np.all(code[b] // market.CODE == place[a])
    assert np.all((code[b] % market.CODE >= low[a]) & (code[b] % market.CODE <= high[a]))
    for i in range(len(who)):
        base = place[i] * market.CODE
        fitting = np.sum((code >= base + low[i]) & (code <= base + high[i]))
        assert np.sum(a == i) == min(fitting, most[i])


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3 * EQUAL)), max_size=40),
    st.lists(st.integers(0, 2**32 - 1), min_size=10, max_size=10),
)
def test_every_listing_decides_once_for_one_of_its_own(pairs: list, draws: list) -> None:
    listing = np.array([p[0] for p in pairs], dtype=np.int64)
    weight = np.array([p[1] for p in pairs], dtype=np.int64)
    ordinary = np.arange(10, dtype=np.int64) % 3
    chosen, let = market.decide(
        listing, weight, ordinary, np.full(10, EQUAL // 2), np.array(draws, dtype=np.int64), 10
    )
    for i in range(10):
        assert not (let[i] and chosen[i] >= 0)
        assert not (let[i] and ordinary[i] == 0)
        if chosen[i] >= 0:
            assert listing[chosen[i]] == i and weight[chosen[i]] > 0


def test_choice_follows_the_weights() -> None:
    """Known answer: one applicant of half weight against one ordinary and no reservation: a third."""
    n = 30_000
    draw = (np.arange(n, dtype=np.int64) * (2**32 // n)) + 7
    chosen, let = market.decide(
        np.arange(n), np.full(n, EQUAL // 2), np.ones(n, dtype=np.int64), np.zeros(n, dtype=np.int64), draw, n
    )
    assert (chosen >= 0).mean() == pytest.approx(1 / 3, abs=0.001)
    assert let.mean() == pytest.approx(2 / 3, abs=0.001)


def test_whoever_is_chosen_twice_takes_the_cheaper() -> None:
    kept = market.settle_doubles(np.array([0, 1, 2, -1]), np.array([5, 5, 6]), np.array([9, 8, 7, 6]))
    assert kept.tolist() == [-1, 1, 2, -1]


def test_tables_have_the_means_asked_for() -> None:
    rules = model_parameters().resolve().rules("rental_market")
    t = market.build_tables(rules)
    assert t.letting.mean() == pytest.approx(rules.letting_mean, rel=0.03)
    assert market.residual_letting(rules).min() >= 1
    for mean in (1.0, 4.5, 12.0):
        row = t.applicants[int(mean * 4) * market.COUNTS :][: market.COUNTS] - (int(mean * 4) << 33)
        assert row[-1] == 2**32
        p = np.diff(np.concatenate([[0], row])) / 2**32
        assert float(p @ np.arange(market.COUNTS)) == pytest.approx(mean, rel=0.02)


@given(st.integers(1, 20))
def test_every_law_holds_for_years(seed: int) -> None:
    model = housing_model(seed=seed, persons=120, municipalities=4)
    process = RentalMarket()
    process.prepare(model)
    households = model.world.households
    for month in range(24, 36):
        model.month = month
        some = np.flatnonzero((households.tenure == Tenure.PRIVATE) & (households.uid % 3 == month % 3))
        households.seeks_place[some] = households.place[some]
        households.seeks_since[some] = month
        model.world.places.lease_requests[1, 1] = 1
        process.run(model)
        assert check_world(model.world) == []


def _generous() -> dict[str, Any]:
    """Landlords without distaste, and hardly an ordinary applicant."""
    return {
        "landlord.taste": 0.0,
        "rental_market.lease_reach": 20.0,
        "rental_market.applicants": [0.5] * 4,
        "household.rent_share": 0.8,
    }


def test_a_case_in_reception_gets_a_reserved_listing_and_does_not_move_yet() -> None:
    model = housing_model(listings=30)
    h, d = model.world.households, model.world.dwellings
    rows = np.flatnonzero((h.tenure == Tenure.RECEPTION) & (h.case != Case.FOUND) & (h.persons <= 2))
    h.case[rows] = Case.ACCEPTED
    process = RentalMarket()
    process.prepare(model)
    for month in range(24, 40):
        model.month = month
        rows = rows[h.case_dwelling[rows] == NOBODY]
        h.seeks_place[rows] = 0
        h.seeks_since[rows] = month
        process.run(model)
        if np.any(d.reserved >= 0):
            break
    home = np.flatnonzero(d.reserved >= 0)
    assert len(home)
    assert np.all(d.state[home] == DwellingState.LISTED)
    promised = h.rows(d.reserved[home])
    assert np.all(h.case_dwelling[promised] == d.uid[home])
    assert np.all(h.tenure[promised] == Tenure.RECEPTION)
    assert np.all(h.seeks_place[promised] == -1)


def test_a_lease_passes_to_the_municipality() -> None:
    model = housing_model(_generous(), listings=30)
    process = RentalMarket()
    process.prepare(model)
    places, d = model.world.places, model.world.dwellings
    leased = np.count_nonzero(d.owner == Owner.MUNICIPALITY_LEASED)
    places.lease_requests[0] = 2
    process.run(model)
    found = int(places.leases_found.sum())
    assert 0 < found <= 10
    new = np.flatnonzero((d.owner == Owner.MUNICIPALITY_LEASED) & (d.mode == Mode.LEASE) & (d.due == 25))
    assert np.count_nonzero(d.owner == Owner.MUNICIPALITY_LEASED) - leased == found
    assert np.all(d.state[new] == DwellingState.READYING)


def test_a_seeking_resident_moves_at_once_and_the_move_is_reported() -> None:
    model = housing_model(_generous(), listings=30)
    process = RentalMarket()
    process.prepare(model)
    h = model.world.households
    rows = np.flatnonzero((h.tenure == Tenure.PRIVATE) & (h.place == 0))
    before = h.dwelling[rows].copy()
    h.seeks_place[rows] = 0
    h.seeks_since[rows] = 24
    process.run(model)
    moved = h.dwelling[rows] != before
    move = model.events.read("move")
    assert len(move["household"]) == moved.sum() > 0
    assert np.all(h.seeks_place[rows[moved]] == -1)
    assert np.all(h.since[rows[moved]] == 24)
    assert np.all(h.contract_end[rows[moved]] >= 36)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_landlord_adds_the_share_of_the_allowance_that_passes_through(share: float) -> None:
    """Known answer: E80-E82 as one number; nothing at the default of zero."""
    model = housing_model({**_generous(), "landlord.allowance_pass_through": share}, listings=30)
    process = RentalMarket()
    process.prepare(model)
    h, d = model.world.households, model.world.dwellings
    rows = np.flatnonzero((h.tenure == Tenure.PRIVATE) & (h.place == 0))
    before = h.dwelling[rows].copy()
    h.seeks_place[rows], h.seeks_since[rows], h.income[rows] = 0, 24, 6000
    asked = np.zeros(len(d), dtype=np.int64)
    let = process._rent

    def remember(*arguments: Any) -> None:
        asked[:] = d.rent
        let(*arguments)

    process._rent = remember  # type: ignore[method-assign]
    process.run(model)
    rows = rows[h.dwelling[rows] != before]
    homes = d.rows(h.dwelling[rows])
    size, income = h.persons[rows].astype(np.int64), np.full(len(rows), 6000)
    helped = housing_allowance(budget(process.household, 24), income, size, asked[homes])
    assert helped.max() > 0
    written = h.tenure[rows] == Tenure.PRIVATE
    added = (h.rent[rows] - asked[homes]).tolist()
    assert added == np.where(written, (helped * int(1000 * share)) // 1000, 0).tolist()


def test_unserious_offers_are_taken_only_after_refusals_and_never_with_a_guarantee() -> None:
    took = []
    for since in (24, 20):
        model = housing_model(_generous(), listings=30)
        model.world.landlords.unserious[:] = 1
        process = RentalMarket()
        process.prepare(model)
        h = model.world.households
        rows = np.flatnonzero((h.tenure == Tenure.PRIVATE) & (h.place >= 0))
        h.seeks_place[rows], h.seeks_since[rows] = h.place[rows], since
        h.guaranteed[rows] = np.arange(len(rows)) % 2
        process.run(model)
        took.append(h.tenure[rows] == Tenure.UNSERIOUS)
    assert not took[0].any()
    assert took[1][::2].any()
    assert not took[1][1::2].any()


def test_a_market_without_policy_does_not_drift() -> None:
    """Ordinary demand alone: what is on offer stays 2-5 % of the segment; tightness stays put."""
    model = housing_model(
        {"rental_market.normal_seekers": 0.0, "rental_market.supply_response": 0.0},
        municipalities=6, let_ordinary=300, listings=10,
    )  # fmt: skip
    w = model.world
    process = RentalMarket()
    process.prepare(model)
    left = market.residual_letting(model.values.rules("rental_market"))
    d = w.dwellings
    let = np.flatnonzero(d.state == DwellingState.LET_ORDINARY)
    d.due[let] = 24 + left[np.arange(len(let)) * 37 % len(left)]
    w.places.segment[:] = np.bincount(
        d.place[d.owner == Owner.LANDLORD], minlength=len(w.places.segment)
    )
    offered, tight, rent = [], [], []
    for month in range(24, 84):
        model.month = month
        process.run(model)
        offered.append(w.places.listed.sum() / np.count_nonzero(d.owner == Owner.LANDLORD))
        tight.append(w.places.tightness.mean())
        rent.append(w.places.rent_index.mean())
    assert 0.02 <= np.mean(offered[12:]) <= 0.05
    assert abs(np.mean(tight[36:]) - np.mean(tight[12:36])) < 0.12
    assert abs(rent[-1] - 1.0) < 0.05


def test_long_empty_dwellings_are_withdrawn_and_asking_rents_fall_before() -> None:
    model = housing_model({"rental_market.applicants": [0.5] * 4, "landlord.reservation_months": 0.3})
    w, d = model.world, model.world.dwellings
    w.places.tightness[:] = 0.0001
    process = RentalMarket()
    process.prepare(model)
    rows = np.flatnonzero((d.state == DwellingState.LISTED) & (d.reserved < 0))
    process.run(model)
    still = rows[d.state[rows] == DwellingState.LISTED]
    assert np.all(d.empty[still] >= 1)
    first = d.rent[still].copy()
    model.month = 25
    w.places.tightness[:] = 0.0001
    process.run(model)
    both = d.state[still] == DwellingState.LISTED
    assert np.all(d.rent[still[both]] < first[both])
    assert np.all(d.due[still[~both]] != NEVER)


def test_frozen_landlords_wait_the_same_days_whatever_the_routines() -> None:
    changes = {"coordination.municipal_routines": 1.0, "channels.routines": 1.0}
    frozen, free = RentalMarket(), RentalMarket()
    landlord = housing_model(changes).values.rules("landlord")
    frozen.prepare(housing_model(changes, frozen=True))
    free.prepare(housing_model(changes))
    without = round(landlord.papers_days)
    assert np.all(frozen.days == without)
    assert np.all(free.days < without)


def test_known_guarantees_show_in_asking_rents_where_listings_are_few() -> None:
    changes = {"landlord.pass_through": 0.5}
    tight, loose = housing_model(changes), housing_model(changes)
    tight.world.places.tightness[:] = 2.0
    asked = []
    for model in (tight, loose):
        process = RentalMarket()
        process.prepare(model)
        d = model.world.dwellings
        rows = np.flatnonzero((d.state == DwellingState.LISTED) & (d.empty == 0))
        level = market.rent_now(
            model.world.geography, model.world.places, model.values.rules("rental_market"), 24
        )
        process._ask(model, rows, level)
        asked.append(d.rent[rows].copy())
    assert np.all(asked[0] - asked[1] == process.premium)
    assert process.premium > 0


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 90_000)), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 90_000), st.integers(0, 2**32 - 1)), min_size=4,
             max_size=4),
)  # fmt: skip
def test_who_would_be_let_to_is_who_the_same_draw_lets_to_when_it_weighs_as_much(
    pairs: list[tuple[int, int]], listings: list[tuple[int, int, int]]
) -> None:
    listing, weight = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    others = [np.array(column, dtype=np.int64) for column in zip(*listings, strict=True)]
    equal = np.full(len(pairs), EQUAL)
    lines = market.line_up(listing, weight, 4)
    found = market.would_be_let(listing, weight, equal, *others, lines)
    for i in range(len(pairs)):
        alone = weight.copy()
        alone[i] = EQUAL
        chosen, _ = market.decide(listing, alone, *others, 4)
        assert found[i] == (i in chosen)


def test_a_search_fails_for_want_of_listings_of_money_or_of_a_landlord_in_that_order() -> None:
    outcome = market.search_outcomes(3, np.array([1, 1, 2]), np.array([2]))
    assert outcome.tolist() == [Reason.MARKET_EMPTY, Reason.RENT_TOO_HIGH, Reason.LANDLORD_NO]
