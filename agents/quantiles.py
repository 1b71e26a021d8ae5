"""SciPy's quantiles of the normal and the beta distribution, without the rest of its special functions.

``import scipy.special`` also loads linear algebra and wraps each function for arrays of other libraries,
which takes a tenth of a small run. The compiled functions below them are the same and give the same bits;
where SciPy keeps them elsewhere, they are taken from its public place.
"""

import scipy  # noqa: F401  (what its parts need of it is set up first)

from agents.later import defer

for package in ("scipy.linalg", "scipy.special"):
    defer(package, parts_alone=True)
try:
    from scipy.special._ufuncs import betaincinv, ndtri
except ImportError:
    from scipy.special import betaincinv, ndtri

__all__ = ["betaincinv", "ndtri"]
