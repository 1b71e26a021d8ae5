"""Votes: a question with a few answers; one voice a browser, and a count that the facilitator can add to."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from workshop.errors import WorkshopError

LETTERS: Final = "ACDEFGHJKLMNPQRTUVWXY3479"  # none that is taken for another when read aloud
VOICES: Final = 500
POLLS: Final = 40  # open at a time
PAST: Final = 1000  # codes of votes that are over, remembered


def code(length: int) -> str:
    """Return a code that can be read aloud."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


@dataclass
class Poll:
    """One vote."""

    owner: str
    question: str
    options: tuple[dict[str, str], ...]
    code: str
    phones: bool = True
    open: bool = True
    revealed: str | None = None
    next: str | None = None  # code of the vote that took its place
    voices: dict[str, str] = field(default_factory=dict)
    hands: dict[str, int] = field(default_factory=dict)
    version: int = 0
    turned: asyncio.Event = field(default_factory=asyncio.Event)

    def votes(self) -> dict[str, int]:
        """Return the count by answer."""
        found = {one["id"]: self.hands.get(one["id"], 0) for one in self.options}
        for choice in self.voices.values():
            found[choice] += 1
        return found

    def turn(self) -> None:
        """Tell whoever watches that something changed."""
        self.version += 1
        self.turned.set()
        self.turned = asyncio.Event()

    def shown(self, session: str) -> dict[str, Any]:
        """Return what a browser is told; the counts of others only to the owner, or when it is closed."""
        counted = self.owner == session or not self.open
        return {"code": self.code, "question": self.question, "options": list(self.options),
                "open": self.open, "revealed": self.revealed, "mine": self.voices.get(session),
                "votes": self.votes() if counted else None, "owner": self.owner == session,
                "next": self.next}  # fmt: skip


class Polls:
    """All votes of the server."""

    def __init__(self) -> None:
        self._polls: dict[str, Poll] = {}
        self._later: dict[str, str] = {}  # code of a vote that is over to the owner's latest

    def begin(self, owner: str, question: str, options: Sequence[dict[str, str]], phones: bool) -> Poll:
        """Open a vote in the place of the owner's last one; who was at that is led to the new one."""
        if len([one for one in self._polls.values() if one.owner != owner]) >= POLLS:
            raise WorkshopError("ws_too_many")
        name = code(4)
        while name in self._polls or name in self._later:
            name = code(4)
        for old in [one for one in self._polls.values() if one.owner == owner]:
            old.open, old.next = False, name
            old.turn()
            del self._polls[old.code]
            for earlier in [one for one, later in self._later.items() if later == old.code]:
                self._later[earlier] = name
            self._later[old.code] = name
            while len(self._later) > PAST:
                del self._later[next(iter(self._later))]
        self._polls[name] = Poll(owner, question, tuple(options), name, phones)
        return self._polls[name]

    def of(self, name: str) -> Poll:
        """Return a vote by its code, in capitals or not; for one that is over, its owner's latest.

        Raises
        ------
        WorkshopError
            If there is none.
        """
        name = name.upper()
        found = self._polls.get(self._later.get(name, name))
        if found is None:
            raise WorkshopError("ws_no_poll")
        return found

    def vote(self, poll: Poll, session: str, choice: str) -> None:
        """Take a voice; the same browser's earlier one is taken back."""
        if not poll.open:
            raise WorkshopError("ws_closed")
        if choice not in {one["id"] for one in poll.options}:
            raise WorkshopError("ws_wrong", where="choice", what=choice[:40])
        if session not in poll.voices and len(poll.voices) >= VOICES:
            raise WorkshopError("ws_too_many")
        poll.voices[session] = choice
        poll.turn()

    def raise_hands(self, poll: Poll, session: str, choice: str, more: int) -> None:
        """Add hands that the facilitator counted, or take some back."""
        if poll.owner != session:
            raise WorkshopError("ws_not_yours")
        if choice not in {one["id"] for one in poll.options}:
            raise WorkshopError("ws_wrong", where="choice", what=choice[:40])
        poll.hands[choice] = min(max(poll.hands.get(choice, 0) + more, 0), VOICES)
        poll.turn()
