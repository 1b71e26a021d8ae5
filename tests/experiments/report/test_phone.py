"""The page of a report on a phone: nothing is too small to read, and the page itself does not slide."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments.report.build import FURNITURE
from experiments.report.document import Document, Figure, Section, Table, Text
from experiments.report.page import page
from experiments.report.words import words_in

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
READABLE = 560  # pixels a figure of a page's width needs for its letters
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="504" height="200" viewBox="0 0 504 200"></svg>'


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = words_in("nb")
    head = ("indikator", "grunnlinje", *(f"scenario-{i}" for i in range(5)))
    row = ("Netter i midlertidig husvære eller hos andre per personår (netter)", "45,2",
           *("+0,002 (17/32)\n[−0,037; +0,131]" for _ in range(5)))  # fmt: skip
    table = Table("Målkort: et scenario mot grunnlinjen, med en lang tittel", head, (row,) * 4, widths=(0.36,
                  *(0.64 / 6 for _ in range(6))))  # fmt: skip
    blocks = (Text("En setning."), table, Figure("fan", SVG, "En vifte.", "Venting."))
    sections = tuple(Section(f"s{i}", "Fra mottak til et hjem, og hva det koster", blocks) for i in range(4))
    labels = {name: words(f"page.{name}") for name in FURNITURE}
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(page(Document("nb", "Tittel", "Studie", sections, "Syntetisk.", "2026-03-01", labels)),
                    encoding="utf-8")  # fmt: skip
    return path


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def shown(browser: Any, written: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Any, int]]:
    found = browser.new_page(viewport=request.param)
    found.goto(written.as_uri())
    yield found, request.param["width"]
    found.close()


def test_only_tables_and_figures_scroll_sideways(shown: tuple[Any, int]) -> None:
    page_, width = shown
    assert page_.evaluate("document.documentElement.scrollWidth") == width
    boxes = page_.evaluate("[...document.querySelectorAll('figure img')].map(x => x.clientWidth)")
    assert boxes and min(boxes) >= READABLE
    focus = page_.evaluate("[...document.querySelectorAll('.drawn, .wide')].map(x => x.tabIndex)")
    assert set(focus) == {0}  # who has no mouse scrolls them with the keys


def test_names_of_rows_leave_room_for_figures_and_stay_when_these_are_scrolled(
    shown: tuple[Any, int],
) -> None:
    page_, width = shown
    left = "document.querySelector('.wide th[scope=row]').getBoundingClientRect()"
    assert page_.evaluate(f"{left}.width") <= 0.42 * width
    before = page_.evaluate(f"{left}.left")
    page_.evaluate("document.querySelector('.wide').scrollLeft = 150")
    assert page_.evaluate(f"{left}.left") == pytest.approx(before, abs=1)
    lefts = "[...document.querySelectorAll('nav li')].map(x => x.getBoundingClientRect().left)"
    assert (len(set(page_.evaluate(lefts))) == 1) == (width < 640)  # one column where there is room for one
