"""The opening of the page: what is made beforehand or once, and what is this session's; and the warming-up.

Until the first picture is there nothing is loaded that computes; then a thread loads it, when no browser
waits for an answer.
"""

import asyncio
import threading
import time
from contextlib import suppress
from typing import Any, Final

from workshop.house import House
from workshop.sessions import Session

QUIET: Final = 0.6  # seconds without a question, after which there is time to warm up
WAITED: Final = 6.0  # seconds to wait for a first question


def payload(house: House, session: Session) -> dict[str, Any]:
    """Return all the page needs first."""
    opening = house.opening
    return {
        **opening,
        "state": session.state.model_dump(),
        "packs": [*opening["packs"], *_own(house, session)],
        "phones": bool(house.join), "join": house.join, "address": house.address, "slots": house.slots,
    }  # fmt: skip


def _own(house: House, session: Session) -> list[dict[str, Any]]:
    """Return the packs that were run for a session."""
    if not session.keys:
        return []
    from workshop.start import told_of

    found = []
    for key in session.keys:
        try:
            found.append(told_of(house, house.shelf.pack(key, session)))
        except ValueError:
            continue
    return found


async def warmed(house: House) -> None:
    """Wait until nobody waits for an answer, then load and make what later questions need."""
    began = time.monotonic()
    while True:
        since = time.monotonic() - (house.asked or began)
        if since > (QUIET if house.asked else WAITED):
            break
        await asyncio.sleep(0.1)
    # a daemon: whoever ends the server does not wait for it
    threading.Thread(target=_warm, args=(house,), daemon=True).start()


def _warm(house: House) -> None:
    try:
        warm(house)
    except Exception:
        if not house.closed:  # what is loaded while all ends may well fail
            raise


def warm(house: House) -> None:
    """Load what computes; make answers that were not made beforehand, and keep them in the run store."""
    from experiments.storage import OutputError
    from workshop import answers, compared, mapped, start  # noqa: F401  # loading them is the point

    if house.answers.folder is None and house.shelf.names:
        with suppress(OSError, OutputError, ValueError):  # they are then made when they are asked for
            answers.make(house, house.store / answers.FOLDER)
    start.fixed()
    for name in house.shelf.names:
        house.shelf.pack(name, Session(""))
    _ = house.design, house.current
