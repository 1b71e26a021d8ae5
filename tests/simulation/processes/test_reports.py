"""Reports: the figure told may differ from what was done."""

from dataclasses import replace

import numpy as np

from tests.simulation.runs import tiny_model


def reported(stakes: float, month: int = 35, **options: object) -> np.ndarray:
    model = tiny_model(
        before={"coordination.reporting_stakes": stakes, "reports.show_decided": 0.0},
        world={"municipalities": 200}, **options,  # type: ignore[arg-type]
    )  # fmt: skip
    m = model.world.municipalities
    m.requested[:], m.vedtak[:], m.moved[:] = 20, 15, 5
    m.reported_ratio[:] = -1.0
    model.month = month
    model.reports.run(model)
    return m.reported_ratio.copy()


def test_without_stakes_the_truth_is_told() -> None:
    np.testing.assert_allclose(reported(0.0), 0.25)


def test_the_higher_the_stakes_the_more_often_the_decided_is_shown() -> None:
    half = np.isclose(reported(0.5), 0.75)
    assert 0.35 < half.mean() < 0.65
    assert np.all(half <= np.isclose(reported(1.0), 0.75))  # the same ones, and more
    np.testing.assert_allclose(reported(1.0), 0.75)


def test_frozen_and_other_months() -> None:
    np.testing.assert_allclose(reported(1.0, frozen=True), 0.25)
    assert np.all(reported(1.0, month=30) == -1.0)


def test_nobody_asked_is_no_division_and_more_settled_than_decided_is_shown() -> None:
    model = tiny_model(before={"coordination.reporting_stakes": 1.0})
    m = model.world.municipalities
    m.requested[:], m.vedtak[:], m.moved[:] = [0, 10, 10, 10, 10, 10], 5, 8
    model.month = 35
    model.reports.run(model)
    np.testing.assert_allclose(m.reported_ratio, [0.0] + [0.8] * 5)
    event = model.events.read("report")
    assert event["true_percent"].tolist() == [0] + [80] * 5


def test_hours_of_reporting_follow_the_dial() -> None:
    def hours(joint: float) -> float:
        dials = {"coordination.joint_reporting": joint, "coordination.reporting_stakes": 0.0}
        model = tiny_model(before=dials)
        model.month = 35
        model.reports.run(model)
        return float(model.events.read("report")["hours"].sum())

    assert hours(1.0) == 0.0 < hours(0.0)


def test_what_is_made_up_is_told_beside_what_is_reported() -> None:
    """At full pressure: all of those past the limit relabelled, a tenth put to work for the census, and half
    of the gap between what is decided and what is there or planned, whole dwellings."""
    model = tiny_model(before={"gaming.relabel": 1.0})
    model.coordination = replace(model.coordination, gaming=1.0)
    model.reports.prepare(model)
    m = model.world.municipalities
    m.vedtak[:], m.vacant[:], m.coming[:] = 15, 0, 0
    m.vacant[0, 1], m.coming[0, 2], m.coming[1, 0], m.vedtak[5] = 2, 4, 20, 0
    model.month = 35
    model.reports.run(model)
    event = model.events.read("report")
    assert set(event["relabel_permille"].tolist()) == {1000}
    assert set(event["census_permille"].tolist()) == {100}
    assert event["planned"].tolist() == [4, 20, 0, 0, 0, 0]
    assert event["planned_on_paper"].tolist() == [4, 0, 7, 7, 7, 0]
    plan = model.events.read("plan")
    by_town = np.bincount(plan["municipality"], weights=plan["permille"])
    assert np.all(np.abs(by_town - 1000) <= 2)
    assert plan["rooms"].tolist() == [1, 2, 3, 4, 5] * 5  # of those with places
