"""A whole workshop in a real browser: from choosing to taking away, in both languages, on screen and phone.

One file, for the browser and the server are started once for all of it.
Needs Chromium (Debian: ``apt-get install chromium``); axe-core needs npm, too.
"""

import gzip
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from tests.browsers import at_rest
from workshop.app import application
from workshop.house import House
from workshop.serve import Where, bound
from workshop.shelf import EMBEDDED

pytestmark = pytest.mark.slow

VIEWS = ("choose", "predict", "reveal", "play", "compare", "scorecard", "household", "take")


@pytest.fixture(scope="module")
def url(embedded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a workshop of the invented world."""
    house = House(tmp_path_factory.mktemp("store"), embedded, slots=1)
    listening = bound(Where(port=0))
    server = uvicorn.Server(
        uvicorn.Config(application(house), log_level="critical", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(30)


class Visit:
    """A browser's visit; what it complained of and asked for is kept."""

    def __init__(self, context: Any, url: str) -> None:
        self.url, self.asked, self.wrong = url, [], []
        self.page = context.new_page()
        self.page.set_default_timeout(240_000)  # a machine may have much else to do
        self.page.on("request", lambda one: self.asked.append(one.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda one: self.wrong.append(one.text) if one.type == "error" else None)

    def open(self, address: str = "") -> "Visit":
        self.page.goto(f"{self.url}/{address}")
        return self.ready()

    def ready(self) -> "Visit":
        self.page.wait_for_function(
            "() => { const m = document.querySelector('main'); return m.dataset.ready && "
            "m.dataset.ready === m.dataset.view }"
        )
        return self

    def go(self, view: str) -> "Visit":
        self.page.locator(".step").nth(VIEWS.index(view)).click()
        self.page.wait_for_selector(f"main[data-ready={view}]")
        return self

    def sent(self, path: str, body: dict[str, Any]) -> Any:
        """Send JSON as the page does."""
        script = """async ([path, body]) => (await fetch(path, {method: 'POST', body: JSON.stringify(body),
            headers: {'content-type': 'application/json'}})).json()"""
        return self.page.evaluate(script, [path, body])

    def text(self, selector: str = "main") -> str:
        return str(self.page.locator(selector).first.inner_text())


@pytest.fixture
def visits(browser: Any, url: str) -> Iterator[Any]:
    """Return what opens visits, each with a context (cookies) of its own."""
    made: list[Any] = []
    begun: list[Visit] = []

    def visit(**how: Any) -> Visit:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 720}} | how))
        made.append(context)
        begun.append(Visit(context, url))
        return begun[-1]

    yield visit
    for one in begun:
        assert one.wrong == []
        assert {asked for asked in one.asked if not asked.startswith((url, "blob:", "data:"))} == set()
    for context in made:
        context.close()


def test_a_whole_workshop(visits: Any) -> None:
    visit = visits().open()
    page = visit.page
    assert page.locator("html").get_attribute("lang") == "nb"
    assert visit.text("h1") == "Hva skal endres?"
    page.get_by_role("button", name=re.compile("Full samordning")).click()
    visit.go("predict")
    assert "?" in visit.text(".lines") or page.locator(".lines-panel").count() == 1
    page.locator(".vote-button").nth(2).click()
    for _ in range(3):
        page.locator(".hand button").nth(1).click()
    page.wait_for_function("() => document.querySelectorAll('.vote-count')[0].textContent.startsWith('3')")
    page.get_by_role("button", name="Vis utfallet").click()
    page.wait_for_selector("main[data-ready=reveal]")
    assert page.locator(".vote-outcome").count() == 1
    assert "For få framtider" in visit.text(".said")
    visit.go("play")
    assert page.locator(".map-cell").count() == 6
    before = visit.text(".scrub-month")
    page.get_by_role("button", name="Spill av", exact=True).click()
    page.wait_for_function(
        "before => document.querySelector('.scrub-month').textContent !== before", arg=before
    )
    page.get_by_role("button", name="Pause", exact=True).click()
    visit.go("compare")
    assert page.locator(".headlines tbody tr").count() == 8
    page.get_by_role("button", name=re.compile("Vis alle")).click()
    assert page.locator(".headlines tbody tr").count() > 40
    page.wait_for_selector(".vega svg")
    visit.go("scorecard")
    assert page.locator(".card-end-loss").count() == 1
    assert page.locator(".card-boxes input").count() > 3
    page.locator(".card-boxes input").first.check()
    assert "eget valg" in visit.text(".card-choice")
    page.get_by_role("button", name="English").click()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    page.wait_for_function("() => document.querySelector('h1').textContent === 'For whom, and who pays?'")
    visit.ready()
    assert page.locator(".card-boxes input").first.is_checked()  # a switch of language keeps the state
    visit.go("take")
    assert "Vote" in visit.text(".log")
    page.reload()
    visit.ready()
    assert page.locator("h1").inner_text() == "Take home"


def test_a_scenario_of_ones_own_is_run_told_and_reported(visits: Any) -> None:
    visit = visits().open("#view=choose&language=nb")
    page = visit.page
    page.locator("summary.editor-title").click()
    page.locator("select[id^=parent]").select_option("baseline-2013")
    dial = page.locator(".dial input[type=range]").first
    dial.fill("1")
    page.wait_for_function(
        "() => document.querySelector('.file').textContent.includes('shared_guidance = 1')"
    )
    page.wait_for_function("() => document.querySelector('.instant')?.textContent.includes('−70')")
    page.wait_for_function("() => location.hash.includes('changes')")
    page.locator("select[id^=world]").select_option("tiny")
    page.locator(".run-real").click()
    page.wait_for_selector(".editor-see button.main:not([hidden]):not(.run-real)")
    visit.go("compare")
    assert page.locator(".pair-b option:checked").inner_text().startswith("eget")
    assert "Seks oppdiktede kommuner: ikke et svar." in visit.text("main")
    visit.go("household")
    page.get_by_role("button", name="Finn husholdninger").click()
    page.wait_for_selector(".life-both")
    visit.go("take")
    page.get_by_role("button", name="Lag rapporten").click()
    page.wait_for_selector(".links a", timeout=180_000)
    link = page.locator(".links a").first.get_attribute("href")
    answer = page.request.get(f"{visit.url}{link}")
    assert answer.status == 200 and "<h1" in answer.text()
    pdf = page.request.get(f"{visit.url}{page.locator('.links a').nth(1).get_attribute('href')}")
    assert pdf.body().startswith(b"%PDF")


def test_an_upload_that_is_wrong_is_told_and_one_that_is_right_is_shown(visits: Any) -> None:
    visit = visits().open("#view=choose")
    page = visit.page
    page.locator("summary.editor-title").click()
    upload = page.locator("input[type=file]")
    upload.set_input_files(
        {"name": "x.toml", "mimeType": "text/plain", "buffer": b'name = "mine"\n[dials]\npeer = 3\n'}
    )
    page.wait_for_function("() => document.querySelector('.editor .wrong').textContent.includes('peer')")
    while not visit.wrong:  # the browser notes the refusal, be it later than the page
        page.wait_for_timeout(50)
    visit.wrong.clear()
    text = b'name = "mine"\nparent = "informed"\n[dials]\nmunicipal_routines = 0.9\n'
    upload.set_input_files({"name": "x.toml", "mimeType": "text/plain", "buffer": text})
    page.wait_for_function(
        "() => document.querySelector('.file').textContent.includes('municipal_routines = 0.9')"
    )
    assert page.locator(".run-real").is_enabled()


def test_two_browsers_do_not_see_each_other(visits: Any) -> None:
    one, other = visits().open("#view=compare&language=en"), visits().open()
    assert one.text("h1") == "What became different?" and other.text("h1") == "Hva skal endres?"
    other.page.reload()
    assert other.ready().text("h1") == "Hva skal endres?"


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_what_matters_is_on_the_first_screen(visits: Any, size: tuple[int, int], language: str) -> None:
    visit = visits(viewport={"width": size[0], "height": size[1]})
    lives = json.loads(gzip.decompress((EMBEDDED / "lives.json.gz").read_bytes()))
    told = json.dumps({"life": lives["baseline-2013|integrated"]})
    visit.page.route("**/api/stories*", lambda one: one.fulfill(body=told, content_type="application/json"))
    longest = f"#view=predict&language={language}&question=cost_municipality"
    visit.open(longest)
    wanted = {
        "predict": (".vote-list", ".hands", ".pair .main"),
        "reveal": (".vote-told", ".said"),
        "household": (".life-both .life-strip", ".life-state"),
        "play": (".map-svg",),
    }
    for view, seen in wanted.items():
        visit.go(view)
        at_rest(visit.page)
        for selector in seen:
            for one in visit.page.locator(selector).all():
                box = one.bounding_box()
                assert box is not None and box["y"] + box["height"] <= size[1], (view, selector, box)


def test_a_slow_view_says_that_it_is_coming(visits: Any) -> None:
    visit = visits().open("#view=choose&language=nb")
    held: list[Any] = []
    visit.page.route("**/api/compare*", lambda one: held.append(one))
    with visit.page.expect_request("**/api/compare*"):
        visit.page.locator(".step").nth(VIEWS.index("compare")).click()
    visit.page.wait_for_selector(".wait")
    assert visit.text(".wait") == "Henter …"
    assert visit.page.locator("[aria-live]#status, #status[role=status]").first.text_content() == "Henter …"
    for one in held:
        one.continue_()
    visit.page.unroute("**/api/compare*")  # what comes later is not held
    visit.page.wait_for_selector("main[data-ready=compare]")
    assert visit.page.locator(".wait").count() == 0
    assert visit.page.locator("#status").text_content() == ""


def test_a_phone_votes(visits: Any, url: str) -> None:
    room = visits().open("#view=predict")
    options = [{"id": "less", "label": "Mindre"}, {"id": "more", "label": "Mer"}]
    code = room.sent("/api/polls", {"question": "Hva skjer?", "options": options})["code"]
    phone = visits(viewport={"width": 390, "height": 780}, has_touch=True)
    phone.page.goto(f"{url}/vote#{code}")
    with phone.page.expect_response("**/votes"):  # before the poll is ended
        phone.page.locator(".vote-button").nth(1).click()
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ended = room.sent(f"/api/polls/{code}/end", {"revealed": "more"})["votes"]
    assert ended == {"less": 0, "more": 1}
    phone.page.wait_for_selector(".vote-outcome")
    room.sent("/api/polls", {"question": "Og så?", "options": options})  # the phone follows by itself
    phone.page.wait_for_function("() => document.querySelector('.vote-question').textContent === 'Og så?'")
    assert phone.page.locator(".vote-outcome").count() == 0
    assert phone.page.locator(".vote-button:not([disabled])").count() == 2


def test_the_keyboard_does_it_all(visits: Any) -> None:
    visit = visits().open("#view=choose")
    page = visit.page
    page.keyboard.press("PageDown")
    page.wait_for_selector("main[data-ready=predict]")
    page.keyboard.press("4")
    page.wait_for_selector("main[data-ready=play]")
    before = visit.text(".scrub-month")
    page.keyboard.press(" ")
    page.wait_for_function(
        "before => document.querySelector('.scrub-month').textContent !== before", arg=before
    )
    page.keyboard.press(" ")
    page.keyboard.press("p")
    page.wait_for_selector("body.presenter")
    page.keyboard.press("Escape")
    page.wait_for_selector("body:not(.presenter)")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize(("language", "size"), [("nb", (1280, 720)), ("en", (1024, 768)), ("nb", (390, 780))])
def test_axe_finds_nothing_on_any_view(visits: Any, axe: str, language: str, size: tuple[int, int]) -> None:
    visit = visits(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    visit.open(f"#view=choose&language={language}")
    page = visit.page
    for view in VIEWS:
        visit.go(view)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        at_rest(page)
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(r => [r.passes.length,"
            "r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 300),"
            "v.nodes[0].failureSummary])])"
        )
        assert found[1] == [], f"{view}: {json.dumps(found[1], indent=1)}"
        assert found[0] > 8
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
