"""Starsim: persons who may catch an infection from random contacts, are born and die."""

import os
from typing import Any

os.environ.setdefault("STARSIM_INSTALL_FONTS", "0")  # it would write into the home folder

import starsim as ss

PACKAGE = "starsim"
DOES = "ages; meets about ten others drawn anew; may catch an infection, recover, die; births are added"


def build(agents: int) -> Any:
    """Return a model with so many agents."""
    sim = ss.Sim(
        n_agents=agents, diseases=ss.SIR(), networks=ss.RandomNet(), demographics=[ss.Births(), ss.Deaths()],
        rand_seed=1, verbose=0,
    )  # fmt: skip
    return sim.init()


def step(model: Any) -> None:
    """Live one of the engine's usual steps."""
    model.run_one_step()
