"""Parameter files: what is read, and the sentence for each mistake."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.parameters import ParameterError, ParameterSet, Values, collect, read_records

GOOD = {
    "value": "0.5", "low": "0.0", "high": "1.0", "unit": '"share"', "source": '"E1"',
    "status": '"assumed"', "en": '"A share"', "nb": '"En andel"',
}  # fmt: skip


def write(folder: Path, name: str = "town", key: str = "share", **fields: str | None) -> Path:
    lines = {**GOOD, **fields}
    path = folder / f"{name}.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"[{key}]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items() if v is not None))
    return path


def test_a_good_record_is_read(tmp_path: Path) -> None:
    (record,) = read_records(write(tmp_path))
    assert (record.name, record.value, record.low, record.high) == ("town.share", 0.5, 0.0, 1.0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"unit": None}, "town.share has no unit"),
        ({"source": '""'}, "town.share has no source"),
        ({"low": None}, "town.share has no low"),
        ({"status": '"guessed"'}, "'guessed' is not a valid Status"),
        ({"draw": '"poisson"'}, "'poisson' is not a valid Draw"),
        ({"note": '"x"'}, "unknown field 'note'"),
        ({"value": "2.0"}, "outside its range 0.0 to 1.0"),
        ({"value": "nan"}, "outside its range"),
        ({"value": '"much"'}, "must be a number or a list of numbers"),
        ({"value": "[0.1, 3.0]"}, "outside its range"),
        ({"value": "[0.1, 0.2]", "draw": '"uniform"'}, "cannot be drawn"),
        ({"draw": '"normal"'}, "needs an sd above 0"),
        ({"draw": '"triangular"', "value": "0.0", "high": "0.0"}, "triangle without width"),
        ({"value": '"c"', "choices": '["a", "b"]'}, "is not one of a, b"),
    ],
)
def test_each_mistake_has_its_sentence(tmp_path: Path, fields: dict[str, str | None], sentence: str) -> None:
    with pytest.raises(ParameterError, match="town.toml") as error:
        read_records(write(tmp_path, **fields))
    assert sentence in str(error.value)


def test_files_that_are_no_toml_or_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("value = = 1")
    with pytest.raises(ParameterError, match="not readable as TOML"):
        read_records(path)
    path.write_text("hazard = 1.0")
    with pytest.raises(ParameterError, match="must be a table"):
        read_records(path)


def test_a_parameter_declared_twice_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(tmp_path)
    write(other)
    with pytest.raises(ParameterError, match="declared twice"):
        collect([tmp_path, other])


@pytest.fixture
def records(tmp_path: Path) -> ParameterSet:
    write(tmp_path)
    write(tmp_path, key="hours", value="[1.0, 2.0]", high="9.0")
    write(tmp_path, key="rule", value='"a"', choices='["a", "b"]', low=None, high=None)
    write(tmp_path, key="strength", low="-1.0", draw='"normal"', sd="0.3")
    return collect([tmp_path])


def test_changes_lie_over_the_defaults(records: ParameterSet) -> None:
    values = records.resolve({"town.share": 1, "town.hours": [3, 4], "town.rule": "b"})
    rules = values.rules("town")
    assert (rules.share, rules.rule) == (1.0, "b")
    np.testing.assert_array_equal(rules.vector("hours"), [3.0, 4.0])
    assert records.resolve()["town.share"] == 0.5


def test_all_errors_of_a_change_come_at_once_with_the_nearest_name(records: ParameterSet) -> None:
    with pytest.raises(ParameterError) as error:
        records.resolve({"town.shar": 0.1, "town.share": 7, "town.hours": [1.0], "town.rule": "z"})
    lines = str(error.value).split("\n")
    assert len(lines) == 4
    assert "Did you mean town.share?" in lines[0]
    assert "outside its range" in lines[1] and "takes 2 numbers" in lines[2] and "not one of" in lines[3]


def test_kinds_of_value_are_not_mixed(records: ParameterSet) -> None:
    with pytest.raises(ParameterError, match="takes one number"):
        records.resolve({"town.share": [0.1, 0.2]})
    with pytest.raises(ParameterError, match="takes a list of 2 numbers"):
        records.resolve({"town.hours": 1.0})
    with pytest.raises(ParameterError, match="takes a number, not the text"):
        records.resolve({"town.share": "half"})
    with pytest.raises(ParameterError, match="not a single number"):
        records.resolve().number("town.hours")


def test_unknown_names_say_what_there_is(records: ParameterSet) -> None:
    values = records.resolve()
    with pytest.raises(ParameterError, match="no parameters named city"):
        values.rules("city")
    with pytest.raises(ParameterError, match="known: hours, rule, share"):
        _ = values.rules("town").hazard
    with pytest.raises(ParameterError, match="Did you mean"):
        _ = records["town.sharee"]


def test_values_do_not_change() -> None:
    source = {"a.b": 1.0}
    values = Values(source)
    source["a.b"] = 2.0
    assert values["a.b"] == 1.0 and len(values) == 1 and list(values) == ["a.b"]


@given(st.floats(1e-6, 1 - 1e-6), st.sampled_from(["uniform", "triangular", "normal"]))
def test_draws_stay_in_range_and_rise_with_the_uniform(u: float, shape: str) -> None:
    from agents.parameters import Draw, Parameter, Status

    record = Parameter("a.b", 0.2, -1.0, 1.0, "strength", "E90", Status.ASSUMED, "x", "x", Draw(shape), 0.35)
    one = ParameterSet([record])
    low, high = one.drawn({"a.b": u * 0.9})["a.b"], one.drawn({"a.b": u})["a.b"]
    assert -1.0 <= low <= high <= 1.0


def test_the_median_of_the_draws() -> None:
    from agents.parameters import Draw, Parameter, Status

    def middle(shape: Draw) -> float:
        record = Parameter("a.b", 0.2, -1.0, 1.0, "x", "x", Status.ASSUMED, "x", "x", shape, 0.35)
        return ParameterSet([record]).drawn({"a.b": 0.5})["a.b"]

    assert middle(Draw.UNIFORM) == pytest.approx(0.0)
    assert middle(Draw.NORMAL) == pytest.approx(0.2)
    assert middle(Draw.TRIANGULAR) == pytest.approx(-1.0 + (2.0 * 1.2 * 0.5) ** 0.5)
