"""axe-core finds no violation of WCAG 2.1 A or AA in any module, on a projector or a phone."""

import json

import pytest

from tests.browsers import at_rest
from tests.workshop.page.conftest import Opened

pytestmark = pytest.mark.slow

VIEWS = [
    ("map", "map", "fixture.api.seek(20); fixture.api.highlight('0301')"), ("map", "real", ""),
    ("flow", "flow", ""),
    ("lines", "line", ""), ("lines", "lines", ""), ("lines", "hidden", ""), ("life", "life", ""),
    ("vote", "vote", ""), ("vote", "vote", "fixture.api.reveal('less')"), ("scrubber", "scrubber", ""),
    ("scorecard", "scorecard", ""),
]  # fmt: skip


@pytest.mark.parametrize(("module", "data", "done"), VIEWS)
def test_axe_finds_nothing(opened: Opened, axe: str, module: str, data: str, done: str) -> None:
    for lang, size in (("nb", (1280, 720)), ("en", (390, 780))):
        page = opened(module, data, lang, size)
        if done:
            page.evaluate(done)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        at_rest(page)
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(r => [r.passes.length,"
            "r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200),"
            "v.nodes[0].failureSummary])])"
        )
        assert found[1] == [], json.dumps(found[1], indent=1)
        assert found[0] > 8
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            "nothing is wider than the screen"
        )
