"""How an endpoint finds its session and answers."""

import gzip
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import wraps
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from experiments.engine.place import loopback
from experiments.sentences import SaidError
from scenarios.sentences import ScenarioError
from workshop.errors import WorkshopError
from workshop.house import House
from workshop.sessions import Session

COOKIE: Final = "workshop"
Endpoint = Callable[[Request], Awaitable[Response]]
WithSession = Callable[[Request, House, Session], Awaitable[Response]]


def house_of(request: Request) -> House:
    """Return what the server holds."""
    found: House = request.app.state.house
    return found


def session_of(request: Request) -> Session | None:
    """Return the session of the browser that asks; None when it has none."""
    return house_of(request).sessions.find(request.cookies.get(COOKIE))


def let_in(request: Request, session: Session | None) -> bool:
    """Say whether a browser may ask: with a join code, only this machine or one that has given it."""
    house = house_of(request)
    if not house.join or (session is not None and session.code == house.join):
        return True
    return request.client is not None and loopback(request.client.host)


def with_session(endpoint: WithSession) -> Endpoint:
    """Give an endpoint the house and the session; refuse browsers that have none."""

    @wraps(endpoint)
    async def asked(request: Request) -> Response:
        house_of(request).asked = time.monotonic()
        session = session_of(request)
        if session is None:
            raise WorkshopError("ws_no_session")
        if not let_in(request, session):
            raise WorkshopError("ws_no_code")
        return await endpoint(request, house_of(request), session)

    return asked


def page_session(request: Request) -> tuple[Session | None, str | None]:
    """Return the session of who opens a page and, when it is new, its token; None without the join code."""
    session, token = session_of(request), None
    if not let_in(request, session):
        return None, None
    if session is None:
        token, session = house_of(request).sessions.new()
        session.state.language = "en" if house_of(request).language == "en" else "nb"
        house_of(request).sessions.save(session)
    return session, token


def set_cookie(response: Response, token: str | None) -> Response:
    """Give a browser its token."""
    if token is not None:
        response.set_cookie(COOKIE, token, max_age=30 * 86400, httponly=True, samesite="strict", path="/")
    return response


def data(content: Any, status: int = 200) -> Response:
    """Answer with JSON; NaN would not be JSON, and is an error of the program."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Response(text.encode(), status, media_type="application/json")


def packed(request: Request, body: bytes) -> Response:
    """Answer with JSON that is packed by gzip, as it is where the browser takes it."""
    headers = {"vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type="application/json", headers=headers)


def to_join() -> Response:
    """Send a browser to where it can give the join code."""
    return RedirectResponse("/join", 303)


def error(request: Request, found: Exception) -> Response:
    """Answer with one sentence."""
    session = session_of(request)
    language = session.language if session is not None else house_of(request).language
    if isinstance(found, HTTPException):
        wrong = WorkshopError("ws_not_here")
        return data({"error": wrong.said(language)}, found.status_code)
    if isinstance(found, WorkshopError):
        return data({"error": found.said(language)}, found.status)
    if isinstance(found, (ScenarioError, SaidError)):
        return data({"error": found.said(language)}, 400)
    raise found


def events(found: AsyncIterator[dict[str, Any] | None]) -> Response:
    """Answer with server-sent events; None is a comment that keeps the line open."""

    async def lines() -> AsyncIterator[bytes]:
        async for one in found:
            if one is None:
                yield b": \n\n"
            else:
                text = json.dumps(one, ensure_ascii=False, allow_nan=False)
                yield f"event: {one.get('state', 'votes')}\ndata: {text}\n\n".encode()

    return StreamingResponse(lines(), media_type="text/event-stream", headers={"x-accel-buffering": "no"})
