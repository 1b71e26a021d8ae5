"""Modules put off: loaded once, whole, whoever asks, and what goes wrong is told as it is."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from threading import Barrier
from types import ModuleType

import pytest

from agents import later

type Write = Callable[[str, str], Path]

LOADS = """
from pathlib import Path
with Path(__file__).with_suffix(".loads").open("a") as file:
    file.write("once ")
value = 3
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Return what writes a module that can be imported until the test ends."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)

    def written(name: str, text: str) -> Path:
        path = tmp_path / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    yield written
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_it_loads_when_a_name_is_looked_for_and_not_before(write: Write) -> None:
    path = write("put_off", LOADS)
    later.defer("put_off")
    module = import_module("put_off")
    assert module.__name__ == "put_off" and module.__file__ == str(path)
    assert not path.with_suffix(".loads").exists()
    assert module.value == 3 and type(module) is ModuleType and not hasattr(module, "__path__")
    later.defer("put_off")  # it is there: nothing to put off
    assert sys.modules["put_off"] is module
    assert path.with_suffix(".loads").read_text() == "once "


def test_a_part_is_imported_alone_where_that_is_said(write: Write) -> None:
    whole = write("package_alone/__init__", LOADS)
    write("package_alone/part", "name = __name__")
    later.defer("package_alone", parts_alone=True)
    assert import_module("package_alone.part").name == "package_alone.part"
    assert not whole.with_suffix(".loads").exists()


def test_what_is_not_there_is_left_alone() -> None:
    later.defer("there_is_no_such_module")
    later.defer("json.no_such_part")
    assert not {"there_is_no_such_module", "json.no_such_part"} & set(sys.modules)


def test_what_another_thread_imported_meanwhile_stays(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("imported_meanwhile", LOADS)
    found = later.spec_of("imported_meanwhile")

    def meanwhile(name: str) -> object:
        import_module(name)
        return found

    monkeypatch.setattr(later, "spec_of", meanwhile)
    later.defer("imported_meanwhile")
    assert type(sys.modules["imported_meanwhile"]) is ModuleType
    assert sys.modules["imported_meanwhile"].__spec__ is not found


def test_threads_that_put_it_off_at_once_load_it_once(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path, together, plain = write("deferred_twice", LOADS), Barrier(4), later.spec_of

    def at_once(name: str) -> object:
        together.wait()
        return plain(name)

    monkeypatch.setattr(later, "spec_of", at_once)

    def look(_: int) -> int:
        later.defer("deferred_twice")
        value: int = import_module("deferred_twice").value
        return value

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(look, range(4))) == [3] * 4
    assert path.with_suffix(".loads").read_text() == "once "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("import there_is_no_such_module", "No module named 'there_is_no_such_module'"),
        ("import sys\nsys.no_such_name", "broken could not be loaded: .*no_such_name"),
    ],
)
def test_a_load_that_fails_tells_why_each_time_until_it_succeeds(write: Write, text: str, told: str) -> None:
    write("broken", text)
    later.defer("broken")
    module = import_module("broken")
    for _ in range(2):
        with pytest.raises(ImportError, match=told):
            _ = module.value
    with pytest.raises(ImportError, match=told):  # not: cannot import the name
        exec("from broken import value", {})
    write("broken", "value = 'mended, and of another length'")
    assert module.value.startswith("mended")
    with pytest.raises(AttributeError, match="no attribute 'other'"):
        _ = module.other


def test_what_looks_into_itself_while_it_loads_is_loaded_once(write: Write) -> None:
    look = "import sys\nfound = getattr(sys.modules[__name__], 'later_on', None)\nlater_on = 5\n"
    path = write("looks_into_itself", LOADS + look)
    later.defer("looks_into_itself")
    module = import_module("looks_into_itself")
    assert (module.found, module.later_on) == (None, 5)
    assert path.with_suffix(".loads").read_text() == "once "
