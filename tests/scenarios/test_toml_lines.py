from pathlib import Path

import pytest

from scenarios.sentences import ScenarioError
from scenarios.toml_lines import DEPTH, KILOBYTES, LINE, key_lines, leaves, read_toml

TEXT = """name = "x"
# a comment with = in it
[description]
en = "a"
[dials]
peer_learning = 1.0
"shared_forecast" = 0.5
[levers.channels]
switch = 0.0
"""


def said(folder: Path, content: bytes | str, language: str = "en") -> str:
    path = folder / "mine.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ScenarioError) as caught:
        read_toml(path, "mine.toml")
    return caught.value.said(language)


def test_lines_of_dotted_quoted_and_nested_keys() -> None:
    lines = key_lines(TEXT)
    assert lines["name"] == 1
    assert lines["description.en"] == 4
    assert lines["dials.peer_learning"] == 6
    assert lines["dials.shared_forecast"] == 7
    assert lines["levers.channels.switch"] == 9


def test_leaves() -> None:
    assert leaves({"a": {"b": 1, "c": {"d": 2}}, "e": 3}) == [("a.b", 1), ("a.c.d", 2), ("e", 3)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('name = "x"\npolicy =\n', "line 2: this is not TOML (Invalid value)."),
        ("a = 1\npolicy = 2011-01\n", 'line 2: a month stands in quotes: policy = "2011-01".'),
        ('x = { from = 2015-07, to = "2016-06" }', 'line 1: a month stands in quotes: from = "2015-07".'),
        ("[dials]\npeer_learning = 0,9\n", "line 2: a number has a decimal point, not a comma: 0.9."),
        ("a = { value = 0,9 }", "line 1: a number has a decimal point, not a comma: 0.9."),
        ("name = mine\n", 'line 1: text stands in quotes: name = "...".'),
        ("name = “mine”\n", 'line 1: quotation marks must be the straight ones: ".'),
        ("a = 1\na = 2\n", "line 2: a stands twice; keep one."),
        ("[dials]\n[levers]\n[dials]\n", "line 3: dials stands twice; keep one."),
        ("a = 1\nb = " + "9" * 500 + "\nc = [", "line 3: this is not TOML"),
        ("a = " + "9" * (LINE + 1), f"line 1: the line is longer than {LINE} characters; break it."),
        ("a = " + "[" * 20 + "]" * 20, f"tables or lists lie more than {DEPTH} deep"),
        ("\n".join(["a = ["] + ["[" * 900] * 10), f"tables or lists lie more than {DEPTH} deep"),
        (".".join("a" * 300) + " = 1", f"tables or lists lie more than {DEPTH} deep"),
        ("# " + "x\n# " * 30_000, f"larger than {KILOBYTES} kB"),
        (b'name = "\xe6"', "not text in UTF-8"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_so_that_a_planner_can_mend_it(
    tmp_path: Path, text: str | bytes, sentence: str
) -> None:
    assert sentence in said(tmp_path, text)
    assert len(said(tmp_path, text, "nb").splitlines()) == 1


def test_bokmal(tmp_path: Path) -> None:
    assert said(tmp_path, "a = 0,9", "nb") == (
        "mine.toml, linje 1: et tall skrives med desimalpunktum, ikke komma: 0.9."
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="cannot be read"):
        read_toml(tmp_path / "none.toml")


def test_a_byte_order_mark_and_the_line_ends_of_other_systems_are_read(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b'\xef\xbb\xbfname = "x"\r\na = 1\r\n')
    document, lines = read_toml(tmp_path / "mine.toml")
    assert document == {"name": "x", "a": 1} and lines == {"name": 1, "a": 2}
