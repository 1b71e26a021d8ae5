"""Results: packs, comparisons, rankings, instant answers, lives."""

import gzip
import json
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workshop.asking import AskedInstant, AskedRanking, AskedScenario, body_of
from workshop.compared import compared, paired, ranked
from workshop.endpoints.answer import data, with_session
from workshop.errors import WorkshopError
from workshop.house import House, scenario_asked
from workshop.mapped import difference_map
from workshop.sessions import Session


@with_session
async def pack(request: Request, house: House, session: Session) -> Response:
    """One scenario's results."""
    found = await run_in_threadpool(house.shelf.pack, request.path_params["key"], session)
    text = json.dumps(found.shown, ensure_ascii=False, separators=(",", ":")).encode()
    if "gzip" in request.headers.get("accept-encoding", ""):
        body = await run_in_threadpool(gzip.compress, text, 1)
        return Response(body, media_type="application/json", headers={"content-encoding": "gzip"})
    return Response(text, media_type="application/json")


@with_session
async def compare(request: Request, house: House, session: Session) -> Response:
    """Paired differences of B from A."""
    a, b = (request.query_params.get(name, "")[:100] for name in "ab")

    def work() -> dict[str, Any]:
        return compared(*paired(house.shelf, session, a, b))

    return data(await run_in_threadpool(work))


@with_session
async def difference(request: Request, house: House, session: Session) -> Response:
    """The map of B less A."""
    a, b, measure = (request.query_params.get(name, "")[:100] for name in ("a", "b", "measure"))

    def work() -> dict[str, Any]:
        return difference_map(house.shelf, *paired(house.shelf, session, a, b), measure)

    return data(await run_in_threadpool(work))


@with_session
async def ranking(request: Request, house: House, session: Session) -> Response:
    """Five presets and the group's own choice."""
    asked = await body_of(request, AskedRanking)

    def work() -> dict[str, Any]:
        keys = list(dict.fromkeys(asked.keys))
        return ranked([house.shelf.pack(key, session) for key in keys], asked.families)

    return data(await run_in_threadpool(work))


@with_session
async def instant(request: Request, house: House, session: Session) -> Response:
    """The emulator's answer."""
    asked = await body_of(request, AskedInstant)
    if house.design is None:
        raise WorkshopError("ws_no_design")
    scenario, _ = await run_in_threadpool(
        scenario_asked, AskedScenario(parent=asked.parent, name="x", changes=asked.changes)
    )
    known = {one.name for one in house.design.dimensions}
    short = {f"coordination.{name}": name for name in known}
    changes = {short.get(name, name): value for name, value in scenario.changes.items()}
    inside = {name: float(v) for name, v in changes.items() if name in known and isinstance(v, float)}
    outside = sorted({*changes} - {*inside}) + sorted(scenario.shocks)
    return data({"answers": house.design.answer(inside), "left_out": outside,
                 "about": dict(house.design.about)})  # fmt: skip


@with_session
async def lives(request: Request, house: House, session: Session) -> Response:
    """Embedded lives under two presets."""
    pair = "|".join(request.query_params.get(name, "")[:100] for name in "ab")
    return data({"life": house.lives.get(pair)})


ROUTES: Final = [
    Route("/api/packs/{key}", pack),
    Route("/api/compare", compare),
    Route("/api/difference", difference),
    Route("/api/ranking", ranking, methods=["POST"]),
    Route("/api/instant", instant, methods=["POST"]),
    Route("/api/stories", lives, methods=["GET"]),
]
