"""An existing cluster, as its user meets it: a scheduler and a worker of their own, over TLS."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.engine import Cluster, Tls, WorkerError, in_parallel
from tests.experiments.engine.work import kill_once, process_of, square

ROOT = Path(__file__).resolve().parents[3]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make certificates with"),
]


def certificates(folder: Path) -> Tls:
    folder.mkdir(exist_ok=True)
    for line in (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca.key -out ca.pem -subj /CN=study",
        "openssl req -newkey rsa:2048 -nodes -keyout key.pem -out request.pem -subj /CN=dask",
        "openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out cert.pem",
    ):
        subprocess.run(line.split(), cwd=folder, check=True, capture_output=True)
    return Tls(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    tls = certificates(folder)
    files = ["--tls-ca-file", str(tls.ca), "--tls-cert", str(tls.cert), "--tls-key", str(tls.key)]
    dask = [sys.executable, "-m", "dask"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    log = folder / "scheduler.log"
    with log.open("w") as said:
        scheduler = subprocess.Popen(
            [*dask, "scheduler", "--protocol", "tls", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
             "--dashboard-address", "127.0.0.1:0", *files],
            stdout=said, stderr=said, env=environment,
        )  # fmt: skip
    found = None
    deadline = time.monotonic() + 120
    while found is None and time.monotonic() < deadline:
        time.sleep(0.2)
        found = re.search(r"Scheduler at:\s+(tls://\S+)", log.read_text())
    assert found is not None, log.read_text()
    worker = subprocess.Popen(
        [*dask, "worker", found[1], "--nthreads", "1", "--nworkers", "2", "--no-dashboard",
         "--death-timeout", "60", "--local-directory", str(folder), *files],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    yield Cluster(found[1], tls)
    for process in (worker, scheduler):
        process.terminate()
        process.wait(timeout=60)


def test_a_cluster_does_the_work_and_stays(cluster: Cluster) -> None:
    for _ in range(2):
        assert dict(in_parallel(square, [1, 2, 3], 1, cluster=cluster)) == {0: 1, 1: 4, 2: 9}
    assert os.getpid() not in dict(in_parallel(process_of, [0, 1], 1, cluster=cluster)).values()


def test_a_killed_worker_of_a_cluster_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    tasks = [(i, str(tmp_path / "flag")) for i in range(4)]
    assert dict(in_parallel(kill_once, tasks, 1, cluster=cluster)) == {0: 0, 1: 10, 2: 20, 3: 30}


def test_certificates_of_another_authority_are_refused(cluster: Cluster, tmp_path: Path) -> None:
    other = Cluster(cluster.address, certificates(tmp_path / "other"))
    with pytest.raises(WorkerError, match="No scheduler answers"):
        list(in_parallel(square, [1], 1, cluster=other))
