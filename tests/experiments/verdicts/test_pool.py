from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.history import Run
from experiments.verdicts import pool as pools
from experiments.verdicts.commands import cost
from experiments.verdicts.decompose import decompose
from experiments.verdicts.pool import Pool
from indicators.indicator import Measured
from indicators.library import all_indicators
from scenarios.mechanisms import mechanisms
from scenarios.parameters import ROOT
from scenarios.scenario import load_scenario

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that take no time."""
    answer = {one.name: Measured(1.0) for one in all_indicators()}

    def made(work: object, tasks: list[object], *_: object) -> Iterator[tuple[int, object]]:
        return ((i, answer) for i in range(len(tasks)))

    monkeypatch.setattr(pools, "in_parallel", made)


def runs(*seeds: int) -> list[Run]:
    return [Run(load_scenario("baseline-2013"), seed, 2016) for seed in seeds]


def test_progress_counts_on_and_never_shows_nothing_of_nothing(tmp_path: Path) -> None:
    shown: list[tuple[int, int]] = []
    pool = Pool(tmp_path, 1, lambda done, total: shown.append((done, total)))
    pool.expect(4, most=True)
    pool.measured(runs(1, 2))
    pool.measured(runs(2, 1))  # known: nothing to do
    pool.measured(runs(2, 3))
    assert shown == [(0, 4), (1, 4), (2, 4), (2, 4), (2, 4), (3, 4)]


def test_what_a_decomposition_costs_is_told_before_and_stands_in_the_readme(tmp_path: Path) -> None:
    told: list[tuple[int, bool]] = []
    pool = Pool(tmp_path, 1, told=lambda count, most: told.append((count, most)))
    decompose(load_scenario("fragmented"), load_scenario("integrated"), 8, pool)
    assert told == [(160, False)] and "160 runs from `fragmented`" in README
    assert f"of {sum(len(one.flips) for one in mechanisms())} flips" in README
    assert cost(160, False, "en").startswith("This takes 160 runs")
    assert cost(96, True, "nb").startswith("Dette tar høyst 96 kjøringer")
