"""The runs of a validation: the baseline from draws of the parameters."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from calibration.runs import Cells, run_all
from calibration.validation.refit import refitted
from calibration.validation.words import words_in
from data.posterior import Posterior
from experiments.asked import Asked
from experiments.commands import console, shown_progress
from experiments.engine import cores
from experiments.errors import RequestError
from experiments.history import WORLD, Run
from experiments.single import checked_parameters, checked_scale, checked_world
from experiments.storage import writable_folder
from experiments.verdicts.commands import cost, say
from scenarios.parameters import POSTERIOR, PRIOR
from scenarios.scenario import BASELINE, load_scenario
from scenarios.worlds import world_named
from simulation.worlds import NORWAY_2013

LAST, FORWARD_LAST = 2013, 2016
# Processor seconds of a run of the nation to that year, measured on 30 November 2026: docs/trace.md, scale.md
SECONDS: Final = {LAST: 4.6, FORWARD_LAST: 7.3}


def drawn_from(asked: Asked) -> str:
    """Return where the parameters come from: what was asked for; else the posterior, where there is one."""
    return checked_parameters(asked.parameters, asked.world or WORLD)


def runs_of(asked: Asked) -> Sequence[Run]:
    """Return the runs of 2009-13: seeds in a row, each with its own chance and draw of the parameters.

    Raises
    ------
    RequestError
        If there is nothing to run, or the world's record is another.
    """
    if asked.replicates < 1 or (asked.workers is not None and asked.workers < 1):
        raise RequestError("no_replicate")
    world, scale = checked_world(asked.world or WORLD), checked_scale(asked.scale)
    if world_named(world).data is not NORWAY_2013:
        raise RequestError("validate_world", world=world)
    baseline, source = load_scenario(BASELINE), drawn_from(asked)
    return [
        Run(baseline, asked.seed + k, LAST, world, scale, parameters=source) for k in range(asked.replicates)
    ]


def knows_2013(asked: Asked) -> Posterior | None:
    """Return the draws of the refit that forecasts of all of Norway are made from; None where other draws
    than the posterior were asked for, or none ship: those forecasts know nothing of 2013."""
    whole = (asked.world or WORLD) == WORLD and drawn_from(asked) == POSTERIOR
    return refitted() if whole else None


def forward_runs_of(asked: Asked) -> Sequence[Run]:
    """Return the runs of 2009-16: the same seeds, at draws that know 2013 where there are such.

    Raises
    ------
    RequestError
        See :func:`runs_of`.
    """
    runs, found = runs_of(asked), knows_2013(asked)
    if found is None:
        return [replace(run, last_year=FORWARD_LAST) for run in runs]
    return [
        replace(run, last_year=FORWARD_LAST, parameters=PRIOR, overrides=found.of_replicate(run.seed))
        for run in runs
    ]


def folder_of(asked: Asked) -> Path:
    """Return the folder of the results: one for each world, scale and kind of draws but the usual."""
    world, scale = asked.world or WORLD, asked.scale
    name = "validate" if world == WORLD else f"validate-{world}"
    source = drawn_from(asked)
    name += "" if source == checked_parameters(None, world) else f"-{source}"
    return writable_folder(asked.out / (name if scale == 1.0 else f"{name}-scale-{scale:g}"))


def made(asked: Asked, forward: bool = False) -> Cells:
    """Make the runs of the validation, or of the forecasts, that are not there yet, and return the cells of
    all; what they take is said before, how far they are meanwhile."""
    runs = forward_runs_of(asked) if forward else runs_of(asked)
    whole = runs[0].world == WORLD and runs[0].scale == 1.0
    each = SECONDS[runs[0].last_year] if whole else None
    say(console(), cost(len(runs), False, asked.language, workers=asked.workers or cores(), each=each))
    label = words_in(asked.language)("said.runs", first=runs[0].spec.first_year, last=runs[0].last_year)
    with shown_progress(console(), label, asked.language) as progress:
        return run_all(
            runs, folder_of(asked) / "runs", asked.workers, asked.cluster, progress, forward=forward
        )
