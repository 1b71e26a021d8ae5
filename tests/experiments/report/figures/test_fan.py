import numpy as np

from experiments.report.figures.fan import FanWords, _keys, fan, quantiles

WORDS = FanWords("persons", "scenario", "median", "50 %", "90 %", "policy", "en")


def test_quantiles_are_over_replicates() -> None:
    values = np.arange(101.0)[:, None] * np.array([1.0, 2.0])
    assert quantiles(values).tolist() == [[5, 10], [25, 50], [50, 100], [75, 150], [95, 190]]


def test_one_panel_for_each_scenario_names_and_date_drawn_as_the_same_bytes() -> None:
    values = {name: np.ones((3, 24)) * i for i, name in enumerate(("base", "a", "b", "c"))}
    times = [2009 + i / 12 for i in range(24)]
    one, two = (fan(times, values, "base", {"a": 2010.0, "b": 2010.0, "c": 2010.5}, WORDS) for _ in range(2))
    assert one == two
    assert one.count(b'<g id="axes_') == 3


def test_the_legend_has_each_line_and_each_band_as_dense_as_it_is_drawn() -> None:
    keys = _keys("base", WORDS)
    assert [key.get_label() for key in keys] == [
        f"{name}: {what}" for what in ("median", "50 %", "90 %") for name in ("base", "scenario")
    ]  # set in columns: a row for the baseline, a row for the scenario
    half, nine = keys[2:4], keys[4:6]
    assert all(inner.get_alpha() > outer.get_alpha() for inner, outer in zip(half, nine, strict=True))
    assert half[0].get_facecolor()[:3] == nine[0].get_facecolor()[:3]  # the grey of the baseline
    assert half[0].get_facecolor()[:3] != half[1].get_facecolor()[:3]
