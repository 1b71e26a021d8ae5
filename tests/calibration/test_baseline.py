"""The baseline held against the figures of the target files."""

import json
from pathlib import Path

import pytest

from calibration.baseline import (
    WORDS,
    Check,
    apart_table,
    check,
    check_table,
    group_text,
    last_year_of,
    national_targets,
    save_check,
)
from calibration.library import all_targets
from calibration.runs import Cells, run_all
from data import role_of
from experiments.caveat import replicates
from experiments.history import TINY, Run
from scenarios.scenario import load_scenario


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> Cells:
    baseline = load_scenario("baseline-2013")
    runs = [Run(baseline, seed, last_year_of(), TINY, parameters="prior") for seed in (1, 2)]
    return run_all(runs, tmp_path_factory.mktemp("runs"), 1)


def test_nothing_held_out_is_checked_against() -> None:
    for target in national_targets():
        for cell in target.known():
            assert role_of(cell.evidence) in ("fit", "input")
            assert cell.year != 2013 or "settled" not in cell.evidence and "decided" not in cell.evidence


def tolerances() -> dict[str, float]:
    return {cell.evidence: target.tolerance(cell) for target in national_targets() for cell in target.known()}


def test_tolerances_are_those_set_before_tuning() -> None:
    found = tolerances()
    assert found["series:settled_annual:2009"] == pytest.approx(608.7)
    assert found["series:waiting_end:2010"] == 500.0
    assert found["series:waiting_end:2012"] == pytest.approx(765.8)
    assert found["retention5_cohort_2006"] == 0.05


def test_known_figures_of_the_record() -> None:
    record = {cell.evidence: cell.value for target in national_targets() for cell in target.known()}
    assert record["series:requested:2012"] == 8886
    assert record["series:decided:2012"] == 6154
    assert record["series:settled_panel:2012"] == 5757
    assert record["series:waiting_end:2010"] == 1627


def test_both_sexes_are_checked() -> None:
    evidence = " ".join(tolerances())
    assert "_women_" in evidence and "_men_" in evidence


def test_there_is_one_list_of_targets() -> None:
    assert {one.name for one in national_targets()} <= {one.name for one in all_targets()}


def test_each_figure_has_one_of_the_model(cells: Cells) -> None:
    checks = check(cells)
    missing = [one.label("en") for one in checks if one.fits is None]
    assert len(missing) <= 8, missing  # a tiny world lacks small groups and places
    assert all(one.low <= one.model <= one.high for one in checks if one.fits is not None)


def test_counts_of_municipalities_are_left_out_of_scaled_runs(cells: Cells) -> None:
    whole, half = check(cells), check(cells, scale=0.5)
    assert {one.target.unit for one in whole} - {one.target.unit for one in half} == {"municipalities"}


@pytest.mark.parametrize("language", ["en", "nb"])
def test_an_invented_world_has_no_record_beside_it(cells: Cells, language: str, tmp_path: Path) -> None:
    from rich.console import Console

    console = Console(width=200)
    with console.capture() as captured:
        console.print(apart_table(check(cells), 1, language))
    text = " ".join(captured.get().split())
    assert WORDS[language]["apart"].format(n=replicates(1, language)) in text
    assert "6\u202f178" not in text and WORDS[language]["off"] not in text
    found = json.loads(save_check(check(cells), tmp_path, compared=False).read_text(encoding="utf-8"))
    assert {(one["record"], one["fits"]) for one in found} == {(None, None)}
    assert all(one.high <= 1 for one in check(cells) if one.target.unit == "share" and one.high == one.high)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_what_does_not_fit_is_said_plainly(cells: Cells, language: str) -> None:
    from rich.console import Console

    console = Console(width=200, record=True, quiet=False)
    with console.capture() as captured:
        console.print(check_table(check(cells), 2, language))
    text = captured.get()
    said = (
        "Does not fit: Settled in the year, 2009" if language == "en" else "Passer ikke: Bosatt i året, 2009"
    )
    assert said in text


def test_groups_are_told_in_bokmaal() -> None:
    groups = {cell.group for target in national_targets() for cell in target.known()}
    for group in groups - {""}:
        told = group_text(group, "nb")
        english = ("years", "men", "women", "single", "mennn", "none", "without", "municipality")
        assert not any(word in told.split() for word in english)


def test_saved_as_json(cells: Cells, tmp_path: Path) -> None:
    found = json.loads(save_check(check(cells), tmp_path).read_text(encoding="utf-8"))
    assert {"what", "evidence", "role", "record", "model", "fits"} <= set(found[0])


def test_a_figure_fits_within_its_tolerance() -> None:
    target = next(one for one in national_targets() if one.name == "settled")
    cell = target.known()[0]
    near, far = (Check(target, cell, cell.value * x, 0, 0) for x in (1.09, 1.11))
    assert near.fits is True and far.fits is False


def test_a_bound_is_met_on_its_side() -> None:
    target = next(one for one in national_targets() if one.name == "retention_county")
    cell = target.known()[0]
    assert cell.bound == 1
    assert Check(target, cell, 0.9, 0, 0).fits is True
    assert Check(target, cell, 0.3, 0, 0).fits is False
