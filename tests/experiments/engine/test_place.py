from pathlib import Path

import pytest

from experiments.engine import Cluster, Tls, WorkerError, cluster_of, cores
from experiments.engine.place import loopback


def test_cores() -> None:
    assert cores() >= 1


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786"])
def test_this_machine_may_be_spoken_to_openly(address: str) -> None:
    assert Cluster(address).tls is None


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://10.0.0.1:8786", "unprotected"),
        ("tcp://scheduler:8786", "unprotected"),
        ("tcp://127.0.0.1.example.org:8786", "unprotected"),
        ("tls://scheduler:8786", "needs certificates"),
        ("scheduler:8786", "no address"),
        ("tls://scheduler", "no address"),
        ("tls://scheduler:port", "no address"),
        ("ws://127.0.0.1:8786", "no address"),
        ("tcp://[::1:8786", "no address"),
    ],
)
def test_other_addresses_are_refused_in_one_sentence(address: str, said: str) -> None:
    with pytest.raises(WorkerError, match=said):
        Cluster(address)


def test_certificates_must_be_there_and_have_a_cluster(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    with pytest.raises(WorkerError, match="no certificate file"):
        Cluster("tls://scheduler:8786", Tls(file, file, file))
    with pytest.raises(WorkerError, match="--scheduler"):
        cluster_of(None, file)
    file.write_text("")
    assert cluster_of("tls://scheduler:8786", file, file, file) is not None
    assert cluster_of(None) is None


def test_loopback() -> None:
    assert loopback("127.1.2.3") and not loopback("127.0.0.1.example.org") and not loopback("0.0.0.0")
