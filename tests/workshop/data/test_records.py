import numpy as np
import pytest

from indicators.settlement import SETTLED as BY_YEAR
from simulation.recorder import Record, RecordError
from workshop.data import observers
from workshop.data.records import monthly, months_of, records_of, running, said


def test_months_begin_with_the_first_recorded(records: dict[str, list[Record]]) -> None:
    months = months_of(records["integrated"][0])
    assert (months[0], months[-1], len(months)) == ("2009-01", "2012-12", 48)


def test_months_add_up_to_the_years_of_the_indicator(records: dict[str, list[Record]]) -> None:
    record = records["integrated"][0]
    found = monthly(record, observers.SETTLED)
    cells = record.arrays(BY_YEAR.name)
    assert found.sum() == cells["value"].sum() > 0
    towns = monthly(record, observers.SETTLED, np.arange(6), "municipality")
    assert towns.shape == (48, 6) and np.array_equal(towns.sum(axis=1), found)
    for town in range(6):
        assert towns[:, town].sum() == cells["value"][cells["municipality"] == town].sum()


def test_keys_are_given_in_the_order_asked_for(records: dict[str, list[Record]]) -> None:
    record = records["integrated"][0]
    towns = monthly(record, observers.SETTLED, np.arange(6), "municipality")
    mixed = monthly(record, observers.SETTLED, np.array([4, 0, 99]), "municipality")
    assert np.array_equal(mixed, np.stack([towns[:, 4], towns[:, 0], np.zeros(48)], axis=1))


def test_a_running_sum_is_unknown_until_its_window_is_full() -> None:
    found = running(np.arange(1.0, 7.0), 3)
    assert np.array_equal(found, [np.nan, np.nan, 6, 9, 12, 15], equal_nan=True)


def test_what_was_not_recorded_needs_a_rerun(records: dict[str, list[Record]]) -> None:
    record = records["integrated"][0]
    bare = Record(record.columns, {**record.meta, "observers": record.meta["observers"][:3]})
    with pytest.raises(RecordError, match="re-run"):
        monthly(bare, observers.SETTLED)


def test_a_share_of_the_persons_is_said_in_both_languages() -> None:
    assert said("norway-2013", 1.0) == []
    (line,) = said("norway-2013", 0.1)
    assert "0.1" in line["en"] and "0,1" in line["nb"]


def test_records_of_a_study_come_by_scenario(tmp_path_factory: pytest.TempPathFactory) -> None:
    from experiments import compare
    from experiments.store.saved import open_study

    out = tmp_path_factory.mktemp("runs")
    study = compare(["integrated"], 2, 1, out, world="tiny", years=(2009, 2009))
    assert study.path is not None
    found = records_of(open_study(study.path))
    assert list(found) == ["baseline-2013", "integrated"]
    assert [record.meta["seed"] for record in found["integrated"]] == [1, 2]
