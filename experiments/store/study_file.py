"""A study: a folder with ``study.json`` and the run sets it lists."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Self

from experiments.storage import OutputError, code_fingerprint, versions, write_json
from experiments.store.lock import locked
from scenarios.parameters import PRIOR
from scenarios.reasons import reason_of

STUDY: Final = "study.json"
IN_USE: Final = ".in-use"
FORMAT: Final = 1


@dataclass(frozen=True)
class Listed:
    """A run that belongs to a study, whether it is done or not."""

    scenario: str
    seed: int
    identity: str

    @property
    def place(self) -> Path:
        """Folder of the run set within the study: runs that differ in anything never share one."""
        return Path(self.scenario) / f"{self.seed}-{self.identity[:8]}"


@dataclass(frozen=True)
class StudyFile:
    """What ``study.json`` says.

    Attributes
    ----------
    scenarios
        Names, the baseline first.
    world, scale, last_year
        Of all its runs.
    runs
        Every run asked for, by whoever asked.
    code, versions
        Of the runs.
    per_draw
        Replicates beside each other that share a draw of the parameters.
    restricted
        Names of the restricted files that what was run rests on: who reads the study holds small cells
        back. A study once marked stays marked.
    parameters
        Where the values of replicates come from.
    """

    scenarios: tuple[str, ...]
    world: str
    scale: float
    last_year: int
    runs: tuple[Listed, ...]
    code: str
    versions: Mapping[str, str]
    per_draw: int = 1
    restricted: tuple[str, ...] = ()
    parameters: str = PRIOR

    @classmethod
    def now(
        cls,
        scenarios: Sequence[str],
        world: str,
        scale: float,
        last_year: int,
        runs: Iterable[Listed],
        per_draw: int = 1,
        restricted: Iterable[str] = (),
        parameters: str = PRIOR,
    ) -> Self:
        """Return a study of the code and versions at hand."""
        code, used = code_fingerprint(), dict(versions())
        marked = tuple(restricted)
        return cls(
            tuple(scenarios), world, scale, last_year, tuple(runs), code, used, per_draw, marked, parameters
        )

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Return what a folder's ``study.json`` says; None when there is none that can be read."""
        try:
            found: dict[str, Any] = json.loads((folder / STUDY).read_text(encoding="utf-8"))
            if found.pop("format") != FORMAT:
                return None
            found["runs"] = tuple(Listed(**run) for run in found["runs"])
            found["restricted"] = tuple(str(name) for name in found.get("restricted", ()))
            return cls(**{**found, "scenarios": tuple(found["scenarios"])})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def together_with(self, other: "StudyFile | None") -> "StudyFile":
        """Return this study with the runs of another that are of the same kind.

        A run of a scenario that has changed since, or of other code, is none of this study's; that the
        other was restricted holds all the same.
        """
        if other is None:
            return self
        marked = tuple(dict.fromkeys((*other.restricted, *self.restricted)))
        return replace(self._joined(other), restricted=marked)

    def _joined(self, other: "StudyFile") -> "StudyFile":
        if self._kind() != other._kind():
            return self
        mine = {(run.scenario, run.seed): run for run in self.runs}
        theirs = {(run.scenario, run.seed): run for run in other.runs}
        if any(mine[both].identity != theirs[both].identity for both in mine.keys() & theirs.keys()):
            return self
        merged = {**theirs, **mine}
        order = {name: i for i, name in enumerate(self.scenarios)}
        runs = sorted(merged.values(), key=lambda run: (run.seed, order[run.scenario]))
        return StudyFile(**{**self._fields(), "runs": tuple(runs)})

    def _kind(self) -> tuple[Any, ...]:
        return (
            set(self.scenarios),
            self.world,
            self.scale,
            self.last_year,
            self.code,
            dict(self.versions),
            self.per_draw,
            self.parameters,
        )

    def _fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def add_to(self, folder: Path) -> None:
        """Write it, with the runs others listed there in the meantime.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        try:
            with locked(folder / f".{STUDY}.lock"):
                merged = self.together_with(StudyFile.read(folder))
                write_json(folder / STUDY, {"format": FORMAT, **asdict(merged)})
        except OSError as error:
            raise OutputError("unwritable", path=folder / STUDY, reason=reason_of(error)) from None


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Tell others that a study is being worked on (it is then not removed)."""
    with locked(folder / IN_USE, shared=True):
        yield
