import os
import time
from typing import NoReturn

import pytest

from experiments.workers import Shares, WorkerError, cores, in_parallel


def square(x: int) -> int:
    return x * x


def refuse(x: int) -> int:
    if x == 1:
        raise ValueError("one is refused")
    time.sleep(0.05)
    return x


def die(x: int) -> NoReturn:
    os._exit(9)


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_belong_to_their_tasks(workers: int) -> None:
    assert dict(in_parallel(square, [1, 2, 3, 4], workers)) == {0: 1, 1: 4, 2: 9, 3: 16}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_in_a_run_reaches_the_caller(workers: int) -> None:
    with pytest.raises(ValueError, match="one is refused"):
        list(in_parallel(refuse, [0, 1, 2, 3], workers))


def test_a_dead_worker_is_one_sentence() -> None:
    with pytest.raises(WorkerError, match="want of memory"):
        list(in_parallel(die, [0, 1], 2))


def test_cores() -> None:
    assert cores() >= 1


def process_of(_: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def test_a_group_stays_with_one_worker() -> None:
    groups = [[0, 1, 2], [3, 4, 5]]
    answers = dict(in_parallel(process_of, range(6), 2, groups))
    assert sorted(answers) == list(range(6))
    assert len(set(answers.values())) == 2


def test_shares_deal_every_task_once_and_share_the_rest() -> None:
    shares = Shares([[0, 1, 2, 3, 4], [5]], 2)
    assert [shares.next(0), shares.next(1), shares.next(0)] == [0, 5, 1]
    assert shares.next(1) == 3  # took half of what worker 0 had left: 3 and 4 of 2, 3, 4
    assert [shares.next(0), shares.next(0), shares.next(1)] == [2, 4, None]
