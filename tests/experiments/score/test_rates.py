import pytest

from experiments.score.rates import reckoned
from experiments.score.rates_sheet import rates_sheet
from tests.experiments.score.studies import BASE, made

NAME = "state_balance"


def test_money_stands_at_every_rate_with_and_without_the_cost_of_public_funds() -> None:
    before = {"rate:2": [10.0, 11.0], "rate:4": [9.0, 10.0], "rate:6": [8.0, 9.0], "funds:with": [12.0, 13.0]}
    after = {key: [value + 1.0 + i for i, value in enumerate(row)] for key, row in before.items()}
    parts = {(BASE, NAME): {**before, "purpose:tax": [1.0, 1.0]}, ("arm", NAME): after}
    study = made({BASE: {NAME: [9.0, 10.0]}, "arm": {NAME: [10.0, 12.0]}}, parts)
    (found,) = [one for one in reckoned(study, "arm") if one.parts]
    assert found.indicator.name == NAME and set(found.parts) == set(before)
    level, band = found.parts["rate:2"]
    assert level == 10.5 and band.median == pytest.approx(1.5)
    for language in ("en", "nb"):
        sheet = rates_sheet((found,), "arm", BASE, language)
        assert sheet is not None and len(sheet.rows) == 1
        assert sheet.rows[0][-1] == "–" and "–" not in sheet.rows[0][2:-1]  # two years were not reckoned
        assert "E26" in sheet.notes[0] and "20 %" in sheet.notes[0]


def test_a_study_without_discounted_money_has_no_table() -> None:
    study = made({BASE: {"settled": [1.0]}, "arm": {"settled": [2.0]}})
    assert rates_sheet(reckoned(study, "arm"), "arm", BASE, "en") is None
