"""Husbanken's queue: frames, hours and papers."""

from typing import Any

import numpy as np

from agents.kinds import NEVER, DwellingState, Instrument, Mode, Owner
from tests.simulation.runs import tiny_model

SURE = {"husbanken.incomplete": 0.0, "husbanken.incomplete_known": 0.0}


def applied(n: int = 20, amount: int = 100, frame: int = 10**9, known: int = 1, **changes: Any) -> Any:
    names = {k.replace("__", "."): v for k, v in changes.items()}
    model = tiny_model(before={**SURE, **names})
    model.population_scale = 1.0
    world = model.world
    keys = np.arange(n, dtype=np.uint64) + np.uint64(10**9)
    town = np.arange(n) % 6
    uids = world.dwellings.append(
        keys, municipality=town, place=world.geography.first_place[town], rooms=2, owner=Owner.MUNICIPALITY,
        state=DwellingState.PIPELINE, due=NEVER, mode=Mode.PURCHASE, cost=1000,
    )  # fmt: skip
    column = [uids, town, np.full(n, amount), np.full(n, 23), np.full(n, 24), np.full(n, known)]
    world.husbanken.queue = np.column_stack(column).astype(np.int64)
    world.husbanken.frame_left = frame
    return model, world.dwellings.rows(uids)


def test_granted_money_leaves_the_frame_and_projects_start() -> None:
    model, rows = applied()
    model.grants.run(model)
    homes = model.world.dwellings
    assert model.world.husbanken.frame_left == 10**9 - 20 * 100
    assert np.all(homes.grant[rows] == 100) and np.all(homes.due[rows] >= 24 + 3)
    assert len(model.world.husbanken.queue) == 0
    assert model.events.read("investment")["grant"].sum() == 2000


def test_the_frame_is_never_overdrawn_and_the_rest_waits_or_goes_on() -> None:
    model, rows = applied(frame=1050)
    model.grants.run(model)
    homes, husbanken = model.world.dwellings, model.world.husbanken
    assert husbanken.frame_left == 50 and (homes.grant[rows] > 0).sum() == 10
    started = homes.due[rows] != NEVER
    assert started.sum() + len(husbanken.queue) == 20
    assert 10 < started.sum() < 20
    assert np.all(husbanken.queue[:, 4] == 36)  # January


def test_hours_are_finite() -> None:
    model, _ = applied(husbanken__case_hours=60.0, husbanken__application_hours=12.0)
    model.grants.run(model)
    assert len(model.world.husbanken.queue) == 15


def test_incomplete_papers_return_and_are_known_the_second_time() -> None:
    model, _ = applied(known=0, husbanken__incomplete=0.9)
    model.world.municipalities.known[:] = False
    model.grants.run(model)
    queue = model.world.husbanken.queue
    assert len(queue) > 10 and np.all(queue[:, 4] == 26) and np.all(queue[:, 5] == 1)
    assert model.world.municipalities.known[queue[:, 1], Instrument.RENTAL_GRANT].all()
    model.month = 25
    model.grants.run(model)
    assert len(model.world.husbanken.queue) == len(queue)
    model.month = 26
    model.grants.run(model)
    assert len(model.world.husbanken.queue) == 0


def test_aligned_funding_serves_municipalities_with_places_first() -> None:
    def granted(dial: float) -> np.ndarray:
        model, rows = applied(frame=600, coordination__aligned_funding=dial, channels__funding=1.0)
        m = model.world.municipalities
        m.vedtak[:], m.moved[:] = [0, 0, 0, 5, 5, 5], 0
        model.grants.run(model)
        homes = model.world.dwellings
        return np.bincount(homes.municipality[rows[homes.grant[rows] > 0]], minlength=6)

    assert granted(0.0).sum() == granted(1.0).sum() == 6
    assert granted(1.0)[3:].sum() == 6 and granted(0.0)[3:].sum() == 3
