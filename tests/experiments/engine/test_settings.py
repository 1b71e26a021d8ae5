"""Dask says nothing of its own, whatever it opens and closes."""

import logging

from experiments.engine.local import local_client


def test_a_cluster_that_has_ended_still_says_nothing() -> None:
    with local_client(1):
        pass
    for name in ("distributed.batched", "distributed.nanny", "distributed.client", "asyncio"):
        assert not logging.getLogger(name).isEnabledFor(logging.ERROR), name
