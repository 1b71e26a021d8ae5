"""The page and its files, the voting page, and the door for browsers of other machines."""

import time
from typing import Final
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from experiments.sentences import said
from workshop import files
from workshop.endpoints.answer import house_of, page_session, session_of, set_cookie, to_join
from workshop.errors import WorkshopError

TRIES: Final = 30  # join codes a minute, over all
MINUTE: Final = 60.0


def _file(found: files.File, request: Request) -> Response:
    house_of(request).asked = time.monotonic()
    headers = {"etag": found.tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, media_type=found.type, headers={**headers, "content-encoding": "gzip"})
    return Response(found.body, media_type=found.type, headers=headers)


async def page(request: Request) -> Response:
    """The page."""
    return _opened(request, "index.html")


async def voting(request: Request) -> Response:
    """The voting page."""
    return _opened(request, "vote.html")


def _opened(request: Request, name: str) -> Response:
    session, token = page_session(request)
    if session is None:
        return to_join()
    return set_cookie(_file(files.table()[name], request), token)


async def page_file(request: Request) -> Response:
    """A file of the page; one that is not in the table is not there."""
    found = files.table().get(request.path_params["name"])
    if found is None:
        raise WorkshopError("ws_not_here")
    return _file(found, request)


async def vega(request: Request) -> Response:
    """The Vega libraries."""

    def made() -> files.File:
        found = files.vega(house_of(request).store)
        _ = found.packed  # which takes a while, and is done once
        return found

    return _file(await run_in_threadpool(made), request)


async def join(request: Request) -> Response:
    """Ask for the join code; a code in the address is tried at once."""
    house = house_of(request)
    if "code" in request.query_params:
        return _try(request, request.query_params["code"], request.query_params.get("to", ""))
    if not house.join:
        return RedirectResponse("/", 303)
    return _door(house.language, "")


async def joined(request: Request) -> Response:
    """Try the join code that was typed."""
    given = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=4)
    return _try(request, given.get("code", [""])[0], given.get("to", [""])[0])


def _try(request: Request, code: str, to: str) -> Response:
    house = house_of(request)
    tries: list[float] = request.app.state.__dict__.setdefault("tries", [])
    now = time.monotonic()
    tries[:] = [one for one in tries if now - one < MINUTE]
    if len(tries) >= TRIES:
        return _door(house.language, said("ws_too_many", house.language), 429)
    if house.join and code.strip().upper() != house.join:
        tries.append(now)
        return _door(house.language, said("ws_no_code", house.language), 403)
    session, token = session_of(request), None
    if session is None:
        token, session = house.sessions.new()
        session.state.language = "en" if house.language == "en" else "nb"
    session.code = house.join
    house.sessions.save(session)
    return set_cookie(RedirectResponse("/vote" if to == "vote" else "/", 303), token)


def _door(language: str, wrong: str, status: int = 200) -> Response:
    text = files.table()["join.html"].body.decode()
    words = {"nb": ("Bli med", "Kode", "Gå inn"), "en": ("Join", "Code", "Enter")}[language]
    places = ("LANG", "TITLE", "CODE", "ENTER", "WRONG")
    for name, value in zip(places, (language, *words, wrong), strict=True):
        text = text.replace(f"[[{name}]]", value)
    return Response(text, status, media_type="text/html; charset=utf-8")


ROUTES: Final = [
    Route("/", page),
    Route("/vote", voting),
    Route("/vega.js", vega),
    Route("/join", join, methods=["GET"]),
    Route("/join", joined, methods=["POST"]),
    Route("/page/{name:path}", page_file),
]
