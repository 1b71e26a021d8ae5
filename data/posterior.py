"""What calibration left: draws of the parameters given the record, with the manifest that says from what.

``data/posterior/<world>.parquet`` has one column a parameter and one row a draw; ``<world>.json`` beside
it says how it was made and holds the hash of the draws: one that does not fit its draws is an error.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.errors import DamagedPosterior

FOLDER: Final = Path(__file__).resolve().parent / "posterior"


@dataclass(frozen=True)
class Posterior:
    """Draws of parameters given the record.

    Parameters
    ----------
    names : tuple of str
        Parameters that were calibrated.
    draws : shape (n, p)
        One row a draw, in an order that means nothing.
    point : mapping
        One value for each: those of the draw nearest the middle.
    key : str
        Hash of the draws.
    manifest : mapping
        How they were made.
    """

    names: tuple[str, ...]
    draws: npt.NDArray[np.float64]
    point: Mapping[str, float]
    key: str
    manifest: Mapping[str, Any]

    def of_replicate(self, seed: int) -> dict[str, float]:
        """Return the draw that a replicate uses; seeds in a row use different ones."""
        return dict(zip(self.names, self.draws[seed % len(self.draws)].tolist(), strict=True))


def files_of(world: str, folder: Path | None = None) -> tuple[Path, Path]:
    """Return where the draws and the manifest of a world lie."""
    stem = (FOLDER if folder is None else folder) / world.replace("-", "_")
    return stem.with_suffix(".parquet"), stem.with_suffix(".json")


def posterior(world: str, folder: Path | None = None) -> Posterior | None:
    """Return the posterior of a world, the embedded one or that of a folder; None when there is none.

    Raises
    ------
    DamagedPosterior
        If it is there and cannot be used; the sentence names the file at fault.
    """
    draws, manifest = files_of(world, folder)
    return _read(draws, manifest) if draws.is_file() else None


@lru_cache(maxsize=4)
def _read(draws: Path, manifest: Path) -> Posterior:
    import pyarrow.parquet as pq

    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))
        point = {str(name): float(value) for name, value in said["point"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedPosterior(
            f"{manifest.name}, which says how the draws were made, is missing or damaged: calibrate again, "
            f"or remove it and {draws.name}.",
            "posterior_manifest", draws.name, manifest.name,
        ) from error  # fmt: skip
    try:
        key = hashlib.sha256(draws.read_bytes()).hexdigest()[:16]
        with pq.ParquetFile(draws) as file:  # read_table would load what many files need
            table = file.read()
        names = tuple(table.column_names)
        # plain lists: a few hundred draws, and to_numpy would load pandas
        values = np.column_stack([np.array(table.column(name).to_pylist(), np.float64) for name in names])
    except (OSError, ValueError, TypeError) as error:
        raise DamagedPosterior(
            f"{draws.name}: the draws cannot be read; calibrate again, or remove it and {manifest.name}.",
            "posterior_draws", draws.name, manifest.name,
        ) from error  # fmt: skip
    if said.get("draws_hash") != key or set(point) != set(names) or not np.isfinite(values).all():
        raise DamagedPosterior(
            f"{draws.name} does not belong to {manifest.name}: calibrate again, or remove both.",
            "posterior_other", draws.name, manifest.name,
        )  # fmt: skip
    return Posterior(names, values, point, key, said)
