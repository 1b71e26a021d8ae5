"""Where runs are made: how many cores there are, and which clusters may be spoken to."""

import os
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from experiments.engine.errors import WorkerError


def cores() -> int:
    """Return the number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return max(os.cpu_count() or 1, 1)


@dataclass(frozen=True)
class Tls:
    """Certificate files (PEM): of the authority, of this client, and its key."""

    ca: Path
    cert: Path
    key: Path


@dataclass(frozen=True)
class Cluster:
    """An existing Dask cluster.

    Parameters
    ----------
    address : str
        Of its scheduler: ``tls://host:port``; ``tcp://`` on this machine only, since what travels is
        code (pickles) that a listener could read and a stranger could replace.
    tls : Tls, optional
        Needed with ``tls://``.

    Raises
    ------
    WorkerError
        In one sentence.
    """

    address: str
    tls: Tls | None = None

    def __post_init__(self) -> None:
        """Refuse addresses that are none, or not safe."""
        try:
            parts = urlsplit(self.address)
            whole = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port
        except ValueError:
            whole = False
        if not whole:
            raise WorkerError("address", address=self.address)
        if parts.scheme == "tcp" and not loopback(parts.hostname or ""):
            raise WorkerError("unprotected", address=self.address)
        if parts.scheme == "tls" and self.tls is None:
            raise WorkerError("certificates", address=self.address)
        for file in (self.tls.ca, self.tls.cert, self.tls.key) if self.tls else ():
            if not file.is_file():
                raise WorkerError("no_certificate", file=file)


def cluster_of(
    address: str | None, ca: Path | None = None, cert: Path | None = None, key: Path | None = None
) -> Cluster | None:
    """Return the cluster the command line names; None when it names none."""
    if address is None:
        if ca or cert or key:
            raise WorkerError("certificates_only")
        return None
    return Cluster(address, Tls(ca, cert, key) if ca and cert and key else None)


def loopback(host: str) -> bool:
    """Return whether a host is this machine speaking to itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
