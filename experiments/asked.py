"""What every command that makes many runs is asked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.engine import Cluster


@dataclass(frozen=True)
class Asked:
    """How many runs, where they are kept, of which world, by whom they are made, and the language.

    Parameters
    ----------
    replicates : int
        Paired replicates of each scenario.
    workers : int or None
        Processes; all cores when None.
    out : Path
        Folder for results.
    seed : int
        The first replicate's.
    world : str or None
        The scenarios' own when None.
    scale : float
        Share of the persons to simulate.
    language : str
        ``en`` or ``nb``.
    cluster : Cluster, optional
        An existing one.
    parameters : str, optional
        Where the values of replicates come from: ``posterior``, ``point`` or ``prior``.
    """

    replicates: int
    workers: int | None
    out: Path
    seed: int
    world: str | None
    scale: float
    language: str
    cluster: Cluster | None = None
    parameters: str | None = None

    def of_runs(self) -> dict[str, Any]:
        """Return what says which runs are meant, as keywords."""
        return {
            "seed": self.seed,
            "world": self.world,
            "scale": self.scale,
            "parameters": self.parameters,
        }
