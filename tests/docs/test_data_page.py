"""What docs/data.md shows a researcher works as it stands there."""

import re

import pytest

from data import table_names
from scenarios.parameters import ROOT

PAGE = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(code, "data.md", "exec"), {"__name__": "__main__"})
    assert "428 -> 357" in capsys.readouterr().out


def test_it_counts_the_tables_and_the_readme_names_it() -> None:
    assert f"{len(table_names())} tables" in PAGE
    assert "docs/data.md" in (ROOT / "README.md").read_text(encoding="utf-8")
