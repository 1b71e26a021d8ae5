"""What the tests of the connector share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from calibration.connector.api import Api
from calibration.connector.definition import Definition, checked
from calibration.connector.web import Patience, Web
from tests.calibration.connector.bank import Bank, Time, opened, population

GIVEN = {
    "name": "people",
    "kind": "ssb",
    "table": "07459",
    "title_en": "People",
    "title_nb": "Folk",
    "unit": "persons",
    "publisher": "SSB",
    "terms": "CC BY 4.0",
    "columns": {"year": "role:time", "geography": "role:geo", "group": ["Kjonn"]},
}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep a user's own data folder and proxies out of the tests."""
    monkeypatch.setenv("BOSETTING_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def bank() -> Iterator[Bank]:
    with opened(population()) as made:
        yield made


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def api(bank: Bank, clock: Time) -> Api:
    return api_of(bank, clock)


def api_of(bank: Bank, clock: Time, total: float = 20.0, attempts: int = 4) -> Api:
    return Api(Web(Patience(total=total, attempts=attempts), clock, clock.sleep, lambda: 0.0), bank.address)


def defined(**changes: object) -> Definition:
    return checked({**GIVEN, **changes}, "people.toml", Path("."))
