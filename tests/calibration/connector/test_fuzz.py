"""Whatever a file or an answer holds: it is read, or one error of ours says what is wrong with it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calibration.connector.definition import checked
from calibration.connector.errors import ConnectorError, DefinitionError
from calibration.connector.jsonstat import parsed, read_cube
from calibration.connector.limits import limits_of
from calibration.connector.local import local_rows
from calibration.connector.lock import read_lock
from tests.calibration.connector.bank import population
from tests.calibration.connector.conftest import GIVEN

LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just(10**400)
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["0", "a", "Tid"]), inner, max_size=3)
    ),
    max_leaves=6,
)
BANK = population()
PLACES = [
    ("value",), ("status",), ("id",), ("size",), ("role",), ("dimension",), ("label",), ("class",),
    ("dimension", "Tid"), ("dimension", "Tid", "category"), ("dimension", "Tid", "category", "index"),
    ("dimension", "Tid", "category", "label"), ("dimension", "ContentsCode", "category", "unit"),
    ("dimension", "Region", "extension"), ("dimension", "Region", "extension", "codelists"),
]  # fmt: skip


@given(st.sampled_from(PLACES), JSON)
@settings(max_examples=300)
def test_json_stat_with_anything_anywhere(place: tuple[str, ...], anything: Any) -> None:
    told = BANK.dataset(BANK.dimensions)
    inner = told
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = anything
    try:
        cube = read_cube(parsed(json.dumps(told).encode(), "here"), "here")
    except ConnectorError as error:
        assert error.said("en") != error.said("nb")
    else:
        assert cube.values.shape == cube.marks.shape == cube.heading.shape


@given(
    st.dictionaries(st.sampled_from([*GIVEN, "select", "codelists", "symbols", "folder", "base", "x"]), JSON)
)
@settings(max_examples=200)
def test_definitions_with_anything_anywhere(changes: dict[str, Any]) -> None:
    try:
        checked({**GIVEN, **changes}, "people.toml", Path("."))
    except DefinitionError as error:
        lines = error.said("nb").splitlines()
        assert len(lines) == len(error.problems) and all(line.startswith("people.toml: ") for line in lines)


@given(st.dictionaries(st.sampled_from(["maxDataCells", "maxCallsPerTimeWindow", "timeWindow"]), JSON))
def test_limits_of_anything(config: dict[str, Any]) -> None:
    try:
        found = limits_of(config, "here")
    except ConnectorError as error:
        assert error.key == "data_malformed"
    else:
        assert found.cells >= 1 and found.calls >= 1 and found.window >= 1


@given(JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_lock_file_of_anything(tmp_path: Path, anything: Any) -> None:
    (tmp_path / "data.lock.json").write_text(
        json.dumps({"format": 1, "tables": {"people": anything}}), encoding="utf-8"
    )
    with pytest.raises(ConnectorError, match="damaged"):
        read_lock(tmp_path)


@pytest.mark.parametrize("kind", ["px-csv", "imdi-csv", "microdata", "json-stat2"])
@given(
    st.one_of(st.binary(max_size=80), st.text(alphabet='aår;,\n"2012<5:.0 \t', max_size=60).map(str.encode))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_files_of_anything(tmp_path: Path, kind: str, content: bytes) -> None:
    (tmp_path / "f").write_bytes("år;a;v\n".encode() + content)
    given_more = {"kind": kind, "file": "f", "restricted": kind == "microdata"}
    columns = {"year": "år", "geography": "a", "value": "v"}
    given_all = {key: value for key, value in GIVEN.items() if key != "table"} | given_more
    one = checked({**given_all, "columns": columns}, "people.toml", tmp_path)
    try:
        frame = local_rows(one)
    except ConnectorError as error:
        assert error.said("en") != error.said("nb")
    else:
        assert len(frame) and (frame["value"].notna() == (frame["state"] == "observed")).all()
