from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.workshop.page.made import made
from tests.workshop.page.serving import serving

Opened = Callable[..., Any]


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    """Return the address of the fixture page."""
    with serving(made()) as address:
        yield address


@pytest.fixture
def opened(browser: Any, base: str) -> Iterator[Opened]:
    """Return what opens a module; whatever a page complains of, or asks of others, fails the test."""
    contexts, wrong = [], []

    def open_module(
        module: str, data: str, lang: str = "nb", size: tuple[int, int] = (1280, 720), still: bool = False,
        asks: str | None = None,
    ) -> Any:  # fmt: skip
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce" if still else "no-preference",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(120_000)  # a machine may have much else to do
        page.on(
            "console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith(base) else wrong.append(one.url))
        more = "" if asks is None else f"&still={asks}"
        page.goto(f"{base}/?module={module}&data={data}&lang={lang}{more}")
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_module
    for context in contexts:
        context.close()
    assert wrong == []
