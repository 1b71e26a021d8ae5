import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from calibration.inference.design import sobol
from calibration.inference.priors import chosen
from calibration.sensitivity import FEW, report
from calibration.sensitivity.experiments import Experiments, of_study, run_experiments, shared_seeds, varying
from calibration.sensitivity.indices import indices_of
from calibration.sensitivity.told import told
from experiments import compare
from experiments.history import Run
from experiments.store.saved import open_study
from experiments.verdicts.pool import Pool
from indicators.indicator import Measured
from indicators.library import headlines, indicator
from scenarios.worlds import world_named

NAMES = ("household.leave_noise", "landlord.pass_through", "work.scar_wait")


def made(n: int = 200) -> Experiments:
    """Settled hangs on the first parameter, twice as much as on the second; waiting is chance."""
    theta = sobol(n, 3, 1)
    rng = np.random.default_rng(2)
    y = np.column_stack(
        [4 * theta[:, 0] + 2 * theta[:, 1] + 0.05 * rng.standard_normal(n), rng.standard_normal(n)]
    )
    outcomes = ("settled", "waiting_stock")
    return Experiments(chosen(NAMES), theta, outcomes, y, np.arange(n), "", "tiny", 1.0)


@pytest.fixture(autouse=True)
def resampled_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Delta takes most of the time, again for every resample: how wide its interval is, is not asked."""
    monkeypatch.setattr("calibration.sensitivity.indices.RUNS_RESAMPLED", 2)


def test_what_moves_a_headline_is_found_and_chance_is_not_ranked(
    recwarn: pytest.WarningsRecorder,
) -> None:
    form = warnings.formatwarning
    settled, waiting = indices_of(made())
    assert settled.top(2) == [0, 1] and settled.explained > 0.95
    assert np.allclose(settled.total, [0.8, 0.2, 0.0], atol=0.04)  # 4^2 to 2^2, and nothing
    assert settled.screened[0] > 1.5 * settled.screened[1] > 10 * settled.screened[2]
    assert settled.delta[0] > settled.delta[1] > settled.delta[2]
    assert not waiting.ranked and waiting.top() == []
    assert not recwarn.list and warnings.formatwarning is form  # the library's notices are nobody's


def test_only_what_is_assumed_is_to_be_measured_next() -> None:
    said = report.Sensitivity(made(), indices_of(made()))
    assert [name for name, _ in said.to_measure()] == ["household.leave_noise", "landlord.pass_through"]
    for language, word in (("en", "only assumed"), ("nb", "bare antatt")):
        text = report.markdown(said, language)
        assert word in text and "household.leave_noise" in text
        assert "waiting_stock" not in text  # by its label only
    assert len(said.rows()) == 6 and sum(row["top"] for row in said.rows()) == 2


def test_what_a_seed_does_to_all_its_runs_is_no_effect_of_what_goes_with_it() -> None:
    """Eight seeds in the order of the points follow the first parameter of a regular design."""
    found = made()
    seeds = 1 + np.arange(len(found.theta)) % 8
    chance = np.column_stack([3.0 * (seeds % 4), 0.0 * seeds])
    with_chance = replace(found, seeds=seeds, y=found.y[:, [1, 0]] * 0.1 + chance)
    assert told(with_chance.theta, with_chance.y[:, 0]).any()  # taken as it stands
    first, second = indices_of(with_chance)
    assert not first.told.any() and first.top() == []
    assert second.told[:2].all()
    alone = replace(with_chance, y=chance[:, :1] / 3.0, outcomes=("waiting_stock",))
    assert indices_of(alone) == []  # the seed is all that varies


def test_seeds_are_used_again_and_go_with_no_parameter(tmp_path: Path) -> None:
    found = run_experiments(None, 64, Unrun(tmp_path, 1), world="tiny")
    assert all(sorted(block) == list(range(1, 9)) for block in found.seeds.reshape(-1, 8).tolist())
    assert np.array_equal(found.seeds[:43], shared_seeds(43, 1)) and len(shared_seeds(0, 5)) == 0
    groups = np.stack([found.theta[found.seeds == one].mean(axis=0) for one in range(1, 9)])
    shared = groups.var(axis=0) / found.theta.var(axis=0)  # of each parameter, what the seed explains
    assert shared.max() < 0.5 and shared.mean() < 0.2


class Unrun(Pool):
    """Runs of which only what goes in is of interest."""

    def measured(self, runs: Sequence[Run]) -> list[Mapping[str, Measured]]:
        names = [one.name for one in headlines(world_named("tiny").data)]
        return [{name: Measured(0.0) for name in names} for _ in runs]


@pytest.mark.parametrize(("language", "column"), [("en", "headline"), ("nb", "hovedtall")])
def test_what_ranks_nothing_says_so_in_place_of_a_table(language: str, column: str) -> None:
    few = made(FEW - 1)
    said = report.Sensitivity(few, indices_of(few))
    assert said.indices == [] and not said.ranks
    assert report.sentences(said, language)[0] == report.WORDS[language]["nothing"]
    assert f"| {column} |" not in report.markdown(said, language)
    some = report.Sensitivity(made(), indices_of(made()))
    assert some.ranks and f"| {column} |" in report.markdown(some, language)


def test_a_headline_that_is_left_out_is_named_with_the_reason() -> None:
    found = made()
    y = np.column_stack([found.y, np.where(np.arange(len(found.y)) < 7, 1.0 * found.y[:, 0], np.nan)])
    y[:, 1] = 5.0
    less = replace(found, y=y, outcomes=(*found.outcomes, "asked"))
    said = report.Sensitivity(less, indices_of(less))
    assert [one.outcome for one in said.indices] == [found.outcomes[0]]
    assert said.left_out() == ([("asked", 7)], [found.outcomes[1]])
    for language, of in (("en", "too few of the {} runs"), ("nb", "for få av de {} kjøringene")):
        (line,) = (one for one in report.sentences(said, language) if of.format(len(y)) in one)
        assert indicator("asked").label(language) + " (7)" in line
    assert not report.Sensitivity(found, indices_of(found)).left_out()[0]


def test_experiments_are_one_tidy_row_a_run(tmp_path: Path) -> None:
    found = run_experiments(None, 2, Pool(tmp_path, 1), world="tiny")
    csv, parquet = found.save(tmp_path)
    table = pd.read_csv(csv)
    pd.testing.assert_frame_equal(table, pd.read_parquet(parquet), check_dtype=False)
    assert len(table) == 2 and "outcome:settled" in table.columns
    assert table["landlord.pass_through"].between(0.0, 0.5).all()
    again = Pool(tmp_path, 1)
    assert np.array_equal(run_experiments(None, 2, again, world="tiny").y, found.y, equal_nan=True)
    assert again.found == 2  # nothing was run twice


def test_the_runs_of_a_study_can_be_asked(tmp_path: Path) -> None:
    study = compare(["fragmented"], 2, 1, tmp_path, world="tiny", years=(2009, 2011), parameters="prior")
    assert study.path is not None
    found = of_study(open_study(study.path))
    assert found.scenario == "fragmented" and found.y.shape == (2, len(found.outcomes))
    assert ((found.theta >= 0) & (found.theta <= 1)).all() and len(found.prior.names) > 30
    column = found.outcomes.index("settled")
    expected = np.subtract(study.series("fragmented", "settled"), study.series("baseline-2013", "settled"))
    assert np.array_equal(found.y[:, column], expected)


def test_names_do_not_collide_with_what_the_library_reserves() -> None:
    endings = ("_raw", "_balanced", "_step", "_conf")
    assert not [name for name in varying("norway-2013").names if name.endswith(endings)]
