"""Modules given next to nothing, names that look like markup, and paper."""

import pytest

from tests.workshop.page.conftest import Opened
from tests.workshop.page.made import thin_made

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("module", ["map", "flow", "lines", "life", "vote", "scrubber", "scorecard"])
def test_next_to_nothing_is_drawn_and_names_are_no_markup(opened: Opened, module: str) -> None:
    page = opened(module, f"thin-{module}")
    assert page.locator("#here > *").count() == 1 and page.locator("#here img").count() == 0
    assert ("<img" in page.locator("#here").inner_text()) == (module != "scrubber")
    for call in ("play", "pause", "replay"):
        page.evaluate("name => fixture.api[name]?.()", call)
    page.evaluate("fixture.api.seek?.(0); fixture.api.cursor?.(0)")
    page.evaluate("fixture.api = fixture.mount(fixture.api.state(), 'en')")
    assert "undefined" not in page.locator("#here").inner_text()
    assert "NaN" not in page.locator("#here").inner_html()
    page.evaluate("fixture.api.destroy()")
    assert page.locator("#here").inner_html() == "" and module in thin_made()


@pytest.mark.parametrize(("module", "data"), [("map", "map"), ("lines", "line"), ("life", "life")])
def test_paper_has_pictures_and_no_buttons(opened: Opened, module: str, data: str) -> None:
    page = opened(module, data)
    page.emulate_media(media="print")
    for what in ("button", "select", "input"):
        for one in page.locator(f"#here {what}").all():
            assert not one.is_visible()
    assert page.locator("#here svg").first.is_visible()
