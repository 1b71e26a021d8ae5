"""Which parameters the runs themselves show to move a headline, emulator or not.

An emulator of a few hundred runs gives every parameter some small index, also those that cannot touch a
headline (a price that is only booked, and months waited). So a parameter is ranked only where the runs tell
it from chance: forward selection of its curve, level held over all parameters (Bonferroni).

What the test cannot rule out is the design: in a few hundred points of many dimensions curves of different
parameters resemble each other, and one that does nothing can stand in for what another does in a way not
modelled. Products of those found are therefore taken out as well; it lessens this and does not end it.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
B = npt.NDArray[np.bool_]
DEGREE: Final = 3  # of a parameter's curve: straight, bent, bent twice
LEVEL: Final = 0.05  # that a headline nothing moves names any parameter
NOTHING: Final = 1e-12  # share of the variance that is rounding


def told(theta: F64, y: F64, level: float = LEVEL) -> B:
    """Return which parameters have a main effect that the runs tell from chance.

    At each step the parameter whose curve of the third degree explains most of what is left is taken, as
    long as an F-test of it, times the number of parameters, stays below `level`; its products with those
    taken before are then explained, too. A parameter that acts only by way of others is not seen.

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
    rounding = NOTHING * float(left @ left)
    taken: list[int] = []
    free = n - 1 - DEGREE  # degrees of freedom once the next curve is in
    while free > 0 and len(taken) < p and float(left @ left) > rounding:
        bases = np.linalg.qr(curves).Q
        gains = (np.einsum("pnd,n->pd", bases, left) ** 2).sum(axis=1)
        gains[taken] = 0.0
        best = int(np.argmax(gains))
        rest = float(left @ left - gains[best])
        if rest > rounding and p * fisher.sf(gains[best] / DEGREE / (rest / free), DEGREE, free) > level:
            break
        pairs = (2 * theta[:, taken] - 1) * (2 * theta[:, [best]] - 1)
        explained = np.linalg.qr(np.column_stack([bases[best], pairs - pairs.mean(axis=0)])).Q
        left = left - explained @ (explained.T @ left)
        curves = curves - np.einsum("nd,pde->pne", explained, np.einsum("nd,pne->pde", explained, curves))
        free -= DEGREE + len(taken)
        taken.append(best)
    found = np.zeros(p, dtype=np.bool_)
    found[taken] = True
    return found
