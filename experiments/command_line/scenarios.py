"""``scenarios``: list, show, set side by side, begin and check scenario files."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.command_line.options import Language

scenarios_app = typer.Typer()


@scenarios_app.callback(invoke_without_command=True)
def scenarios(context: typer.Context, language: Language = "en") -> None:
    """List, show, set side by side, begin and check scenarios. Without a command: the list."""
    if context.invoked_subcommand is None:
        list_scenarios(language)
    elif context.get_parameter_source("language").name != "DEFAULT":  # type: ignore[union-attr]
        from experiments.errors import RequestError

        raise RequestError("put_after", options="--language", command=context.invoked_subcommand)


@scenarios_app.command("list")
def list_scenarios(language: Language = "en") -> None:
    """List the scenarios of the library in groups, and what each changes."""
    from experiments.scenario_commands import print_list

    print_list(language)


@scenarios_app.command("show")
def show_scenario(
    scenario: Annotated[str, typer.Argument(help="Name of the library, or a .toml file.")],
    json: Annotated[bool, typer.Option("--json", help="Everything in force, as JSON.")] = False,
    language: Language = "en",
) -> None:
    """Say what one scenario changes: from what, to what, and what each value rests on."""
    from experiments.scenario_commands import print_scenario

    print_scenario(scenario, json, language)


@scenarios_app.command("diff")
def diff_scenarios(
    one: Annotated[str, typer.Argument(help="Name of the library, or a .toml file.")],
    other: Annotated[str | None, typer.Argument(help="Another; left out: the baseline.")] = None,
    language: Language = "en",
) -> None:
    """Say in what two scenarios differ."""
    from experiments.scenario_commands import print_difference

    print_difference(one, other, language)


@scenarios_app.command("new")
def new_scenario(
    name: Annotated[str, typer.Argument(help="Name of the new scenario.")],
    parent: Annotated[str, typer.Option(help="What it changes from.")] = "baseline-2013",
    out: Annotated[Path | None, typer.Option(help="File or folder; left out: NAME.toml here.")] = None,
    language: Language = "en",
) -> None:
    """Write a scenario file to fill in, with every dial as a note."""
    from experiments.scenario_commands import write_new

    write_new(name, parent, out, language)


@scenarios_app.command("validate")
def validate_scenarios(
    files: Annotated[list[str], typer.Argument(help="Scenario files.")],
    language: Language = "en",
) -> None:
    """Check scenario files: every problem of each, with its line; exit code 1 if there is one."""
    from experiments.scenario_commands import check_files

    if not check_files(files, language):
        raise typer.Exit(1)
