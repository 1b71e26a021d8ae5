"""The report in a real browser: it asks the network for nothing, and axe-core finds nothing to complain of.

Both tests need Chromium (Debian: ``apt-get install chromium``); the second npm and the package axe-core.
"""

import html
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from experiments import compare
from experiments.report.build import build
from experiments.report.material import Material, gather

pytestmark = pytest.mark.slow

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--dump-dom")  # fmt: skip
OWN = "not an origin"  # initiator of what the browser asks on its own account
needs_browser = pytest.mark.skipif(BROWSER is None, reason="There is no Chromium on this machine.")


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Return a study of all municipalities, thinly peopled, so that it has maps."""
    out = tmp_path_factory.mktemp("national")
    path = compare(["integrated"], 2, 2, out, scale=0.02).path
    assert path is not None
    return gather(path)


@pytest.fixture(scope="module", params=["en", "nb"])
def written(national: Material, request: pytest.FixtureRequest) -> Path:
    page, paper = build(national, request.param, datetime(2026, 3, 1, tzinfo=UTC))
    assert page.stat().st_size < 8_000_000 and paper.stat().st_size < 8_000_000
    return page


@pytest.fixture
def short() -> Iterator[Path]:
    """Return a folder with a short name: the browser puts a socket in it."""
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


def opened(path: Path, folder: Path, budget: int = 5000) -> tuple[str, set[str]]:
    """Open a page; return what became of it, and the addresses that it asked for over the network."""
    assert BROWSER is not None
    log = folder / "net.json"
    command = [BROWSER, *FLAGS, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}",
               f"--virtual-time-budget={budget}", path.absolute().as_uri()]  # fmt: skip
    found = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    asked = [
        one["params"]
        for one in events
        if isinstance(one.get("params"), dict) and "initiator" in one["params"]
    ]
    urls = {str(one.get("url")) for one in asked if one["initiator"] != OWN}
    return found.stdout, {url for url in urls if not url.startswith(("data:", "file:"))}


@needs_browser
def test_the_page_asks_the_network_for_nothing(written: Path, short: Path) -> None:
    told, asked = opened(written, short)
    assert "<h1>" in told and asked == set()


@needs_browser
def test_the_log_would_have_told(short: Path) -> None:
    page = short / "page.html"
    page.write_text('<img alt="" src="http://127.0.0.1:9/x.png">', encoding="utf-8")
    assert opened(page, short)[1] == {"http://127.0.0.1:9/x.png"}


@needs_browser
def test_axe_finds_nothing(written: Path, short: Path, axe: str) -> None:
    run = (
        'axe.run().then(r => {const p = document.createElement("pre"); p.id = "axe";'
        "p.textContent = JSON.stringify([r.passes.length, r.violations.map(v => [v.id, v.nodes.length,"
        "v.nodes[0].html.slice(0, 200)])]); document.body.append(p)})"
    )
    text = written.read_text(encoding="utf-8")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)  # the page bars scripts
    script = axe.replace("</script", "<\\/script")
    page = short / "page.html"
    page.write_text(
        text.replace("</body>", f"<script>{script}</script><script>{run}</script></body>"), encoding="utf-8"
    )
    told, _ = opened(page, short, budget=60_000)
    found = re.search(r'<pre id="axe">(.*?)</pre>', told, re.DOTALL)
    assert found, "axe-core did not run"
    passed, wrong = json.loads(html.unescape(found.group(1)))
    assert wrong == [] and passed > 20
