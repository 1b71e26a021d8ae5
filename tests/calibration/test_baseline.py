import json
from pathlib import Path

import pytest

from calibration.baseline import check, check_table, save_check
from calibration.checks import HeldOutError, role_in_checks, targets
from data import role_of
from experiments import compare
from experiments.comparison import Study
from experiments.history import TINY


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return compare(["baseline-2013"], 2, 1, tmp_path_factory.mktemp("runs"), world=TINY)


def test_nothing_held_out_is_checked_against() -> None:
    for target in targets():
        assert role_of(target.evidence) != "held-out"
        assert "2013" not in target.evidence or target.evidence == "housing_overcrowded_immigrants_2013"


def test_a_held_out_row_is_refused() -> None:
    with pytest.raises(HeldOutError, match="held out"):
        role_in_checks("series:settled_panel:2013")


def test_tolerances_are_those_set_before_tuning() -> None:
    by_evidence = {target.evidence: target for target in targets()}
    assert by_evidence["series:settled_annual:2009"].tolerance == pytest.approx(608.7)
    assert by_evidence["series:waiting_end:2010"].tolerance == 500.0
    assert by_evidence["series:waiting_end:2012"].tolerance == pytest.approx(765.8)
    assert by_evidence["retention5_cohort_2006"].tolerance == 0.05


def test_known_figures_of_the_record() -> None:
    record = {target.evidence: target.record for target in targets()}
    assert record["series:requested:2012"] == 8886
    assert record["series:decided:2012"] == 6154
    assert record["series:settled_panel:2012"] == 5757
    assert record["series:waiting_end:2010"] == 1627


def test_both_sexes_are_checked() -> None:
    evidence = " ".join(target.evidence for target in targets())
    assert "_women_" in evidence and "_men_" in evidence


def test_each_target_has_a_figure_from_the_model(study: Study) -> None:
    checks = check(study)
    assert len(checks) == len(targets())
    missing = [one.target.en for one in checks if one.fits is None]
    assert len(missing) <= 3, missing  # a tiny world may lack a small group
    assert all(one.low <= one.model <= one.high for one in checks if one.fits is not None)


def test_scaled_runs_are_scaled_up_and_municipalities_left_out(study: Study) -> None:
    whole, half = check(study), check(study, scale=0.5)
    assert len(half) < len(whole)
    assert half[0].model == pytest.approx(2 * whole[0].model)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_what_does_not_fit_is_said_plainly(study: Study, language: str) -> None:
    from rich.console import Console

    console = Console(width=200, record=True, quiet=False)
    with console.capture() as captured:
        console.print(check_table(check(study), 2, language))
    text = captured.get()
    assert ("Does not fit: Settled 2009" if language == "en" else "Passer ikke: Bosatt 2009") in text


def test_saved_as_json(study: Study, tmp_path: Path) -> None:
    found = json.loads(save_check(check(study), tmp_path).read_text(encoding="utf-8"))
    assert {"what", "evidence", "role", "record", "model", "fits"} <= set(found[0])
