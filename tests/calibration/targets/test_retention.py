"""The life table of five years: known answers."""

import numpy as np
import pytest

from calibration.targets.retention import five_years


def table(yearly: float, cohorts: range = range(2004, 2013), persons: int = 100_000) -> dict[str, np.ndarray]:
    """Cells of cohorts of which the same share leaves each year, seen in the Decembers of 2009-12."""
    rows = [
        (cohort, year, stayed, round(persons * (part if stayed else 1 - part)))
        for cohort in cohorts
        for year in range(max(2009, cohort), 2013)
        for part in [yearly ** (year - cohort + 0.5)]
        for stayed in (0, 1)
    ]
    cohort, year, same, value = (np.array(column) for column in zip(*rows, strict=True))
    return {"settlement_year": cohort, "year": year, "same_municipality": same, "value": value}


@pytest.mark.parametrize("yearly", [0.9, 0.95, 1.0])
def test_a_constant_hazard_is_found_again(yearly: float) -> None:
    assert five_years(table(yearly)) == pytest.approx(yearly**5, rel=1e-3)


def test_where_the_start_put_people_does_not_matter() -> None:
    cells = table(0.95)
    old = cells["settlement_year"] <= 2006
    # half of the early cohorts were never where they had been settled, says the start
    cells["value"] = np.where(old & (cells["same_municipality"] == 1), cells["value"] // 2, cells["value"])
    whole = dict.fromkeys(zip(cells["settlement_year"], cells["year"], strict=True), 100000)
    for i in np.flatnonzero(old & (cells["same_municipality"] == 0)):
        key = (cells["settlement_year"][i], cells["year"][i])
        stayed = (cells["settlement_year"] == key[0]) & (cells["year"] == key[1])
        stayed &= cells["same_municipality"] == 1
        cells["value"][i] = whole[key] - cells["value"][stayed].sum()
    assert five_years(cells) == pytest.approx(0.95**5, rel=1e-3)


def test_without_a_year_since_settlement_there_is_no_figure() -> None:
    cells = table(0.95, range(2010, 2013))
    assert np.isnan(five_years(cells))
