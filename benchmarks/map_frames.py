"""How smoothly the workshop's map plays: frames a second in headless Chromium.

Run as ``python -m benchmarks.map_frames`` from a checkout; prints a table. The worst case: 428
municipalities x 120 months of random figures, so that every shape changes its colour in every frame, played
at 8 months a second for some seconds; with hexagons, with boundaries of 60 corners each, and the flows.
`work` is the script's own time a frame. Frames are those the browser asks for (at most 60 a second).
"""

import argparse
from math import cos, pi, sin
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.table import Table

from tests.browsers import BROWSER
from tests.workshop.page.made import flow_made, map_made
from tests.workshop.page.serving import serving
from workshop.data.packing import pack, pack_small

CORNERS: Final = 60
MEASURE: Final = """(seconds) => new Promise((done) => {
  const ask = window.requestAnimationFrame;
  const at = [];
  let work = 0;
  window.requestAnimationFrame = (fn) => ask((now) => {
    const began = performance.now();
    fn(now);
    work += performance.now() - began;
  });
  fixture.api.seek(0);
  fixture.api.play();
  const step = (now) => {
    at.push(now);
    if (now - at[0] < 1000 * seconds) return ask(step);
    fixture.api.pause();
    window.requestAnimationFrame = ask;
    const gaps = at.slice(1).map((x, i) => x - at[i]).sort((a, b) => a - b);
    const rate = (1000 * gaps.length) / (at.at(-1) - at[0]);
    done([rate, gaps[Math.floor(0.95 * gaps.length)], work / gaps.length]);
  };
  ask(step);
})"""


def data() -> dict[str, Any]:
    """Return what is played."""
    hexes = map_made()
    values = np.random.default_rng(1).uniform(0.5, 20, (len(hexes["months"]), len(hexes["hexes"])))
    hexes |= {"values": pack_small(values), "unclear": pack(values < 5, "uint8"), "speed": 8}
    hexes |= {"low": None, "high": None}
    circle = [(cos(2 * pi * k / CORNERS), sin(2 * pi * k / CORNERS)) for k in range(CORNERS)]
    rings = [
        [[round(c) for x, y in circle for c in (20 * one["x"] + 9 * x, 20 * one["y"] + 9 * y)]]
        for one in hexes["hexes"]
    ]
    return {"hexagons": hexes, "boundaries": {**hexes, "boundaries": rings}, "flows": flow_made()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=6.0)
    seconds = parser.parse_args().seconds
    if BROWSER is None:
        raise SystemExit("There is no Chromium on this machine.")
    from playwright.sync_api import sync_playwright

    table = Table("what", "screen", "frames a second", "95 % within, ms", "work a frame, ms")
    with serving(data()) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        for name, size in (
            ("hexagons", (1280, 720)),
            ("hexagons", (1920, 1080)),
            ("boundaries", (1280, 720)),
            ("flows", (1280, 720)),
        ):
            page = browser.new_page(viewport={"width": size[0], "height": size[1]})
            page.goto(f"{base}/?module={'flow' if name == 'flows' else 'map'}&data={name}&still=0")
            page.wait_for_selector("body[data-ready]")
            frames, gap, work = page.evaluate(MEASURE, seconds)
            table.add_row(name, f"{size[0]} x {size[1]}", f"{frames:.1f}", f"{gap:.1f}", f"{work:.2f}")
            page.close()
        browser.close()
    Console().print(table)


if __name__ == "__main__":
    main()
