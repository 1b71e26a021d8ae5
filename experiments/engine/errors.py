"""What can go wrong between processes, told in one sentence."""

from experiments.sentences import SaidError


class WorkerError(SaidError, RuntimeError):
    """Work could not be done elsewhere: a worker ended, or a cluster cannot be used."""
