"""Moving home, with everything that follows."""

import numpy as np

from agents.kinds import NEVER, DwellingState, Tenure
from simulation import relocation
from simulation.conservation import check_world
from tests.simulation.housing_model import housing_model


def test_an_owner_who_moves_sells_and_keeps_the_equity() -> None:
    model = housing_model()
    h, d = model.world.households, model.world.dwellings
    row = np.flatnonzero(h.tenure == Tenure.OWNED)[:1]
    h.debt[row], h.savings[row] = 100_000, 0
    home = np.flatnonzero((d.state == DwellingState.LISTED) & (d.reserved < 0))[:1]
    old = d.rows(h.dwelling[row])
    left = relocation.equity(model.world, model.values.rules("careers"), 24, row)
    relocation.move_in(model, row, home, Tenure.PRIVATE, 48)
    sale = model.events.read("sale")
    assert sale["debt"].tolist() == [100_000]
    assert h.savings[row][0] == left[0] > 0
    assert h.debt[row] == 0
    assert d.state[old] == DwellingState.REMOVED
    move = model.events.read("move")
    assert move["from_tenure"].tolist() == [Tenure.OWNED] and move["to_tenure"].tolist() == [Tenure.PRIVATE]
    assert check_world(model.world) == []


def test_leaving_a_municipal_dwelling_is_an_exit_with_a_destination_and_a_turnover() -> None:
    model = housing_model()
    h, d = model.world.households, model.world.dwellings
    row = np.flatnonzero((h.tenure == Tenure.MUNICIPAL) & (h.refugee == 1))[:1]
    h.queue_since[row], h.seeks_place[row], h.since[row] = 3, 0, 10
    home = np.flatnonzero((d.state == DwellingState.LISTED) & (d.reserved < 0))[:1]
    relocation.move_in(model, row, home, Tenure.PRIVATE, 48, guaranteed=1)
    out = model.events.read("exit_municipal")
    assert out["destination"].tolist() == [Tenure.PRIVATE]
    assert out["stay"].tolist() == [14]
    assert len(model.events.read("turnover")["municipality"]) == 1
    assert h.queue_since[row] == NEVER and h.seeks_place[row] == -1
    assert d.guaranteed[home] == 1 and h.guaranteed[row] == 1


def test_moving_loosens_ties_more_between_than_within_municipalities() -> None:
    kept = []
    for within in (True, False):
        model = housing_model()
        w = model.world
        h, d = w.households, w.dwellings
        w.persons.bonding[:] = 100
        row = np.flatnonzero((h.tenure == Tenure.PRIVATE) & (h.municipality == 1))[:1]
        free = np.flatnonzero((d.state == DwellingState.LISTED) & (d.reserved < 0))
        home = free[(d.municipality[free] == 1) == within][:1]
        relocation.move_in(model, row, home, Tenure.PRIVATE, 48)
        head = w.persons.rows(h.head[row])
        kept.append(int(w.persons.bonding[head][0]))
    assert kept[0] > kept[1]


def test_who_loses_the_home_is_reported_homeless_and_others_return_to_the_list() -> None:
    model = housing_model()
    h = model.world.households
    rows = np.concatenate(
        [
            np.flatnonzero((h.tenure == Tenure.PRIVATE) & (h.refugee == 1))[:2],
            np.flatnonzero((h.tenure == Tenure.MUNICIPAL) & (h.refugee == 0))[:1],
        ]
    )
    goes = np.array([Tenure.TEMPORARY, Tenure.RELATIVES, Tenure.NONE], dtype=np.int64)
    relocation.move_out(model, rows, goes)
    assert h.tenure[rows].tolist() == goes.tolist()
    assert np.all(h.dwelling[rows] == -1)
    assert len(model.events.read("homeless")["household"]) == 3
    assert check_world(model.world) == []


def test_nothing_happens_to_nobody() -> None:
    model = housing_model()
    none = np.zeros(0, dtype=np.int64)
    relocation.move_in(model, none, none, Tenure.PRIVATE, 48)
    relocation.move_out(model, none, none)
    relocation.dissolve_others(model, none, Tenure.GONE)
    assert model.events.names() == []
