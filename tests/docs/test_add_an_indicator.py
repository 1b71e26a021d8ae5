"""The page on adding an indicator, done as it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import indicators
from experiments.indicator_list import detail, found
from experiments.single import simulate
from indicators import library

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-an-indicator.md"
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The indicator of the page among all others."""
    (tmp_path / "seeking_a_home.py").write_text(BLOCKS[0], encoding="utf-8")
    monkeypatch.setattr(indicators, "__path__", [*indicators.__path__, str(tmp_path)])
    library.all_indicators.cache_clear()
    yield
    monkeypatch.undo()
    library.all_indicators.cache_clear()


def test_the_indicator_of_the_page_passes_the_test_of_the_page(added: None) -> None:
    assert len(BLOCKS) == 2
    space: dict[str, object] = {}
    exec(compile(BLOCKS[1], str(PAGE), "exec"), space)  # our own page
    tests = [value for name, value in space.items() if name.startswith("test_") and callable(value)]
    assert len(tests) == 1
    for test in tests:
        test()


def test_it_is_recorded_and_listed_without_another_word(added: None) -> None:
    measured = simulate(world="tiny", years=(2009, 2011)).indicators()["seeking_a_home"]
    assert 0.0 <= measured.value <= 1.0 and set(measured.by("sex")) <= {"women", "men"}
    assert dict(detail(found("seeking_a_home"), "nb"))["bedre når"] == "tvetydig: uten fortegn"
