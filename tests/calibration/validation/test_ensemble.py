"""One set of runs for the report and the forecasts: living on changes nothing of what was before."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from calibration.library import all_targets
from calibration.runs import cells_of, with_observers
from calibration.validation.ensemble import forward_runs_of, made, runs_of
from experiments.asked import Asked


def test_a_run_that_lives_on_has_the_same_cells_of_the_record() -> None:
    asked = Asked(1, 1, Path("out"), 3, "tiny", 1.0, "en")
    (now,), (later,) = runs_of(asked), forward_runs_of(asked)
    assert later == replace(now, last_year=2016)
    before = cells_of(with_observers(now))
    after = cells_of(with_observers(later, True), True)
    for one in all_targets():
        assert np.array_equal(before[one.name], after[one.name], equal_nan=True), one.name


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["runs of 2009-2013", "runs of 2009-2016"]),
        ("nb", ["kjøringer av 2009-2013", "kjøringer av 2009-2016"]),
    ],
)
def test_progress_says_which_years_its_runs_live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, labels: list[str]
) -> None:
    from calibration.validation import ensemble

    told: list[str] = []
    shown = ensemble.shown_progress

    def noted(screen: object, label: str, language: str) -> object:
        told.append(label)
        return shown(screen, label, language)  # type: ignore[arg-type]

    monkeypatch.setattr(ensemble, "shown_progress", noted)
    asked = Asked(1, 1, tmp_path, 3, "tiny", 1.0, language)
    assert len(made(asked)) == len(made(asked, True)) == 1
    assert told == labels


@pytest.mark.parametrize(("scale", "told"), [(1.0, "4.6 s a run"), (0.1, "")])
def test_what_the_runs_take_is_said_before_the_first(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    scale: float,
    told: str,
) -> None:
    from calibration.validation import ensemble

    monkeypatch.setattr(ensemble, "run_all", lambda *given, **more: None)
    made(Asked(2, 1, tmp_path, 3, None, scale, "en"))
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("This takes 2 runs") and told in said and ("a run" in said) == bool(told)
