"""The emulator: what a summary is on average at any point of the parameters, learned from a wave.

A cubic ridge regression for each summary (Legendre polynomials of each parameter up to the third degree,
and products of two); a Gaussian process where that leaves much more than chance and does better. How
good each is, is measured on runs it has not seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING

F64 = npt.NDArray[np.float64]

FOLDS: Final = 10
ALPHAS: Final = tuple(float(a) for a in 10.0 ** np.arange(-2.0, 4.01, 0.5))
ENOUGH: Final = 1.2  # error over chance: a ridge as good as this needs no Gaussian process
BETTER: Final = 0.97  # a Gaussian process must lower the error to this share of the ridge's
CURVED, PRODUCT = 0.5, 0.35  # higher terms are held back more than straight ones


def features(theta: F64) -> F64:
    """Return the polynomial terms at points of the unit cube, shape (n, 3 p + p (p - 1) / 2)."""
    x = 2.0 * theta - 1.0
    p = x.shape[1]
    second = (3.0 * x**2 - 1.0) / 2.0
    third = (5.0 * x**3 - 3.0 * x) / 2.0
    i, j = _pairs(p)
    return np.hstack([x, CURVED * second, CURVED * third, PRODUCT * x[:, i] * x[:, j]])


@cache
def _pairs(p: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    i, j = np.triu_indices(p, 1)
    return i, j


@dataclass(frozen=True)
class Column:
    """The emulator of one summary.

    Parameters
    ----------
    constant : float
    weights : shape (terms,)
        Of the ridge.
    process : object, optional
        A Gaussian process of what the ridge leaves.
    error : float
        Root mean squared error on runs not seen.
    explained : float
        Share of the variance explained on runs not seen (negative: worse than the mean).
    left : shape (n,)
        Errors on runs not seen, NaN where the run has no such summary.
    """

    constant: float
    weights: F64
    error: float
    explained: float
    left: F64 = field(repr=False)
    process: Any = field(default=None, repr=False)

    @property
    def kind(self) -> str:
        """What it is."""
        return "ridge" if self.process is None else "gaussian process"


@dataclass(frozen=True)
class Emulator:
    """Emulators of all summaries of a problem.

    Parameters
    ----------
    columns : tuple of Column
        In the order of the summaries.
    theta : shape (n, p)
        Where it has learned.
    """

    columns: tuple[Column, ...]
    theta: F64

    def __post_init__(self) -> None:
        """Lay the ridges beside each other: one product predicts them all."""
        object.__setattr__(self, "_weights", np.column_stack([one.weights for one in self.columns]))
        object.__setattr__(self, "_constants", np.array([one.constant for one in self.columns]))

    def predict(self, theta: F64) -> F64:
        """Return the mean summaries at points, shape (n, q)."""
        found: F64 = features(theta) @ self._weights + self._constants  # type: ignore[attr-defined]
        for i, one in enumerate(self.columns):
            if one.process is not None:
                found[:, i] += one.process.predict(theta)
        return found

    @property
    def left(self) -> F64:
        """Errors on runs not seen, shape (n, q): chance and what the emulator does not know."""
        return np.column_stack([one.left for one in self.columns])

    def covariance(self, among: npt.NDArray[Any] | None = None) -> F64:
        """Return the covariance of the errors on runs not seen, shape (q, q).

        Parameters
        ----------
        among : indices, optional
            The runs to take it from: those near what matters.

        Notes
        -----
        Shrunk towards independence after Ledoit and Wolf, on the scale of correlations.
        """
        from sklearn.covariance import LedoitWolf

        left = self.left if among is None else self.left[among]
        left = np.where(np.isfinite(left), left, 0.0)
        scale = np.sqrt((left**2).mean(axis=0))
        scale = np.where(scale > 0, scale, NEXT_TO_NOTHING)
        shrunk: F64 = LedoitWolf(assume_centered=True).fit(left / scale).covariance_
        found: F64 = shrunk * np.outer(scale, scale)
        return found


def learn(theta: F64, y: F64, chance: F64 | None = None, seed: int = 1) -> Emulator:
    """Return the emulator that a wave teaches.

    Parameters
    ----------
    theta : shape (n, p)
    y : shape (n, q)
    chance : shape (q,), optional
        Standard deviation between runs of one point: a Gaussian process is tried only where the ridge's
        error is a fifth above it, and everywhere when it is left out.
    seed : int
        Of the folds.

    Raises
    ------
    ValueError
        If there are fewer runs than folds.
    """
    if len(theta) < 2 * FOLDS:
        raise ValueError(f"{len(theta)} runs are too few to learn from: at least {2 * FOLDS}.")
    terms = features(theta)
    columns: dict[int, Column] = {}
    known = np.isfinite(y)
    for pattern in np.unique(known, axis=1).T:  # summaries that the same runs have are learned together
        together = np.flatnonzero((known == pattern[:, None]).all(axis=0))
        columns |= dict(zip(together.tolist(), _ridges(terms, y[:, together], pattern, seed), strict=True))
    for i, one in columns.items():
        if one.error > 0 and (chance is None or not one.error <= ENOUGH * chance[i]):
            columns[i] = _better(theta, y[:, i], one, seed)
    return Emulator(tuple(columns[i] for i in range(y.shape[1])), theta)


def folds(n: int, seed: int) -> list[npt.NDArray[np.int64]]:
    """Return which runs each fold leaves out."""
    order = np.random.default_rng(seed).permutation(n)
    return [np.sort(order[k::FOLDS]) for k in range(FOLDS)]


def _fitted(terms: F64, y: F64) -> Any:
    """Return ridges of one or of several summaries, each as stiff as it should be."""
    from sklearn.linear_model import RidgeCV

    return RidgeCV(alphas=ALPHAS, alpha_per_target=y.ndim > 1).fit(terms, y)


def _ridges(terms: F64, y: F64, pattern: npt.NDArray[np.bool_], seed: int) -> list[Column]:
    """Return the ridges of summaries, shape (n, k), that the same runs have."""
    known = np.flatnonzero(pattern)
    left = np.full(y.shape, np.nan)
    if len(known) < 2 * FOLDS:
        zero = np.zeros(terms.shape[1])
        return [Column(0.0, zero, float("inf"), float("-inf"), left[:, i]) for i in range(y.shape[1])]
    for out in folds(len(known), seed):
        rest = np.delete(known, out)
        said = _fitted(terms[rest], y[rest]).predict(terms[known[out]])
        left[known[out]] = y[known[out]] - said.reshape(len(out), -1)
    whole = _fitted(terms[known], y[known])
    constants, weights = np.atleast_1d(whole.intercept_), np.atleast_2d(whole.coef_)
    return [
        Column(float(constants[i]), weights[i], *_quality(y[known, i], left[known, i]), left[:, i])
        for i in range(y.shape[1])
    ]


def _quality(y: F64, left: F64) -> tuple[float, float]:
    error = float(np.sqrt((left**2).mean()))
    variance = float(y.var())
    return error, 1.0 - error**2 / variance if variance > 0 else 0.0


def _better(theta: F64, y: F64, ridge: Column, seed: int) -> Column:
    """Return a Gaussian process on what the ridge leaves where it does better, or the ridge."""
    known = np.flatnonzero(np.isfinite(y) & np.isfinite(ridge.left))
    if len(known) < 2 * FOLDS:
        return ridge
    process = _Process.learned(theta[known], ridge.left[known], ridge.weights)
    left = np.full(len(y), np.nan)
    for out in folds(len(known), seed):
        rest = np.delete(known, out)
        again = process.again(theta[rest], ridge.left[rest])
        left[known[out]] = ridge.left[known[out]] - again.predict(theta[known[out]])
    error, explained = _quality(y[known], left[known])
    if error > BETTER * ridge.error:
        return ridge
    # it has learned from the errors of the folds: what the ridge leaves of runs it was not told of
    return Column(ridge.constant, ridge.weights, error, explained, left, process)


class _Process:
    """A Gaussian process with one length for all parameters, each scaled by how much it matters."""

    def __init__(self, weights: F64, kernel: Any, inner: Any) -> None:
        self.weights, self.kernel, self.inner = weights, kernel, inner

    @classmethod
    def learned(cls, theta: F64, y: F64, terms: F64) -> "_Process":
        from warnings import catch_warnings

        from sklearn.exceptions import ConvergenceWarning
        from sklearn.gaussian_process import GaussianProcessRegressor
        from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel

        weights = _relevance(terms, theta.shape[1])
        spread = float(y.std()) or 1.0
        kernel = ConstantKernel(1.0, (1e-3, 1e2)) * RBF(0.4, (0.05, 30.0)) + WhiteKernel(0.2, (1e-4, 10.0))
        inner = GaussianProcessRegressor(kernel)
        with catch_warnings(category=ConvergenceWarning, action="ignore"):  # nothing to learn: a bound
            inner.fit(theta * weights, y / spread)
        return cls(weights, (inner.kernel_, spread), inner)

    def again(self, theta: F64, y: F64) -> "_Process":
        """Return one of the same shape that has seen other runs."""
        from sklearn.gaussian_process import GaussianProcessRegressor

        kernel, spread = self.kernel
        inner = GaussianProcessRegressor(kernel, optimizer=None).fit(theta * self.weights, y / spread)
        return _Process(self.weights, self.kernel, inner)

    def predict(self, theta: F64) -> F64:
        """Return the mean at points, shape (n,)."""
        found: F64 = self.inner.predict(theta * self.weights) * self.kernel[1]
        return found


def _relevance(weights: F64, p: int) -> F64:
    """Return how much each of `p` parameters matters to a ridge, at most 1, by all terms it is in."""
    square = weights**2
    own = square[: 3 * p].reshape(3, p).sum(axis=0)
    for k, (i, j) in enumerate(zip(*_pairs(p), strict=True)):
        own[[i, j]] += square[3 * p + k]
    most = float(own.max())
    return np.maximum(np.sqrt(own / most), 0.2) if most > 0 else np.ones(p)


def chance_of(y: F64, points: npt.NDArray[np.int64]) -> F64:
    """Return the standard deviation between runs of one point, pooled, shape (q,).

    Parameters
    ----------
    y : shape (n, q)
    points : shape (n,)
        Which point each run is of; points with one run tell nothing.
    """
    whole, count = np.zeros(y.shape[1]), np.zeros(y.shape[1])
    for point in np.unique(points):
        runs = y[points == point]
        known = np.isfinite(runs).sum(axis=0)
        mean = np.nansum(runs, axis=0) / np.maximum(known, 1)
        whole += np.nansum((runs - mean) ** 2, axis=0)
        count += np.maximum(known - 1, 0)
    found: F64 = np.sqrt(np.divide(whole, count, out=np.full(len(whole), np.nan), where=count > 0))
    return found


def table(emulator: Emulator, names: Sequence[str], chance: F64) -> list[dict[str, Any]]:
    """Return the quality of every summary's emulator as plain rows."""
    return [
        {
            "summary": name,
            "kind": one.kind,
            "error": one.error,
            "explained": one.explained,
            "chance": float(sd),
        }
        for name, one, sd in zip(names, emulator.columns, chance, strict=True)
    ]
