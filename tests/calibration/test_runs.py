"""Runs that leave the targets' cells: kept, found again, made anew when the targets are others."""

import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from calibration import runs as module
from calibration.inference import waves
from calibration.library import all_targets
from calibration.runs import Task, found_done, run_all, with_observers
from experiments.engine import WorkerError
from experiments.history import TINY, Run
from scenarios.scenario import load_scenario


def one(seed: int = 1) -> Run:
    return Run(load_scenario("baseline-2013"), seed, 2010, TINY, parameters="prior")


def test_a_run_leaves_every_target_and_is_found_again(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    first = run_all([one()], tmp_path, 1, progress=lambda done, all_of: told.append((done, all_of)))
    again = run_all([one()], tmp_path, 1)
    assert told == [(0, 1), (1, 1)]
    assert (first.found, again.found) == (0, 1)
    assert set(first.by_target) == {target.name for target in all_targets()}
    for name, values in first.by_target.items():
        assert values.shape[0] == 1
        assert np.array_equal(values, again.by_target[name], equal_nan=True)


def test_a_damaged_or_foreign_file_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_all([one()], tmp_path, 1)
    task = Task(with_observers(one()), tmp_path)
    path = tmp_path / f"{task.identity()}.json"
    assert found_done(task) is not None
    path.write_text(path.read_text(encoding="utf-8")[:100], encoding="utf-8")
    assert found_done(task) is None
    path.write_text(json.dumps({"identity": "another", "cells": {"x": []}}), encoding="utf-8")
    assert found_done(task) is None
    before = task.identity()
    monkeypatch.setattr(module, "targets_key", lambda: "others")
    assert task.identity() != before


def test_a_table_fetched_anew_in_the_same_session_makes_other_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    own = replace(all_targets()[0], name="own", tables=("own",))
    monkeypatch.setattr(module, "every_target", lambda: (own,))
    hashes = {"own": "one"}
    monkeypatch.setattr(module, "hash_of_table", hashes.__getitem__)
    before = module.targets_key()
    assert module.targets_key() == before
    hashes["own"] = "other"
    assert module.targets_key() != before


@pytest.mark.parametrize("where", [module, waves])
def test_a_worker_with_other_tables_than_the_asker_is_refused(where: ModuleType) -> None:
    with pytest.raises(WorkerError, match="BOSETTING_DATA") as told:
        where.answer(where.Task(with_observers(one()), targets="of other tables"))
    assert "datamappen" in told.value.said("nb")


def test_years_that_were_not_run_have_no_figures() -> None:
    found = run_all([one()], None, 1)
    assert np.isnan(found.by_target["settled_by_municipality_held_out"]).all()
    assert np.isfinite(found.by_target["settled"][0, :2]).all()
