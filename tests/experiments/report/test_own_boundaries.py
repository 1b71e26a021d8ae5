"""A report draws real boundaries without being told where they are, once the user has some."""

from pathlib import Path
from typing import Any

import pytest

from experiments.report import commands
from experiments.report.material import Material


@pytest.mark.parametrize("given", [None, Path("mine.geojson")])
def test_the_users_own_boundaries_are_found_and_a_file_named_goes_first(
    given: Path | None, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Material] = []

    def kept(material: Material, language: str, *, pptx: bool) -> list[Any]:
        seen.append(material)
        return []

    monkeypatch.setattr(commands, "build", kept)
    monkeypatch.setenv("BOSETTING_DATA", str(tmp_path))
    commands.report_and_print(str(folder), folder.parent, given, False, "en")
    own = tmp_path / "boundaries" / "municipalities_2013.geojson"
    own.parent.mkdir()
    own.write_text("{}", encoding="utf-8")
    commands.report_and_print(str(folder), folder.parent, given, False, "en")
    assert [one.boundaries for one in seen] == ([None, own] if given is None else [given, given])


@pytest.mark.parametrize(("language", "said"), [("en", "is not used"), ("nb", "blir ikke brukt")])
def test_boundaries_for_an_invented_world_are_not_passed_over_in_silence(
    language: str,
    said: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(commands, "build", lambda material, language, *, pptx: [])
    commands.report_and_print(str(folder), folder.parent, Path("mine.geojson"), False, language)
    assert f"mine.geojson {said}" in capsys.readouterr().out
    commands.report_and_print(str(folder), folder.parent, None, False, language)
    assert capsys.readouterr().out == ""
