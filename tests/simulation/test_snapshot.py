"""Snapshots: interrupted equals uninterrupted."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agents.parameters import collect
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.snapshot import SnapshotError, load, same, save, take
from simulation.start.tiny import tiny_geography, tiny_world

ROOT = Path(__file__).parents[2]
VALUES = collect([ROOT / "agents", ROOT / "simulation" / "processes"]).resolve()


def model_of(world: Any, seed: int = 3, start: int = 24, **manner: Any) -> SettlementModel:
    return SettlementModel(world, [Phase(0, VALUES)], seed, start=start, **manner)


def test_run_save_restore_continue_is_the_same_run(tmp_path: Path) -> None:
    whole, first = model_of(tiny_world(persons=150)), model_of(tiny_world(persons=150))
    whole.run_to(45)
    first.run_to(34)
    path = tmp_path / "runs" / "one" / "at.npz"  # folders that are not there yet
    save(take(first), path)
    assert [p.name for p in path.parent.iterdir()] == ["at.npz"]
    snapshot = load(path)
    again = model_of(snapshot.world(first.world.geography), start=snapshot.month)
    snapshot.restore_into(again)
    again.run_to(45)
    assert same(whole.world, again.world, (whole.ledger, again.ledger)) == []
    assert again.ledger.balanced()


@pytest.mark.parametrize("month", [25, 36, 41])
def test_a_run_of_any_manner_goes_on_from_a_file_with_the_same_bits(tmp_path: Path, month: int) -> None:
    """Also in the middle of a year, with a salt in force, and with the facts read back as JSON."""
    manner: dict[str, Any] = {
        "salt": 5, "salt_month": 24, "population_scale": 0.01, "knocked_out": ("wellbeing",),
    }  # fmt: skip
    whole, first = (model_of(tiny_world(persons=80), **manner) for _ in range(2))
    whole.run_to(46)
    first.run_to(month)
    taken = take(first)
    save(taken, tmp_path / "at.npz")
    read = load(tmp_path / "at.npz")
    assert read.facts == taken.facts and read.arrays.keys() == taken.arrays.keys()
    assert all(v.dtype != object for v in read.arrays.values())  # nothing that would need pickle
    again = model_of(read.world(first.world.geography), start=read.month, **manner)
    read.restore_into(again)
    again.run_to(46)
    assert same(whole.world, again.world, (whole.ledger, again.ledger)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("population_scale", 0.5), ("frozen", True), ("knocked_out", ("work",)), ("salt", 7)],
)
def test_a_run_made_otherwise_does_not_go_on(name: str, value: Any) -> None:
    model = model_of(tiny_world(persons=60))
    model.run_to(25)
    snapshot = take(model)
    other = model_of(snapshot.world(model.world.geography), start=25, **{name: value})
    with pytest.raises(SnapshotError, match=f"the snapshot has {name}"):
        snapshot.restore_into(other)


def test_a_salt_of_later_months_may_differ() -> None:
    model = model_of(tiny_world(persons=60))
    snapshot = take(model)
    snapshot.restore_into(model_of(snapshot.world(model.world.geography), salt=7, salt_month=30))


def test_branches_do_not_share_state() -> None:
    model = model_of(tiny_world(persons=60))
    snapshot = take(model)
    before = {k: v.copy() for k, v in snapshot.arrays.items()}
    branch = model_of(snapshot.world(model.world.geography))
    snapshot.restore_into(branch)
    branch.run_to(30)
    assert all(np.array_equal(before[k], snapshot.arrays[k]) for k in before)
    assert model.world.persons.n == snapshot.world(model.world.geography).persons.n


def test_snapshots_of_something_else_are_refused(tmp_path: Path) -> None:
    model = model_of(tiny_world(persons=60))
    snapshot = take(model)
    with pytest.raises(SnapshotError, match="another geography"):
        snapshot.world(tiny_geography(3))
    with pytest.raises(SnapshotError, match="seed 3"):
        snapshot.restore_into(model_of(snapshot.world(model.world.geography), seed=4))
    with pytest.raises(SnapshotError, match="no snapshot"):
        load(tmp_path / "none.npz")
    (tmp_path / "bad.npz").write_bytes(b"PK not really")
    with pytest.raises(SnapshotError, match="damaged"):
        load(tmp_path / "bad.npz")
