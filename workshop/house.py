"""What the server holds while it runs: sessions, packs, jobs, votes, the design."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.engine.place import cores
from experiments.storage import code_fingerprint
from workshop.answers import Answers
from workshop.boundaries import Boundaries
from workshop.jobs import Jobs
from workshop.polls import Polls
from workshop.remembered import Remembered
from workshop.sessions import Sessions
from workshop.shelf import EMBEDDED, Shelf

if TYPE_CHECKING:
    from workshop.instant import Design


@dataclass
class House:
    """Everything the server holds.

    Parameters
    ----------
    out : Path
        Run store.
    embedded : Path
        Folder of the embedded set.
    join : str
        Code that browsers of other machines must give; empty when bound to loopback.
    language : str
        Of new sessions.
    slots : int
        Worker processes at a time.
    address : str
        Under which browsers of other machines find it.
    boundaries : Boundaries
        Real boundaries for the map.
    """

    out: Path
    embedded: Path = EMBEDDED
    join: str = ""
    language: str = "nb"
    slots: int = field(default_factory=cores)
    address: str = ""
    boundaries: Boundaries = field(default_factory=Boundaries)
    closed: bool = False  # whether it is told to end
    asked: float = 0.0  # when a browser asked last, by the monotonic clock

    @property
    def store(self) -> Path:
        """Folder of the workshop in the run store."""
        return self.out / "workshop"

    @cached_property
    def sessions(self) -> Sessions:
        """All sessions."""
        return Sessions(self.store / "sessions")

    @cached_property
    def shelf(self) -> Shelf:
        """All packs."""
        return Shelf(self.embedded, self.store / "packs")

    @cached_property
    def jobs(self) -> Jobs:
        """All jobs; first asked for when the event loop runs."""
        return Jobs(self.slots)

    @cached_property
    def polls(self) -> Polls:
        """All votes."""
        return Polls()

    @cached_property
    def answers(self) -> Answers:
        """What is answered from files, made beforehand."""
        return Answers(self.embedded, self.store)

    @cached_property
    def remembered(self) -> Remembered:
        """What was answered lately."""
        return Remembered()

    @cached_property
    def design(self) -> "Design | None":
        """The design of instant answers."""
        from workshop.instant import read_design

        return read_design(self.embedded)

    @cached_property
    def code(self) -> str:
        """The model's version at hand."""
        return code_fingerprint()

    @cached_property
    def current(self) -> bool:
        """Whether the embedded set was made by the model at hand, drawing from the posterior at hand."""
        told = self.shelf.manifest
        if not told or told.get("code") != self.code:
            return False
        return told.get("posterior") == posterior_of(str(told["world"]))

    @cached_property
    def opening(self) -> Mapping[str, Any]:
        """What the page starts from, apart from the session; from a file when it was made beforehand."""
        found = self.answers.opening
        if found is None:
            from workshop.start import made

            found = made(self)
        return found

    @cached_property
    def lives(self) -> Mapping[str, Any]:
        """The embedded lives by pair of presets."""
        import gzip
        import json

        try:
            found: Mapping[str, Any] = json.loads(
                gzip.decompress((self.embedded / "lives.json.gz").read_bytes())
            )
        except (OSError, EOFError, ValueError):
            return {}
        return found


def posterior_of(world: str) -> str:
    """Return the hash of what runs of a world draw from today: the code's fingerprint does not have it."""
    from scenarios.parameters import default_parameters, posterior_key

    return posterior_key(world, default_parameters(world))
