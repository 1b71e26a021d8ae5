"""The design behind instant answers: settings spread over the dials and levers, run, and fitted.

Each headline is fitted as the paired difference from the baseline of the same seeds, by the one of three
ridge regressions that cross-validation finds least wrong: nothing at all (the difference is taken to be
the same everywhere: zero), straight lines, or straight lines with products of two.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from experiments.comparison import Study, compare
from experiments.storage import write_text
from scenarios.definition import Description, Scenario
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters
from scenarios.scenario import load_scenario
from scenarios.worlds import NORWAY, world_named
from workshop.instant import FILE, Dimension, features
from workshop.pack import plain

F64 = npt.NDArray[np.float64]
LEVERS: Final[Mapping[str, tuple[float, float]]] = {
    "husbanken.grant_share_priority": (0.1, 0.7),
    "husbanken.startlan_refugee_share": (0.0, 0.4),
    "permits.surge": (0.8, 1.5),
}
FOLDS: Final = 8
PENALTIES: Final = tuple(float(x) for x in np.logspace(-3, 3, 13))
KINDS: Final = ("linear", "quadratic")


def dimensions(world: str = NORWAY.name) -> tuple[Dimension, ...]:
    """Return what the design turns: the nine dials over their whole range, and a few levers."""
    parameters = model_parameters(world)
    spans = {dial.parameter: (0.0, 1.0) for dial in DIALS} | dict(LEVERS)
    names = {dial.parameter: dial.name for dial in DIALS}
    found = []
    for full, (low, high) in spans.items():
        base = parameters[full].value
        assert isinstance(base, float)
        found.append(Dimension(names.get(full, full), low, high, base))
    return tuple(found)


def points(count: int, seed: int, over: Sequence[Dimension]) -> F64:
    """Return the settings of a design, spread evenly (a scrambled Sobol sequence), shape (count, d)."""
    from scipy.stats.qmc import Sobol

    power = max(int(np.ceil(np.log2(max(count, 1)))), 0)
    unit = Sobol(len(over), rng=np.random.default_rng(seed)).random_base2(power)[:count]
    low, high = (np.array([getattr(one, end) for one in over]) for end in ("low", "high"))
    found: F64 = np.round(low + unit * (high - low), 4)
    return found


def scenarios(table: F64, over: Sequence[Dimension], world: str = NORWAY.name) -> list[Scenario]:
    """Return the points of a design as scenarios."""
    base = load_scenario(world_named(world).baseline)
    made = []
    for i, row in enumerate(table):
        changed = base.with_changes({one.name: float(x) for one, x in zip(over, row, strict=True)})
        said = Description(en=f"Point {i} of a design", nb=f"Punkt {i} i et forsøksoppsett")
        made.append(changed.model_copy(update={"name": f"design-{i:03d}", "description": said}))
    return made


def run_design(
    count: int,
    replicates: int,
    seed: int,
    workers: int,
    out: Path,
    world: str,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[F64, Study]:
    """Run a design, or the rest of it: runs that are there are not made again.

    Returns
    -------
    points : array, shape (count, d)
    study : Study
        The baseline first, then the points.
    """
    table = points(count, seed, dimensions(world))
    arms = scenarios(table, dimensions(world), world)
    study = compare(arms, replicates, workers, out, progress, seed=seed, world=world)
    return table, study


def fitted(table: F64, study: Study, world: str = NORWAY.name) -> dict[str, Any]:
    """Return the emulator of every headline, ready for JSON."""
    over = dimensions(world)
    z = np.array([[one.scaled(x) for one, x in zip(over, row, strict=True)] for row in table])
    found = {}
    for one in study.indicators:
        base = np.array(study.series(study.baseline, one.name))
        each = np.array([study.series(arm, one.name) for arm in study.arms]) - base
        known = np.isfinite(each).sum(axis=1)
        y = np.divide(np.nansum(each, axis=1), known, out=np.zeros(len(each)), where=known > 0)
        if not known.all() or not np.any(y):
            continue
        kind, weights, error = fit(z, y)
        found[one.name] = {
            "kind": kind, "weights": [plain(w) for w in weights.tolist()], "error": plain(error),
            "spread": plain(float(y.std())),
        }  # fmt: skip
    return {
        "dimensions": [{"name": d.name, "low": d.low, "high": d.high, "base": d.base} for d in over],
        "fitted": found,
    }


def fit(z: F64, y: F64) -> tuple[str, F64, float]:
    """Return the kind of ridge regression that is least wrong on points not seen, its weights and error.

    Parameters
    ----------
    z : array, shape (n, d)
        Scaled points.
    y : array, shape (n,)
        Difference from the baseline.

    Returns
    -------
    kind : str
    weights : array
        Of :func:`workshop.instant.features`; there is no intercept, so that no change is no difference.
    error : float
        Root mean square error of the cross-validation.
    """
    best = ("linear", np.zeros(z.shape[1]), float(np.sqrt((y**2).mean())))
    for kind in KINDS:
        x = features(z, kind)
        for penalty in PENALTIES:
            error = cross_validated(x, y, penalty)
            if error < best[2]:
                best = (kind, ridge(x, y, penalty), error)
    return best


def cross_validated(x: F64, y: F64, penalty: float) -> float:
    """Return the root mean square error on points left out in turn."""
    from sklearn.model_selection import KFold

    folds = KFold(min(FOLDS, len(y)), shuffle=True, random_state=0)
    wrong = np.concatenate(
        [y[test] - x[test] @ ridge(x[train], y[train], penalty) for train, test in folds.split(x)]
    )
    return float(np.sqrt((wrong**2).mean()))


def ridge(x: F64, y: F64, penalty: float) -> F64:
    """Return the weights of a ridge regression without intercept."""
    from sklearn.linear_model import Ridge

    weights: F64 = Ridge(alpha=penalty, fit_intercept=False).fit(x, y).coef_
    return weights


def write_design(folder: Path, told: Mapping[str, Any]) -> None:
    """Write a fitted design."""
    import json

    write_text(folder / FILE, json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")
