import json

import numpy as np

from indicators.waiting_stock import WAITING
from simulation.recorder import Record
from workshop.data.fans import fan, fan_data
from workshop.data.records import stacked


def test_quantiles_are_those_of_the_replicates(records: dict[str, list[Record]]) -> None:
    found = fan_data("waiting", records["baseline-2013"], records["integrated"], policy=24)
    ours = stacked(records["integrated"], WAITING)
    assert np.allclose(found["b"]["q50"], np.median(ours, axis=0), atol=1e-3)
    difference = ours - stacked(records["baseline-2013"], WAITING)
    assert np.allclose(found["difference"]["q95"], np.quantile(difference, 0.95, axis=0), atol=1e-3)
    assert not any(found["difference"]["q50"][:24])


def test_the_band_of_the_difference_is_paired() -> None:
    base = np.array([[10.0], [20.0]])
    arm = np.array([[11.0], [21.0]])
    assert fan(arm - base)["q05"] == fan(arm - base)["q95"] == [1.0]


def test_what_is_not_known_is_none_and_plain_json(records: dict[str, list[Record]]) -> None:
    found = fan_data("settled", records["baseline-2013"])
    assert found["a"]["q50"][:11] == [None] * 11 and found["a"]["q50"][11] is not None
    assert found["b"] is None and found["difference"] is None
    json.dumps(found, allow_nan=False)


def test_names_are_those_of_the_scenarios_unless_given(records: dict[str, list[Record]]) -> None:
    found = fan_data("waiting", records["baseline-2013"], records["integrated"])
    assert found["b"]["label"] == {"en": "integrated", "nb": "integrated"}
    named = fan_data(
        "waiting", records["baseline-2013"], records["integrated"], ({"nb": "A"}, {"nb": "Samordnet"})
    )
    assert named["b"]["label"]["nb"] == "Samordnet"
