"""What is derived of the month's events and of the ledger's flows: where, to whom and when they happened."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER
from simulation import groups
from simulation.derived import since, via, year_of
from simulation.ledger import FLOWS

if TYPE_CHECKING:
    from simulation.columns import Columns

Array = npt.NDArray[Any]

_PLACES: Final = ("county", "region", "centrality")  # fields of geography that an event may be counted by
LEDGER: Final = ("payer", "receiver", "purpose", "municipality", "county", "region", "centrality", "ore")


def of_event(c: "Columns", event: Mapping[str, Array], name: str) -> Array | None:
    """Return a column that is derived of an event, None where there is none of the name.

    County, region and centrality of its municipalities, as ``county`` or ``to_county``; any column of the
    event's household, its ``group`` and ``permit_year``, as they stand at the end of the month; the group
    ``placed`` where it happened, a move where it began; the months it ``waited``; whether a move went
    ``elsewhere``, to another place.
    """
    if "household" in event:
        if name == "elsewhere" and "from_place" in event:
            changed: Array = event["from_place"] != event["to_place"]
            return changed.astype(np.int8)
        households = c.world.households
        rows = households.rows(event["household"])
        if name in ("group", "placed"):
            code = np.where(rows < 0, -1, groups.at_households(c.world, rows))
            return code if name == "group" else groups.place(code, _event_centrality(c, event, rows))
        if name in ("waited", "permit_year"):
            permit = via(rows, households.permit, NEVER)
            return since(c, permit) if name == "waited" else year_of(c, permit)
        if name in households.columns:
            return via(rows, c.get("households", name))
    prefix, _, last = f"_{name}".rpartition("_")
    prefix = prefix.lstrip("_")
    municipality = event.get(f"{prefix}_municipality" if prefix else "municipality")
    if last not in _PLACES or municipality is None:
        return None
    return via(municipality, getattr(c.world.geography, last))


def _event_centrality(c: "Columns", event: Mapping[str, Array], rows: Array) -> Array:
    """Return the centrality of where an event of households `rows` happened."""
    for name in ("municipality", "from_municipality"):
        if name in event:
            return via(event[name], c.world.geography.centrality)
    return via(via(rows, c.world.households.municipality), c.world.geography.centrality)


def ledger_columns(c: "Columns", flows: npt.NDArray[np.int64]) -> dict[str, Array]:
    """Return the non-zero cells of a flow matrix (flows, M + 1) as columns; nowhere is -1."""
    row, column = np.nonzero(flows)
    names = np.array([(f.payer, f.receiver, f.purpose) for f in FLOWS], dtype=np.int64)
    municipality = np.where(column == flows.shape[1] - 1, -1, column)
    geography = c.world.geography
    return {
        "payer": names[row, 0], "receiver": names[row, 1], "purpose": names[row, 2],
        "municipality": municipality, "county": via(municipality, geography.county),
        "region": via(municipality, geography.region),
        "centrality": via(municipality, geography.centrality), "ore": flows[row, column],
    }  # fmt: skip
