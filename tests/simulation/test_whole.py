import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.whole import begun, partial, put_whole, sweep, write_whole


def test_a_file_is_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", "one")
    write_whole(tmp_path / "a", "two")
    assert [p.name for p in tmp_path.iterdir()] == ["a"] and (tmp_path / "a").read_text() == "two"


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError):
        write_whole(tmp_path / "a", "one")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_writer_that_is_stopped_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def half(waiting: Path) -> None:
        waiting.write_text("ne")
        raise KeyboardInterrupt

    write_whole(tmp_path / "a", "one")
    with pytest.raises(KeyboardInterrupt):
        put_whole(tmp_path / "a", half)
    assert [p.name for p in tmp_path.iterdir()] == ["a"] and (tmp_path / "a").read_text() == "one"


def test_two_writers_have_two_names(tmp_path: Path) -> None:
    assert partial(tmp_path / "a") != partial(tmp_path / "a")


def test_what_the_dead_left_is_swept_and_what_the_living_write_is_not(tmp_path: Path) -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True
    )
    mine = partial(tmp_path / "a")
    dead = tmp_path / mine.name.replace(f"-{os.getpid()}-", f"-{int(gone.stdout)}-")
    for path in (mine, dead):
        path.write_text("")
    assert begun(tmp_path / "a") and not begun(tmp_path / "b")
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [mine]
