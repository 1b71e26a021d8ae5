"""What a validation report is made of, gathered once."""

from collections.abc import Mapping
from dataclasses import dataclass

from calibration.runs import Cells
from calibration.validation.against import Answer
from calibration.validation.coverage import ENOUGH, Judged, judge_all
from calibration.validation.forward import Predicted
from calibration.validation.municipal import MOVES, SETTLED, Contest, Participation, contest, participation
from data.roles import HELD_OUT
from experiments.caveat import invented
from experiments.history import WORLD
from scenarios.parameters import model_parameters

TRANSITION = "(P)"  # in a source: measured in the municipal panel of 2012-13
SETTLED_TOO = "municipality.overshoot"  # used settled 2013 beside decided 2013


@dataclass(frozen=True)
class Material:
    """Everything the chapters tell.

    Attributes
    ----------
    parameters : str
        Where the runs' parameters came from.
    command : str
        What makes it again.
    """

    cells: Cells
    parameters: str
    world: str
    scale: float
    command: str
    judged: tuple[Judged, ...]
    settled: Contest
    moves: Contest
    taking_part: Participation
    forward: Predicted | None = None
    against: Answer | None = None
    against_file: str = ""

    @property
    def norway(self) -> bool:
        """Whether the municipalities are Norway's: what is invented is held against no record."""
        return not invented(self.world)

    @property
    def whole(self) -> bool:
        """Whether the runs are of the whole of Norway."""
        return self.world == WORLD and self.scale == 1.0

    def by_name(self) -> Mapping[str, Judged]:
        """Return the judged targets by name."""
        return {one.target.name: one for one in self.judged}

    def tested(self) -> list[Judged]:
        """Return the held-out targets with enough cells for a verdict on coverage."""
        return [one for one in self.judged if one.target.role == HELD_OUT and one.n >= ENOUGH]


def gather(
    cells: Cells, parameters: str, world: str, scale: float, command: str, forward: Predicted | None = None
) -> Material:
    """Gather the material from the cells of the runs of 2009-13, and the forecasts of others."""
    judged = tuple(judge_all(cells.by_target))
    settled = contest("settled", cells.by_target[SETTLED])
    return Material(
        cells,
        parameters,
        world,
        scale,
        command,
        judged,
        settled,
        contest("moves", cells.by_target[MOVES]),
        participation(cells.by_target[SETTLED], settled.actual),
        forward,
    )


def seen_2013() -> list[tuple[str, str, str, str]]:
    """Return the priors estimated on the transition to 2013: name, status, source, what of 2013 they used
    (``requested``, ``decided`` or ``settled``)."""
    found = []
    for name, record in model_parameters().items():
        if TRANSITION in record.source:
            used = (
                "requested" if name.startswith("imdi.") else "settled" if name == SETTLED_TOO else "decided"
            )
            found.append((name, str(record.status), record.source, used))
    return found
