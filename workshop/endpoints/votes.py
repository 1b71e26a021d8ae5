"""Votes: opened on the screen, cast on phones or counted in the room, closed when the answer is shown."""

from collections.abc import AsyncIterator
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workshop.asking import AskedEnd, AskedPoll, AskedVote, body_of
from workshop.endpoints.answer import data, events, with_session
from workshop.errors import WorkshopError
from workshop.house import House
from workshop.polls import Poll
from workshop.sessions import Session


@with_session
async def begin(request: Request, house: House, session: Session) -> Response:
    """Open a vote."""
    asked = await body_of(request, AskedPoll)
    ids = [one.id for one in asked.options]
    if len(set(ids)) < len(ids):
        raise WorkshopError("ws_wrong", where="options", what=", ".join(ids)[:80])
    options = [one.model_dump() for one in asked.options]
    poll = house.polls.begin(session.id, asked.question, options, asked.phones)
    session.note("vote", question=asked.question)
    house.sessions.save(session)
    return data(poll.shown(session.id), 201)


def _of(request: Request, house: House, session: Session) -> Poll:
    poll = house.polls.of(request.path_params["code"])
    if not poll.phones and poll.owner != session.id:
        raise WorkshopError("ws_no_poll")
    return poll


@with_session
async def status(request: Request, house: House, session: Session) -> Response:
    """A vote as this browser may see it."""
    return data(_of(request, house, session).shown(session.id))


@with_session
async def picture(request: Request, house: House, session: Session) -> Response:
    """The address at which a phone is at the vote at once, and its QR code, a row of 0 and 1 a line."""
    poll = _of(request, house, session)
    if not (house.join and house.address):
        raise WorkshopError("ws_not_here")
    import segno

    address = f"{house.address}/join?code={house.join}&to=vote#{poll.code}"
    code = segno.make_qr(address, error="m", mode="byte", boost_error=False)
    return data({"address": address, "rows": ["".join(map(str, row)) for row in code.matrix]})


@with_session
async def vote(request: Request, house: House, session: Session) -> Response:
    """Cast a voice, or count hands."""
    asked = await body_of(request, AskedVote)
    poll = _of(request, house, session)
    if asked.hands:
        house.polls.raise_hands(poll, session.id, asked.choice, asked.hands)
    else:
        house.polls.vote(poll, session.id, asked.choice)
    return data(poll.shown(session.id))


@with_session
async def end(request: Request, house: House, session: Session) -> Response:
    """Close a vote and say what came out."""
    asked = await body_of(request, AskedEnd)
    poll = _of(request, house, session)
    if poll.owner != session.id:
        raise WorkshopError("ws_not_yours")
    poll.open, poll.revealed = False, asked.revealed
    poll.turn()
    session.note("votes", question=poll.question, votes=poll.votes(), revealed=asked.revealed)
    house.sessions.save(session)
    return data(poll.shown(session.id))


@with_session
async def watch(request: Request, house: House, session: Session) -> Response:
    """A vote, told as it goes, until the next one takes its place."""
    poll = _of(request, house, session)

    async def told() -> AsyncIterator[dict[str, Any] | None]:
        import asyncio

        seen = -1
        while not house.jobs.closing:
            turned = poll.turned
            if poll.version != seen:
                seen = poll.version
                yield poll.shown(session.id)
                if poll.next is not None:
                    return
                continue
            try:
                await asyncio.wait_for(turned.wait(), 5)
            except TimeoutError:
                yield None

    return events(told())


ROUTES: Final = [
    Route("/api/polls", begin, methods=["POST"]),
    Route("/api/polls/{code}", status, methods=["GET"]),
    Route("/api/polls/{code}/qr", picture),
    Route("/api/polls/{code}/votes", vote, methods=["POST"]),
    Route("/api/polls/{code}/end", end, methods=["POST"]),
    Route("/api/polls/{code}/events", watch),
]
