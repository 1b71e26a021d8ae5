"""The tables of an answer that was made of something else: kept when the question comes again."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from experiments.storage import OutputError
from experiments.store.study_file import StudyFile
from scenarios.reasons import reason_of

TABLES: Final = (
    "table.csv", "table.json", "table.en.md", "table.nb.md", "reasons.en.md", "reasons.nb.md",
)  # fmt: skip


@dataclass(frozen=True)
class Earlier:
    """What has been changed since the last answer, and where its tables lie now.

    Attributes
    ----------
    changed
        Names of the scenarios whose runs are others; none when the code of the model is another.
    kept
        Name of the folder within the study; None when there was no table to keep.
    """

    changed: tuple[str, ...]
    kept: str | None


def keep_earlier(folder: Path, about: StudyFile) -> Earlier | None:
    """Move the tables of the last answer aside if it was made of other runs under the same names.

    Returns
    -------
    Earlier or None
        None when nothing is different, or there was no study.

    Raises
    ------
    OutputError
        If they cannot be moved.
    """
    last = StudyFile.read(folder)
    if last is None:
        return None
    changed = tuple(dict.fromkeys(_changed(last, about)))
    if not changed:
        return None
    whole = "".join(sorted(run.identity for run in last.runs))
    kept = moved_aside(folder, TABLES, whole.encode())
    same_code = last.code == about.code and dict(last.versions) == dict(about.versions)
    return Earlier(changed if same_code else (), kept)


def moved_aside(folder: Path, names: Sequence[str], of: bytes) -> str | None:
    """Move files of a folder into one below it that is named after the hash of what they were made `of`.

    Returns
    -------
    str or None
        The name of that folder; None when none of the files was there.

    Raises
    ------
    OutputError
        If they cannot be moved.
    """
    kept = folder / f"earlier-{sha256(of).hexdigest()[:8]}"
    there = [name for name in names if (folder / name).is_file()]
    try:
        if there:
            kept.mkdir(exist_ok=True)
        for name in there:
            os.replace(folder / name, kept / name)
    except OSError as error:
        raise OutputError("unwritable", path=kept, reason=reason_of(error)) from None
    return kept.name if there else None


def _changed(last: StudyFile, about: StudyFile) -> Iterator[str]:
    """Yield the scenarios a seed of which has another identity than it had."""
    before = {(run.scenario, run.seed): run.identity for run in last.runs}
    for run in about.runs:
        if before.get((run.scenario, run.seed), run.identity) != run.identity:
            yield run.scenario
