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


KRONER = {"unit": "1000 NOK of 2013", "unit_nb": "1000 kr i 2013-priser"}
SHARE = {"unit": "share", "unit_nb": "andel"}


@pytest.mark.parametrize(
    ("row", "digits", "lang", "text", "band"),
    [
        (KRONER | {"difference": -270.0, "low": -310.0, "high": -230.0}, 0, "nb",
         "270\u202f000 kr mindre (2013-priser)", "[\u2212310\u202f000; \u2212230\u202f000]"),
        (KRONER | {"difference": 0.34, "low": 0.12, "high": 0.5}, 1, "en",
         "300 NOK more (2013 prices)", "[+100; +500]"),
        (SHARE | {"difference": -0.0123, "low": -0.02, "high": 0.004}, 3, "nb",
         "1,2 prosentpoeng lavere", "[\u22122,0; +0,4]"),
        ({"unit": "persons", "unit_nb": "personer", "difference": 1301.2, "low": None, "high": None}, 0, "en",
         "1\u202f301 more persons", ""),
        ({"unit": "persons", "unit_nb": "personer", "difference": 0.2, "low": -1.0, "high": 1.4}, 0, "nb",
         "om lag uendret", "[\u22121; +1]"),
        # a clear difference never looks like none
        (SHARE | {"difference": -0.0004, "low": -0.0007, "high": -0.0001}, 3, "en",
         "0.04 percentage points lower", "[\u22120.07; \u22120.01]"),
        ({"unit": "wishes", "unit_nb": "ønsker", "difference": 2.0, "low": 1.0, "high": 3.0}, 0, "nb",
         "+2 ønsker", "[+1; +3]"),
    ],
)  # fmt: skip
def test_a_difference_reads_as_people_say_it(
    opened: Opened, row: dict[str, Any], digits: int, lang: str, text: str, band: str
) -> None:
    page = opened("vote", "vote")
    found = page.evaluate(
        """async ([row, digits, lang]) => {
            const [{ amount }, { translator }] = await Promise.all(
                ["amount", "i18n"].map((name) => import(`/page/modules/${name}.js`)));
            const words = await (await fetch("/page/modules/words.json")).json();
            return amount(row, digits, lang, translator(words, lang));
        }""",
        [row, digits, lang],
    )
    assert found == {"text": text, "interval": band}


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
