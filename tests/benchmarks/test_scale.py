"""What large studies cost is measured part by part (how much it is, is no matter for tests)."""

import json

import pytest

from benchmarks import scale
from experiments.history import TINY


def test_a_world_of_any_size_is_timed_in_a_process_with_a_limit_of_memory() -> None:
    found = scale.world(1_100, 1)
    assert found["persons"] == pytest.approx(1_100, rel=0.2)
    assert found["ns_a_person_month"] == pytest.approx(1e9 * found["month"] / found["persons"])


@pytest.mark.slow
def test_a_run_its_result_and_sharing_out_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    scale.main(["--world", TINY, "--last-year", "2009", "--runs", "60", "--tasks", "4", "--workers", "1+1"])
    found = {
        name: value
        for line in capsys.readouterr().out.splitlines()
        for name, value in json.loads(line).items()
    }
    assert found["run"]["bytes_record.parquet"] > 0 and found["run"]["bytes_answer"] > 0
    for kind in ("echo", "answers"):
        assert found[kind]["tasks"] == 4 and found[kind]["workers"] == found[kind]["processes"] == 2
        assert min(found[kind]["client"], found[kind]["scheduler"], found[kind]["worker"]) > 0
    # an answer travels through the scheduler: it is more than a number
    assert found["answers"]["received"] > found["echo"]["received"] + found["run"]["bytes_answer"] / 2
