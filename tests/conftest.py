"""Settings shared by all tests, and a browser for those that ask for one."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.browsers import BROWSER
from tests.commands import ROOT, Command, Done

settings.register_profile(
    "project", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """With ``-n``, let a process keep tests that lie beside each other.

    The default deals out ever smaller handfuls, and what the tests of a file share is then made again and
    again; this way a process without work takes half of what another has left.
    """
    if getattr(config.option, "numprocesses", None) and config.option.dist == "no":
        config.option.dist = "worksteal"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return Chromium, driven by Playwright: one for all tests, since two drivers in one process get in
    each other's way."""
    if BROWSER is None:
        pytest.skip("There is no Chromium on this machine.")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed.")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the source of axe-core, fetched by npm for the tests in the version of ``constraints.txt``."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("There is no npm on this machine, so axe-core cannot be had.")
    folder = tmp_path_factory.mktemp("axe")
    versions = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = re.search(r"^# npm: (axe-core@\S+)$", versions, re.MULTILINE)
    assert pinned, "constraints.txt does not say which axe-core"
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", pinned.group(1)]
    try:
        failed = subprocess.run(command, cwd=folder, capture_output=True, timeout=300).returncode != 0
    except subprocess.TimeoutExpired:
        failed = True
    if failed:
        pytest.skip("npm could not install axe-core.")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Return what runs a command in this process, from its arguments to its exit code."""
    from run import main

    before = signal.getsignal(signal.SIGTERM)

    def told(*arguments: str, cwd: Path = ROOT) -> Done:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code is None or isinstance(end.value.code, int)
        return Done(end.value.code or 0, *capsys.readouterr())

    yield told
    signal.signal(signal.SIGTERM, before)
