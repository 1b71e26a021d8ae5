"""The ledger keeps every krone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.kinds import Account, Purpose
from simulation.ledger import FLOWS, ORE, Ledger, LedgerError, PriceIndex, bincount_exact

M = 3
postings = st.lists(
    st.tuples(
        st.sampled_from(FLOWS),
        st.lists(st.tuples(st.integers(0, 10**9), st.integers(-1, M - 1)), max_size=6),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(postings)
def test_every_krone_is_kept(batches: list) -> None:
    ledger = Ledger(M)
    total = 0
    for flow, payments, close in batches:
        nok = np.array([p[0] for p in payments], dtype=np.int64)
        where = np.array([p[1] for p in payments], dtype=np.int16)
        ledger.post(*flow, nok, where)
        total += int(nok.sum()) * ORE
        if close:
            ledger.close_month()
        assert ledger.balanced()
    ledger.close_month()
    assert int(ledger.cumulative().sum()) == total
    assert not ledger.balance.sum(axis=0).any()


def test_a_payment_lands_with_payer_receiver_and_municipality() -> None:
    ledger = Ledger(M)
    flow = (Account.HOUSEHOLD, Account.LANDLORD, Purpose.RENT)
    ledger.post(*flow, [5000, 7000, 1], [0, 0, -1])
    ledger.close_month()
    assert ledger.flow(*flow).tolist() == [12000 * ORE, 0, 0, ORE]
    assert ledger.balance[Account.LANDLORD].tolist() == [12000 * ORE, 0, 0, ORE]
    assert ledger.balance[Account.HOUSEHOLD].tolist() == [-12000 * ORE, 0, 0, -ORE]
    ledger.close_month()
    assert not ledger.month_flows().any()


def test_what_is_no_payment_is_refused() -> None:
    ledger = Ledger(M)
    with pytest.raises(LedgerError, match="UDI to LANDLORD for RENT"):
        ledger.post(Account.UDI, Account.LANDLORD, Purpose.RENT, 1, 0)
    with pytest.raises(LedgerError, match="whole kroner"):
        ledger.post(Account.HOUSEHOLD, Account.LANDLORD, Purpose.RENT, 0.5, 0)
    with pytest.raises(LedgerError, match="negative"):
        ledger.post(Account.HOUSEHOLD, Account.LANDLORD, Purpose.RENT, -1, 0)
    assert ledger.balanced()


def test_integers_beyond_floats_are_added_exactly() -> None:
    large = np.array([2**53, 1, 1], dtype=np.int64)
    assert bincount_exact(np.zeros(3, dtype=np.intp), large, 1)[0] == 2**53 + 2


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-(2**31), 2**31 - 1)), max_size=30))
def test_bincount_equals_a_loop(pairs: list) -> None:
    index = np.array([p[0] for p in pairs], dtype=np.int32)
    weights = np.array([p[1] for p in pairs], dtype=np.int32)
    expected = [sum(w for i, w in pairs if i == cell) for cell in range(5)]
    assert bincount_exact(index, weights, 5).tolist() == expected


def test_restored_ledger_goes_on() -> None:
    ledger, other = Ledger(M), Ledger(M)
    ledger.post(Account.UDI, Account.MARKET, Purpose.RECEPTION, 10, -1)
    other.restore(ledger.snapshot())
    for each in (ledger, other):
        each.close_month()
    assert np.array_equal(ledger.cumulative(), other.cumulative()) and other.balanced()
    with pytest.raises(LedgerError, match="other municipalities"):
        Ledger(M + 1).restore(ledger.snapshot())


def test_prices_carry_amounts_between_years() -> None:
    prices = PriceIndex(np.array([80.0, 100.0]), 2007, {2024: 150.0})
    assert prices.factor(2007, 2008) == pytest.approx(1.25)
    assert prices.factor(2008, 2024) == pytest.approx(1.5)
    assert prices.real(np.array([ORE * 8]), 0, 2008)[0] == pytest.approx(10.0)
