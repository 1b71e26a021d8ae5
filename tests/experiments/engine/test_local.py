"""Workers of this machine, let go."""

from typing import Any

import pytest
from distributed import LocalCluster

from experiments.engine.local import local_client


def test_workers_that_end_late_do_not_cost_what_they_made(monkeypatch: pytest.MonkeyPatch) -> None:
    close, late = LocalCluster.close, []

    def slow(self: Any, timeout: float | None = None) -> Any:
        late.append(timeout)
        close(self, timeout=None)
        raise TimeoutError

    monkeypatch.setattr(LocalCluster, "close", slow)
    with local_client(1) as client:
        found = client.submit(sum, [1, 2]).result()
    assert found == 3 and late == [5]
