"""Files that anybody may have written: never a traceback, never a hang, never a file outside the folder."""

import builtins
import io
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.describe import changes_of, differences
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters, start_parameters
from scenarios.scenario import BASELINE, LIBRARY, ScenarioError, load_scenario, scenario_names
from scenarios.worlds import world_names

# most calls of functions in reading a file: for what it leads to (parents, names nearest to wrong ones: 0.4
# million were seen), and for each byte of its own (ten were); to go back over what was read takes thousands
CALLS, CALLS_A_BYTE = 1_500_000, 60
MANY = 2500  # of each strategy when all is run; the fast tests run fewer
FEW = 70

NAMES = st.sampled_from(
    [dial.name for dial in DIALS] + list(model_parameters()) + ["a.b", "", "é", "value", "from"]
)
MONTHS = st.sampled_from(
    ["2011-01", "2015-07", "2007-01", "2016-12", "1900-01", "2011-13", "2011", "", "x" * 99]
)
PARENTS = st.sampled_from(
    [*scenario_names(), "above.toml", "mine.toml", "../outside.toml", "/dev/zero", "..", ".toml",
     "/etc/passwd", "x/../../outside.toml", "\x00.toml", "~/x.toml",
     "inner/../above.toml", "a" * 300 + ".toml", "pipe.toml"]
)  # fmt: skip
NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 1), st.integers(), st.booleans(),
    st.sampled_from([10**400, -(10**400), 2**63]),
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(NUMBERS, MONTHS, st.text(max_size=20), st.sampled_from(["random", "housing_fit", "0,9"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=11), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=15,
)
SHOCKS = st.one_of(
    VALUES, st.fixed_dictionaries({"value": VALUES, "from": MONTHS}, optional={"to": MONTHS, "x": VALUES})
)
RIGHT = {"name": "mine", "description": {"en": "a", "nb": "b"}}
FILES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.one_of(st.just("mine"), st.text(max_size=90), VALUES),
        "description": st.one_of(st.just({"en": "a", "nb": "b"}), VALUES),
        "parent": st.one_of(PARENTS, VALUES),
        "world": st.one_of(st.sampled_from(["norway-2013", "tiny", "mars"]), VALUES),
        "policy": st.one_of(MONTHS, VALUES),
        "salt": st.one_of(st.integers(0, 9), VALUES),
        "dials": st.one_of(st.dictionaries(NAMES, VALUES, max_size=6), VALUES),
        "levers": st.one_of(st.dictionaries(NAMES, VALUES, max_size=6), VALUES),
        "rules": st.one_of(st.dictionaries(NAMES, VALUES, max_size=3), VALUES),
        "shocks": st.one_of(st.dictionaries(NAMES, SHOCKS, max_size=4), VALUES),
        "changes": VALUES,
    },
)
LINES = st.sampled_from(
    ['name = "mine"', "[description]", 'en = "a"', 'nb = "b"', 'parent = "informed"',
     'parent = "../outside.toml"', 'policy = "2012-01"', "policy = 2011-01", "policy = 2011-01-01",
     "[dials]", "peer_learning = 0,9",
     "peer_learning = 0.9", "[[shocks]]", "[shocks]", 'permits.surge = { value = 2, from = "2015-07" }',
     "[levers.permits]", "surge = 2", "a." * 400 + "b = 1", "x = " + "[" * 900, "y = " + "9" * 900, "[" * 990,
     "z = nan", "# ø", "\ufeff", "name = “x”", '"a', "'''", '"""', "= 1", "\x00", "{", "}", "]", ","]
)  # fmt: skip


def toml(value: Any) -> str:
    """Return a value as TOML, as near as it comes: what cannot be said is left wrong."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{quoted(key)} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(toml(inner) for inner in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(value) if isinstance(value, str) else repr(value)


def quoted(text: str) -> str:
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'


def written(document: dict[str, Any]) -> bytes:
    plain = [f"{quoted(key)} = {toml(value)}" for key, value in document.items()]
    return "\n".join(plain).encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A study's folder with a neighbour it may not read, a pipe and a file to be a parent."""
    start_parameters()  # read once from the project's own files, before anything is watched
    with tempfile.TemporaryDirectory() as outer:
        inner = Path(outer) / "study"
        inner.mkdir()
        right = 'name = "above"\n[description]\nen = "a"\nnb = "b"\n[dials]\npeer_learning = 0.7\n'
        for path in (Path(outer) / "outside.toml", inner / "above.toml"):
            path.write_text(right, encoding="utf-8")
        if hasattr(os, "mkfifo"):
            os.mkfifo(inner / "pipe.toml")
        yield inner


@contextmanager
def opened() -> Iterator[list[str]]:
    """Yield the paths that are opened while it lasts."""
    seen: list[str] = []
    whole = io.open

    def watched(file: Any, *arguments: Any, **named: Any) -> Any:
        seen.append(str(file))
        return whole(file, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", watched)
        patch.setattr(builtins, "open", watched)
        yield seen


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count calls of functions, of Python and of C, while it lasts."""
    calls: Counter[str] = Counter()

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        calls[event] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def survives(folder: Path, content: bytes) -> bool:
    """Read a file as every command does; return whether it was right."""
    path = folder / "mine.toml"
    path.write_bytes(content)
    before = sorted(folder.parent.rglob("*"))
    with opened() as seen, counted() as calls:
        try:
            scenario = load_scenario(path)
        except ScenarioError as error:
            scenario = None
            for language in ("en", "nb"):
                lines = error.said(language).splitlines()
                assert 0 < len(lines) <= 21 and all(0 < len(line) < 1200 for line in lines)
                assert all(c.isprintable() for line in lines for c in line)
    assert 0 < calls["call"] + calls["c_call"] < CALLS + CALLS_A_BYTE * len(content)
    for name in seen:
        assert any(
            Path(name).resolve().is_relative_to(place) for place in (folder.resolve(), LIBRARY.resolve())
        )
    assert sorted(folder.parent.rglob("*")) == before
    if scenario is None:
        return False
    months = [month for month, _ in scenario.phases(1)]
    assert months[0] == 0 and months == sorted(set(months))
    assert (Path("runs") / scenario.name).parent == Path("runs") and scenario.name not in (".", "..")
    changes_of(scenario)
    differences(load_scenario(BASELINE), scenario)
    return True


def fuzzed(folder: Path, examples: int) -> None:
    """Read `examples` files of each of three kinds."""
    for world in world_names():  # parameter records are no part of a scenario file: read before
        model_parameters(world)
        start_parameters(world)

    @settings(max_examples=examples, deadline=None)
    @given(FILES)
    def structured(document: dict[str, Any]) -> None:
        survives(folder, written({**document, **(RIGHT if len(document) % 2 else {})}))

    @settings(max_examples=examples // 2, deadline=None)
    @given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=14))
    def of_lines(lines: list[str]) -> None:
        survives(folder, "\n".join(lines).encode("utf-8", "surrogatepass"))

    @settings(max_examples=examples // 2, deadline=None)
    @given(st.binary(max_size=400))
    def of_bytes(content: bytes) -> None:
        survives(folder, content)

    structured()
    of_lines()
    of_bytes()


def test_any_file_is_read_or_refused_in_sentences(folder: Path) -> None:
    fuzzed(folder, FEW)


@pytest.mark.slow
def test_thousands_of_files_are_read_or_refused_in_sentences(folder: Path) -> None:
    fuzzed(folder, MANY)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 60_000,
        b"\n".join([b"a." * 450 + b"b = 1"] * 60),
        b"\n".join(b"[" + b"a." * 450 + b"k%d]" % i for i in range(60)),
        b"x = [" + b"\n".join([b"[" * 900] * 60),
        b"[levers]\n" + b"\n".join(b"no.such%d = 1" % i for i in range(4000)),
        b"[shocks]\n" + b"\n".join(b"no.such%d = { value = 1 }" % i for i in range(2000)),
        b"x = 1\n" * 10_000,
        b"#" + b"\n#" * 30_000,
        b"x = [\n" + b"0,\n" * 20_000 + b"]",
        b"x = \"" + b"\\u00e5" * 160 + b"\"\n" + b"\0" * 60_000,
        b"\n" * 65_000,
        b"\n".join(b'"%d" = {a = {b = {c = {d = 1}}}}' % i for i in range(1500)),
    ],
    ids=range(12),
)  # fmt: skip
def test_large_files_take_no_more_work_than_their_size_asks_for(folder: Path, content: bytes) -> None:
    assert not survives(folder, content[: 64 * 1024])


def test_the_watch_sees_what_is_opened(folder: Path) -> None:
    right = b'name = "mine"\nparent = "above.toml"\n[description]\nen = "a"\nnb = "b"\n'
    assert survives(folder, right)
    with opened() as seen:
        load_scenario(folder / "mine.toml")
    assert [Path(name).name for name in seen] == ["mine.toml", "above.toml"]
