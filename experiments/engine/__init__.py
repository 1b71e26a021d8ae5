"""The engine: many runs on one core, on all cores of a machine, or on a cluster; the same bits everywhere.

One worker means this process. More means Dask: a cluster of this machine's cores, or an existing one.
Dask is loaded only when it is needed.
"""

from experiments.engine.deal import Shares
from experiments.engine.errors import WorkerError
from experiments.engine.place import Cluster, Tls, cluster_of, cores
from experiments.engine.run import in_parallel

__all__ = ["Cluster", "Shares", "Tls", "WorkerError", "cluster_of", "cores", "in_parallel"]
