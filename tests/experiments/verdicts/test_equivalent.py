import json
from collections.abc import Mapping, Sequence
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from experiments.errors import RequestError
from experiments.history import TINY, Run
from experiments.verdicts.equivalent import Equivalent, equivalent, lever
from experiments.verdicts.equivalent_report import as_markdown, save, sentences
from experiments.verdicts.pool import Pool
from indicators.indicator import Measured
from indicators.library import all_indicators

SHARE = "husbanken.grant_share_priority"


class Stub:
    """Waiting falls by 10 months a unit of grant share, grants are 100 x share; the scenario takes off
    `gain` months."""

    def __init__(self, gain: float = 2.0) -> None:
        self.gain = gain
        self.asked: list[Run] = []

    def expect(self, runs: int, *, most: bool = False) -> None:
        self.expected = runs

    def measured(self, runs: Sequence[Run]) -> list[Mapping[str, Measured]]:
        self.asked += runs
        return [self.answer(run) for run in runs]

    def answer(self, run: Run) -> Mapping[str, Measured]:
        share = float(run.scenario.changes.get(SHARE, 0.3))  # type: ignore[arg-type]
        wait = 12.0 - 10.0 * share + 0.1 * run.seed - self.gain * (run.scenario.name == "integrated")
        values = {one.name: 1.0 for one in all_indicators()}
        values |= {"waiting_months": wait, "rental_grants": 100.0 * share}
        return {name: Measured(value) for name, value in values.items()}


def searched(stub: Any, **options: Any) -> Equivalent:
    return equivalent("integrated", lever("grant-share"), "waiting_months", 4, stub, **options)


def test_known_answer() -> None:
    found = searched(Stub())
    assert found.reached and found.found.at == pytest.approx(0.5)
    assert (found.found.low, found.found.high) == pytest.approx((0.5, 0.5))
    assert (found.money, found.money_low, found.money_high) == pytest.approx((20.0, 20.0, 20.0))
    assert found.gain.mean == pytest.approx(-2.0)


def test_a_scenario_that_does_nothing_is_worth_nothing() -> None:
    found = searched(Stub(gain=0.0))
    assert found.found.at == pytest.approx(0.3) and found.money == pytest.approx(0.0)


def test_out_of_reach_gives_the_best_reached() -> None:
    found = searched(Stub(gain=9.0))
    assert not found.reached and isnan(found.money)
    text = " ".join(sentences(found, "en"))
    assert "Out of reach" in text and "1.000" in text and "70.0 million" in text
    assert "Utenfor rekkevidde" in as_markdown(found, "nb")


def test_the_baseline_itself_is_one_of_the_points_and_seeds_are_shared() -> None:
    stub = Stub()
    searched(stub)
    assert {run.seed for run in stub.asked} == {1, 2, 3, 4}
    assert stub.expected == 4 * (2 + 6 + 4)  # at most: the ends, the grid with what is in force, halvings
    assert sum(run.scenario.name == "baseline-2013" for run in stub.asked) >= 8


@pytest.mark.parametrize("language", ["en", "nb"])
def test_files(tmp_path: Path, language: str) -> None:
    found = searched(Stub(), scale=0.5)
    save(found, tmp_path)
    data = json.loads((tmp_path / "equivalent.json").read_text())
    assert data["at"] == pytest.approx(0.5) and len(data["points"]) == len(found.found.x)
    text = as_markdown(found, language)
    assert (tmp_path / f"equivalent.{language}.md").read_text(encoding="utf-8") == text
    assert ("Only 0.500 of the nation" if language == "en" else "Bare 0,500 av landet") in text


def test_levers() -> None:
    frame = lever("grant-frame")
    assert (frame.low, frame.high, frame.usual, frame.times) == (0.0, 5.0, 1.0, True)
    assert frame.changes(2.0)["husbanken.frame"][0] == 600.0  # type: ignore[index]
    assert lever(SHARE, 0.2, 0.4).changes(0.25) == {SHARE: 0.25}
    with pytest.raises(RequestError, match="from 0 to 1, not from 0.5"):
        lever("grant-share", 0.5, 0.2)
    with pytest.raises(RequestError, match="is drawn in each replicate"):
        lever("channels.common")


@pytest.mark.slow
def test_end_to_end_on_the_tiny_world(tmp_path: Path) -> None:
    chosen: dict[str, Any] = {"world": TINY, "years": (2009, 2011), "steps": 1}
    turned = lever("grant-share", 0.2, 0.4)
    found = equivalent("grant-share-40", turned, "rental_grants", 2, Pool(tmp_path, 1), **chosen)
    again = Pool(tmp_path, 1)
    assert repr(equivalent("grant-share-40", turned, "rental_grants", 2, again, **chosen)) == repr(found)
    assert again.found == again.asked
    assert found.found.y[-1].tolist() == [0.0, 0.0]  # the lever where the scenario has it: the same runs
