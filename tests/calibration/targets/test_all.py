"""Every target file: its record, its model's figures on a small world, and the figures known by heart."""

import numpy as np
import pytest

from calibration.library import all_targets, target
from calibration.runs import Cells, run_all
from calibration.target import Target
from data.roles import HELD_OUT
from experiments.history import TINY, Run
from scenarios.scenario import load_scenario
from simulation.worlds import NATIONAL

EVERY = [one for world in NATIONAL for one in all_targets(world.name)]


@pytest.fixture(scope="module")
def cells() -> Cells:
    return run_all([Run(load_scenario("baseline-2013"), 1, 2013, TINY, parameters="prior")], None, 1)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_a_target_says_what_it_is_in_both_languages(one: Target) -> None:
    assert one.en and one.nb and one.en != one.nb
    assert one.unit and one.unit_nb
    assert bool(one.note_en) == bool(one.note_nb)
    assert bool(one.why_en) == bool(one.why_nb)
    if one.discrepancy:
        assert one.why_en, "a discrepancy is assumed for a reason"


@pytest.mark.parametrize("one", [t for t in EVERY if t.role != HELD_OUT], ids=lambda one: one.name)
def test_a_record_has_a_value_and_its_noise_where_it_is_observed(one: Target) -> None:
    frame = one.record()
    seen = frame["state"] == "observed"
    assert seen.any()
    assert frame.loc[seen, ["value", "se"]].notna().all().all()
    assert (frame.loc[seen, "se"] > 0).all()
    assert frame.loc[~seen, "value"].isna().all(), "what is not observed is never a zero"
    if one.unit == "share":
        assert frame.loc[seen, "value"].between(0, 1).all()


@pytest.mark.parametrize("one", all_targets(), ids=lambda one: one.name)
def test_a_run_has_as_many_cells_as_the_record(one: Target, cells: Cells) -> None:
    found = cells.by_target[one.name][0]
    if one.role != HELD_OUT:
        assert len(found) == len(one.known())
    known = found[np.isfinite(found)]
    assert (known >= 0).all()
    if one.unit == "share":
        assert (known <= 1).all()


def test_municipal_cells_are_in_the_order_of_the_model() -> None:
    given = target("settled_by_municipality_given").record()
    oslo = given[(given["geography"] == "0301") & (given["year"] == 2012)]
    assert len(given) == 4 * 428
    assert oslo["value"].item() > 300
    assert list(given["geography"][:428]) == sorted(given["geography"][:428])


def test_a_blank_vedtak_is_no_zero_and_a_blank_settlement_is_nobody() -> None:
    decided = target("decided_by_municipality_given").record()
    settled = target("settled_by_municipality_given").record()
    assert (decided["state"] == "missing").sum() == 157
    in_2012 = settled[settled["year"] == 2012]
    assert (in_2012["state"] == "observed").all()
    assert int((in_2012["value"] > 0).sum()) == 279  # the published number of municipalities that settled
    assert in_2012["value"].sum() == 5757


def test_what_is_one_question_is_one_summary() -> None:
    (one,) = target("retention").summaries
    assert one.value == pytest.approx((0.73 + 0.78 + 0.77) / 3)


def test_the_record_of_2024_as_it_was_read() -> None:
    record = {one.name: one.known()[0].value for one in all_targets("norway-2024")}
    assert record["settled_2024"] == 25_618
    assert record["requested_2024"] == 36_985
    assert record["participation_2024"] == 348
    assert record["settled_in_ten_2024"] == pytest.approx(0.265, abs=0.03)


def test_only_the_spread_of_2024_was_not_given_to_the_model() -> None:
    fit = [one.name for one in all_targets("norway-2024") if one.role != "input"]
    assert fit == ["participation_2024", "settled_in_ten_2024"]
