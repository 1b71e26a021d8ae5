"""What lies beside the studies in a folder of results: the pool, stories, traces, verdicts taken apart."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from experiments.store.study_file import STUDY


class Sort(StrEnum):
    """What a folder of results holds that is no study."""

    POOL = "pool"
    SINGLE = "simulate"
    STORIES = "stories"
    TRACES = "traces"
    CONTESTED = "contested"
    DECOMPOSED = "decomposition"
    EQUIVALENT = "equivalent"


LEFT: Final = r"(\.[^/]+\.partial)?"  # what an interrupted writer left
RUN: Final = rf"((record|indicators)\.parquet|manifest\.json){LEFT}"
# The files of each sort, by their path below the folder: one that holds anything else is not ours to remove.
FILES: Final = {
    Sort.POOL: rf"[0-9a-f]{{16}}/{RUN}",
    Sort.SINGLE: rf"[^/]+/\d+/{RUN}",
    Sort.STORIES: r"[^/]+/story-[^/]+\.(json|(en|nb)\.md)",
    Sort.TRACES: r"[^/]+/trace(-members)?\.(csv|parquet)(\.partial)?",
    Sort.CONTESTED: r"contested\.(csv|json|(en|nb)\.md)",
    Sort.DECOMPOSED: r"decomposition\.(csv|json|(en|nb)\.md)",
    Sort.EQUIVALENT: r"equivalent\.(json|(en|nb)\.md)",
}
BY_NAME: Final = (Sort.POOL, Sort.SINGLE, Sort.STORIES, Sort.TRACES)


@dataclass(frozen=True)
class Other:
    """A folder of results that is no study."""

    path: Path
    sort: Sort


def other_result(folder: Path) -> Other | None:
    """Return what a folder holds, judged by its name or its files; None when it may be anything."""
    if not folder.is_dir() or (folder / STUDY).exists():
        return None
    named = next((sort for sort in BY_NAME if sort.value == folder.name), None)
    sort = named or next((one for one in Sort if (folder / f"{one.value}.json").is_file()), None)
    if sort is None:
        return None
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()]
    whole = files and all(re.fullmatch(FILES[sort], name) for name in files)
    return Other(folder.absolute(), sort) if whole else None


def others_in(folder: Path) -> list[Other]:
    """Return the results below a folder that are no studies, by name."""
    return [found for path in sorted(folder.glob("*")) if (found := other_result(path)) is not None]
