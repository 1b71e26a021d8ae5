"""Flows, lines, lives, votes, time and scorecard, each by itself in a browser."""

import re
from typing import Any

import pytest

from tests.workshop.page.conftest import Opened
from tests.workshop.page.made import card_made, lives_made

pytestmark = pytest.mark.slow


def heights(page: Any, panel: str) -> list[float]:
    """Return the heights of the left blocks of a panel."""
    return [
        float(one)
        for one in page.evaluate(
            "panel => [...document.querySelectorAll(`.flow-${panel} .flow-block`)].slice(0, 5)"
            ".map(one => one.getAttribute('height'))",
            panel,
        )
    ]


def test_blocks_are_as_tall_as_their_flows_to_one_measure(opened: Opened) -> None:
    page = opened("flow", "flow")
    page.evaluate("fixture.api.seek(30)")
    b, a = heights(page, "b"), heights(page, "a")
    assert b[0] / b[2] == pytest.approx(185 / 20, rel=0.01)
    assert b[0] / a[0] == pytest.approx(2, rel=0.01)
    assert "mottak 185" in page.locator(".flow-b").inner_text()
    page.evaluate("fixture.api.seek(0.5)")
    assert heights(page, "b")[0] / b[0] == pytest.approx(155.5 / 185, rel=0.01)


def test_flows_play_and_have_a_table(opened: Opened) -> None:
    page = opened("flow", "flow", "en")
    page.evaluate("fixture.api.seek(33); fixture.api.play()")
    page.wait_for_function("() => !fixture.api.playing()")
    assert page.locator(".flow-month").inner_text() == "December 2011"
    page.get_by_text("The flows as a table").click()
    page.wait_for_selector("tbody tr")
    first = page.locator("tbody tr").first.locator("th, td").all_inner_texts()
    assert first == ["reception → municipal", "68", "135"]
    assert "reception → municipal 135" in page.locator(".flow-b svg").get_attribute("aria-label")


def middle(page: Any, name: str) -> list[tuple[float, float]]:
    d = page.locator(f".lines-middle.lines-{name}").first.get_attribute("d")
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", d)]


@pytest.mark.parametrize("height", [0.01, 0.5, 0.99])
def test_the_names_of_lines_that_end_together_stand_apart_and_inside(opened: Opened, height: float) -> None:
    """Found on the projector: two long names at the foot of a field were written over each other."""
    page = opened("lines", "line")
    boxes = page.evaluate(
        """height => {
        const data = structuredClone(fixture.data);
        for (const side of [data.a, data.b]) for (const one of ["q05", "q25", "q50", "q75", "q95"])
          side[one] = side[one].map((_, i) => (i === 0 ? 4000 : i === 1 ? 0 : 4000 * height));
        data.a.label = "Slik det var rundt 2013";
        data.b.label = "Full samordning mellom alle";
        delete data.difference;
        const how = { lang: "nb", t: (key) => key, reducedMotion: true };
        fixture.api = fixture.module.mount(document.getElementById("here"), data, how);
        const edge = document.querySelector(".lines-svg").getBoundingClientRect();
        const boxes = [...document.querySelectorAll(".lines-name")].map((one) => one.getBoundingClientRect());
        return boxes.map((one) => [one.top - edge.top, one.bottom - edge.top, edge.height]);
        }""",
        height,
    )  # fmt: skip
    assert len(boxes) >= 4
    boxes.sort()
    for (_, bottom, tall), (top, _, _) in zip(boxes, boxes[1:], strict=False):
        assert top > bottom - 6  # boxes of letters touch, letters do not
        assert bottom <= tall
    assert boxes[0][0] >= -1


def test_lines_part_at_the_policy_and_are_named_at_their_ends(opened: Opened) -> None:
    page = opened("lines", "line")
    a, b = middle(page, "a"), middle(page, "b")
    assert a[:25] == b[:25] and b[-1][1] > a[-1][1]
    names = page.locator(".lines-name").all_text_contents()
    assert any(name.startswith("I dag") for name in names) and "−710" in names
    assert "Oppdiktet." in page.locator(".m-caveat").inner_text()


def test_what_is_hidden_is_not_in_the_page(opened: Opened) -> None:
    page = opened("lines", "hidden")
    assert page.locator(".lines-middle.lines-b").count() == 0
    assert "Samordnet" not in page.locator("#here").inner_html()
    page.get_by_text("Linjene som tabell").click()
    assert page.locator("thead th").all_inner_texts() == ["Måned", "I dag"]
    page.evaluate("fixture.api.reveal()")
    assert page.locator(".lines-middle.lines-b").count() == 1
    page.wait_for_function(
        "() => Number(document.querySelector('clipPath rect').getAttribute('width')) >= 959"
    )


@pytest.mark.parametrize("still", [False, True])
def test_the_last_change_is_replayed_from_what_was(opened: Opened, still: bool) -> None:
    page = opened("lines", "line", still=still)
    before = middle(page, "b")
    page.evaluate(
        "() => {const b = structuredClone(fixture.data.b); b.q50 = b.q50.map(x => x / 2);"
        "fixture.seen = []; new MutationObserver(() => fixture.seen.push("
        "document.querySelector('.lines-middle.lines-b').getAttribute('d')))"
        ".observe(document.querySelector('#here'), {subtree: true, attributes: true, attributeFilter: ['d'],"
        "childList: true}); fixture.api.update({b})}"
    )
    page.wait_for_function(
        "() => {const d = document.querySelector('.lines-middle.lines-b').getAttribute('d');"
        "if (d !== fixture.before) {fixture.before = d; fixture.since = performance.now()}"
        "return performance.now() - fixture.since > 400}"
    )
    after = middle(page, "b")
    assert after[-1][1] > before[-1][1], "half as many lie lower"
    assert page.locator(".lines-last").first.get_attribute("d").startswith("M")
    assert "fra 3 190 til 1 595" in page.locator("[aria-live]").inner_text().replace("\u202f", " ")
    # at once where motion is unwelcome
    assert (page.evaluate("new Set(fixture.seen).size") <= 2) == still


def test_small_multiples_and_the_difference(opened: Opened) -> None:
    page = opened("lines", "lines", "en")
    assert (
        page.locator(".lines-panel").count() == 2
        and page.locator(".lines-middle.lines-difference").count() == 2
    )
    page.get_by_role("button", name="Show the difference").click()
    assert page.locator(".lines-middle.lines-difference").count() == 0
    page.evaluate("fixture.api.cursor(40)")
    assert page.locator(".lines-cursor").first.get_attribute("visibility") == "visible"
    page.get_by_text("The lines as a table").first.click()
    page.wait_for_selector("tbody tr")
    cells = page.locator("tbody tr").nth(1).locator("th, td").all_inner_texts()
    assert cells[0] == "December 2010" and cells[1].replace("\u202f", " ") == "2 460 [2 340; 2 580]"


def test_a_life_counts_its_months_of_waiting_by_reason(opened: Opened) -> None:
    page = opened("life", "life")
    story = lives_made()["stories"][0]
    page.evaluate("month => fixture.api.seek(month)", len(story["months"]) - 1)
    for arm, life in enumerate(story["lives"]):
        if life is None:
            continue
        words = page.locator(".life-words > *").nth(arm)
        assert words.locator(".life-waited").inner_text().startswith(f"{life['waited']} ")
        months = [int(text.split(" ")[0]) for text in words.locator(".life-reason").all_inner_texts()]
        assert sum(months) == life["waited"]


def test_a_household_is_chosen_by_kind_or_by_difference(opened: Opened) -> None:
    page = opened("life", "life")
    data = lives_made()
    other = next(one for one in data["stories"] if one["kindId"] != data["stories"][0]["kindId"])
    page.get_by_label("Type husholdning").select_option(other["kind"]["nb"])
    assert page.evaluate("fixture.api.state().household") == other["household"]
    assert other["kind"]["nb"] in page.locator(".life-title").inner_text()
    page.get_by_role("button", name="Den der de to livene er mest ulike").click()
    assert page.evaluate("fixture.told.at(-1)") == ["onChoose", data["mostDifferent"]]
    page.get_by_role("button", name="Spill av").click()
    page.wait_for_function("() => fixture.api.state().month > 2")
    page.evaluate("fixture.api.pause()")
    month = int(page.evaluate("fixture.api.state().month"))
    first = data["stories"][0]
    said = next(one for one in first["stretches"]["nb"] if one["first"] <= month <= one["last"])["said"]
    for arm, state in enumerate(page.locator(".life-state").all_inner_texts()):
        assert state == said[arm]


def test_a_single_story_needs_no_chooser(opened: Opened) -> None:
    page = opened("life", "story", "en")
    assert page.get_by_role("combobox").count() == 1, "the speed alone"
    page.get_by_text("Both lives in words").click()
    assert page.locator(".life-table tbody tr").count() == len(lives_made()["stories"][0]["stretches"]["en"])


def test_votes_are_counted_and_the_outcome_stands_beside_them(opened: Opened) -> None:
    page = opened("vote", "vote")
    page.get_by_role("button", name="Som i dag").click()
    assert page.evaluate("fixture.told") == [["onVote", "same"]]
    page.evaluate("fixture.api.update({votes: {less: 6, same: 4, more: 1}})")
    assert page.locator(".vote-count").nth(1).inner_text() == "4 (36 %)"
    wide = page.evaluate("[...document.querySelectorAll('.vote-bar')].map(one => one.style.width)")
    assert wide[0] == "100%" and float(wide[1].rstrip("%")) == pytest.approx(100 * 4 / 6, abs=0.01)
    page.evaluate("fixture.api.reveal({option: 'less', text: {nb: 'Ventingen falt.', en: ''}})")
    assert (
        page.locator(".vote-told").inner_text() == "Modellen ga: Kortere. 6 av 11 trodde det. Ventingen falt."
    )
    assert page.locator(".vote-outcome .vote-label").inner_text() == "Kortere"
    assert page.get_by_role("button", name="Lengre").is_disabled()


def test_bars_can_be_kept_until_the_outcome(opened: Opened) -> None:
    page = opened("vote", "vote", size=(390, 780))
    page.evaluate("fixture.api.update({bars: false})")
    assert page.locator(".vote-count").all_inner_texts() == ["", "", ""]
    page.evaluate("fixture.api.reveal('more')")
    assert page.locator(".vote-count").nth(2).inner_text() == "1 (10 %)"


def test_buttons_on_a_phone_are_large_and_nothing_is_cut_off(opened: Opened) -> None:
    page = opened("vote", "vote", size=(360, 740))
    for box in (one.bounding_box() for one in page.get_by_role("button").all()):
        assert box["height"] >= 44 and box["x"] + box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_time_is_kept_by_the_keys(opened: Opened) -> None:
    page = opened("scrubber", "scrubber")
    rail = page.get_by_role("slider", name="Måned")
    rail.focus()
    for key, month in (("End", 119), ("PageDown", 107), ("ArrowRight", 108), ("ArrowLeft", 107), ("Home", 0)):
        page.keyboard.press(key)
        assert page.evaluate("fixture.api.state().month") == month
    assert rail.get_attribute("aria-valuetext") == "januar 2009"
    page.keyboard.press(" ")
    page.wait_for_function("() => fixture.api.state().month > 1")
    assert page.get_by_role("button", name="Pause").count() == 1
    page.keyboard.press(" ")
    assert not page.evaluate("fixture.api.playing()")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("End")
    assert page.evaluate("fixture.api.state().month") == 119, "anywhere on the page"


@pytest.mark.parametrize("asks", [None, "1"])
def test_time_goes_by_whole_months_where_motion_is_unwelcome(opened: Opened, asks: str | None) -> None:
    page = opened("scrubber", "scrubber", still=asks is None, asks=asks)
    page.evaluate("fixture.api.play()")
    page.wait_for_function("() => fixture.api.state().month >= 2")
    told = page.evaluate("fixture.told.filter(([name]) => name === 'onChange').map(([, month]) => month)")
    assert told[:3] == [0, 1, 2]


def test_losses_stand_as_large_as_gains(opened: Opened) -> None:
    page = opened("scorecard", "scorecard")
    gain, loss = (page.locator(f".card-end-{what}") for what in ("gain", "loss"))
    assert "Klart bedre: 1" in gain.inner_text() and "Klart dårligere: 2" in loss.inner_text()
    boxes = [one.bounding_box() for one in (gain, loss)]
    assert boxes[0]["width"] == boxes[1]["width"] and boxes[0]["height"] == boxes[1]["height"]
    sizes = [one.locator("h4").evaluate("one => getComputedStyle(one).fontSize") for one in (gain, loss)]
    assert sizes[0] == sizes[1]


def test_what_has_no_sign_is_given_none_whatever_the_data_say(opened: Opened) -> None:
    page = opened("scorecard", "scorecard", "en")
    entry = page.locator(".card-entry", has_text="Indicator S05")
    assert entry.locator(".card-gain, .card-loss").count() == 0
    assert "neither better nor worse by itself" in entry.inner_text() and "East" in entry.inner_text()
    assert "not available" in page.locator(".card-entry", has_text="Indicator S06").inner_text()


def test_the_group_sees_its_own_ranking_beside_the_others(opened: Opened) -> None:
    page = opened("scorecard", "scorecard")
    page.get_by_label("Familie S01").check()
    assert page.locator(".card-own").all_inner_texts() == ["nr. 3", "nr. 1", "nr. 2"]
    page.get_by_label("Familie S02").check()
    assert page.locator(".card-own").all_inner_texts() == ["nr. 3", "nr. 2", "nr. 1"]
    assert page.evaluate("fixture.told.at(-1)") == ["onChoose", ["S01", "S02"]]
    assert page.evaluate("document.activeElement.value") == "S02", "the focus stays where it was"
    heads = page.locator(".card-choice thead th").all_inner_texts()
    assert heads == ["Scenario", "eget valg", "investering", "de dårligst stilte først"]
    rows = page.locator(".card-choice tbody tr").all_inner_texts()
    assert "nr. 1" in rows[2] and "–" in rows[2]


def test_a_ranking_from_the_server_is_shown_as_it_comes(opened: Opened) -> None:
    page = opened("scorecard", "served")
    assert page.locator(".card-own").all_inner_texts() == ["–", "–", "–"]
    page.get_by_label("Indikator S01").check()
    assert page.locator(".card-own").all_inner_texts() == ["nr. 1", "nr. 2", "nr. 3"]
    assert len(card_made()["rows"]) == 6


def test_letters_stay_large_where_there_is_little_room(opened: Opened) -> None:
    page = opened("lines", "line")
    size = (
        "() => {const one = document.querySelector('.lines-name'); return one.getBoundingClientRect().height}"
    )
    wide = page.evaluate(size)
    page.set_viewport_size({"width": 620, "height": 800})
    page.wait_for_function("() => document.querySelector('.lines-svg').viewBox.baseVal.width === 520")
    assert page.evaluate(size) > 0.7 * wide and page.locator(".lines-middle.lines-b").count() == 1


def test_nobody_is_counted_where_nobody_voted(opened: Opened) -> None:
    page = opened("vote", "vote", "en")
    page.evaluate("fixture.api.update({votes: {}}); fixture.api.reveal('same')")
    assert page.locator(".vote-told").inner_text() == "The model gave: As today."
