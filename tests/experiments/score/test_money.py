import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import Account, Purpose
from experiments.score.money import OURS, PAYERS, Paid, money
from experiments.score.people_sheets import money_sheets

keys = st.tuples(
    st.sampled_from([int(a) for a in Account]),
    st.sampled_from([int(a) for a in Account]),
    st.sampled_from([int(p) for p in Purpose]),
)
runs = st.dictionaries(keys, st.floats(0, 1e4), max_size=12)


@given(ours=st.lists(runs, min_size=2, max_size=4), base=st.lists(runs, min_size=4, max_size=4))
def test_payers_and_receivers_add_to_zero(ours: list[Paid], base: list[Paid]) -> None:
    count = len(ours)
    flows = {("arm", i): run for i, run in enumerate(ours)} | {("base", i): run for i, run in enumerate(base)}
    found = money(flows, "arm", "base", range(count), 2013, (2011, 2016))
    assert [one.party for one in found.net] == list(PAYERS)
    assert sum(one.band.mean for one in found.net) == pytest.approx(0, abs=1e-6)
    by_party = {one.party: one.band.mean for one in found.net}
    assert found.public.band.mean == pytest.approx(by_party["state"] + by_party["municipality"], abs=1e-6)
    assert found.consolidated.band.mean == pytest.approx(sum(by_party[p] for p in OURS), abs=1e-6)
    assert found.consolidated.band.mean == pytest.approx(-by_party["market"], abs=1e-6)
    assert all(one.payer != one.receiver for one in found.transfers)
    between = sum(t.band.mean * ((t.payer == "state") - (t.receiver == "state")) for t in found.transfers)
    assert between == pytest.approx(by_party["state"], abs=1e-6)


def test_a_grant_is_netted_once() -> None:
    grant = (int(Account.IMDI), int(Account.MUNICIPALITY), int(Purpose.INTEGRATION_GRANT))
    flows: dict[tuple[str, int], Paid] = {("arm", 1): {grant: 7.0}, ("base", 1): {grant: 5.0}}
    found = money(flows, "arm", "base", [1], 2013, (2011, 2016))
    assert [(t.payer, t.receiver, t.purpose, t.baseline, t.band.median) for t in found.transfers] == [
        ("state", "municipality", "integration_grant", 5.0, 2.0)
    ]
    assert {one.party: one.band.median for one in found.net} == {
        "state": 2.0, "municipality": -2.0, "household": 0.0, "landlord": 0.0, "market": 0.0
    }  # fmt: skip
    assert found.public.band.median == 0.0 and found.consolidated.band.median == 0.0


def test_public_funds_cost_on_what_each_public_payer_pays_net() -> None:
    grant = (int(Account.IMDI), int(Account.MUNICIPALITY), int(Purpose.INTEGRATION_GRANT))
    services = (int(Account.MUNICIPALITY), int(Account.MARKET), int(Purpose.SERVICES))
    flows: dict[tuple[str, int], Paid] = {
        ("arm", 1): {grant: 7.0, services: 12.0}, ("base", 1): {grant: 5.0, services: 10.0}
    }  # fmt: skip
    found = money(flows, "arm", "base", [1], 2013, (2011, 2016))
    told = {one.party: (one.baseline, one.band.median) for one in found.funds}
    assert told == {
        "state_funds": pytest.approx((1.2 * 5, 1.2 * 2)),
        "municipality_funds": pytest.approx((1.2 * 5, 0.0)),  # services less the grant
        "public_funds": pytest.approx((1.2 * 10, 1.2 * 2)),  # the grant cancels
    }
    for language, label in (("en", "municipality, with the cost"), ("nb", "kommune, med skattefinansiering")):
        _, nets = money_sheets(found, "base", language)
        assert any(row[0].startswith(label) for row in nets.rows) and "20 %" in nets.notes[0]
