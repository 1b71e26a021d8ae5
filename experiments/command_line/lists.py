"""Commands that say what there is: parameters and indicators."""

from typing import Annotated

import typer

from experiments.command_line.options import Language, World


def parameters(
    group: Annotated[
        str | None, typer.Option(help="Only those of one file: channels, household, ...; left out: all.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    world: World = None,
    language: Language = "en",
) -> None:
    """List every parameter with value, range and source, and what each rests on."""
    from experiments.commands import print_parameters

    print_parameters(group, json, language, world)


def indicators(
    name: Annotated[
        str | None, typer.Argument(help="An indicator, or an id: LA03, S05, E26; left out: the list.")
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(
            help="Of individual, household, neighbourhood, municipality, state or society; left out: all."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    language: Language = "en",
) -> None:
    """List what is measured, what stands for what, and what cannot be had, or tell of one."""
    from experiments.indicator_commands import print_indicators

    print_indicators(name, level, json, language)
