"""What the server holds while it runs: sessions, packs, jobs, votes, the design."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.engine import cores
from experiments.storage import code_fingerprint
from scenarios.parameters import default_parameters, posterior_key
from scenarios.scenario import Scenario, load_scenario, scenario_names
from scenarios.worlds import NORWAY
from workshop.asking import AskedScenario
from workshop.boundaries import Boundaries
from workshop.editor import read_text, toml_of
from workshop.errors import WorkshopError
from workshop.instant import Design, read_design
from workshop.jobs import Jobs
from workshop.polls import Polls
from workshop.sessions import Sessions
from workshop.shelf import EMBEDDED, Shelf


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
    def design(self) -> Design | None:
        """The design of instant answers."""
        return read_design(self.embedded)

    @cached_property
    def code(self) -> str:
        """The model's version at hand."""
        return code_fingerprint()

    @cached_property
    def current(self) -> bool:
        """Whether the embedded set was made by the model at hand, drawing from the posterior at hand."""
        told = self.shelf.manifest
        drawn = posterior_of(str(told.get("world", NORWAY.name)))
        return told.get("code") == self.code and told.get("posterior") == drawn

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
    return posterior_key(world, default_parameters(world))


def scenario_asked(asked: AskedScenario) -> tuple[Scenario, dict[str, str]]:
    """Return the scenario a browser means, and what a worker is told of it.

    Raises
    ------
    WorkshopError, ScenarioError
        In one sentence or more.
    """
    if asked.library is not None:
        if asked.library not in scenario_names():
            raise WorkshopError("ws_no_pack")
        return load_scenario(asked.library), {"library": asked.library}
    text = asked.toml
    if text is None:
        text = toml_of(asked.name, asked.parent, asked.changes)
    return read_text(text), {"toml": text}
