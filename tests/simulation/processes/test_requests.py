"""The year's turn: requests, frames and the councils' months."""

import numpy as np
import pytest

from simulation.inhabitants import population
from simulation.randomness import normal
from tests.simulation.runs import tiny_model

OCTOBER_2009 = 33


def asked(month: int = OCTOBER_2009, **options: object) -> object:
    model = tiny_model(**options)  # type: ignore[arg-type]
    model.population_scale = 0.05
    model.month = month
    model.requests.run(model)
    return model


def test_requests_come_in_october_only() -> None:
    for month in range(24, 36):
        model = tiny_model()
        model.month = month
        model.world.municipalities.requested[:] = -1
        model.requests.run(model)
        assert np.any(model.world.municipalities.requested >= 0) == (month == OCTOBER_2009)


def test_need_is_shared_out_and_kept_for_comparison() -> None:
    model = asked()
    imdi, m = model.world.imdi, model.world.municipalities  # type: ignore[attr-defined]
    need = model.values.rules("imdi").vector("need")[3] * 0.05  # type: ignore[attr-defined]
    assert imdi.need == round(need)
    share = model.values.rules("imdi").need_minors  # type: ignore[attr-defined]
    assert m.requested.sum() == pytest.approx(need * (1 - share), rel=0.1)
    assert m.requested_minor.sum() == pytest.approx(need * share, abs=4)
    before = imdi.need
    model.month += 12  # type: ignore[attr-defined]
    model.requests.run(model)  # type: ignore[attr-defined]
    assert imdi.need_before == before


def test_requests_on_record_are_used_as_they_are() -> None:
    model = tiny_model()
    m = model.world.municipalities
    m.requested_record[:, 3] = [10, 0, -1, 25, 40, -1]
    model.month = OCTOBER_2009
    model.requests.run(model)
    # minors are a part of what is asked for
    np.testing.assert_array_equal(m.requested + m.requested_minor, [10, 0, 0, 25, 40, 0])
    assert np.all(m.requested_minor >= 0) and m.requested_minor.sum() > 0


def test_every_council_answers_in_the_year_it_is_asked_for() -> None:
    """From January, so that a vedtak counts for its own year, and before the next requests."""
    model = tiny_model(world={"municipalities": 60})
    model.month = OCTOBER_2009
    model.requests.run(model)
    months = model.world.municipalities.vedtak_month
    assert months.min() >= 36 and months.max() < OCTOBER_2009 + 12
    assert 36 <= np.median(months) <= 39


def test_room_to_borrow_that_is_not_used_is_kept_for_the_years_of_a_plan() -> None:
    """So a small municipality can buy a dwelling that costs more than a year's room."""
    model = tiny_model()
    m, rules = model.world.municipalities, model.values.rules("municipality")
    m.borrowing_room[:] = 0
    for year in range(1, 7):
        model.month = 24 + 12 * year
        model.requests.run(model)
        a_year = rules.borrowing * population(model)
        np.testing.assert_allclose(m.borrowing_room, min(year, rules.borrowing_plan) * a_year, rtol=0.03)
    m.borrowing_room -= np.rint(1.5 * a_year).astype(np.int64)
    model.month += 12
    model.requests.run(model)
    np.testing.assert_allclose(m.borrowing_room, 2.5 * a_year + a_year, rtol=0.03)


def test_january_opens_the_year() -> None:
    model = tiny_model()
    m = model.world.municipalities
    m.moved[:], m.family_this_year[:], m.vedtak[:] = 7, 3, 12
    model.month = 36
    model.requests.run(model)
    assert not m.moved.any() and np.all(m.moved_last_year == 7) and np.all(m.family_last_year == 3)
    assert np.all(m.vedtak_last_year == 12) and np.all(m.vedtak_previous == 12)
    husbanken = model.values.rules("husbanken")
    frame = husbanken.frame[3] * 1e6 * husbanken.frame_refugee_share * model.population_scale
    assert model.world.husbanken.frame_left == pytest.approx(frame, abs=1)


def test_elections_redraw_part_of_the_will_and_keep_the_spread() -> None:
    model = tiny_model(world={"municipalities": 300})
    m = model.world.municipalities
    before = normal((np.arange(300) + 0.5) / 300)
    m.willingness[:] = before
    model.month = 57  # October 2011
    model.requests.run(model)
    assert m.willingness.std() == pytest.approx(1.0, abs=0.12)
    part = model.values.rules("municipality").election_redraw
    assert np.corrcoef(before, m.willingness)[0, 1] == pytest.approx((1 - part) ** 0.5, abs=0.1)
    m.willingness[:] = before
    model.month = 69  # no election in 2012
    model.requests.run(model)
    np.testing.assert_array_equal(m.willingness, before)


def test_the_need_after_the_record_follows_permits_and_the_queue() -> None:
    calm = asked(105).world.imdi.need  # type: ignore[attr-defined]
    surge = asked(105, before={"permits.surge": 2.0}).world.imdi.need  # type: ignore[attr-defined]
    assert surge > 1.5 * calm > 0


def test_minors_are_asked_of_those_with_places_for_them_and_of_the_larger() -> None:
    """Three tenths of a place count for who is asked for more than 15; who is asked for none takes none."""
    model = tiny_model(before={"imdi.need_minors": 0.1})
    m, imdi = model.world.municipalities, model.values.rules("imdi")
    model.population_scale, model.month = 60 / imdi.vector("need")[3], OCTOBER_2009  # need of 60, 6 of minors
    m.requested_record[:, 3] = [40, 40, 40, 15, 0, 40]
    m.vedtak_minor[:] = [0, 0, 0, 0, 9, 0]
    model.requests.run(model)
    assert (m.requested + m.requested_minor).tolist() == [40, 40, 40, 15, 0, 40]
    assert m.requested_minor.tolist() == [2, 2, 2, 0, 0, 2]  # a quarter of six each
    m.vedtak_minor[:] = [1, 0, 0, 1, 9, 0]
    model.requests.run(model)
    # 1.3, 0.3, 0.3, 1 and 0.3 of 3.2
    assert m.requested_minor.tolist() == [2, 1, 1, 2, 0, 1]
