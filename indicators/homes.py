"""How households of refugee background are housed: what several indicators read, recorded once."""

from typing import Any, Final

import numpy.typing as npt

from agents.kinds import Tenure
from simulation.observers import Observer

Array = npt.NDArray[Any]
HOUSED: Final = (Tenure.MUNICIPAL, Tenure.PRIVATE, Tenure.UNSERIOUS, Tenure.OWNED, Tenure.SHARED)
HERE: Final = (("refugee", "==", 1), ("tenure", "not in", (Tenure.RECEPTION, Tenure.ABROAD)))

MEMBERS: Final = Observer("members_here", "households", HERE, "sum:persons", every="year")
HOMES: Final = Observer(
    "homes",
    "households",
    where=HERE,
    measure="sum:persons",
    by=("group", "standing", "crowding", "recent"),
    every="quarter",
)
HOMES_BY_TOWN: Final = Observer(
    "homes_by_town",
    "households",
    where=HERE,
    measure="sum:persons",
    by=("municipality", "centrality", "standing", "crowding"),
    every="year",
)
RECENT_BY_TOWN: Final = Observer(
    "recent_homes_by_town",
    "households",
    where=(*HERE, ("recent", "==", 1)),
    measure="sum:persons",
    by=("municipality", "centrality", "standing"),
    every="year",
)
CHILDREN_HOUSED: Final = Observer(
    "children_housed",
    "households",
    where=(*HERE, ("children", ">", 0)),
    measure="sum:children",
    by=("group", "crowding"),
    every="year",
)
LIVING: Final = Observer(
    "living",
    "households",
    where=(("refugee", "==", 1), ("tenure", "in", HOUSED)),
    measure="sum:persons",
    by=("group", "living", "recent"),
    every="year",
)
LIVING_BY_TOWN: Final = Observer(
    "living_by_town",
    "households",
    where=(("refugee", "==", 1), ("tenure", "in", HOUSED)),
    measure="sum:persons",
    by=("municipality", "centrality", "living"),
    every="year",
)
