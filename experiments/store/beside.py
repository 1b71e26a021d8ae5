"""Where what others made of the scenarios of a study lies: in folders beside it, named after it."""

from pathlib import Path
from typing import Final

from experiments.store.saved import SavedStudy

CONTESTED: Final = "contested"  # ending of the folder with the contested branches


def contested_beside(saved: SavedStudy) -> Path:
    """Return the folder for the contested branches of a study's scenarios, whether it is there or not.

    Branches have one chance seed to each draw of the parameters, so a study with several is beside the
    branches of the study with one.
    """
    name, each = saved.path.name, saved.about.per_draw
    if each != 1:
        name = name.replace(f"-{each}-per-draw", "")
    return saved.path.with_name(f"{name}-{CONTESTED}")
