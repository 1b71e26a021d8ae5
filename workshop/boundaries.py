"""Real boundaries for the page's map: of a file the user gives, or of what ``run.py data boundaries`` keeps.

The page ships hexagons; boundaries are the user's, are checked before the page has them, and are never
written anywhere but in the user's data folder.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from workshop.errors import WorkshopError

MEGABYTES: Final = 64  # of a file: one with every bend of the coast is larger, and no screen can show it
Shapes = list[list[list[int]]]


class Boundaries:
    """What there is of real boundaries, by the year of the municipality codes.

    Parameters
    ----------
    given : mapping, optional
        From :func:`read`: what the user has given now goes before what lies in the data folder.
    """

    def __init__(self, given: Mapping[int, Shapes] | None = None) -> None:
        self._given = dict(given or {})

    def years(self) -> list[int]:
        """Return the years there are boundaries of."""
        from calibration.connector.boundaries import YEARS, boundaries_file

        return [year for year in YEARS if year in self._given or boundaries_file(year) is not None]

    def worlds(self) -> list[str]:
        """Return the worlds they can be drawn for; the invented one has none."""
        from scenarios.worlds import TINY, world_names
        from workshop.data.maps import places

        years = self.years()
        named = [name for name in world_names() if name != TINY.name] if years else []
        return [name for name in named if places(name).year in years]

    def of(self, world: str) -> Shapes:
        """Return the rings of each municipality of a world, in the order of the model.

        Raises
        ------
        WorkshopError
            If there are none.
        ConnectorError
            If the file in the data folder is not right; in one sentence.
        """
        from calibration.connector.boundaries import boundaries_file
        from workshop.data.maps import places

        if world not in self.worlds():
            raise WorkshopError("ws_not_here")
        year = places(world).year
        if year not in self._given:
            found = boundaries_file(year)
            if found is None:
                raise WorkshopError("ws_not_here")
            self._given |= read(found)
        if year not in self._given:  # the file of one year holds the other's municipalities
            raise WorkshopError("ws_not_here")
        return self._given[year]


def read(path: Path) -> dict[int, Shapes]:
    """Return the shapes of a GeoJSON file, and the year whose municipalities they are.

    Raises
    ------
    WorkshopError
        If the file is too large.
    ConnectorError
        If it is no such file, or a municipality is not in it; in one sentence.
    """
    from calibration.connector.boundaries import take
    from workshop.data.maps import boundaries

    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # which says why better
    if size > MEGABYTES * 1_000_000:
        raise WorkshopError("ws_boundaries_large", path=path, size=round(size / 1e6), most=MEGABYTES)
    with TemporaryDirectory() as folder:
        kept, year = take(path, Path(folder))
        return {year: boundaries(kept, _world(year))}


@cache
def _world(year: int) -> str:
    from scenarios.worlds import TINY, world_names
    from workshop.data.maps import places

    return next(name for name in world_names() if name != TINY.name and places(name).year == year)
