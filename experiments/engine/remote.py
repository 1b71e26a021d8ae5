"""An existing Dask cluster, spoken to over TLS."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from experiments.engine.errors import WorkerError
from experiments.engine.place import Cluster
from experiments.engine.settings import quiet

if TYPE_CHECKING:
    from distributed import Client

PATIENCE: Final = 30  # seconds to wait for the scheduler


@contextmanager
def remote_client(cluster: Cluster) -> Iterator["Client"]:
    """Speak to the scheduler of a cluster; its workers stay when the work ends.

    Raises
    ------
    WorkerError
        If nobody answers, or not with the right certificates.
    """
    from distributed import Client
    from distributed.security import Security

    security = None
    if cluster.tls is not None:
        security = Security(
            tls_ca_file=str(cluster.tls.ca),
            tls_client_cert=str(cluster.tls.cert),
            tls_client_key=str(cluster.tls.key),
            require_encryption=True,
        )
    quiet()
    try:
        client = Client(cluster.address, security=security, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        raise WorkerError("no_scheduler", address=cluster.address, reason=type(error).__name__) from error
    try:
        yield client
    finally:
        client.close(timeout=5)
