"""What the page starts from, what a browser has set, scenarios as they are edited, and the log."""

from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workshop import answers, log, opening
from workshop.asking import AskedNote, AskedScenario, body_of
from workshop.endpoints.answer import data, packed, with_session
from workshop.errors import WorkshopError
from workshop.house import House
from workshop.sessions import Session, State


@with_session
async def begin(request: Request, house: House, session: Session) -> Response:
    """All the page needs first."""
    found = await run_in_threadpool(opening.payload, house, session)
    return data(found)


@with_session
async def state(request: Request, house: House, session: Session) -> Response:
    """What this browser has set."""
    return data(session.state.model_dump())


@with_session
async def set_state(request: Request, house: House, session: Session) -> Response:
    """Set it."""
    session.state = await body_of(request, State)
    house.sessions.save(session)
    return data({"kept": True})


@with_session
async def scenario(request: Request, house: House, session: Session) -> Response:
    """Check a scenario, and say it as a file, as Python and in plain language."""
    asked = await body_of(request, AskedScenario)

    def work() -> bytes:
        def shown() -> dict[str, Any]:
            from workshop.editing import scenario_shown

            return scenario_shown(asked)

        plain = asked.toml is None and asked.library is None and not asked.changes
        name = answers.scenario(asked.parent, asked.name) if plain else ""
        return house.answers.of(name, shown)

    return packed(request, await run_in_threadpool(work))


@with_session
async def geography(request: Request, house: House, session: Session) -> Response:
    """One hexagon a municipality."""
    world = request.path_params["world"]

    def work() -> bytes:
        def made() -> dict[str, Any]:
            from scenarios.worlds import world_names
            from workshop import start

            if world not in world_names():
                raise WorkshopError("ws_not_here")
            return start.geography(world)

        return house.answers.of(answers.geography(world), made)

    return packed(request, await run_in_threadpool(work))


@with_session
async def drawable(request: Request, house: House, session: Session) -> Response:
    """The worlds whose real boundaries there are."""
    return data({"worlds": await run_in_threadpool(house.boundaries.worlds)})


@with_session
async def boundaries(request: Request, house: House, session: Session) -> Response:
    """Real boundaries, where the user has given some."""
    found = await run_in_threadpool(house.boundaries.of, request.path_params["world"])
    return data({"boundaries": found})


@with_session
async def assumptions(request: Request, house: House, session: Session) -> Response:
    """Every parameter with its source."""

    def made() -> dict[str, Any]:
        from workshop import start

        return start.assumptions()

    return packed(request, await run_in_threadpool(house.answers.of, "assumptions", made))


@with_session
async def contested(request: Request, house: House, session: Session) -> Response:
    """The contested mechanisms with their answers."""

    def made() -> dict[str, Any]:
        from workshop import start

        return start.contested()

    return packed(request, await run_in_threadpool(house.answers.of, "contested", made))


@with_session
async def read_log(request: Request, house: House, session: Session) -> Response:
    """The log of this session's workshop."""
    if request.query_params.get("as") == "md":
        text = log.as_markdown(session)
        headers = {"content-disposition": 'attachment; filename="verksted.md"'}
        return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)
    return data({"log": session.log})


@with_session
async def write_log(request: Request, house: House, session: Session) -> Response:
    """Add a line to it."""
    asked = await body_of(request, AskedNote)
    session.note(asked.what, text=asked.text)
    house.sessions.save(session)
    return data({"kept": True})


ROUTES: Final = [
    Route("/api/start", begin),
    Route("/api/state", state, methods=["GET"]),
    Route("/api/state", set_state, methods=["PUT"]),
    Route("/api/scenario", scenario, methods=["POST"]),
    Route("/api/geography/{world}", geography),
    Route("/api/boundaries", drawable),
    Route("/api/boundaries/{world}", boundaries),
    Route("/api/assumptions", assumptions),
    Route("/api/contested", contested),
    Route("/api/log", read_log, methods=["GET"]),
    Route("/api/log", write_log, methods=["POST"]),
]
