import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import progress
from experiments.commands import console, shown_progress
from experiments.progress import Lines, minutes


def lines_of(seconds: float, runs: int, found: int = 0, language: str = "en") -> list[str]:
    """Return the lines of `runs` runs of so many seconds each."""
    now, said = [0.0], list[str]()
    lines = Lines(said.append, "runs", language, lambda: now[0])
    lines(found, runs)
    for done in range(found + 1, runs + 1):
        now[0] += seconds
        lines(done, runs)
    return said


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "cores", lambda: 2)


def test_a_line_with_the_first_runs_and_then_each_tenth() -> None:
    said = lines_of(2.0, 100)
    assert said[0] == "2/100 runs, 4 s so far, about 3 min 16 s left"
    assert [line.split("/")[0] for line in said[1:]] == [str(n) for n in range(10, 101, 10)]
    assert lines_of(2.0, 100, language="nb")[0] == "2/100 runs, 4 s hittil, om lag 3 min 16 s igjen"


def test_a_line_each_minute_where_tenths_are_longer() -> None:
    assert len(lines_of(30.0, 100)) > 40


def test_what_is_short_or_found_done_is_not_told() -> None:
    assert lines_of(0.1, 100) == []
    assert lines_of(30.0, 8, found=8) == []
    assert lines_of(10.0, 8, found=6)[0] == "8/8 runs, 20 s so far, about 0 s left"


def test_without_a_terminal_the_lines_go_to_stderr(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SHORT", 0.0)
    with shown_progress(console(), "kjøringer", "nb") as update:
        for done in range(11):
            update(done, 10)
    out, err = capsys.readouterr()
    assert out == "" and err.splitlines()[-1].startswith("10/10 kjøringer,")


@given(st.floats(0, 1e5, allow_nan=False))
def test_a_duration_has_no_sixtieth_second_and_is_right_to_half_a_second(seconds: float) -> None:
    told = minutes(seconds)
    whole, _, rest = told.removesuffix(" s").rpartition(" min ")
    assert int(rest) < 60
    assert abs(60 * int(whole or 0) + int(rest) - seconds) <= 0.5
    assert minutes(119.7) == "2 min 0 s" and minutes(59.6) == "1 min 0 s" and minutes(59.4) == "59 s"
