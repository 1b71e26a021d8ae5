from experiments.engine import Shares


def test_every_task_is_dealt_once_and_the_rest_is_shared() -> None:
    shares = Shares([[0, 1, 2, 3, 4], [5]])
    assert [shares.next("a"), shares.next("b"), shares.next("a")] == [0, 5, 1]
    assert shares.next("b") == 3  # took half of what a had left: 3 and 4 of 2, 3, 4
    assert [shares.next("a"), shares.next("b"), shares.next("a")] == [2, 4, None]


def test_what_a_lost_worker_had_left_goes_to_the_others() -> None:
    shares = Shares([[0, 1, 2], [3]])
    assert [shares.next("a"), shares.next("b")] == [0, 3]
    shares.keep(["b"])
    assert [shares.next("b"), shares.next("b"), shares.next("b")] == [1, 2, None]
