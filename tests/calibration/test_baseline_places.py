"""The baseline held against figures of places, one line a target and year."""

import json
from math import isnan, nan
from pathlib import Path

import numpy as np
import pytest

from calibration import baseline, baseline_places
from calibration.baseline import check
from calibration.baseline_places import WORDS, check_places, places_table, save_places
from calibration.library import all_targets
from calibration.runs import Cells
from calibration.target import Cell, Target
from data.roles import HELD_OUT, Role

RECORD = (
    Cell("e", 2012, "00", value=300.0),
    Cell("e", 2012, "0301", value=200.0),
    Cell("e", 2012, "1103", value=100.0),
    Cell("e", 2012, "1106", state="suppressed"),
    Cell("e", 2012, "1149", value=10.0),
    Cell("e", 2013, "0301", value=50.0),
)


def made(role: Role = "fit") -> Target:
    return Target(
        name="own",
        en="Own",
        nb="Egen",
        unit="persons",
        unit_nb="personer",
        role=role,
        cells=lambda held_out: RECORD,
        compute=lambda record: np.zeros(len(RECORD)),
    )


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Cells:
    """Two runs of the target above; neither has a figure of 1149."""
    monkeypatch.setattr(Target, "known", lambda self, held_out=False: RECORD)
    monkeypatch.setattr(baseline_places, "all_targets", lambda world: (made(),))
    return cells([0, 150, 120, 9, nan, 1], [0, 170, 140, 9, nan, 1])


def cells(*values: list[float]) -> Cells:
    return Cells({"own": np.array(values, dtype=np.float64)}, tuple(range(len(values))), 0.0)


def test_a_tiny_target_by_hand(runs: Cells) -> None:
    (one,) = check_places(runs)
    assert (one.year, one.group, one.left_out) == (2012, "", 2)  # suppressed, and one no run has
    assert (one.record, one.model) == (150.0, 145.0)  # over the two that have both
    assert (one.score.mae, one.score.rank, one.score.n) == (35.0, 1.0, 2)


def test_figures_of_the_country_beside_places_are_judged_and_no_place_is(
    runs: Cells, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baseline, "all_targets", lambda world: (made(),))
    (one,) = check(runs)
    assert (one.cell, one.model) == (RECORD[0], 0.0)


def test_what_is_held_out_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baseline_places, "all_targets", lambda world: (made(HELD_OUT),))
    assert check_places(cells([0.0] * 6)) == []
    held = {one.name for one in all_targets() if one.role == HELD_OUT}
    assert held  # there are some to leave alone


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_table_says_what_its_columns_are(runs: Cells, language: str) -> None:
    from rich.console import Console

    console = Console(width=220)
    with console.capture() as captured:
        console.print(places_table(check_places(runs), language))
    text = captured.get()
    assert all(one in text for one in WORDS[language]["columns"])
    assert ("Own, 2012" in text and "35.0" in text) or ("Egen, 2012" in text and "35,0" in text)
    # the runs end in 2012
    assert WORDS[language]["later"].format(last=2012, names=f"{made().label(language)}, 2013") in text


def test_saved_as_json_without_a_number_that_is_none(runs: Cells, tmp_path: Path) -> None:
    found = json.loads(save_places(check_places(runs), tmp_path).read_text(encoding="utf-8"))
    assert found[0]["mae"] == 35.0 and found[0]["target"] == "own"
    none = check_places(cells([nan] * 6))
    (nothing,) = json.loads(save_places(none, tmp_path).read_text(encoding="utf-8"))
    assert nothing["mae"] is None and nothing["left_out"] == 4 and nothing["model"] is None
    assert isnan(none[0].model)
