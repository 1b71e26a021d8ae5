"""Mesa's own plain objects: registered agents that grow older and may die, in random order."""

from typing import Any

import mesa

PACKAGE = "mesa"
DOES = "grows a month older; dies with a small chance; an object, called in random order"
HAZARD = 0.001


class Person(mesa.Agent):  # type: ignore[misc]
    """One who grows older."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        self.age = self.random.randrange(0, 80 * 12)

    def step(self) -> None:
        """Live a month."""
        self.age += 1
        if self.random.random() < HAZARD:
            self.remove()


class Town(mesa.Model):  # type: ignore[misc]
    """Persons, and nothing else."""

    def __init__(self, agents: int) -> None:
        super().__init__(rng=1)
        Person.create_agents(self, agents)

    def step(self) -> None:
        """Let everybody live a month."""
        self.agents.shuffle_do("step")


def build(agents: int) -> Town:
    """Return a model with so many agents."""
    return Town(agents)


def step(model: Town) -> None:
    """Live a month."""
    model.step()
