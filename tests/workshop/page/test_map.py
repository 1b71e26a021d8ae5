from typing import Any

import pytest

from tests.workshop.page.conftest import Opened
from tests.workshop.page.made import map_made

pytestmark = pytest.mark.slow

FILLS = "() => [...document.querySelectorAll('.map-cell')].map(one => one.getAttribute('fill'))"


def value_of(page: Any, code: str) -> str:
    """Return what the tip says of a municipality."""
    page.evaluate("code => fixture.api.highlight(code)", code)
    i = [one["code"] for one in map_made()["hexes"]].index(code)
    page.locator(f".map-cell[data-i='{i}']").hover(force=True)
    return str(page.locator(".map-tip").inner_text())


def test_each_municipality_is_coloured_by_its_value(opened: Opened) -> None:
    page = opened("map", "map")
    page.evaluate("fixture.api.seek(12)")
    fills = page.evaluate(FILLS)
    assert len(fills) == 428 and fills[0] == "#fff" and fills[1] == "#e4e7ea"
    # municipality 12 has 3 of 20: near the light end of the scale; 19 has 10 of 20, the middle of it
    assert fills[12] == fills[22] != fills[19]
    light, middle = (
        sum(int(x) for x in fills[i].removeprefix("rgb(").rstrip(")").split(",")) for i in (12, 19)
    )
    assert light > middle


def test_between_two_months_the_colours_lie_between_and_not_where_motion_is_unwelcome(opened: Opened) -> None:
    for still in (False, True):
        page = opened("map", "map", still=still)
        seen = []
        for month in (0, 5.5, 6):
            page.evaluate("month => fixture.api.seek(month)", month)
            seen.append(page.evaluate(FILLS)[9])
        page.evaluate("fixture.api.seek(5)")
        assert (page.evaluate(FILLS)[9] == seen[1]) == still
        assert seen[0] != seen[2]


def test_playing_goes_through_the_months_and_ends(opened: Opened) -> None:
    page = opened("map", "map")
    page.evaluate("fixture.api.seek(112)")
    page.evaluate("fixture.api.play()")
    page.wait_for_function("() => !fixture.api.playing()")
    told = page.evaluate("fixture.told.filter(([name]) => name === 'onMonth').map(([, month]) => month)")
    assert told[-7:] == list(range(113, 120)) and page.evaluate("fixture.api.state().month") == 119
    assert page.locator(".map-month").text_content() == "desember 2018"


def test_my_municipality_is_found_without_accents_by_keyboard(opened: Opened) -> None:
    page = opened("map", "map")
    box = page.get_by_role("combobox", name="Min kommune")
    box.fill("alesund")
    assert page.get_by_role("option").all_inner_texts() == ["Ålesund"]
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert page.get_by_role("option").first.get_attribute("id") == box.get_attribute("aria-activedescendant")
    box.press("Enter")
    assert page.evaluate("fixture.told.at(-1)") == ["onSelect", "1504"]
    assert box.input_value() == "Ålesund" and page.get_by_role("listbox").count() == 0
    assert "Ålesund" in page.locator("[aria-live]").inner_text()
    assert page.locator(".map-chosen").get_attribute("d")
    box.fill("TROMSO")
    box.press("Enter")
    assert page.evaluate("fixture.told.at(-1)") == ["onSelect", "1902"]
    box.fill("zzz")
    assert page.get_by_role("status").inner_text() == "Ingen kommune med det navnet."
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"


def test_two_of_one_name_are_told_apart_by_county(opened: Opened) -> None:
    page = opened("map", "map")
    page.get_by_role("combobox").fill("herøy")
    texts = page.get_by_role("option").all_inner_texts()
    assert len(texts) == 2 and all("(" in text for text in texts)


def test_tips_are_reached_by_the_arrow_keys(opened: Opened) -> None:
    page = opened("map", "map", "en")
    page.evaluate("fixture.api.highlight('0301')")
    page.locator(".map-stage").focus()
    page.keyboard.press("ArrowUp")
    first = page.locator(".map-tip").inner_text()
    page.keyboard.press("ArrowUp")
    second = page.locator(".map-tip").inner_text()
    assert first.startswith("Oslo") and second != first
    page.keyboard.press("Enter")
    assert page.evaluate("fixture.told.at(-1)[0]") == "onSelect"
    page.keyboard.press("Escape")
    assert not page.locator(".map-tip").is_visible()


def test_the_tip_says_value_range_and_doubt(opened: Opened) -> None:
    page = opened("map", "map")
    page.evaluate("fixture.api.seek(12)")
    code = map_made()["hexes"][5]["code"]
    said = value_of(page, code)
    assert "6,0 [5,5; 6,5] personer, januar 2010" in said and "usikkert" in said


def test_the_table_holds_what_the_map_shows(opened: Opened) -> None:
    page = opened("map", "map")
    page.evaluate("fixture.api.seek(24)")
    page.get_by_text("Kartet som tabell").click()
    page.wait_for_selector(".m-table tbody tr")
    rows = page.locator(".m-table tbody tr")
    assert rows.count() == 428
    cells = rows.nth(15).locator("th, td").all_inner_texts()
    assert cells[2] == "7,0" and "januar 2011" in page.locator(".m-table caption").inner_text()
    page.evaluate("fixture.api.seek(36)")
    page.wait_for_function("() => document.querySelector('caption').textContent.endsWith('januar 2012')")
    assert rows.nth(15).locator("td").nth(1).inner_text() == "8,0"


def test_state_survives_a_change_of_language(opened: Opened) -> None:
    page = opened("map", "map")
    page.evaluate("fixture.api.seek(30); fixture.api.highlight('1902')")
    page.evaluate("fixture.api = fixture.mount(fixture.api.state(), 'en')")
    assert page.locator(".map-month").text_content() == "July 2011"
    assert page.get_by_role("combobox", name="My municipality").input_value() == "Tromsø"


def test_a_difference_has_zero_in_the_middle(opened: Opened) -> None:
    page = opened("map", "map")
    page.evaluate(
        "fixture.api.update({values: new Float32Array(428 * 120), diverging: true, scale: {min: -5, max: 5}})"
    )
    assert page.locator(".map-bar text").all_text_contents() == ["≤\u202f−5,0", "0,0", "≥\u202f+5,0"]
    assert len(set(page.evaluate(FILLS))) == 1


def test_real_boundaries_are_drawn_where_they_are_given(opened: Opened) -> None:
    page = opened("map", "real")
    d = page.locator(".map-cell").first.get_attribute("d")
    assert d.count("L") == 3 and "Grenser fra filen" in page.locator(".map").inner_text()


def test_what_is_taken_away_leaves_nothing(opened: Opened) -> None:
    page = opened("map", "map")
    page.evaluate("fixture.api.play(); fixture.api.destroy()")
    assert page.locator("#here").inner_html() == ""
