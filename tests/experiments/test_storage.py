from pathlib import Path

import pytest

from experiments import storage
from experiments.storage import (
    RECORD,
    OutputError,
    code_fingerprint,
    identity,
    is_done,
    writable_folder,
    write_json,
)
from simulation.whole import MANIFEST


def test_identity_follows_every_value_and_the_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    one = identity({"a": 1})
    assert one == identity({"a": 1}) != identity({"a": 2})
    assert len(code_fingerprint()) == 16
    monkeypatch.setattr(storage, "versions", lambda: {"python": "3.99"})
    assert identity({"a": 1}) != one


def test_a_run_is_done_only_with_manifest_record_and_the_same_identity(tmp_path: Path) -> None:
    assert not is_done(tmp_path, "x")
    write_json(tmp_path / MANIFEST, {"identity": "x"})
    assert not is_done(tmp_path, "x")
    (tmp_path / RECORD).write_bytes(b"")
    assert is_done(tmp_path, "x")
    assert not is_done(tmp_path, "y")


def test_a_damaged_manifest_is_none(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_bytes(b"")
    for damaged in ('{"meta": ', "[]"):
        (tmp_path / MANIFEST).write_text(damaged)
        assert not is_done(tmp_path, "x")


def test_unwritable_output_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written to .*file"):
        writable_folder(tmp_path / "file" / "below")


def test_nothing_partial_is_left(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", [1])
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
