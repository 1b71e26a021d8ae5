"""Observation: aggregates against plain counting."""

import numpy as np
import pytest

from agents.kinds import NEVER, Case, DwellingState, Kind, Mode, Owner, Tenure
from tests.simulation.runs import tiny_model
from tests.simulation.witness import watched


@pytest.fixture(scope="module")
def model():  # type: ignore[no-untyped-def]
    run, _ = watched()
    run.observation.run(run)
    return run


def test_the_municipal_stock_is_counted_by_size(model) -> None:  # type: ignore[no-untyped-def]
    d, m = model.world.dwellings, model.world.municipalities
    own = d.owner <= Owner.MUNICIPALITY_LEASED
    for town in range(6):
        for size in range(5):
            mine = own & (d.municipality == town) & (d.rooms == size + 1)
            vacant = mine & (d.state == DwellingState.VACANT) & (d.reserved < 0)
            assert m.vacant[town, size] == vacant.sum()
            assert m.occupied[town, size] == (mine & (d.state == DwellingState.OCCUPIED)).sum()
            soon = np.where(d.due == NEVER, d.mode == Mode.PURCHASE, d.due <= model.month + 6)
            soon &= mine & (d.state == DwellingState.PIPELINE)
            ready = mine & (d.state == DwellingState.READYING)
            assert soon.sum() <= m.coming[town, size] <= (soon | ready).sum()


def test_people_of_a_place_are_counted_by_origin(model) -> None:  # type: ignore[no-untyped-def]
    world = model.world
    world.places.persons[:] = 0  # count now, whatever the month
    model.observation.run(model)
    p, h = world.persons, world.households
    place = h.place[h.rows(p.household)]
    here = (p.present == 1) & (place >= 0)
    assert world.places.persons.sum() == here.sum()
    for k in range(7):
        counts = np.bincount(p.origin[here & (place == k)], minlength=8)
        np.testing.assert_array_equal(world.places.coethnic[k], counts)
    assert np.all((world.places.employed > 0) & (world.places.employed < 1))


def test_people_are_counted_every_third_month_and_when_nobody_has_counted() -> None:
    for month, counted, anew in ((24, 5, True), (25, 5, False), (26, 5, False), (27, 5, True), (25, 0, True)):
        model = tiny_model()
        persons = model.world.places.persons
        persons[:], persons[0] = counted, 0  # one place where nobody lives
        model.month = month
        model.observation.run(model)
        assert (persons.tolist() != [0] + [counted] * 6) == anew


def test_the_other_queue_by_size(model) -> None:  # type: ignore[no-untyped-def]
    h = model.world.households
    waiting = (h.tenure == Tenure.NONE) & (h.queue_since > -1000)
    assert model.world.municipalities.other_queue.sum() == waiting.sum()


def test_the_forecast_of_sizes_knows_only_family_that_was_declared() -> None:
    def mix(known: int) -> np.ndarray:
        model = tiny_model(world={"queue": 0.5})
        h = model.world.households
        rows = np.flatnonzero((h.case == Case.READY) & (h.kind == Kind.SINGLE))
        h.family_pending[rows], h.family_known[rows] = 4, known
        model.observation.run(model)
        return model.world.imdi.believed_size_mix.copy()

    without, with_ = mix(0), mix(1)
    assert with_[4] > without[4] and with_[0] < without[0]
    assert without.sum() == pytest.approx(1.0) == with_.sum()


def test_the_common_error_tilts_the_forecast_and_zero_does_not() -> None:
    def mix(error: float) -> np.ndarray:
        model = tiny_model(world={"queue": 0.5})
        model.world.imdi.common_error = error
        model.observation.run(model)
        return model.world.imdi.believed_size_mix.copy()

    large, right, small = mix(0.4), mix(0.0), mix(-0.4)
    assert large[4] > right[4] > small[4] and large[0] < right[0] < small[0]
