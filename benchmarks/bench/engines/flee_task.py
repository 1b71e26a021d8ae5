"""Flee: displaced persons who may go on to a next place along the routes of a network, a day a step."""

import tempfile
from pathlib import Path
from typing import Any

from flee import flee

PACKAGE = "flee"
DOES = "a displaced person, perhaps leaves its place, weighs the places within reach, travels on; a day"
SIDE = 8  # places in a square, each a day's travel from its neighbours
DISTANCE = 100.0
LEAVE = 0.3


def build(agents: int) -> Any:
    """Return a model with so many agents, as many in each place."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "usual.yml"
        settings.write_text("{}\n", encoding="utf-8")
        flee.SimulationSettings.ReadFromYML(str(settings))
    world = flee.Ecosystem()
    places = {
        (x, y): world.addLocation(name=f"{x}-{y}", x=x * DISTANCE, y=y * DISTANCE, movechance=LEAVE)
        for x in range(SIDE)
        for y in range(SIDE)
    }
    for x, y in places:
        for other in ((x + 1, y), (x, y + 1)):
            if other in places:
                world.linkUp(endpoint1=f"{x}-{y}", endpoint2=f"{other[0]}-{other[1]}", distance=DISTANCE)
    every = list(places.values())
    for i in range(agents):
        world.addAgent(location=every[i % len(every)], attributes={})
    return world


def step(model: Any) -> None:
    """Live a day."""
    model.evolve()
