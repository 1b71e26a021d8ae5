"""Removing results: only a folder that holds some, and none that is being worked on."""

import shutil
from pathlib import Path

from experiments.errors import RequestError
from experiments.store.lock import locked
from experiments.store.others import other_result
from experiments.store.saved import open_study
from experiments.store.study_file import IN_USE


def removable(path: Path) -> Path:
    """Return the folder of a study, or of other results, that may be removed.

    Raises
    ------
    RequestError
        If it is no study, or a link to one.
    """
    if path.is_symlink():
        raise RequestError("link", path=path)
    other = other_result(path)
    return open_study(path).path if other is None else other.path


def remove(path: Path) -> None:
    """Remove a study, or other results, and everything in its folder.

    Raises
    ------
    RequestError
        If it is no study, or in use.
    """
    folder = removable(path)
    with locked(folder / IN_USE, wait=False) as mine:
        if not mine:
            raise RequestError("in_use", path=path)
        shutil.rmtree(folder)


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
