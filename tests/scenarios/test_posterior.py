"""The switch between posterior, point and prior, with a posterior of two parameters made for the test."""

import hashlib
import json
import pickle
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import data.posterior
from calibration.inference.keep import draws_bytes
from data import DataError
from data.posterior import files_of, posterior
from experiments import compare
from experiments.errors import RequestError, sentence
from experiments.history import Run
from experiments.single import checked_parameters, simulate
from experiments.store.saved import open_study
from experiments.store.verify import verify
from scenarios.parameters import default_parameters, replicate_values
from scenarios.scenario import BASELINE, load_scenario

NAMES = ("household.ties_value", "municipality.any_dwellings")  # one that is fixed, one that is drawn
DRAWS = np.array([[40_000.0 + i, 0.1 + 0.1 * i] for i in range(5)])


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "posterior"
    folder.mkdir()
    monkeypatch.setattr(data.posterior, "FOLDER", folder)
    content = draws_bytes(NAMES, DRAWS)
    draws, about = files_of("norway-2013")
    draws.write_bytes(content)
    said = {
        "draws_hash": hashlib.sha256(content).hexdigest()[:16],
        "point": dict(zip(NAMES, DRAWS[2].tolist(), strict=True)),
    }
    about.write_text(json.dumps(said), encoding="utf-8")
    yield folder


@pytest.fixture
def none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data.posterior, "FOLDER", tmp_path)


def test_without_a_posterior_everything_is_as_the_prior_has_it(none: None) -> None:
    assert default_parameters() == "prior" and posterior("norway-2013") is None
    run = Run(load_scenario(BASELINE), 3)
    assert run.drawn_from == "prior" and run.drawn() == replicate_values(3)
    assert run.resolved()["posterior"] == "" and replicate_values(3, parameters="point") == {}
    with pytest.raises(RequestError, match="no posterior"):
        checked_parameters("posterior", "norway-2013")
    with pytest.raises(RequestError, match="posterior, point, prior"):
        checked_parameters("posteriori", "norway-2013")


def test_a_replicate_draws_the_calibrated_together_and_the_rest_from_the_prior(made: Path) -> None:
    assert default_parameters() == "posterior" and default_parameters("norway-2024") == "prior"
    prior = replicate_values(3)
    drawn = replicate_values(3, parameters="posterior")
    assert [drawn[name] for name in NAMES] == DRAWS[3].tolist()
    assert {name: value for name, value in drawn.items() if name not in NAMES} == {
        name: value for name, value in prior.items() if name not in NAMES
    }
    assert replicate_values(8, parameters="posterior")[NAMES[0]] == DRAWS[3][0]  # draws are used in turn
    assert replicate_values(3, parameters="point") == dict(zip(NAMES, DRAWS[2].tolist(), strict=True))


def test_all_arms_share_the_draw_and_a_lever_stands_above_it(made: Path) -> None:
    arm = load_scenario("integrated").with_changes({NAMES[0]: 50_000})
    phases = Run(arm, 4).phases()
    assert phases[0][1][NAMES[0]] == DRAWS[4][0] and phases[-1][1][NAMES[0]] == 50_000
    assert phases[-1][1][NAMES[1]] == Run(load_scenario(BASELINE), 4).phases()[0][1][NAMES[1]] == DRAWS[4][1]


def test_each_kind_is_another_run(made: Path) -> None:
    kinds = ("posterior", "point", "prior")
    before = [Run(load_scenario(BASELINE), 2, parameters=kind).identity() for kind in kinds]
    assert len(set(before)) == 3
    assert before[0] == Run(load_scenario(BASELINE), 2).identity()
    draws, about = files_of("norway-2013")
    other = draws_bytes(NAMES, DRAWS + 0.01)
    draws.write_bytes(other)
    said = json.loads(about.read_text()) | {"draws_hash": hashlib.sha256(other).hexdigest()[:16]}
    about.write_text(json.dumps(said))
    data.posterior._read.cache_clear()
    assert Run(load_scenario(BASELINE), 2).identity() != before[0]
    assert Run(load_scenario(BASELINE), 2, parameters="prior").identity() == before[2]


def test_a_posterior_that_does_not_fit_its_manifest_is_refused(made: Path) -> None:
    draws, _ = files_of("norway-2013")
    draws.write_bytes(draws_bytes(NAMES, DRAWS * 2))
    data.posterior._read.cache_clear()
    with pytest.raises(DataError, match="does not belong") as caught:
        posterior("norway-2013")
    told = "norway_2013.parquet hører ikke til norway_2013.json: kalibrer på nytt, eller fjern begge."
    assert sentence(caught.value, "nb") == told


def test_of_a_damaged_posterior_the_file_at_fault_is_named_in_both_languages(made: Path) -> None:
    draws, about = files_of("norway-2013")
    whole = about.read_text(encoding="utf-8")
    for wrong in ('{"point": {', "[]", '{"draws_hash": "a"}', '{"point": {"a": "b"}}', None):
        about.unlink() if wrong is None else about.write_text(wrong, encoding="utf-8")
        with pytest.raises(DataError) as caught:
            posterior("norway-2013")
        nb = sentence(caught.value, "nb")
        assert str(caught.value).startswith("norway_2013.json, which says how the draws were made, is")
        assert nb is not None and nb.startswith("norway_2013.json, som forteller") and "fjern den" in nb
        assert sentence(caught.value) == str(caught.value)
    about.write_text(whole, encoding="utf-8")
    draws.write_bytes(draws.read_bytes()[:200])
    with pytest.raises(DataError) as caught:
        posterior("norway-2013")
    assert sentence(caught.value) == str(caught.value)
    assert sentence(pickle.loads(pickle.dumps(caught.value)), "nb") == (
        "norway_2013.parquet: trekningene kan ikke leses; kalibrer på nytt, eller fjern den og "
        "norway_2013.json."
    )


def test_a_study_keeps_what_it_drew_from_and_is_verified_with_it(made: Path, tmp_path: Path) -> None:
    study = compare([BASELINE], 2, 1, tmp_path / "runs", world="tiny", chance_per_draw=2)
    assert study.parameters == "posterior" and study.path is not None
    saved = open_study(study.path)
    assert saved.about.parameters == "posterior" and saved.comparison().parameters == "posterior"
    assert verify(saved).good
    prior = compare([BASELINE], 2, 1, tmp_path / "runs", world="tiny", parameters="prior")
    assert prior.path is not None and prior.path.name.endswith("-prior")
    assert prior.series(BASELINE, "settled") != study.series(BASELINE, "settled")


def test_one_run_says_what_it_drew(made: Path, tmp_path: Path) -> None:
    result = simulate(BASELINE, 1, out=tmp_path / "one", world="tiny", parameters="point")
    said = json.loads((tmp_path / "one" / "manifest.json").read_text())
    assert said["run"]["parameters"] == "point" and said["drawn"][NAMES[0]] == DRAWS[2][0]
    assert result.run.resolved()["posterior"] == posterior("norway-2013").key  # type: ignore[union-attr]
