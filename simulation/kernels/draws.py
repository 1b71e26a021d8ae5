"""Hashes of many keys: what :mod:`simulation.randomness` draws with."""

import numpy as np

from simulation.kernels.compiled import I64, U64, finalised, hashed, kernel, low, top


@kernel
def mixed(values: U64) -> U64:
    """Return the splitmix64 finaliser of each number."""
    result = np.empty_like(values)
    for i in range(len(values)):
        result[i] = finalised(values[i])
    return result


@kernel
def high(keys: U64, stream: np.uint64) -> I64:
    """Return the upper draw of each key."""
    result = np.empty(len(keys), dtype=np.int64)
    for i in range(len(keys)):
        result[i] = top(hashed(keys[i], stream))
    return result


@kernel
def both(keys: U64, stream: np.uint64) -> tuple[I64, I64]:
    """Return the upper and the lower draw of each key."""
    above, below = np.empty(len(keys), dtype=np.int64), np.empty(len(keys), dtype=np.int64)
    for i in range(len(keys)):
        drawn = hashed(keys[i], stream)
        above[i], below[i] = top(drawn), low(drawn)
    return above, below


@kernel
def derived(parents: U64, salt: np.uint64, ordinals: I64, golden: np.uint64) -> U64:
    """Return keys born of `parents`: :func:`simulation.randomness.derive_keys`.

    Parameters
    ----------
    salt : uint64
        What month and kind of event add up to.
    ordinals : array, shape of `parents`, or of one entry for all
    """
    result = np.empty_like(parents)
    single = len(ordinals) == 1
    for i in range(len(parents)):
        nth = np.uint64(ordinals[0 if single else i])
        result[i] = finalised(parents[i] ^ finalised((salt + nth) * golden))
    return result
