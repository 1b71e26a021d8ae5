"""`run.py bench` has its rows, and what it says is positive and consistent (how fast is not tested)."""

import csv
import json
from math import isnan
from pathlib import Path

import numpy as np
import pytest

from benchmarks.bench import commands, growth, kernels, machine, nation, twin
from benchmarks.bench.rows import GROUPS, Budget, Row
from benchmarks.speed import Cost
from simulation.kernels import wellbeing

SMALL = Budget(
    scale=0.02, months=1, twin=600, twin_months=1, sizes=(600, 1200), replicates=(1,), last_year=2009,
    triad=100_000, seconds=0.001,
)  # fmt: skip


def test_the_table_has_its_rows_and_the_files_hold_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = [Cost(scale, 110_000 * scale, 0.1, 0.02 + scale, 200.0) for scale in (0.01, 0.02)]
    monkeypatch.setattr(growth, "costs_of", lambda scales, months: costs)  # its processes: test_benchmarks.py
    commands.bench_and_print(False, False, False, tmp_path, SMALL)
    printed = capsys.readouterr().out
    rows = json.loads((tmp_path / "bench.json").read_text())
    with (tmp_path / "bench.csv").open() as file:
        assert [row["name"] for row in csv.DictReader(file)] == [row["name"] for row in rows]
    assert {row["group"] for row in rows} == set(GROUPS)
    for name in ("recording alone", "person kernels together", "plain-object Mesa twin", "GB/s"):
        assert name in printed and any(name in row["name"] for row in rows)
    for row in rows:
        for figure in ("persons", "months", "seconds", "bytes", "bandwidth", "times"):
            assert row[figure] is None or row[figure] > 0, (row["name"], figure)
        if row["months"] is not None:
            assert row["person_months_a_second"] == pytest.approx(row["months"] / row["seconds"])


def test_json_on_the_screen_is_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "measured", lambda budget: iter([[machine.row_of(2e9)]]))
    commands.bench_and_print(False, False, True, tmp_path, SMALL)
    (row,) = json.loads(capsys.readouterr().out)
    assert "2.0 GB/s" in row["name"] and row["persons"] is None


def test_the_parts_of_the_nation_add_up() -> None:
    rows = {row.name.strip(): row for row in nation.rows_of(nation.lived(0.02, 3), 1e9)}
    whole, bare, alone = (
        rows[name].seconds
        for name in ("whole model, recording included", "whole model, recording left out", "recording alone")
    )
    assert whole == pytest.approx(bare + alone)
    persons = next(row for name, row in rows.items() if name.startswith("person processes"))
    assert persons.seconds == pytest.approx(sum(rows[name].seconds for name in nation.PERSONS))
    assert sum(rows[name].seconds for name in rows if name in ("work", "tenancies", "careers")) < bare
    assert rows["whole model, recording included"].bandwidth > 0


def test_a_kernel_is_given_back_when_a_month_was_overheard() -> None:
    before = wellbeing.feel
    year = nation.lived(0.02, 1)
    with kernels.overheard() as given:
        assert wellbeing.feel is not before
        year.model.run_for(1)
    assert wellbeing.feel is before and set(given) == set(kernels.KERNELS)


def test_twin_and_model_are_held_against_each_other_on_one_start() -> None:
    plain, columns = twin.rows_of(SMALL)
    assert plain.months == columns.months  # the same persons, bit by bit
    assert columns.times == pytest.approx(columns.rate / plain.rate) and columns.against == plain.name


def test_size_is_held_against_the_smallest() -> None:
    costs = [Cost(0.1, 1e4, 0.1, 0.01, 100.0), Cost(1.0, 1e5, 0.1, 0.02, 200.0)]
    rows = [growth.size_row(cost, costs[0], 12) for cost in costs]
    assert rows[0].times == pytest.approx(1.0) and rows[1].times == pytest.approx(5.0)
    assert rows[1].rate == pytest.approx(5e6) and rows[1].bytes == pytest.approx(2000)


def test_the_triad_is_a_triad() -> None:
    a, b, c = np.zeros(5), np.arange(5.0), np.ones(5)
    machine.triad(a, b, c)
    assert np.array_equal(a, b + 3.0)
    assert machine.bandwidth(1000) > 0


def test_what_is_not_known_is_nothing_in_the_data() -> None:
    assert Row("machine", "x").as_data()["seconds"] is None and isnan(Row("machine", "x").rate)
