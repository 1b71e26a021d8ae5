"""Converting to later codes conserves persons."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import Crosswalk, DataError, load_table, municipality_frame

CODES = sorted(municipality_frame().index)
COUNTS = st.dictionaries(st.sampled_from(CODES), st.floats(0, 1e6), max_size=60)
YEARS = pytest.mark.parametrize("year", [2020, 2024])


@YEARS
@given(values=COUNTS)
def test_totals_are_conserved(year: int, values: dict[str, float]) -> None:
    converted = Crosswalk.between(2013, year).convert(values)
    assert math.isclose(sum(converted.values()), sum(values.values()), rel_tol=1e-9, abs_tol=1e-9)


@YEARS
@given(values=COUNTS, factor=st.floats(0, 100))
def test_conversion_is_linear(year: int, values: dict[str, float], factor: float) -> None:
    walk = Crosswalk.between(2013, year)
    scaled = walk.convert({code: factor * value for code, value in values.items()})
    for code, value in walk.convert(values).items():
        assert math.isclose(scaled[code], factor * value, rel_tol=1e-9, abs_tol=1e-6)


@YEARS
def test_every_code_is_covered_and_shares_sum_to_one(year: int) -> None:
    walk = Crosswalk.between(2013, year)
    assert sorted(walk.shares) == CODES
    for code in CODES:
        assert math.isclose(sum(share for _, share in walk.targets(code)), 1.0)


def test_every_municipality_of_2024_gets_something() -> None:
    converted = Crosswalk.between(2013, 2024).convert(dict.fromkeys(CODES, 1.0))
    assert set(converted) == set(load_table("municipalities_2024")["code"])


def test_a_divided_municipality_goes_to_its_parts() -> None:
    assert {t for t, _ in Crosswalk.between(2013, 2020).targets("1850")} == {"1806", "1875"}
    assert Crosswalk.between(2013, 2024).targets("1127") == (("1127", 1.0),)


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(DataError, match=r"'0300' is not .* the nearest is '0301'"):
        Crosswalk.between(2013, 2024).convert({"0300": 1.0})


def test_unknown_years_are_refused() -> None:
    with pytest.raises(DataError, match="2020 and 2024"):
        Crosswalk.between(2013, 2018)


def test_shares_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        Crosswalk.between(2013, 2024).shares["0301"] = ()  # type: ignore[index]
