"""Sessions: one a browser, known by a random token in a cookie; what it has set is kept in the run store.

The file of a session is named after a hash of its token, so that nothing a browser sends becomes a path.
"""

import hashlib
import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from experiments.storage import write_json

TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{32}")
ENTRIES: Final = 2000  # of a log
KEYS: Final = 200  # packs of its own that a session remembers
Name = Annotated[str, Field(max_length=100)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Setting = Number | Annotated[list[Number], Field(max_length=30)] | Name


class State(BaseModel):
    """What a browser has set; everything in it is also in the address of the page, or can be set anew."""

    model_config = ConfigDict(extra="forbid", strict=True)

    language: Literal["nb", "en"] = "nb"
    view: Name = "choose"
    parent: Name = "integrated"
    name: Name = ""
    changes: dict[Name, Setting] = Field(default_factory=dict, max_length=100)
    upload: Annotated[str, Field(max_length=66_000)] = ""
    a: Name = "baseline-2013"
    b: Name = "integrated"
    before: Name = ""  # what B was before: for the replay of the last change
    revealed: bool = False
    question: Name = "waiting_stock"
    lighthouses: list[Name] = Field(default_factory=list, max_length=60)
    municipality: Name = ""
    shapes: Literal["hexagons", "boundaries"] = "hexagons"
    presenter: bool = False
    guesses: dict[Name, Name] = Field(default_factory=dict, max_length=100)


@dataclass
class Session:
    """One browser's session."""

    id: str
    state: State = field(default_factory=State)
    log: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    studies: dict[str, str] = field(default_factory=dict)  # pack to the folder of its study
    code: str = ""  # of the join, when one was needed

    @property
    def language(self) -> str:
        """The language it reads."""
        return self.state.language

    def note(self, what: str, **about: Any) -> None:
        """Add a line to the log of the workshop."""
        self.log.append({"at": time.strftime("%Y-%m-%dT%H:%M:%S"), "what": what, **about})
        del self.log[:-ENTRIES]

    def own(self, key: str, study: str) -> None:
        """Remember a pack made for this session."""
        if key not in self.keys:
            self.keys.append(key)
        del self.keys[:-KEYS]
        self.studies[key] = study


class Sessions:
    """All sessions; kept in a folder of the run store.

    Parameters
    ----------
    folder : Path
    most : int
        Sessions held in memory; those not used for longest are read again when they come back.
    """

    def __init__(self, folder: Path, most: int = 500) -> None:
        self.folder, self.most = folder, most
        self._open: dict[str, Session] = {}

    def find(self, token: str | None) -> Session | None:
        """Return the session of a token; None when there is none."""
        if token is None or not TOKEN.fullmatch(token):
            return None
        name = _name(token)
        found = self._open.pop(name, None) or self._read(name)
        if found is not None:
            self._keep(found)
        return found

    def new(self) -> tuple[str, Session]:
        """Return a new session and its token."""
        token = secrets.token_urlsafe(24)
        session = Session(_name(token))
        self._keep(session)
        return token, session

    def save(self, session: Session) -> None:
        """Write a session to the run store."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_json(
            self.folder / f"{session.id}.json",
            {"state": session.state.model_dump(), "log": session.log, "keys": session.keys,
             "studies": session.studies, "code": session.code},
        )  # fmt: skip

    def _keep(self, session: Session) -> None:
        self._open[session.id] = session
        while len(self._open) > self.most:
            del self._open[next(iter(self._open))]

    def _read(self, name: str) -> Session | None:
        try:
            found: Mapping[str, Any] = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
            state = State.model_validate(found["state"])
            return Session(name, state, list(found["log"]), list(found["keys"]), dict(found["studies"]),
                           str(found.get("code", "")))  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            return None


def _name(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:32]
