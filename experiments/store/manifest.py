"""What the manifest of a run says besides its files: what was run, with what, and what it took."""

import hashlib
import platform
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from experiments.disclosure import restricted_data
from experiments.storage import ROOT, code_fingerprint, versions

FORMAT: Final = 2
PACKAGES: Final = ("mesa", "pandas", "pyarrow", "pydantic", "dask", "distributed", "bosetting")


@cache
def data_hashes() -> Mapping[str, str]:
    """Return a hash of every table of real figures, by its file's name."""
    tables = sorted((ROOT / "data" / "tables").iterdir())
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in tables if path.is_file()
    }


@cache
def all_versions() -> Mapping[str, str]:
    """Return the versions of everything that took part; those that decide the bits come first."""
    found = dict(versions())
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed as a package"
    return found


def peak_megabytes() -> float | None:
    """Return the most memory this process has held, of all its runs so far; None where unknown."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)


@dataclass
class Effort:
    """Measures what a run takes, from when it is made."""

    _wall: float = field(default_factory=time.monotonic)
    _processor: float = field(default_factory=time.process_time)

    def facts(self) -> dict[str, Any]:
        """Return seconds on the wall and of the processor, and the peak memory of the process."""
        return {
            "seconds": round(time.monotonic() - self._wall, 3),
            "processor_seconds": round(time.process_time() - self._processor, 3),
            "peak_megabytes": peak_megabytes(),
        }


def manifest(identity: str, resolved: Mapping[str, Any], drawn: Mapping[str, float]) -> dict[str, Any]:
    """Return what a manifest says of a run before its files and its effort are known.

    Parameters
    ----------
    identity : str
        Hash of everything the bits depend on.
    resolved : mapping
        The run with every parameter value in force.
    drawn : mapping
        The parameters drawn for this replicate.
    """
    return {
        "format": FORMAT,
        "identity": identity,
        "code": code_fingerprint(),
        "versions": dict(all_versions()),
        "machine": {"system": platform.system(), "processor": platform.machine()},
        "data": dict(data_hashes()),
        "drawn": dict(drawn),
        "restricted": bool(restricted_data()),
        "restricted_inputs": list(restricted_data()),
        "run": dict(resolved),
    }
