"""A back-test is told of the past alone, and scores as rivals are scored."""

from dataclasses import replace

import numpy as np
import pytest

from calibration.municipal import codes
from calibration.rival import score, settled_before
from calibration.validation.back_test import JUDGED, BackTest, Told, back_test, before, reader, settled_in
from data import role_of
from data.roles import HELD_OUT
from experiments.history import Run
from scenarios.scenario import BASELINE, load_scenario
from simulation.start.record import Record, read_record
from tests.calibration.validation.test_commands import run


@pytest.mark.parametrize("year", JUDGED)
def test_nothing_of_the_year_or_later_is_told_but_requests_for_it(year: int) -> None:
    whole = read_record(codes())
    told = before(whole, year)
    assert told.settled.shape == (428, year - 2009) and np.isnan(told.decided).all()
    asked = np.isfinite(told.requested).any(axis=0).tolist()
    assert asked == [one <= year for one in whole.requested_years]
    # what happened in the year and after it changes nothing that is told
    settled, decided = whole.settled.copy(), whole.decided.copy()
    settled[:, year - 2009 :], decided[:] = 99.0, 99.0
    other = before(replace(whole, settled=settled, decided=decided, settled_before=settled[:, 2]), year)
    for name in Record.__dataclass_fields__:
        np.testing.assert_equal(getattr(told, name), getattr(other, name))


def test_no_year_held_out_is_judged() -> None:
    assert all(role_of(f"panel:settled:{year}") != HELD_OUT for year in JUDGED)
    with pytest.raises(ValueError, match="not 2013"):
        back_test(2013, [])


def test_a_model_that_knows_the_year_has_no_error_and_rivals_know_the_past() -> None:
    actual = settled_before()[3]
    found = BackTest(2012, actual, np.stack([0.5 * actual, 1.5 * actual]))
    own, known = found.scores()["model_mean"]
    assert own.mae == known.mae == 0.0 and own.rank == 1.0
    assert found.scores()["last_year"][0] == score(settled_before()[2], actual)
    assert found.chance() == pytest.approx(0.0, abs=1e-9)
    assert found.predictions()["weighted_mean"].sum() == pytest.approx(settled_before()[2].sum())


def test_runs_told_less_settle_otherwise_and_the_same_ones_the_same() -> None:
    one = Run(load_scenario(BASELINE), 3, 2010, scale=0.02)
    told = [settled_in(Told(one, year)) for year in (2010, 2010)]
    assert told[0] == told[1] and len(told[0]) == 428 and sum(told[0]) > 0
    assert reader(2011) is reader(2011)


def test_what_cannot_be_judged_is_refused_in_a_sentence() -> None:
    shared = ("--replicates", "1", "--workers", "1")
    held = run("--back-test", "2013", *shared)
    assert held.returncode == 2 and "Traceback" not in held.stderr
    assert "A back-test judges 2011, 2012, not 2013" in held.stderr
    tiny = run("--back-test", "2012", "--world", "tiny", "--language", "nb", *shared)
    assert tiny.returncode == 2 and "En tilbaketest holdes mot alle kommunene" in tiny.stderr
    out = run("--back-test", "2012", "--out", "elsewhere", *shared)
    assert out.returncode == 2 and "leave out --out" in out.stderr
