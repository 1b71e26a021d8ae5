"""The NumPy version of :mod:`simulation.kernels.ties`."""

import numpy as np


def lose(
    people, homes, kept, kept_of_children, adult_birth, row_of, households, household, birth,
    bonding, bridging,
):  # fmt: skip
    """Return as the kernel does."""
    place = np.empty(households, dtype=np.intp)
    place[homes] = np.arange(len(homes))
    home = place[row_of[household[people]]]
    percent = np.where(birth[people] > adult_birth, kept_of_children[home], kept[home])
    near, other = (column[people].astype(np.int64) for column in (bonding, bridging))
    before = near + other
    near, other = near * percent // 100, other * percent // 100
    bonding[people], bridging[people] = near, other
    held = np.bincount(home, weights=before, minlength=len(homes)).astype(np.int64)
    left = np.bincount(home, weights=near + other, minlength=len(homes)).astype(np.int64)
    return held, held - left
