"""Removing a study: only a folder that is one, and none that is being worked on."""

import shutil
from pathlib import Path

from experiments.errors import RequestError
from experiments.store.lock import locked
from experiments.store.saved import open_study
from experiments.store.study_file import IN_USE


def removable(path: Path) -> Path:
    """Return the folder of a study that may be removed.

    Raises
    ------
    RequestError
        If it is no study, or a link to one.
    """
    if path.is_symlink():
        raise RequestError(f"{path} is a link; remove the study where it lies.")
    return open_study(path).path


def remove(path: Path) -> None:
    """Remove a study and everything in its folder.

    Raises
    ------
    RequestError
        If it is no study, or in use.
    """
    folder = removable(path)
    with locked(folder / IN_USE, wait=False) as mine:
        if not mine:
            raise RequestError(f"{path} is in use: a comparison is writing to it.")
        shutil.rmtree(folder)


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
