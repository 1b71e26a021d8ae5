"""What calibration leaves behind: draws, a manifest that says from what, and tables to judge them by."""

import hashlib
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from calibration.inference.calibrate import Budget, Fit
from calibration.inference.emulator import table as quality_table
from calibration.inference.likelihood import onto_line
from calibration.inference.verdict import fitted
from calibration.library import fit_targets
from calibration.own_table import tables_told
from calibration.runs import targets_key
from data.posterior import files_of
from experiments.storage import code_fingerprint, versions, write_json, write_text
from experiments.store.manifest import data_hashes

F64 = npt.NDArray[np.float64]
TOLD, HARDLY = 0.3, 0.1  # contraction from which the record tells something; below which it tells nothing
SHOWN: Final = 0.3  # correlations of draws from which they are listed
APART: Final = 1.0  # standard deviations between emcee and ABC from which the two disagree


def told(contraction: float) -> str:
    """Return how much the record tells of a parameter: ``told``, ``hardly`` or ``not``."""
    return "told" if contraction >= TOLD else "hardly" if contraction >= HARDLY else "not"


def central(x: F64) -> int:
    """Return which draw lies nearest the middle, shape (n, p) on the normal scale."""
    away = x - x.mean(axis=0)
    covariance = np.cov(x, rowvar=False).reshape(x.shape[1], x.shape[1]) + 1e-6 * np.eye(x.shape[1])
    return int(np.argmin(np.einsum("ij,jk,ik->i", away, np.linalg.inv(covariance), away)))


def parameter_rows(fit: Fit) -> list[dict[str, Any]]:
    """Return what the record tells of each parameter: prior and posterior, contraction, the check by ABC."""
    prior, theta = fit.problem.prior, fit.sampled.theta
    values = prior.values(theta)
    apart = fit.compared.apart(theta)
    ends = prior.values(np.repeat([[0.05], [0.5], [0.95]], len(prior.names), axis=1))
    rows = []
    for j, record in enumerate(prior.records):
        low, median, high = np.quantile(values[:, j], [0.05, 0.5, 0.95]).tolist()
        rows.append(
            {
                "parameter": record.name,
                "status": record.status.value,
                "unit": record.unit,
                "default": record.value,
                "prior": ends[:, j].tolist(),
                "posterior": [low, median, high],
                "contraction": float(fit.contraction[j]),
                "told": told(float(fit.contraction[j])),
                "abc_mean": float(fit.compared.mean[j]),
                "abc_sd": float(fit.compared.sd[j]),
                "abc_apart": float(apart[j]),
            }
        )
    return rows


def correlations(fit: Fit) -> list[dict[str, Any]]:
    """Return the pairs of parameters that the record tells apart badly, the closest first."""
    names = fit.problem.prior.names
    matrix = np.atleast_2d(np.corrcoef(onto_line(fit.sampled.theta), rowvar=False))
    pairs = [
        {"one": names[i], "other": names[j], "correlation": float(matrix[i, j])}
        for i in range(len(names))
        for j in range(i + 1, len(names))
        if abs(matrix[i, j]) >= SHOWN
    ]
    return sorted(pairs, key=lambda row: -abs(float(str(row["correlation"]))))


def origin(fit: Fit, budget: Budget, world: str) -> dict[str, Any]:
    """Return what is said of any draws: of what they are, from what they were made, and the middle one."""
    prior, theta = fit.problem.prior, fit.sampled.theta
    middle = central(onto_line(theta))
    return {
        "world": world,
        "made": datetime.now(UTC).strftime("%Y-%m-%d"),
        "seed": fit.seed,
        "budget": vars(budget),
        "code": code_fingerprint(),
        "targets": targets_key(),
        "tables": tables_told(fit_targets()),  # of the user's own, whose figures stay with the user
        "versions": dict(versions()),
        "point": dict(zip(prior.names, prior.values(theta)[middle].tolist(), strict=True)),
    }


def manifest(fit: Fit, budget: Budget, world: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that is said of a posterior but its draws."""
    return {
        **origin(fit, budget, world),
        "runs_world": fit.problem.world,
        "scale": fit.problem.scale,
        "data": dict(data_hashes()),
        "runs": {"first": len(fit.first), "second": len(fit.second), "check": len(fit.check)},
        "processor_seconds": round(fit.seconds, 1),
        "sampling": {
            "walkers": fit.sampled.walkers,
            "steps": fit.sampled.steps,
            "accepted": fit.sampled.accepted,
            "autocorrelation": fit.sampled.autocorrelation,
        },
        "parameters": parameter_rows(fit),
        "correlations": correlations(fit),
        "emulator": quality_table(fit.emulator, fit.problem.names, fit.chance),
        "fit": [one.row() for one in fitted(fit.problem, fit.check.y)],
        "sbc": [] if fit.ranked is None else fit.ranked.rows(),
        "sbc_on_model": [] if fit.ranked_on_model is None else fit.ranked_on_model.rows(),
        **more,
    }


def draws_bytes(names: tuple[str, ...], values: F64) -> bytes:
    """Return draws as a Parquet file: the same draws, the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kept = io.BytesIO()
    columns = {name: values[:, j] for j, name in enumerate(names)}
    pq.write_table(pa.table(columns), kept, compression="zstd", store_schema=False)
    return kept.getvalue()


def save(fit: Fit, said: Mapping[str, Any], world: str, folder: Path) -> tuple[Path, Path]:
    """Write draws and manifest whole; the manifest last, with the hash of the draws."""
    values = fit.problem.prior.values(fit.sampled.theta)
    content = draws_bytes(fit.problem.prior.names, values)
    draws, about = files_of(world, folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_text(draws, content)
    write_json(about, {**said, "draws_hash": hashlib.sha256(content).hexdigest()[:16]})
    return draws, about


def read_manifest(world: str, folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a posterior; None when there is none."""
    try:
        found = json.loads(files_of(world, folder)[1].read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
