"""Results: packs, comparisons, rankings, instant answers, lives."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workshop import answers
from workshop.asking import AskedInstant, AskedRanking, body_of
from workshop.endpoints.answer import data, packed, with_session
from workshop.house import House
from workshop.remembered import Key
from workshop.sessions import Session

if TYPE_CHECKING:
    from workshop.pack import Pack

FAST: Final = 1  # how hard an answer is packed while somebody waits


@with_session
async def pack(request: Request, house: House, session: Session) -> Response:
    """One scenario's results."""
    return packed(request, await run_in_threadpool(house.shelf.sent, request.path_params["key"], session))


def _once(house: House, key: Key, make: Callable[[], Any]) -> bytes:
    """Return an answer, packed, as it was given before, or made now."""
    from workshop.pack import zipped

    found = house.remembered.find(key)
    return house.remembered.keep(key, zipped(make(), FAST)) if found is None else found


def _keys(packs: "Sequence[Pack]") -> list[str]:
    return [f"{one.base}/{one.key}" for one in packs]


@with_session
async def compare(request: Request, house: House, session: Session) -> Response:
    """Paired differences of B from A."""
    a, b = (request.query_params.get(name, "")[:100] for name in "ab")

    def work() -> bytes:
        found = house.answers.packed(answers.comparison(a, b)) if {a, b} <= set(house.shelf.names) else None
        if found is not None:
            return found
        from workshop.compared import compared, paired

        packs = paired(house.shelf, session, a, b)
        return _once(house, ("compare", *_keys(packs)), lambda: compared(*packs))

    return packed(request, await run_in_threadpool(work))


@with_session
async def difference(request: Request, house: House, session: Session) -> Response:
    """The map of B less A."""
    a, b, measure = (request.query_params.get(name, "")[:100] for name in ("a", "b", "measure"))

    def work() -> bytes:
        from workshop.compared import paired
        from workshop.mapped import difference_map

        packs = paired(house.shelf, session, a, b)
        key = ("difference", *_keys(packs), measure)
        return _once(house, key, lambda: difference_map(house.shelf, *packs, measure))

    return packed(request, await run_in_threadpool(work))


@with_session
async def ranking(request: Request, house: House, session: Session) -> Response:
    """Five presets and the group's own choice."""
    asked = await body_of(request, AskedRanking)

    def work() -> bytes:
        from workshop.compared import ranked

        packs = [house.shelf.pack(key, session) for key in dict.fromkeys(asked.keys)]
        key = ("ranking", *_keys(packs), "", *asked.families)
        return _once(house, key, lambda: ranked(packs, asked.families))

    return packed(request, await run_in_threadpool(work))


@with_session
async def instant(request: Request, house: House, session: Session) -> Response:
    """The emulator's answer."""
    asked = await body_of(request, AskedInstant)

    def work() -> bytes:
        def shown() -> Any:
            from workshop.editing import instant_shown

            return instant_shown(house.design, asked)

        return house.answers.of("" if asked.changes else answers.instant(asked.parent), shown)

    return packed(request, await run_in_threadpool(work))


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
