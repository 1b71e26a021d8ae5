"""Whatever a table bank does: the table comes whole and right, or nothing does and one sentence says why."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calibration.connector.api import Api
from calibration.connector.cache import Cache
from calibration.connector.cube import Cube
from calibration.connector.errors import ConnectorError
from calibration.connector.fetching import fetch
from tests.calibration.connector.bank import (
    Bank,
    Fault,
    Time,
    body,
    changed,
    cut,
    drip,
    says,
    status,
)
from tests.calibration.connector.conftest import api_of, defined


def got(api: Api, folder: Path) -> Cube:
    return fetch(defined(), api, Cache(folder / "cache")).cube


def whole(cube: Cube, bank: Bank) -> bool:
    """Say whether every cell and mark of the bank came."""
    order = [one.code for one in cube.heading.dimensions]
    assert order == list(bank.dimensions)
    for key, value in bank.cells.items():
        at = tuple(one.codes.index(code) for one, code in zip(cube.heading.dimensions, key, strict=True))
        same = cube.values[at] == value or (value is None and cube.values[at] != cube.values[at])
        if not same or cube.marks[at] != bank.marks.get(key, ""):
            return False
    return cube.values.size == len(bank.cells)


def told(error: pytest.ExceptionInfo[ConnectorError]) -> tuple[str, str]:
    """Return the sentence in both languages, seen to be one line that ends."""
    en, nb = error.value.said("en"), error.value.said("nb")
    for said in (en, nb):
        assert "\n" not in said and said.endswith(".") and "{" not in said
    assert en != nb
    return en, nb


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        (status(429, Retry_After="7"), [7.0]),
        (status(429, Retry_After="Thu, 01 Jan 1970 00:00:09 GMT"), [9.0]),
        (status(429), [60.0]),  # a whole window: others ask from the same address
        (status(429, Retry_After="soon"), [60.0]),
        (status(503, Retry_After="3"), [3.0]),
        (status(500), [1.0]),
        (status(502), [1.0]),
        (status(504), [1.0]),
        (cut, [1.0]),
        (body(b'{"class": "dataset", "id": ["Reg'), []),  # cut by something between: asked for once more
    ],
    ids=["429", "429-date", "429-bare", "429-odd", "503", "500", "502", "504", "cut", "half"],
)
def test_what_passes_is_waited_out_and_nothing_is_lost(
    fault: Fault, waits: list[float], bank: Bank, api: Api, clock: Time, tmp_path: Path
) -> None:
    bank.faults.append(fault)
    assert whole(got(api, tmp_path), bank)
    assert clock.slept == waits and len(bank.queries) == 2


def test_patience_doubles_and_ends(bank: Bank, api: Api, clock: Time, tmp_path: Path) -> None:
    bank.faults.extend([status(503)] * 9)
    with pytest.raises(ConnectorError) as error:
        got(api, tmp_path)
    assert clock.slept == [1.0, 2.0, 4.0] and len(bank.queries) == 4
    assert "HTTP 503" in told(error)[0]


def test_a_server_that_asks_for_an_hour_is_left(bank: Bank, api: Api, clock: Time, tmp_path: Path) -> None:
    bank.faults.append(status(429, Retry_After="3600"))
    with pytest.raises(ConnectorError) as error:
        got(api, tmp_path)
    assert clock.slept == [] and "3600 s" in told(error)[0]


def test_a_drip_does_not_hold_up_for_longer_than_the_time_out(
    bank: Bank, clock: Time, tmp_path: Path
) -> None:
    bank.faults.extend([drip] * 2)
    with pytest.raises(ConnectorError) as error:
        got(api_of(bank, clock, total=0.3, attempts=2), tmp_path)
    assert "> 0.3 s" in told(error)[0]
    assert whole(got(api_of(bank, clock), tmp_path), bank)


def test_too_many_cells_makes_smaller_queries(bank: Bank, api: Api, tmp_path: Path) -> None:
    bank.truly_most = 5  # though /config says 800,000
    assert whole(got(api, tmp_path), bank)
    sizes = [len(one["valueCodes"]) for query in bank.queries for one in query["selection"]]
    assert max(sizes) <= 4 and len(bank.queries) > 5


def test_refused_for_a_single_cell_is_told(bank: Bank, api: Api, tmp_path: Path) -> None:
    bank.truly_most = 0
    with pytest.raises(ConnectorError) as error:
        got(api, tmp_path)
    assert "403" in told(error)[0]


@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("turned", [False, True])
def test_all_forms_of_an_answer_are_read(
    sparse: bool, turned: bool, bank: Bank, api: Api, tmp_path: Path
) -> None:
    bank.sparse, bank.turned, bank.most = sparse, turned, 7
    assert whole(got(api, tmp_path), bank)
    assert len(bank.queries) > 3


def spoiled(change: Callable[[dict[str, Any]], None]) -> Fault:
    """Answer rightly but for one thing."""

    def fault(handler: Any, bank: Bank) -> None:
        made = bank.dataset(bank.dimensions)
        change(made)
        handler.send(made)

    return fault


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (lambda d: d.update(value=d["value"][:-1]), "value"),
        (lambda d: d.update(value={"999": 1}), "value"),
        (lambda d: d.update(value=["1"] * 24), "value.0"),
        (lambda d: d.update(value=[float("nan")] * 24), "value.0"),
        (lambda d: d.update(status=[":"]), "status"),
        (lambda d: d.update(status={"0": 3}), "status.0"),
        (lambda d: d.update(size=[1, 2, 3]), "size"),
        (lambda d: d.update(id=["Region"] * 4), "id"),
        (lambda d: d.pop("dimension"), "dimension"),
        (lambda d: d["dimension"].pop("Kjonn"), "dimension.Kjonn.category"),
        (lambda d: d["dimension"]["Kjonn"]["category"].update(index={"1": 0, "2": 5}), "category.index"),
        (lambda d: d["dimension"]["Kjonn"]["category"].update(index=["1"]), "category.index"),
    ],
)
def test_malformed_answers_are_refused_and_where_is_said(
    change: Callable[[dict[str, Any]], None], at: str, bank: Bank, api: Api, tmp_path: Path
) -> None:
    bank.faults.extend([spoiled(change)] * 2)
    with pytest.raises(ConnectorError) as error:
        got(api, tmp_path)
    assert at in told(error)[0]
    assert not list((tmp_path / "cache").glob("*"))  # nothing of it is kept


def other_year(told: dict[str, Any]) -> None:
    told["dimension"]["Tid"]["category"]["index"] = ["2009", "2010", "2011", "1999"]


def other_variable(told: dict[str, Any]) -> None:
    told["dimension"]["Alder"] = told["dimension"]["Kjonn"]
    told["id"] = ["Region", "Alder", "ContentsCode", "Tid"]


@pytest.mark.parametrize(
    ("change", "key"), [(other_year, "data_other_codes"), (other_variable, "data_other_variables")]
)
def test_an_answer_to_another_question_is_not_used(
    change: Callable[[dict[str, Any]], None], key: str, bank: Bank, api: Api, tmp_path: Path
) -> None:
    bank.faults.extend([spoiled(change)] * 2)
    with pytest.raises(ConnectorError) as error:
        got(api, tmp_path)
    told(error)
    assert error.value.key == key and not list((tmp_path / "cache").glob("*"))


def test_half_an_answer_that_is_well_formed_is_not_taken_for_the_whole(
    bank: Bank, api: Api, tmp_path: Path
) -> None:
    fewer = {**bank.dimensions, "Region": bank.dimensions["Region"][:2]}
    bank.faults.extend([says(bank.dataset(fewer))] * 2)
    with pytest.raises(ConnectorError) as error:
        got(api, tmp_path)
    assert error.value.key == "data_cells_lost" and "cells that did not come: 8" in told(error)[0]


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (body(b"<html>Stengt</html>", "text/html"), "data_no_json_type"),
        (body(b"1;2;3", ""), "data_no_json_type"),
        (status(400), "data_bad_answer"),
        (status(301, Location="http://127.0.0.1:1/"), "data_bad_answer"),
        (status(404), "data_not_there"),
    ],
)
def test_what_does_not_pass_is_told_at_once(
    fault: Fault, key: str, bank: Bank, api: Api, clock: Time, tmp_path: Path
) -> None:
    bank.faults.append(fault)
    with pytest.raises(ConnectorError) as error:
        got(api, tmp_path)
    told(error)
    assert error.value.key == key and clock.slept == [] and len(bank.queries) == 1


@pytest.mark.parametrize("content", [b"[]", b"null", b"{", b"[" * 100_000, b"\xff\xfe", b""])
def test_what_is_no_json_object_is_told(content: bytes, bank: Bank, api: Api, tmp_path: Path) -> None:
    bank.faults.extend([body(content)] * 2)
    with pytest.raises(ConnectorError) as error:
        got(api, tmp_path)
    told(error)
    assert error.value.key == "data_no_json"


def test_a_table_changed_meanwhile_is_fetched_anew_and_never_mixed(
    bank: Bank, api: Api, tmp_path: Path
) -> None:
    bank.most = 6
    bank.faults.extend([lambda handler, bank: handler.send(_answer(bank)), changed("2026-02-02T07:00:00Z")])
    cube = got(api, tmp_path)
    assert cube.heading.updated == "2026-02-02T07:00:00Z"
    assert whole(cube, bank)  # all of the new version: the first query was asked anew


def _answer(bank: Bank) -> dict[str, Any]:
    asked = bank.queries[-1]["selection"]
    return bank.dataset({one["variableCode"]: tuple(one["valueCodes"]) for one in asked})


def test_a_table_that_never_rests_is_left_for_another_day(bank: Bank, api: Api, tmp_path: Path) -> None:
    bank.faults.extend([changed(f"2026-02-0{day}") for day in (1, 2, 3, 4)])
    with pytest.raises(ConnectorError) as error:
        got(api, tmp_path)
    assert error.value.key == "data_changing" and told(error)


def test_nobody_there_is_told(clock: Time, tmp_path: Path) -> None:
    bank = Bank({}, {}, address="http://127.0.0.1:9/v2")
    with pytest.raises(ConnectorError) as error:
        got(api_of(bank, clock, attempts=2), tmp_path)
    en, nb = told(error)
    assert "(last: no connection)" in en and "(sist: ingen forbindelse)" in nb
    bank.address = "gopher://nowhere"
    with pytest.raises(ConnectorError) as error:
        got(api_of(bank, clock), tmp_path)
    assert error.value.key == "data_no_address" and told(error)


def test_a_fetch_that_was_stopped_goes_on_where_it_was(
    bank: Bank, api: Api, clock: Time, tmp_path: Path
) -> None:
    bank.most = 6
    bank.faults.extend([lambda handler, bank: handler.send(_answer(bank))] * 2 + [status(400)])
    with pytest.raises(ConnectorError):
        got(api, tmp_path)
    before = len(bank.queries)
    assert whole(got(api_of(bank, clock), tmp_path), bank)
    assert len(bank.queries) - before == len(list((tmp_path / "cache").glob("*.json"))) - 2


def test_a_damaged_answer_in_the_cache_is_fetched_anew(bank: Bank, api: Api, tmp_path: Path) -> None:
    assert whole(got(api, tmp_path), bank)
    (kept,) = (tmp_path / "cache").glob("*.json")
    kept.write_bytes(kept.read_bytes().replace(b"14", b"15"))
    assert whole(got(api, tmp_path), bank)
    assert len(bank.queries) == 2
    assert json.loads(kept.read_bytes())["class"] == "dataset"
