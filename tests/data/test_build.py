"""Rebuilding gives the same bytes, and a missing source is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.build import BUILDERS, TABLES, build, main
from data.errors import DataError


def test_rebuild_is_byte_identical_to_what_is_embedded(source_folder: Path, tmp_path: Path) -> None:
    build(source_folder, tmp_path)
    embedded = sorted(p.name for p in TABLES.iterdir())
    assert sorted(p.name for p in tmp_path.iterdir()) == embedded
    for name in embedded:
        assert (tmp_path / name).read_bytes() == (TABLES / name).read_bytes(), name


def test_a_missing_source_file_is_named_and_nothing_is_written(source_folder: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "tables"
    shutil.copytree(
        source_folder,
        source,
        ignore=shutil.ignore_patterns("rents_lmu.csv", "boundaries"),
        copy_function=shutil.copyfile,
    )
    with pytest.raises(DataError, match=r"no file 'rents_lmu\.csv'"):
        build(source, target)
    assert not target.exists()


def test_the_command_says_what_is_wrong_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--source", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err.strip().endswith("does not exist.")


def test_a_damaged_source_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "municipalities_2013.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"'municipalities_2013\.csv' lacks the column"):
        build(tmp_path, tmp_path / "tables")


def test_every_builder_has_its_table() -> None:
    assert len(list(TABLES.glob("*.csv"))) == len(BUILDERS)


def test_tables_are_small_and_name_no_folder_of_a_machine() -> None:
    assert sum(p.stat().st_size for p in TABLES.iterdir()) < 2_500_000
    checkout = TABLES.resolve().parents[1]
    # the folder this checkout lies in, and homes: a path of whatever machine the tables were built on
    places = {f"{Path.home()}/", "/home/", f"{checkout}/"}
    if checkout.parent != checkout.parent.parent:
        places.add(f"{checkout.parent}/")
    for path in TABLES.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [place for place in places if place in text], path.name
