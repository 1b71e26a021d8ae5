import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from calibration.inference import waves
from calibration.inference.later import LATER
from calibration.inference.priors import chosen
from calibration.inference.problem import RUN_TO, Problem, record_problem, wanted_observers
from calibration.inference.waves import Design, Wave, needed_observers, run_wave, seeds_of
from calibration.library import summarised
from experiments.history import TINY, live
from simulation.recorder import Recorder

THETA = np.array([[0.2, 0.3], [0.9, 0.5], [0.2, 0.3]])
SEEDS = np.array([1, 1, 2])


def problem() -> Problem:
    return record_problem(chosen(("work.entry_care", "start.queue_persons")), world=TINY, last_year=RUN_TO)


def test_a_wave_goes_on_where_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []
    first = run_wave(problem(), THETA, SEEDS, tmp_path, 1, lambda done, whole: seen.append((done, whole)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)] and first.y.shape == (3, len(problem().names))
    assert not np.array_equal(first.y[0], first.y[1], equal_nan=True)  # another parameter
    assert not np.array_equal(first.y[0], first.y[2], equal_nan=True)  # another chance
    files = sorted(tmp_path.glob("*.json"))
    assert len(files) == 3
    files[0].write_text("{half of", encoding="utf-8")  # a damaged answer counts as none
    made: list[int] = []
    real = waves.answer
    monkeypatch.setattr(waves, "answer", lambda task: made.append(task.run.seed) or real(task))
    again = run_wave(problem(), THETA, SEEDS, tmp_path, 1)
    assert len(made) == 1 and np.array_equal(again.y, first.y, equal_nan=True)
    longer = run_wave(problem(), np.vstack([THETA, [[0.5, 0.5]]]), np.append(SEEDS, 3), tmp_path, 1)
    assert len(made) == 2 and np.array_equal(longer.y[:3], first.y, equal_nan=True)


def test_observers_left_out_change_no_summary() -> None:
    """A run that records only what the targets read gives the same bits as one that records all."""
    run = problem().of_run({"work.entry_care": 0.5}, 4)
    found = []
    for observers in (needed_observers(), wanted_observers()):
        recorder = Recorder(None, observers, waves.meta_of(run))
        with recorder:
            live(run, recorder)
        found.append(summarised(recorder.record()))
    assert len(needed_observers()) < len(wanted_observers())
    assert np.array_equal(found[0], found[1], equal_nan=True)


def test_every_run_of_every_design_has_its_own_chance() -> None:
    """What a record has of chance must be as unlike a run's as they are unlike each other."""
    designs = [seeds_of(320, seed, design) for seed in (0, 1, 2) for design in Design]
    whole = np.concatenate(designs)
    assert len(np.unique(whole)) == len(whole) == 3 * len(Design) * 320 and whole.min() > 0
    assert max(Design) < waves.DESIGNS
    assert (
        np.array_equal(designs[0][:203], seeds_of(203, 0, Design.FIRST))
        and len(seeds_of(0, 5, Design.FIRST)) == 0
    )
    with pytest.raises(ValueError, match="5001 runs"):
        seeds_of(5001, 1, Design.CHECK)


def test_what_runs_have_of_the_year_after_the_fit_is_kept_beside_it(tmp_path: Path) -> None:
    """The same as a run that is read directly; the summaries of the fit are those of runs that end before."""
    found = run_wave(problem(), THETA[:1], SEEDS[:1], tmp_path, 1)
    assert found.later.shape == (1, len(LATER)) and np.isfinite(found.later).all()
    shorter = run_wave(replace(problem(), last_year=2012), THETA[:1], SEEDS[:1], None, 1)
    assert np.array_equal(shorter.y, found.y, equal_nan=True) and np.isnan(shorter.later).all()
    both = found.with_more(found)
    assert both.later.shape == (2, 3) and both.rows(np.array([1])).later.tolist() == found.later.tolist()


def test_answers_of_older_files_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that know nothing of the year after the fit, and those that know other figures of it."""
    one = (problem(), THETA[:1], SEEDS[:1], tmp_path, 1)
    found = run_wave(*one)
    (file,) = tmp_path.glob("*.json")
    old = json.loads(file.read_text(encoding="utf-8"))
    for kept in ({}, {"later": old["later"][:2]}):
        file.write_text(json.dumps({k: v for k, v in old.items() if k != "later"} | kept), encoding="utf-8")
        assert np.array_equal(run_wave(*one).later, found.later)
        assert json.loads(file.read_text(encoding="utf-8"))["later"] == old["later"]
    monkeypatch.setattr(waves, "LATER", tuple(reversed(LATER)))
    assert waves.tasks_of(*one[:3], tmp_path)[0].identity != file.stem


def test_waves_are_joined_and_taken_apart() -> None:
    one = Wave(THETA, SEEDS, np.arange(6.0).reshape(3, 2), 2.0)
    both = one.with_more(one)
    assert len(both) == 6 and both.seconds == 4.0
    assert both.rows(np.array([4])).y.tolist() == [[2.0, 3.0]]
    assert both.columns([1]).y[:, 0].tolist() == [1.0, 3.0, 5.0, 1.0, 3.0, 5.0]


def test_the_record_of_the_fit_is_that_of_2009_to_2012() -> None:
    of = problem()
    assert of.observed.shape == (len(of.names),) and np.isfinite(of.observed).all()
    assert of.last_year == 2013 and record_problem(of.prior).last_year == 2012
    assert np.linalg.eigvalsh(of.noise).min() > 0
    assert of.of_run({}, 1).drawn_from == "prior"
    few = of.kept([0, 2])
    assert few.names == (of.names[0], of.names[2]) and few.noise.shape == (2, 2)
