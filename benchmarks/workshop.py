"""How fast the workshop answers: cold start to first chart, slider to chart, another browser during a run,
and how soon a run is gone that was cancelled.

``python -m benchmarks.workshop`` needs Chromium and an embedded set; it prints a table. How smoothly the map
plays is measured by ``python -m benchmarks.map_frames``.
"""

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from experiments.storage import ROOT

READY = "() => { const m = document.querySelector('main'); return m && m.dataset.ready === m.dataset.view }"
SLIDE = """async () => {
  const range = document.querySelector('.dial input[type=range]');
  const answers = document.querySelector('.answers');
  const took = [];
  for (let i = 0; i < 20; i += 1) {
    const told = new Promise((done) => {
      const watch = new MutationObserver(() => { watch.disconnect(); requestAnimationFrame(() => done()); });
      watch.observe(answers, { childList: true });
    });
    const before = performance.now();
    range.value = (i % 10) / 10;
    range.dispatchEvent(new Event('input', { bubbles: true }));
    await told;
    took.push(performance.now() - before);
    await new Promise((done) => setTimeout(done, 300));
  }
  return took;
}"""


CANCEL = """async (id) => {
  const before = performance.now();
  const told = await (await fetch(`/api/runs/${id}`, { method: 'DELETE' })).json();
  if (told.state !== 'cancelled') throw new Error(told.state);
  return performance.now() - before;
}"""
BEGIN = """async () => {
  const body = JSON.stringify({ scenario: { library: 'integrated' }, replicates: 8 });
  const headers = { 'content-type': 'application/json' };
  const job = await (await fetch('/api/runs', { method: 'POST', headers, body })).json();
  for (;;) {
    const told = await (await fetch(`/api/runs/${job.id}`)).json();
    if (told.state !== 'waiting') return job.id;
    await new Promise((done) => setTimeout(done, 50));
  }
}"""


def _begun(page: Any) -> str:
    """Begin a national run, and let it come to work; return its id."""
    found = str(page.evaluate(BEGIN))
    time.sleep(2)
    return found


def started(out: Path) -> tuple[subprocess.Popen[str], str, float]:
    """Start the workshop; return the process, its address and when it was started."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "run.py", "workshop", "--no-browser", "--port", "0", "--out", str(out)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    address = re.search(r"http://\S+", process.stdout.readline())
    assert address is not None
    return process, address.group(), began


def cold(driver: Any, browser: str) -> tuple[float, float]:
    """Return seconds from the command to an answer, and to the first chart, the browser's start left out."""
    chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
    page = chromium.new_page()
    with tempfile.TemporaryDirectory() as out:
        process, url, began = started(Path(out))
        try:
            page.goto(f"{url}/#view=compare")
            answered = time.perf_counter() - began
            page.wait_for_selector(".lines-panel svg")
            drawn = time.perf_counter() - began
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    chromium.close()
    return answered, drawn


def warm(driver: Any, browser: str) -> dict[str, float]:
    """Return milliseconds from slider to answer, and of another browser's questions while the model runs."""
    import httpx

    chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
    page = chromium.new_page()
    with tempfile.TemporaryDirectory() as out:
        process, url, _ = started(Path(out))
        try:
            page.goto(f"{url}/#view=choose")
            page.wait_for_function(READY)
            page.locator("summary.editor-title").click()
            slides = page.evaluate(SLIDE) if page.locator(".instant").count() else [float("nan")]
            begun = page.evaluate(
                "fetch('/api/runs', {method: 'POST', headers: {'content-type': 'application/json'},"
                "body: JSON.stringify({scenario: {library: 'integrated'}, replicates: 8})})"
                ".then(r => r.json())"
            )
            other = httpx.Client(base_url=url, timeout=60)
            other.get("/")
            took = []
            for _ in range(50):
                began = time.perf_counter()
                other.get("/api/compare", params={"a": "baseline-2013", "b": "integrated"})
                took.append(1000 * (time.perf_counter() - began))
                time.sleep(0.1)
            page.evaluate(CANCEL, begun["id"])  # wakes the browser
            gone = [page.evaluate(CANCEL, _begun(page)) for _ in range(5)]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    chromium.close()
    slider, other = statistics.median(slides), statistics.median(took)
    return {"slider": slider, "other": other, "other_95": sorted(took)[47],
            "cancel": max(gone)}  # fmt: skip


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    from tests.browsers import BROWSER

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    if BROWSER is None:
        sys.exit("There is no Chromium on this machine.")
    with sync_playwright() as driver:
        starts = [cold(driver, BROWSER) for _ in range(asked.repeat)]
        found = warm(driver, BROWSER)
    print("| what | measured |\n|---|---:|")
    print(f"| command to first answer, s (fastest of {asked.repeat}) | {min(a for a, _ in starts):.2f} |")
    print(f"| command to first chart, s (fastest of {asked.repeat}) | {min(d for _, d in starts):.2f} |")
    print(f"| slider to instant answer, ms (median of 20) | {found['slider']:.0f} |")
    print(f"| a second browser's comparison in a national run, ms (median of 50) | {found['other']:.0f} |")
    print(f"| the same, 95 % of them within, ms | {found['other_95']:.0f} |")
    print(f"| cancel until the processes are gone, ms (slowest of 5) | {found['cancel']:.0f} |")


if __name__ == "__main__":
    main()
