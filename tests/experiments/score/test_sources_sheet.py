import pytest

from experiments.score.card import card
from experiments.score.sources_sheet import sources_sheet
from tests.experiments.score.studies import BASE, made

# two draws of two chance seeds each: chance is 1 to either side, draws are 10 apart
DIFFERENCES = [4.0, 6.0, 14.0, 16.0]


@pytest.mark.parametrize(("language", "alone"), [("en", "chance alone"), ("nb", "tilfeldigheter alene")])
def test_chance_and_parameters_stand_apart(language: str, alone: str) -> None:
    values = {BASE: {"settled": [0.0] * 4}, "arm": {"settled": DIFFERENCES}}
    found = card(made(values, per_draw=2), "arm", 2011, 2016)
    sheet = sources_sheet(found, 2, language)
    assert sheet is not None and alone in sheet.head and len(sheet.rows) == 1  # only what has a figure
    band = found.entry("settled").band
    label, median, both, chance, parameters = sheet.rows[0]
    assert label == found.entry("settled").indicator.heading(language) and median == "+10"
    assert (both, chance) == ("[+4; +16]", "[+9; +11]")  # sd by chance is 1.41
    # between draws: (2 * (25 + 25) - 2) / 2 = 49, so means of +-5 are scaled to +-7; 5 % of them is -6.3
    assert band.parameters == pytest.approx((10 - 6.3, 10 + 6.3)) and parameters == "[+4; +16]"
    assert sources_sheet(card(made(values), "arm", 2011, 2016), 1, language) is None
