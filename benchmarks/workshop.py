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

ASKED = {  # by a second browser
    "its start": "/api/start",
    "a comparison of the embedded set": "/api/compare?a=baseline-2013&b=integrated",
    "a comparison that is worked out": "/api/compare?a=informed&b=planned",
    "one scenario's maps": "/api/packs/integrated",
}
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


def opened(driver: Any, browser: str) -> tuple[Any, Any]:
    """Start a browser; return it and an empty page."""
    chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
    page = chromium.new_page()
    page.goto("about:blank")
    return chromium, page


def cold(driver: Any, browser: str, ready: bool) -> dict[str, float]:
    """Return seconds from the command to an answer and to the first chart, and to the browser's empty page.

    The browser is there beforehand when it is `ready`; otherwise it is started when the address is known, as
    the command does it.
    """
    chromium, page = opened(driver, browser) if ready else (None, None)
    with tempfile.TemporaryDirectory() as out:
        process, url, began = started(Path(out))
        blank = time.perf_counter() - began
        try:
            if page is None:
                chromium, page = opened(driver, browser)
                blank = time.perf_counter() - began
            page.goto(f"{url}/#view=compare", wait_until="commit")
            answered = time.perf_counter() - began
            page.wait_for_selector(".lines-panel svg")
            drawn = time.perf_counter() - began
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    assert chromium is not None
    chromium.close()
    return {"blank": blank, "answered": answered, "drawn": drawn}


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
            took: dict[str, list[float]] = {name: [] for name in ASKED}
            for _ in range(25):
                for name, path in ASKED.items():
                    began = time.perf_counter()
                    assert other.get(path).status_code == 200
                    took[name].append(1000 * (time.perf_counter() - began))
                    time.sleep(0.05)
            page.evaluate(CANCEL, begun["id"])  # wakes the browser
            gone = [page.evaluate(CANCEL, _begun(page)) for _ in range(5)]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    chromium.close()
    found = {"slider": statistics.median(slides), "cancel": max(gone)}
    for name, each in took.items():
        found |= {name: statistics.median(each), f"{name}, 95 %": sorted(each)[23], f"{name}, 1st": each[0]}
    return found


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
        starts = [cold(driver, BROWSER, True) for _ in range(asked.repeat)]
        wholes = [cold(driver, BROWSER, False) for _ in range(asked.repeat)]
        found = warm(driver, BROWSER)
    print("| what | measured |\n|---|---:|")
    fastest = {key: min(one[key] for one in starts) for key in starts[0]}
    whole = min(wholes, key=lambda one: one["drawn"])
    often = f"(fastest of {asked.repeat})"
    print(f"| command to address printed, s {often} | {fastest['blank']:.2f} |")
    print(f"| command to first answer, s {often} | {fastest['answered']:.2f} |")
    print(f"| command to first chart in a browser that is open, s {often} | {fastest['drawn']:.2f} |")
    print(f"| command to first chart with the browser's own start, s {often} | {whole['drawn']:.2f} |")
    print(f"| the same, to the browser's empty page, s | {whole['blank']:.2f} |")
    print(f"| slider to instant answer, ms (median of 20) | {found['slider']:.0f} |")
    for name in ASKED:
        told = f"{found[name]:.0f} | {found[f'{name}, 95 %']:.0f} | {found[f'{name}, 1st']:.0f}"
        what = f"a second browser asks for {name} in a national run, ms"
        print(f"| {what}: median, 95 %, the first of 25 | {told.replace(' | ', ', ')} |")
    print(f"| cancel until the processes are gone, ms (slowest of 5) | {found['cancel']:.0f} |")


if __name__ == "__main__":
    main()
