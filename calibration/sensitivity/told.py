"""Which parameters the runs themselves show to move a headline, emulator or not.

An emulator of a few hundred runs gives every parameter some small index, also those that cannot touch a
headline (a price that is only booked, and months waited). So a parameter is ranked only where the runs tell
it from chance: forward selection of its main effect, level held over all parameters (Bonferroni).
"""

from typing import Final

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
B = npt.NDArray[np.bool_]
DEGREE: Final = 3  # of a parameter's curve: straight, bent, bent twice
LEVEL: Final = (
    0.05  # that any parameter which does nothing is taken for one that does, each time one is asked
)


def told(theta: F64, y: F64, level: float = LEVEL) -> B:
    """Return which parameters have a main effect that the runs tell from chance.

    At each step the parameter whose curve of the third degree explains most of what is left is taken, as
    long as an F-test of it, times the number of parameters, stays below `level`. A parameter that acts only
    by way of others is not seen.

    Parameters
    ----------
    theta : shape (n, p)
        Quantiles of the parameters, in [0, 1].
    y : shape (n,)
        Headline, finite.
    level : float

    Returns
    -------
    shape (p,)
    """
    from scipy.stats import f as fisher

    n, p = theta.shape
    curves = np.stack([np.polynomial.legendre.legvander(2 * column - 1, DEGREE)[:, 1:] for column in theta.T])
    curves -= curves.mean(axis=1, keepdims=True)
    left = y - y.mean()
    found = np.zeros(p, dtype=np.bool_)
    free = n - 1 - DEGREE  # degrees of freedom once the next curve is in
    while free > 0 and not found.all() and left @ left > 0:
        bases = np.linalg.qr(curves).Q
        gains = (np.einsum("pnd,n->pd", bases, left) ** 2).sum(axis=1)
        gains[found] = 0.0
        best = int(np.argmax(gains))
        rest = max(float(left @ left - gains[best]), 0.0)
        if rest and p * fisher.sf(gains[best] / DEGREE / (rest / free), DEGREE, free) > level:
            break
        found[best] = True
        free -= DEGREE
        # what the curve explains is taken out of the headline and of all other curves
        basis = bases[best]
        left = left - basis @ (basis.T @ left)
        curves = curves - np.einsum("nd,pde->pne", basis, np.einsum("nd,pne->pde", basis, curves))
    return found
