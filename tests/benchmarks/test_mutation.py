"""Small wrongs are made as said, drawn fairly, and tried in a copy that leaves the project as it was."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.mutation.__main__ import found_in, tried
from benchmarks.mutation.choice import TWIN, WHOLE, chosen_for, mirror
from benchmarks.mutation.operators import mutants
from benchmarks.mutation.sample import drawn, rate, shared_out

ROOT = Path(__file__).resolve().parents[2]


def wrongs(code: str) -> set[str]:
    """Return the lines a piece of code can become, as wrong."""
    source = code.encode()
    return {one.of(source).decode() for one in mutants("simulation/x.py", source)}


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("a < b", {"(a <= b)"}),
        ("a == b", {"(a != b)"}),
        ("a is not None", {"(a is None)"}),
        ("a + b", {"(a - b)"}),
        ("not a", {"(a)"}),
        ("a and b", {"(a or b)"}),
        ("x = 3", {"x = (4)"}),
        ("x = True", {"x = (False)"}),
        ("x += y", {"x -= y", "pass"}),
        ("x.a = y", {"pass"}),
        ("x[i] = y", {"x[(i)] = y"} - {"x[(i)] = y"} | {"pass"}),
        ("go(x)", {"pass"}),
        ("np.maximum(x, y)", {"(np.minimum(x, y))", "pass"}),
        ("a < b < c", {"(a <= b < c)", "(a < b <= c)"}),
        ("x = searched(side='left')", {"x = searched(side=('right'))"}),
        ("x = [a for a in b if c]", {"x = [a for a in b if (not (c))]"}),
    ],
)
def test_code_is_made_wrong_in_every_way_and_in_no_other(code: str, wrong: set[str]) -> None:
    assert wrongs(code) == wrong


@pytest.mark.parametrize(
    "code",
    [
        '"""Wording 3 < 4."""',
        "x: int | None = y",
        "def f(a: A | B) -> C | D: ...",
        "x = f'{a + 1}'",
        "@dataclass(frozen=True)\nclass A: ...",
        "class A(Protocol):\n    x = 3",
        "if TYPE_CHECKING:\n    x = 3",
        "x = list(zip(a, b, strict=True))",
        "type A = B | C",
    ],
)
def test_what_is_no_behaviour_is_left_alone(code: str) -> None:
    assert wrongs(code) == set()


def test_statements_with_bodies_are_made_wrong_in_their_heads_and_bodies() -> None:
    code = "if a < b:\n    raise E\nfor i in x:\n    continue\n"
    assert wrongs(code) == {
        code.replace("a < b", "(a <= b)"), code.replace("a < b", "(not (a < b))"),
        code.replace("raise E", "pass"), code.replace("x:", "():"), code.replace("continue", "break"),
    }  # fmt: skip
    heads = {one.kind: one.lines for one in mutants("x.py", code.encode())}
    assert heads["boundary"] == (1, 1) and heads["error not raised"] == (2, 2)


def test_a_wrong_knows_whether_it_acts_at_import() -> None:
    found = mutants("x.py", b"A = 1\n\n\ndef f(b=2):\n    return 3\n\n\nclass C:\n    d = 4\n")
    assert {one.before: one.top for one in found} == {"1": True, "2": True, "3": False, "4": True}


def test_every_wrong_of_the_core_is_code_and_bears_a_name_of_its_own() -> None:
    names = set()
    total = 0
    for path, ones in found_in(ROOT).items():
        source = (ROOT / path).read_bytes()
        for one in ones[:: max(1, len(ones) // 3)]:  # a few of each file: all take a minute
            ast.parse(one.of(source))
            names.add(one.name(source))
            total += 1
    assert total > 400 and len(names) == total


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 300), min_size=1), st.integers(0, 500))
def test_a_sample_is_shared_out_by_size_with_one_of_every_file(sizes: dict[str, int], size: int) -> None:
    given_out = shared_out(sizes, size)
    filled = {name: n for name, n in sizes.items() if n}
    assert set(given_out) == set(filled)
    assert all(1 <= given_out[name] <= n for name, n in filled.items())
    if size >= sum(filled.values()):
        assert given_out == filled


def test_a_larger_sample_of_a_seed_holds_the_smaller_and_another_seed_draws_others() -> None:
    found = {path: ones for path, ones in found_in(ROOT).items() if path.startswith("agents/")}
    small, large = set(drawn(found, 60, 1)), set(drawn(found, 200, 1))
    assert small < large
    assert set(drawn(found, 60, 2)) != small
    assert drawn(found, 60, 1) == drawn(found, 60, 1)


def test_the_rate_weights_files_by_their_wrongs() -> None:
    one = rate([("a", True), ("b", False), ("b", False)], {"a": 90, "b": 10})
    assert (one.share, one.tried, one.of) == (pytest.approx(0.9), 3, 100)
    assert 0 <= one.low < 0.9 < one.high <= 1
    # with even weights it is Wilson's: 8 of 10, from his formula
    plain = rate([("a", i < 8) for i in range(10)], {"a": 50})
    assert (plain.low, plain.high) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))


def test_of_a_wrong_tried_twice_the_first_result_is_kept_beside_the_last(tmp_path: Path) -> None:
    log = tmp_path / "trials.jsonl"
    assert tried(log) == {}
    told = (("a", False), ("b", True), ("a", True))
    results = [{"name": name, "noticed": noticed} for name, noticed in told]
    log.write_text("".join(json.dumps(one) + "\n" for one in results))
    assert tried(log) == {"a": results[2], "b": results[1]}
    assert tried(log, first=True) == {"a": results[0], "b": results[1]}


def test_a_wrong_meets_its_mirror_then_the_twin_then_cheap_tests_that_run_its_line() -> None:
    path = "simulation/processes/work.py"
    inner = next(one for one in mutants(path, (ROOT / path).read_bytes()) if not one.top)
    line = inner.lines[0]
    near, far = ({"seconds": 1, "lines": {path: [at]}} for at in (line, 1))
    costly = {"seconds": 9, "lines": {path: [line]}}
    files = {"tests/near.py": near, "tests/far.py": far, "tests/costly.py": costly, TWIN: costly}
    tests, seconds, reached = chosen_for(inner, files, ROOT, 3.0, 5.0)
    assert tests == [mirror(path), *WHOLE, "tests/near.py"]
    assert seconds == 2 + 3 + 1 and reached
    assert chosen_for(inner, {}, ROOT / "docs", 3.0, 5.0) == ([], 0.0, False)  # no mirror there


CODE = """
FROM = -7


def risen(x):
    while x < 0:
        x += 1
    if FROM < 3:
        return x


def unseen(x):
    return x + 1
"""


def stand_ins(tests: Sequence[str]) -> str:
    """Return tests of these names that see nothing."""
    code = "import pytest\n"
    for name, _, given_to in (test.rpartition("::")[2].rstrip("]").partition("[") for test in tests):
        if given_to:
            code += f"@pytest.mark.parametrize('of', [{given_to}])\n"
        code += f"def {name}({'of' * bool(given_to)}): pass\n"
    return code


PROJECT = {
    "simulation/x.py": CODE,
    "simulation/late.py": "def twice(x):\n    return x * 2\n",
    "agents/__init__.py": "",
    "tests/simulation/test_x.py": """
        from simulation.x import risen
        def test_low(): assert risen(-1) == 0
        def test_late():
            from simulation.late import twice
            assert twice(3) == 6
        """,
    "tests/agents/test_y.py": "def test_nothing(): pass",
    TWIN: stand_ins(WHOLE),
    "pyproject.toml": """
        [tool.pytest.ini_options]
        pythonpath = ["."]
        addopts = ["--import-mode=importlib"]
        """,
}


def tried_in(root: Path, out: Path) -> str:
    """Try every wrong of a project, in a process of its own; return what it says."""
    call = "main(sys.argv[2:], pathlib.Path(sys.argv[1]))"
    code = f"import pathlib, sys; from benchmarks.mutation.__main__ import main; {call}"
    asked = [str(root), "--all", "--out", str(out), "--patience", "1"]
    done = subprocess.run(
        [sys.executable, "-c", code, *asked],
        cwd=ROOT, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_trials_tell_what_is_noticed_and_leave_the_project_as_it_was(tmp_path: Path) -> None:
    """A project of few lines, whose tests see some of them, in real processes."""
    root, out = tmp_path / "project", tmp_path / "out"
    for name, text in PROJECT.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text))
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    said = tried_in(root, out)
    assert "| all |" in said
    assert (root / "simulation/x.py").read_text() == CODE
    told = {
        (one["before"], one["after"]): (one["noticed"], one["how"].rsplit("::")[-1])
        for one in map(json.loads, (out / "trials.jsonl").read_text().splitlines())
    }
    assert told[("x += 1", "pass")] == (True, "stopped")  # an endless loop is cut short
    assert told[("x < 0", "(x <= 0)")] == (True, "test_low")
    assert told[("FROM < 3", "(not (FROM < 3))")] == (True, "test_low")
    assert told[("FROM < 3", "(FROM <= 3)")] == (False, "")
    assert told[("-7", "(7)")] == (True, "test_low")  # it acts where the module is imported
    assert told[("7", "(8)")] == (False, "")
    assert told[("x * 2", "(x / 2)")] == (True, "test_late")  # where the module is loaded
    assert told[("x + 1", "(x - 1)")] == (False, "no test runs it")
    kept = (out / "trials.jsonl").read_bytes()
    assert tried_in(root, out) in said  # nothing is tried twice
    assert (out / "trials.jsonl").read_bytes() == kept
