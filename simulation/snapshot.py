"""Snapshots: the whole state of a run as arrays and plain numbers, never pickled code.

A run to month t, saved, restored and continued is the same run as an uninterrupted one. A snapshot
at the policy date lets every arm branch from the same history.
"""

import hashlib
import json
import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from simulation.ledger import Ledger
from simulation.tables import Dwellings, Households, Landlords, Persons, Table
from simulation.whole import put_whole
from simulation.world import Geography, Husbanken, Imdi, Municipalities, Places, World

if TYPE_CHECKING:
    from simulation.model import SettlementModel

Array = npt.NDArray[Any]

FORMAT: Final = 2
TABLES: Final[dict[str, type[Table]]] = {
    "persons": Persons, "households": Households, "dwellings": Dwellings, "landlords": Landlords,
}  # fmt: skip
PARTS: Final[dict[str, type[Any]]] = {
    "municipalities": Municipalities, "places": Places, "husbanken": Husbanken, "imdi": Imdi,
}  # fmt: skip


class SnapshotError(RuntimeError):
    """A snapshot is damaged or belongs to another model; the message says which."""


@dataclass(frozen=True)
class Snapshot:
    """The state of a run at the beginning of a month.

    Attributes
    ----------
    arrays : dict
        Named arrays: ``persons.birth``-like names, ``ledger.balance``.
    facts : dict
        Plain data: format, month, seed, next uids, scalar fields, hash of the geography, and how the
        run was made (:func:`manner`).
    """

    arrays: dict[str, Array]
    facts: dict[str, Any]

    @property
    def month(self) -> int:
        """First month to run."""
        return int(self.facts["month"])

    @property
    def seed(self) -> int:
        """Replicate seed of the run."""
        return int(self.facts["seed"])

    def world(self, geography: Geography) -> World:
        """Return the world as it was (arrays are copies: branches do not share state).

        Raises
        ------
        SnapshotError
            If the geography is not the one of the run.
        """
        if self.facts["geography"] != geography_hash(geography):
            raise SnapshotError("the snapshot belongs to another geography (its municipalities or markets)")
        tables = {
            name: kind.from_arrays(self._part(name), int(self.facts["next_uid"][name]))
            for name, kind in TABLES.items()
        }
        parts = {}
        for name, kind in PARTS.items():
            arrays = {k: v.copy() for k, v in self._part(name).items()}
            parts[name] = kind(**arrays, **self.facts["scalars"][name])
        return World(geography=geography, **tables, **parts)  # type: ignore[arg-type]

    def restore_into(self, model: "SettlementModel") -> None:
        """Give a model built on :meth:`world` the ledger and the month.

        Processes keep nothing of their own from month to month: what they know is in the world.

        Raises
        ------
        SnapshotError
            If the model has another seed or is made in another manner.
        """
        if model.draws.seed != self.seed:
            raise SnapshotError(f"the snapshot is of seed {self.seed}, the model of seed {model.draws.seed}")
        for name, value in manner(model, self.month).items():
            if self.facts[name] != value:
                raise SnapshotError(f"the snapshot has {name} {self.facts[name]}, the model {value}")
        model.month = self.month
        model.ledger.restore(self._part("ledger"))

    def _part(self, name: str) -> dict[str, Array]:
        prefix = name + "."
        return {k[len(prefix) :]: v for k, v in self.arrays.items() if k.startswith(prefix)}


def take(model: "SettlementModel") -> Snapshot:
    """Return a snapshot of a model between two months (copies, in memory)."""
    world = model.world
    arrays: dict[str, Array] = {}
    for name in TABLES:
        arrays |= {f"{name}.{k}": v for k, v in getattr(world, name).arrays().items()}
    scalars: dict[str, dict[str, Any]] = {}
    for name in PARTS:
        part = getattr(world, name)
        scalars[name] = {}
        for field in fields(part):
            value = getattr(part, field.name)
            if isinstance(value, np.ndarray):
                arrays[f"{name}.{field.name}"] = value.copy()
            elif isinstance(value, (bool, int, float, str, np.integer, np.floating)):
                scalars[name][field.name] = value.item() if isinstance(value, np.generic) else value
            else:
                raise SnapshotError(f"{name}.{field.name} is neither an array nor a plain number")
    arrays |= {f"ledger.{k}": v for k, v in model.ledger.snapshot().items()}
    facts = {
        "format": FORMAT,
        "month": int(model.month),
        "seed": int(model.draws.seed),
        "next_uid": {name: int(getattr(world, name).next_uid) for name in TABLES},
        "scalars": scalars,
        "geography": geography_hash(world.geography),
        **manner(model, model.month),
    }
    return Snapshot(arrays, facts)


def manner(model: "SettlementModel", month: int) -> dict[str, Any]:
    """Return how a run is made, as far as the months before `month` depend on it.

    A salt that comes into force later is none yet: the arms of a comparison branch from one history.
    """
    salted = bool(model.draws.salt) and model.draws.salt_month < month
    return {
        "population_scale": float(model.population_scale),
        "frozen": bool(model.frozen),
        "knocked_out": sorted(model.knocked_out),
        "salt": [int(model.draws.salt), int(model.draws.salt_month)] if salted else None,
    }


def save(snapshot: Snapshot, path: str | Path) -> None:
    """Write a snapshot as ``<path>`` (npz, with its facts as JSON inside), whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = np.frombuffer(json.dumps(snapshot.facts).encode(), dtype=np.uint8)

    def write(waiting: Path) -> None:
        with waiting.open("wb") as file:
            np.savez_compressed(file, facts=facts, **snapshot.arrays)  # type: ignore[arg-type]
            file.flush()
            os.fsync(file.fileno())

    put_whole(path, write)


def load(path: str | Path) -> Snapshot:
    """Read a snapshot.

    Raises
    ------
    SnapshotError
        If it is missing, damaged or of another format.
    """
    path = Path(path)
    try:
        with np.load(path, allow_pickle=False) as data:
            arrays = {name: data[name] for name in data.files}
        facts = json.loads(arrays.pop("facts").tobytes())
    except FileNotFoundError:
        raise SnapshotError(f"There is no snapshot {path.name}.") from None
    except (ValueError, OSError, KeyError, EOFError) as error:
        raise SnapshotError(f"{path.name} is damaged or not a snapshot.") from error
    if facts.get("format") != FORMAT:
        raise SnapshotError(f"{path.name} has format {facts.get('format')}; this version reads {FORMAT}.")
    return Snapshot(arrays, facts)


def geography_hash(geography: Geography) -> str:
    """Return a short hash of codes and markets."""
    digest = hashlib.sha256("|".join((*geography.code, *geography.place_name)).encode())
    digest.update(np.ascontiguousarray(geography.place_municipality).tobytes())
    return digest.hexdigest()[:16]


def same(one: World, other: World, ledgers: tuple[Ledger, Ledger] | None = None) -> list[str]:
    """Return the names of the arrays and numbers in which two worlds differ (none: equal bits)."""
    differ = []
    for name in (*TABLES, *PARTS):
        a, b = getattr(one, name), getattr(other, name)
        if isinstance(a, Table):
            mine, theirs = a.arrays(), b.arrays()
        else:
            mine, theirs = vars(a), vars(b)
        differ += [f"{name}.{k}" for k in mine if not np.array_equal(mine[k], theirs[k])]
    if ledgers is not None:
        mine, theirs = ledgers[0].snapshot(), ledgers[1].snapshot()
        differ += [f"ledger.{k}" for k in mine if not np.array_equal(mine[k], theirs[k])]
    return differ
