"""Which wrongs are tried, what share of all of them the tests notice, and how surely that is known."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from benchmarks.mutation.operators import Mutant

Z = 1.96


@dataclass(frozen=True)
class Rate:
    """A share with its 95 % interval, of `tried` wrongs that stand for `of` in all."""

    share: float
    low: float
    high: float
    tried: int
    of: int


def shared_out(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """Share a sample out over files: by the number of their wrongs, at least one of each that has any.

    The sample is `size`, or as many as there are files with wrongs, or all there are.
    """
    total = sum(sizes.values())
    wanted = {name: max(1.0, size * n / total) for name, n in sizes.items() if n}
    given = {name: min(sizes[name], int(share)) for name, share in wanted.items()}
    spare = min(size, total) - sum(given.values())
    # by largest remainder; names settle ties
    for name in sorted(wanted, key=lambda one: (int(wanted[one]) - wanted[one], one))[: max(spare, 0)]:
        given[name] = min(sizes[name], given[name] + 1)
    return given


def drawn(found: Mapping[str, Sequence[Mutant]], size: int, seed: int) -> list[Mutant]:
    """Draw a sample by chance within each file; a larger one of the same seed holds the smaller."""

    def lot(one: Mutant) -> bytes:
        return hashlib.sha256(f"{seed}:{one.path}:{one.start}:{one.end}:{one.text}".encode()).digest()

    counts = shared_out({path: len(ones) for path, ones in found.items()}, size)
    taken = [one for path, count in counts.items() for one in sorted(found[path], key=lot)[:count]]
    return sorted(taken, key=lot)  # what is tried by the time one stops is a sample of the sample


def rate(noticed: Iterable[tuple[str, bool]], sizes: Mapping[str, int]) -> Rate:
    """Return the share noticed, each file weighted by the wrongs that could be put into it.

    Parameters
    ----------
    noticed : pairs of file and whether the wrong was noticed, one for each that was tried.
    sizes : how many wrongs each file has in all.

    Notes
    -----
    Files in which none was tried are left out. The interval is Wilson's, with the number tried divided by
    Kish's design effect of the weights; what drawing file by file gains is not taken, so it is rather wide.
    """
    by_file: dict[str, list[bool]] = {}
    for path, one in noticed:
        by_file.setdefault(path, []).append(one)
    tried = sum(map(len, by_file.values()))
    of = sum(sizes[path] for path in by_file)
    if not tried:
        return Rate(float("nan"), 0.0, 1.0, 0, 0)
    share = sum(sizes[path] / of * sum(ones) / len(ones) for path, ones in by_file.items())
    effective = 1 / sum(len(ones) * (sizes[path] / of / len(ones)) ** 2 for path, ones in by_file.items())
    middle = (share + Z**2 / (2 * effective)) / (1 + Z**2 / effective)
    half = Z / (1 + Z**2 / effective) * sqrt(share * (1 - share) / effective + (Z / (2 * effective)) ** 2)
    return Rate(share, max(0.0, middle - half), min(1.0, middle + half), tried, of)


def room(path: str) -> str:
    """Return the part of the core a file belongs to."""
    parts = path.split("/")
    if parts[0] == "agents" or len(parts) == 2:
        return parts[0]
    return "/".join(parts[:2])
