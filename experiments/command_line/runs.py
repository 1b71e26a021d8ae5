"""Commands that run scenarios and hold them against each other."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.command_line.options import (
    Headlines,
    Language,
    Out,
    ParametersKind,
    Scale,
    Seed,
    Set,
    Shared,
    World,
    asked_of,
    given_options,
    many_runs,
)  # fmt: skip


@many_runs
def presets(context: typer.Context, *, shared: Shared) -> None:
    """Run the five presets and print what each level of coordination did."""
    if context.invoked_subcommand is not None:
        sources = {name: context.get_parameter_source(name) for name in context.params}
        early = [name for name, source in sources.items() if source is not None and source.name != "DEFAULT"]
        if early:
            options = ", ".join(f"--{name.replace('_', '-')}" for name in early)
            from experiments.errors import RequestError

            raise RequestError("put_after", options=options, command=context.invoked_subcommand)
    else:
        from experiments.commands import compare_and_print
        from scenarios.scenario import PRESETS

        compare_and_print(list(PRESETS), asked_of(shared))


def simulate(
    scenario: Annotated[str, typer.Argument(help="Name of the library, or a .toml file.")] = "baseline-2013",
    seed: Seed = 1,
    out: Out = Path("runs"),
    change: Set = None,
    world: World = None,
    scale: Scale = 1.0,
    parameters: ParametersKind = None,
    language: Language = "en",
) -> None:
    """Run one scenario once and print its indicators."""
    from experiments.commands import simulate_and_print

    simulate_and_print(scenario, seed, out, change or [], world, scale, language, parameters)


@many_runs
def compare(
    context: typer.Context,
    scenarios: Annotated[list[str], typer.Argument(help="Names of the library, or .toml files.")],
    *,
    until: Annotated[
        str | None,
        typer.Option(
            help="HEADLINE=WIDTH: more replicates until its interval is so narrow; left out: --replicates."
        ),
    ] = None,
    at_most: Annotated[int, typer.Option(min=8, help="Replicates at which --until ends.")] = 256,
    chance_per_draw: Annotated[
        int,
        typer.Option(
            min=1, help="Seeds of chance to each draw of parameters; from 2 on their spreads are told."
        ),
    ] = 1,
    baseline: Annotated[
        str | None, typer.Option(help="Hold the others against this one; left out: the world's baseline.")
    ] = None,
    contested: Annotated[
        bool,
        typer.Option("--contested", help="Compare under both sides of every mechanism that is contested."),
    ] = False,
    restricted: Annotated[
        list[Path] | None,
        typer.Option(
            help="A restricted file it rests on: its score and report hold small cells back; left out: none."
        ),
    ] = None,
    shared: Shared,
) -> None:
    """Run scenarios on shared chance and print differences from one of them with intervals."""
    if until is None and given_options(context, ("at_most",)):
        from experiments.errors import RequestError

        raise RequestError("at_most_alone")
    if not contested:
        from experiments.commands import compare_and_print

        asked = asked_of(shared)
        compare_and_print(scenarios, asked, chance_per_draw, until, at_most, baseline, restricted or ())
        return
    from experiments.errors import RequestError
    from experiments.verdicts.commands import contested_and_print

    if until is not None or chance_per_draw > 1 or baseline is not None or restricted:
        raise RequestError("contested_alone")
    contested_and_print(scenarios, asked_of(shared))


@many_runs
def decompose(
    start: Annotated[str, typer.Argument(metavar="FROM", help="A scenario.")] = "fragmented",
    end: Annotated[str, typer.Argument(metavar="TO", help="One that turns more dials.")] = "integrated",
    *,
    rounds: Annotated[int, typer.Option(min=1, max=64, help="Orders a replicate, each also reversed.")] = 1,
    budget: Annotated[
        int | None, typer.Option(min=1, help="As many rounds as so many runs allow; left out: --rounds.")
    ] = None,
    nested: Annotated[
        bool, typer.Option("--nested", help="Divide among state and municipality first.")
    ] = False,
    headline: Headlines = None,
    shared: Shared,
) -> None:
    """Divide the gain of TO over FROM among the dials they differ in, and between state and municipality."""
    from experiments.verdicts.commands import decompose_and_print

    decompose_and_print(start, end, asked_of(shared), rounds, budget, nested, headline or [])


@many_runs
def equivalent(
    scenario: Annotated[str, typer.Argument(help="Whose result is to be met.")] = "integrated",
    *,
    headline: Annotated[str, typer.Option(help="The indicator to be met.")] = "waiting_months_all",
    lever: Annotated[str, typer.Option(help="grant-share, grant-frame, or a parameter.")] = "grant-share",
    low: Annotated[float | None, typer.Option(help="Search from here; left out: its whole range.")] = None,
    high: Annotated[float | None, typer.Option(help="Search to here; left out: its whole range.")] = None,
    shared: Shared,
) -> None:
    """Search the grant money that would have done what a scenario did."""
    from experiments.verdicts.commands import equivalent_and_print

    equivalent_and_print(scenario, headline, lever, low, high, asked_of(shared))
