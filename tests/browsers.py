"""A real browser for tests: Debian's Chromium, where there is one."""

import shutil
from typing import Any, Final

BROWSER: Final = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)


def at_rest(page: Any) -> None:
    """Wait until nothing on a page moves: letters are there, and what fades or grows has ended."""
    page.evaluate(
        """async () => {
        await document.fonts.ready;
        for (let i = 0; i < 2; i += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
        const ends = (one) => one.effect.getComputedTiming().endTime !== Infinity;
        await Promise.allSettled(document.getAnimations().filter(ends).map((one) => one.finished));
        }"""
    )
