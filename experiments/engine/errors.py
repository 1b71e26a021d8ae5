"""What can go wrong between processes, told in one sentence."""


class WorkerError(RuntimeError):
    """Work could not be done elsewhere: a worker ended, or a cluster cannot be used."""
