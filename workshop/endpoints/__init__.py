"""What the server answers, an endpoint each; :func:`routes` lists them."""

from starlette.routing import BaseRoute


def routes() -> list[BaseRoute]:
    """Return every route."""
    from workshop.endpoints import jobs, pages, results, settings, votes

    return [*pages.ROUTES, *settings.ROUTES, *results.ROUTES, *jobs.ROUTES, *votes.ROUTES]
