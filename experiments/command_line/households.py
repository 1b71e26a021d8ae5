"""Commands that follow single households."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.command_line.options import Language, Out, ParametersKind, Scale, Seed, World

Households = Annotated[
    list[str] | None,
    typer.Option("--household", help="Key of a household, may be repeated; left out: a sample."),
]
KindName = Annotated[
    str | None,
    typer.Option("--kind", help="Of one kind: single, couple, family, single-parent, ...; left out: any."),
]
Sampled = Annotated[int, typer.Option("--sample", min=1, max=500, help="Households to draw, without a key.")]


def trace(
    scenario: Annotated[str, typer.Argument(help="Name of the library, or a .toml file.")] = "baseline-2013",
    household: Households = None,
    kind: KindName = None,
    sample: Sampled = 5,
    seed: Seed = 1,
    out: Out = Path("runs"),
    world: World = None,
    scale: Scale = 1.0,
    parameters: ParametersKind = None,
    language: Language = "en",
) -> None:
    """Follow single households month by month, by an exact re-run."""
    from experiments.stories.commands import trace_and_print

    trace_and_print(scenario, seed, household or [], kind, sample, out, world, scale, language, parameters)


def story(
    scenarios: Annotated[list[str], typer.Argument(help="Two scenarios: names, or .toml files.")],
    household: Households = None,
    kind: KindName = None,
    sample: Sampled = 1,
    most_different: Annotated[
        bool, typer.Option(help="Of 200 households the one whose two lives differ most.")
    ] = False,
    seed: Seed = 1,
    out: Out = Path("runs"),
    world: World = None,
    scale: Scale = 1.0,
    parameters: ParametersKind = None,
    language: Language = "en",
) -> None:
    """Why did this household wait? Its story under two scenarios, side by side."""
    from experiments.stories.commands import story_and_print

    story_and_print(
        scenarios, seed, household or [], kind, most_different, sample, out, world, scale, language,
        parameters,
    )  # fmt: skip
