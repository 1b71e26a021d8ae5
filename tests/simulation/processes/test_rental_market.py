"""The rental market: letting, leasing, withdrawing; a market at rest."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.household import budget, housing_allowance
from agents.kinds import NEVER, NOBODY, Case, DwellingState, Mode, Owner, Tenure
from simulation.conservation import check_world
from simulation.processes import rental_market
from simulation.processes.rental_market import RentalMarket
from simulation.rental.tables import residual_letting
from tests.simulation.housing_model import housing_model


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
def test_a_landlord_adds_the_share_of_the_allowance_that_passes_through(
    monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    """Known answer: E80-E82 as one number; nothing at the default of zero."""
    model = housing_model({**_generous(), "landlord.allowance_pass_through": share}, listings=30)
    process = RentalMarket()
    process.prepare(model)
    h, d = model.world.households, model.world.dwellings
    rows = np.flatnonzero((h.tenure == Tenure.PRIVATE) & (h.place == 0))
    before = h.dwelling[rows].copy()
    h.seeks_place[rows], h.seeks_since[rows], h.income[rows] = 0, 24, 6000
    asked = np.zeros(len(d), dtype=np.int64)
    let = rental_market.rent_out

    def remember(*arguments: Any) -> None:
        asked[:] = d.rent
        let(*arguments)

    monkeypatch.setattr(rental_market, "rent_out", remember)
    process.run(model)
    rows = rows[h.dwelling[rows] != before]
    homes = d.rows(h.dwelling[rows])
    size, income = h.persons[rows].astype(np.int64), np.full(len(rows), 6000)
    helped = housing_allowance(budget(process.terms.household, 24), income, size, asked[homes])
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
    left = residual_letting(model.values.rules("rental_market"))
    d = w.dwellings
    let = np.flatnonzero(d.state == DwellingState.LET_ORDINARY)
    d.due[let] = 24 + left[np.arange(len(let)) * 37 % len(left)]
    w.places.segment[:] = np.bincount(d.place[d.owner == Owner.LANDLORD], minlength=len(w.places.segment))
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
