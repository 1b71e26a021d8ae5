"""The list of worlds and their overlays of parameter values."""

from pathlib import Path

import pytest

from agents.kinds import END_MONTH
from agents.parameters import ParameterError, ParameterSet, collect, read_records
from simulation.worlds import FOLDERS, NORWAY_2013, NORWAY_2024, national, overlay


def test_norway_2013_is_the_years_and_values_as_they_stand() -> None:
    assert NORWAY_2013.calendar.month_of(2009) == 24
    assert NORWAY_2013.first_recorded == 2009
    assert not overlay(NORWAY_2013)
    assert national("tiny") is NORWAY_2013 and national("norway-2024") is NORWAY_2024


def test_labels_name_the_years_that_are_run() -> None:
    """Cohorts are seen two and five years on, within the years of the run."""
    assert NORWAY_2013.calendar.month_of(NORWAY_2013.last_year + 1) == END_MONTH
    assert NORWAY_2013.spans == ("2011-16", "2011-14", "2009-11", "of 2013", "2013-priser")
    assert NORWAY_2024.spans == ("2025-33", "2025-31", "2024-28", "of 2024", "2024-priser")
    assert NORWAY_2024.first_recorded == 2024
    assert (NORWAY_2013.code_year, NORWAY_2024.code_year) == (2013, 2024)


def test_an_overlay_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    base = collect(FOLDERS)
    file = tmp_path / "permits.toml"
    file.write_text('[total]\nvalue = [1.0, 2.0]\nsource = "-"\nstatus = "assumed"\n')
    (record,) = read_records(file, base)
    assert record.value == (1.0, 2.0) and record.high == (60000.0, 60000.0)
    assert (record.nb, record.unit) == (base["permits.total"].nb, base["permits.total"].unit)
    laid = ParameterSet(base.values()).replaced([record])
    assert laid["permits.total"].value == (1.0, 2.0)
    assert len(laid) == len(base) and laid["permits.quota"] == base["permits.quota"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[totl]\nvalue = 1.0\nsource = "-"\nstatus = "assumed"\n', "no parameter named .permits.totl."),
        ('[surge]\nvalue = 1.0\nstatus = "assumed"\n', "permits.surge has no source"),
    ],
)
def test_an_overlay_that_is_wrong_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "permits.toml"
    file.write_text(text)
    with pytest.raises(ParameterError, match=said):
        read_records(file, collect(FOLDERS))
