"""What modules reckon with, asked in a page: numbers, months, ticks, names, ranks, packed arrays."""

from typing import Any

import numpy as np
import pytest

from experiments.typeset import interval, number
from tests.workshop.page.conftest import Opened
from workshop.data.packing import pack_small

pytestmark = pytest.mark.slow


@pytest.fixture
def asked(opened: Opened) -> Any:
    page = opened("vote", "vote")

    def ask(module: str, name: str, *given: Any) -> Any:
        return page.evaluate(
            "async ([module, name, given]) => (await import(`/page/modules/${module}.js`))[name](...given)",
            [module, name, list(given)],
        )

    return ask


def test_numbers_are_written_as_in_reports(asked: Any) -> None:
    for value in (0.0, 1234567.891, -0.0004, -12.35, 999.5, 1e-9, 12345.0):
        for digits in (0, 1, 3):
            for lang in ("en", "nb"):
                for signed in (False, True):
                    assert asked("format", "number", value, digits, lang, signed) == number(
                        value, digits, lang, signed
                    )
    assert asked("format", "interval", -1.5, 2.5, 1, "nb", True) == interval(-1.5, 2.5, 1, "nb")
    assert asked("format", "number", None, 1, "nb") == "ikke tilgjengelig"


def test_months_have_names(asked: Any) -> None:
    assert asked("format", "month", "2013-03", "nb") == "mars 2013"
    assert asked("format", "month", "2013-12", "en") == "December 2013"
    assert asked("format", "month", 2013, "nb") == "2013"


def test_ticks_are_round_and_within(asked: Any) -> None:
    found = asked("format", "ticks", 0, 19186, 5)
    assert found["values"] == [0, 5000, 10000, 15000]
    assert asked("format", "ticks", -1.1, 1.1, 3)["values"] == [-1, 0, 1]


def test_names_are_folded(asked: Any) -> None:
    assert asked("search", "folded", "Ålesund") == ["alesund", "aalesund"]
    assert asked("search", "folded", "Kárášjohka") == ["karasjohka", "karasjohka"]
    assert asked("search", "folded", "Øvre Eiker")[0] == "ovre eiker"


def test_equal_gains_share_a_rank(asked: Any) -> None:
    ranking = {
        "scenarios": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
        "families": [{"id": "x", "gains": {"a": 0, "b": 1, "c": 1 + 1e-12}}],
    }
    assert asked("ranks", "ranks", ranking, ["x"]) == {"a": 3, "b": 1, "c": 1}
    assert asked("ranks", "ranks", ranking, []) is None


def test_packed_arrays_are_read_as_they_were_written(asked: Any) -> None:
    values = np.array([[1.5, np.nan], [-2.25, 1000.0]])
    packed = pack_small(values)
    found = asked("base", "unpack", packed)
    found = [found[str(i)] for i in range(4)] if isinstance(found, dict) else list(found)
    assert found[0] == pytest.approx(1.5, abs=packed["factor"]) and found[3] == pytest.approx(1000, rel=1e-4)
    assert found[1] is None or found[1] != found[1]
    assert asked("base", "said", {"en": "a", "nb": "b"}, "nb") == "b"


def test_a_plain_array_may_have_gaps(asked: Any) -> None:
    found = asked("base", "unpack", [1, None])
    found = [found[str(i)] for i in range(2)] if isinstance(found, dict) else list(found)
    assert found[0] == 1 and (found[1] is None or found[1] != found[1])
