"""What docs/data-connector.md shows a researcher works as it stands there."""

import re
import tomllib
from pathlib import Path

import pytest

from calibration.connector.definition import checked
from calibration.connector.store import Store
from scenarios.parameters import ROOT

PAGE = (ROOT / "docs" / "data-connector.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_every_definition_shown_is_right_in_itself() -> None:
    found = [checked({"name": "x", **tomllib.loads(one)}, "x.toml", Path(".")) for one in blocks("toml")]
    assert [one.kind for one in found] == ["ssb", "imdi-csv"]


def test_the_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOSETTING_DATA", str(tmp_path / "data"))
    (tmp_path / "bosatte.csv").write_bytes(blocks("csv")[0].encode("iso-8859-1"))
    (tmp_path / "bosatte.toml").write_text(blocks("toml")[1], encoding="utf-8")
    store = Store(tmp_path / "data")
    store.update(store.add(tmp_path / "bosatte.toml"), None)
    for code in blocks("python"):
        exec(compile(code, "data-connector.md", "exec"), {"__name__": "__main__"})
    said = capsys.readouterr().out
    assert "()" in said.splitlines()  # of restricted tables there are none
    assert "{'suppressed': 2, 'observed': 1, 'missing': 1}" in said and "persons fit 2013" in said


def test_it_is_found_from_where_a_reader_begins() -> None:
    for page in ("README.md", "docs/data.md"):
        assert "data-connector.md" in (ROOT / page).read_text(encoding="utf-8")
