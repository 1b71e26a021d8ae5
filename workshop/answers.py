"""Answers of the embedded set that are the same for everybody, made beforehand and sent as they lie.

What the first picture needs is thus read from a file and not computed, and nothing that computes is loaded
before it is there. Answers count only for the very code, tables, posterior and results they were made of:
those of another version are passed over, made anew, and kept in the run store.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.storage import ROOT, code_fingerprint, write_json, write_text

if TYPE_CHECKING:
    from workshop.house import House

FOLDER: Final = "answers"
ABOUT: Final = "about.json"  # written last
SOURCES: Final = (  # what makes the answers, beside what the fingerprint of the code has
    "data/posterior/*", "experiments/report/figures/*.py", "experiments/score/**/*.py",
    "workshop/answers.py", "workshop/compared.py", "workshop/editing.py", "workshop/editor.py",
    "workshop/instant.py", "workshop/pack.py", "workshop/start.py", "workshop/data/*.py",
)  # fmt: skip
OPENING: Final = "start"
OWN: Final = ("eget", "own")  # what the page calls a scenario that has no name yet


class Answers:
    """Answers made beforehand, by name: JSON, packed.

    Parameters
    ----------
    embedded : Path
        Folder of the embedded set; answers lie in a folder of it.
    store : Path
        Folder of the workshop in the run store, for those that had to be made anew.
    """

    def __init__(self, embedded: Path, store: Path) -> None:
        self.embedded, self.store = embedded, store
        self._found: Path | None = None
        self._names: frozenset[str] = frozenset()

    @cached_property
    def key(self) -> str:
        """Hash of all that the answers are made of."""
        return key_of(self.embedded)

    @property
    def names(self) -> frozenset[str]:
        """Names of the answers that lie there: nothing else is read."""
        return self._names

    @property
    def folder(self) -> Path | None:
        """Where answers of today lie; None where there are none."""
        if self._found is None:
            for place in (self.embedded / FOLDER, self.store / FOLDER):
                about = _about(place)
                if about.get("key") == self.key:
                    self._names = frozenset(map(str, about.get("answers", [])))
                    self._found = place
                    break
        return self._found

    def packed(self, name: str) -> bytes | None:
        """Return an answer as it lies, packed by gzip; None where there is none."""
        if self.folder is None or name not in self.names:
            return None
        try:
            return (self.folder / f"{name}.json.gz").read_bytes()
        except OSError:
            return None

    def of(self, name: str, make: Callable[[], Any]) -> bytes:
        """Return an answer, packed; made now where it does not lie there."""
        found = self.packed(name)
        if found is None:
            from workshop.pack import zipped

            found = zipped(make(), 1)
        return found

    @cached_property
    def opening(self) -> dict[str, Any] | None:
        """What the page starts from, apart from the session; None where it does not lie there."""
        found = self.packed(OPENING)
        return None if found is None else dict(json.loads(gzip.decompress(found)))


def _about(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def key_of(embedded: Path) -> str:
    """Return a hash of all that answers are made of."""
    digest = hashlib.sha256(code_fingerprint().encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(path.relative_to(ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    for path in sorted(embedded.glob("*.json*")):  # the results themselves, whole
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:24]


def make(house: "House", folder: Path) -> None:
    """Make all answers and keep them in a folder; the file that says that they are there comes last."""
    from workshop.pack import zipped

    folder.mkdir(parents=True, exist_ok=True)
    (folder / ABOUT).unlink(missing_ok=True)
    made = makers(house)
    for name, answer in made.items():
        write_text(folder / f"{name}.json.gz", zipped(answer()))
    for path in folder.glob("*.json.gz"):
        if path.name.removesuffix(".json.gz") not in made:
            path.unlink()
    write_json(folder / ABOUT, {"key": house.answers.key, "answers": sorted(made)})


def makers(house: "House") -> Mapping[str, Callable[[], Any]]:
    """Return what makes each answer, by its name."""
    from scenarios.scenario import scenario_names
    from workshop import start
    from workshop.asking import AskedInstant, AskedScenario
    from workshop.compared import compared, paired
    from workshop.editing import instant_shown, scenario_shown
    from workshop.sessions import Session

    def against(a: str, b: str) -> Callable[[], Any]:
        return lambda: compared(*paired(house.shelf, Session(""), a, b))

    def edited(parent: str, name: str) -> Callable[[], Any]:
        return lambda: scenario_shown(AskedScenario(parent=parent, name=name))

    def at_once(parent: str) -> Callable[[], Any]:
        return lambda: instant_shown(house.design, AskedInstant(parent=parent))

    world = str(house.shelf.manifest.get("world", ""))
    found: dict[str, Callable[[], Any]] = {
        OPENING: lambda: start.made(house),
        "assumptions": start.assumptions,
        "contested": start.contested,
    }
    if world:
        found[geography(world)] = lambda: start.geography(world)
    pairs = [str(pair).split("|") for pair in house.shelf.manifest.get("lives", [])]
    base = house.shelf.names[:1]
    pairs += [[*base, name] for name in house.shelf.names if name not in base]
    for a, b in pairs:
        if {a, b} <= set(house.shelf.names):
            found[comparison(a, b)] = against(a, b)
    for parent in set(house.shelf.names) & set(scenario_names()):
        for name in OWN:
            found[scenario(parent, name)] = edited(parent, name)
        if house.design is not None:
            found[instant(parent)] = at_once(parent)
    return found


def comparison(a: str, b: str) -> str:
    """Return the name of a comparison's answer."""
    return f"compare.{a}.{b}"


def geography(world: str) -> str:
    """Return the name of a geography's answer."""
    return f"geography.{world}"


def scenario(parent: str, name: str) -> str:
    """Return the name of the answer about a scenario that changes nothing of its parent yet."""
    return f"scenario.{parent}.{name}"


def instant(parent: str) -> str:
    """Return the name of the instant answer about a scenario that changes nothing of its parent."""
    return f"instant.{parent}"
