"""Commands that hold the model against the record, and those that bring figures in."""

from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from calibration.sensitivity import FEW
from experiments.command_line.options import (
    Language,
    Out,
    Shared,
    asked_of,
    given_options,
    many_runs,
)  # fmt: skip

Runs = Annotated[int, typer.Option("--replicates", min=1, max=10_000, help="Runs of the baseline.")]
BUDGET = ("first", "second", "draws", "steps", "most", "screen", "embed")  # of calibrate, not of a trial
# what says which runs to make, and by whom
MAKING = ("scenario", "runs", "world", "scale", "workers", "scheduler", "tls_ca", "tls_cert", "tls_key")
# of validate, where published forecasts are scored: nothing is run, nothing written
UNSCORED = ("forward", "replicates", "seed", "parameters", "out", *MAKING[2:])
USED = {  # what each action of data reads besides the folder
    "list": (), "show": ("names", "rows"), "add": ("names",), "update": ("names", "server"),
    "verify": ("names",), "boundaries": ("names",),
}  # fmt: skip


@many_runs
def check_baseline(*, replicates: Runs = 4, shared: Shared) -> None:
    """Hold the baseline against the record of 2009-2012 and say what fits and what does not."""
    from calibration.commands import check_and_print

    check_and_print(asked_of({**shared, "replicates": replicates}))


DataFolder = Annotated[
    Path | None,
    typer.Option(help="Data folder; left out: that of BOSETTING_DATA, or the system's usual one."),
]


def outside_data(
    context: typer.Context,
    action: Annotated[
        Literal["list", "show", "add", "update", "verify", "boundaries"],
        typer.Argument(
            help="List tables; show rows of some; add some by files that describe them; update (fetch) or "
            "verify some or all; boundaries: take a file of them, or fetch them."
        ),
    ] = "list",
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Tables, files to add, or a GeoJSON file of boundaries; left out: all."),
    ] = None,
    folder: DataFolder = None,
    rows: Annotated[int, typer.Option(min=1, help="Rows of a table to show.")] = 20,
    server: Annotated[str | None, typer.Option(help="Another PxWeb API v2; left out: SSB's.")] = None,
    language: Language = "en",
) -> None:
    """Tables from SSB and files of your own: list, show, add, fetch, verify; and real boundaries for maps."""
    from calibration.connector.commands import data_command

    unused = [name for name in ("names", "rows", "server") if name not in USED[action]]
    if more := given_options(context, unused):
        from experiments.errors import RequestError

        raise RequestError("data_unused", action=action, options=", ".join(more))
    if not data_command(action, names or [], folder, language, server, rows):
        raise typer.Exit(1)


@partial(many_runs, without=("replicates",), refused=("world", "scale", "parameters"))
def calibrate(
    context: typer.Context,
    *,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick", help="A trial: with a tenth of the persons, are 5 known parameters found? 366 runs."
        ),
    ] = False,
    first: Annotated[
        int | None,
        typer.Option(min=100, max=5000, help="Runs of the first wave, spread over the prior; left out: 400."),
    ] = None,
    second: Annotated[
        int | None,
        typer.Option(
            min=0, max=5000, help="Runs of the second wave, where the record allows them; left out: 300."
        ),
    ] = None,
    draws: Annotated[
        int | None, typer.Option(min=50, help="Draws of the posterior to keep; left out: 400.")
    ] = None,
    steps: Annotated[
        int | None,
        typer.Option(min=200, help="Steps of the sampler that makes the draws; left out: 4000."),
    ] = None,
    most: Annotated[int, typer.Option(min=2, max=40, help="Parameters to calibrate, at most.")] = 24,
    screen: Annotated[
        bool,
        typer.Option(
            "--screen", help="Find anew which parameters move the record (512 runs); else as last found."
        ),
    ] = False,
    embed: Annotated[
        bool,
        typer.Option("--embed", help="Put the draws into data/posterior: scenarios then draw from them."),
    ] = False,
    seed: Annotated[
        int,
        typer.Option(
            min=0, max=1_000_000_000, help="Of designs, chance and draws: the same seed, the same draws."
        ),
    ] = 1,
    shared: Shared,
) -> None:
    """Fit the model to the record of 2009-2012: waves of runs, an emulator, draws of the posterior."""
    from calibration.inference.commands import budget_of, calibrate_and_print, embed_and_print
    from calibration.validation.commands import refit_and_print

    if quick and (more := given_options(context, BUDGET)):
        from experiments.errors import RequestError

        raise RequestError("quick_alone", options=", ".join(more))
    budget = budget_of(first=first, second=second, draws=draws, steps=steps)
    asked = asked_of({**shared, "seed": seed})
    made = calibrate_and_print(asked, budget, quick=quick, embed=embed, screen_again=screen, most=most)
    if made is None:
        return
    refit_and_print(made, asked.language, embed)
    if embed:  # last, so that no posterior stands beside the refit of another
        embed_and_print(made, asked.language)


def posterior(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder that calibrate wrote; left out: the embedded.")
    ] = None,
    out: Out = Path("runs"),
    language: Language = "en",
) -> None:
    """Show what the record tells of each parameter, and what it cannot tell."""
    from calibration.inference.commands import posterior_and_print

    posterior_and_print(folder, out, language)


@many_runs
def validate(
    context: typer.Context,
    *,
    forward: Annotated[
        bool, typer.Option("--forward", help="Also forecast 2014-16 with 2013 known; writes predictions.csv.")
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option(
            help="CSV of later figures (target,year,geography,group,value) to score by; left out: none."
        ),
    ] = None,
    predictions: Annotated[
        Path | None,
        typer.Option(
            help="With --against: score this predictions.csv, print how it did, run and write nothing; "
            "left out: new forecasts."
        ),
    ] = None,
    back_test: Annotated[
        int | None,
        typer.Option(help="Instead: predict 2011 or 2012 from the years before it; left out: the report."),
    ] = None,
    replicates: Runs = 100,
    shared: Shared,
) -> None:
    """Hold the model against figures it was not tuned to and against simple rivals; write the report."""
    from calibration.validation.commands import back_test_and_print, validate_and_print

    asked = asked_of({**shared, "replicates": replicates})
    if back_test is not None:
        if more := given_options(context, ("forward", "against", "predictions")):
            from experiments.errors import RequestError

            raise RequestError("back_test_alone", options=", ".join(more))
        if given_options(context, ("out",)):
            from experiments.errors import RequestError

            raise RequestError("back_test_out")
        back_test_and_print(asked, back_test)
        return
    if predictions is not None and against is not None and (more := given_options(context, UNSCORED)):
        from experiments.errors import RequestError

        raise RequestError("predictions_given", options=", ".join(more))
    validate_and_print(asked, forward, against, predictions)


@partial(many_runs, without=("replicates",), refused=("parameters",))
def sensitivity(
    context: typer.Context,
    scenario: Annotated[
        str | None, typer.Argument(help="Its differences from the baseline; left out: the baseline's levels.")
    ] = None,
    *,
    study: Annotated[
        str | None,
        typer.Option(help="Take the runs of this study and make none; left out: runs over the whole prior."),
    ] = None,
    runs: Annotated[
        int,
        typer.Option(
            min=2,
            max=20_000,
            help=f"Points of the design, a run each; with SCENARIO two each; {FEW} at least.",
        ),
    ] = 200,
    seed: Annotated[int, typer.Option(min=0, help="Of the design, chance and resampling.")] = 1,
    shared: Shared,
) -> None:
    """Which parameters move each headline most, and which of them nobody has measured."""
    from calibration.sensitivity.commands import sensitivity_and_print

    if study is not None and (more := given_options(context, MAKING)):
        from experiments.errors import RequestError

        raise RequestError("study_alone", options=", ".join(more))
    sensitivity_and_print(scenario, study, runs, asked_of({**shared, "seed": seed}))
