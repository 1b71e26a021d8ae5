"""The NumPy version of :mod:`simulation.kernels.draws`."""

import numpy as np


def mix_array(values):
    """Return the splitmix64 finaliser of each number."""
    z = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def both(keys, stream):
    """Return the upper and the lower draw of each key."""
    drawn = mix_array(keys ^ stream)
    return (drawn >> np.uint64(32)).astype(np.int64), (drawn & np.uint64(0xFFFFFFFF)).astype(np.int64)


def derived(parents, salt, ordinals, golden):
    """Return keys born of `parents`."""
    return mix_array(parents ^ mix_array((ordinals.astype(np.uint64) + salt) * golden))
