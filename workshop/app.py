"""The application: routes to their endpoints, behind the guard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from workshop.guard import Guard
from workshop.house import House

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response


def application(house: House, names: frozenset[str] = frozenset()) -> "Starlette":
    """Return the application of a house.

    Parameters
    ----------
    house : House
    names : frozenset of str
        Host names it answers under beside ``localhost`` and addresses.
    """
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware

    from scenarios.sentences import ScenarioError
    from workshop.endpoints import answer, routes
    from workshop.errors import WorkshopError
    from workshop.opening import warmed

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(warmed(house))
        yield
        house.closed = True
        warming.cancel()
        await house.jobs.close()

    async def told(request: "Request", error: Exception) -> "Response":
        return answer.error(request, error)

    app = Starlette(
        routes=routes(),
        lifespan=lifespan,
        middleware=[Middleware(Guard, names=names)],
        exception_handlers={WorkshopError: told, ScenarioError: told, HTTPException: told, ValueError: told},
    )
    app.state.house = house
    return app
