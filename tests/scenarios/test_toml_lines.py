from pathlib import Path

import pytest

from scenarios.toml_lines import TomlError, flatten, key_lines, read_toml

TEXT = """name = "x"
# a comment with = in it
[description]
en = "a"
[changes]
coordination.peer_learning = 1.0
"coordination.shared_forecast" = 0.5
[changes.channels]
switch = 0.0
"""


def test_lines_of_dotted_quoted_and_nested_keys() -> None:
    lines = key_lines(TEXT)
    assert lines["name"] == 1
    assert lines["description.en"] == 4
    assert lines["changes.coordination.peer_learning"] == 6
    assert lines["changes.coordination.shared_forecast"] == 7
    assert lines["changes.channels.switch"] == 9


def test_flatten() -> None:
    assert flatten({"a": {"b": 1, "c": {"d": 2}}, "e": 3}) == {"a.b": 1, "a.c.d": 2, "e": 3}


def test_broken_toml_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('name = "x"\npolicy =\n')
    with pytest.raises(TomlError, match=r"broken\.toml, line 2: this is not TOML"):
        read_toml(path)


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(TomlError, match="cannot be read"):
        read_toml(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe6"')
    with pytest.raises(TomlError, match="UTF-8"):
        read_toml(tmp_path / "latin.toml")
