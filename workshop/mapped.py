"""The map of a difference between any two packs that can be compared, replicate by replicate."""

from typing import Any

from workshop.data.maps import MEASURES, map_of
from workshop.errors import WorkshopError
from workshop.pack import LEFT_OUT, Pack
from workshop.shelf import Shelf


def difference_map(shelf: Shelf, one: Pack, other: Pack, measure: str) -> dict[str, Any]:
    """Return the map of B less A over the replicates they have in common, as a pack holds its maps.

    Parameters
    ----------
    shelf : Shelf
    one, other : Pack
        A and B, from :func:`workshop.compared.paired`.
    measure : str
        A name of the maps' measures.

    Raises
    ------
    WorkshopError
        If there is no such measure, or a pack was made without what this needs.
    """
    if measure not in MEASURES:
        raise WorkshopError("ws_not_here")
    seeds = [seed for seed in other.seeds if seed in one.seeds]
    ground, ours = (
        shelf.counts(pack)[measure][[pack.seeds.index(seed) for seed in seeds]] for pack in (one, other)
    )
    made = map_of(ours, measure, other.world, other.shown["months"], ground, float(other.shown["scale"]))
    return {name: value for name, value in made.items() if name not in LEFT_OUT}
