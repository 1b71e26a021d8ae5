"""Forecasts of later years are whole and add up, and are corrected by the record of Norway's towns alone."""

from pathlib import Path

import numpy as np
import pytest

from calibration.library import target
from calibration.validation.against import published
from calibration.validation.door import judged
from calibration.validation.forecasts import FORECASTS
from calibration.validation.forward import moved, predicted, save
from calibration.validation.municipal import SETTLED
from tests.calibration.validation.invented import invented


def test_what_is_invented_is_not_corrected_by_what_norway_did() -> None:
    cells = invented()
    towns = [row["value"] for row in predicted(cells, False, norway=False).rows if row["target"] == "settled"]
    assert towns == [round(float(x), 1) for x in cells["forecast_settled"].mean(axis=0)]


def test_what_few_runs_have_is_not_forecast() -> None:
    cells = invented()
    before = predicted(cells, True).rows
    (retention,) = (one for one in FORECASTS if one.public == "retention")
    cells[retention.name][:10, 5] = np.nan
    after = predicted(cells, True).rows
    assert len(after) == len(before) - 1


def test_a_municipality_is_moved_towards_what_it_did_in_2013() -> None:
    cells = invented(noise=0.0)
    actual = cells[SETTLED][0].copy()
    cells[SETTLED][:] = actual * 2
    factor = moved(cells[SETTLED])
    assert (factor[actual > 0] < 1).all() and (factor >= 0.5).all()
    assert factor[actual == 0] == pytest.approx(1.0)


def test_predictions_are_whole_and_add_up(tmp_path: Path) -> None:
    found = predicted(invented(), True)
    assert found.refitted and found.runs == 30
    for one in found.known:
        (cell,) = judged(target(one.target))
        assert one.record == cell.value and one.low < one.mean < one.high
    path = save(found, tmp_path)
    head, first, *_ = path.read_text(encoding="utf-8").splitlines()
    assert head == "target,year,geography,group,value,low,high,unit,world,scale"
    assert first.endswith(",persons,norway-2013,1")
    assert published(path)[0]["scale"] == 1.0
    assert {row["target"] for row in found.rows} == {"settled", "waiting", "retention"}
    assert all(row["low"] >= 0 and (row["unit"] != "share" or row["high"] <= 1) for row in found.rows)
    assert all(row["low"] <= row["value"] + 1 and row["value"] <= row["high"] + 1 for row in found.rows)
    towns = [row for row in found.rows if row["target"] == "settled" and row["year"] == 2014]
    (nation,) = (row["value"] for row in towns if row["geography"] == "00")
    assert sum(row["value"] for row in towns if row["geography"] != "00") == pytest.approx(nation, rel=0.01)
