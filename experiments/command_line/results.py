"""Commands that read finished studies."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from experiments.command_line.options import Language, Out


def studies(
    action: Annotated[
        Literal["list", "show", "verify", "rm"],
        typer.Argument(help="List them; of one: show its tables, verify it, or remove it (rm)."),
    ] = "list",
    name: Annotated[
        str | None, typer.Argument(help="Name of the study, or its folder; left out for the list.")
    ] = None,
    out: Out = Path("runs"),
    yes: Annotated[bool, typer.Option("--yes", help="Remove without asking.")] = False,
    language: Language = "en",
) -> None:
    """List studies, show one, verify one (bytes, and one run computed anew) or remove one."""
    from experiments.study_commands import study_command

    if not study_command(action, name, out, yes, language):
        raise typer.Exit(1)


def score(
    study: Annotated[str, typer.Argument(help="Name of the study, or its folder.")],
    out: Out = Path("runs"),
    json: Annotated[bool, typer.Option("--json", help="JSON instead of tables.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Every table on the screen.")] = False,
    language: Language = "en",
) -> None:
    """Who gains, who pays, when and how surely, and rankings that hide no trade-off."""
    from experiments.score.commands import score_and_print

    score_and_print(study, out, json, full, language)


def report(
    study: Annotated[str, typer.Argument(help="Name of the study, or its folder.")],
    out: Out = Path("runs"),
    boundaries: Annotated[
        Path | None,
        typer.Option(
            help="GeoJSON file with real boundaries; left out: those of data boundaries, or hexagons."
        ),
    ] = None,
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Hold small cells back, as for restricted microdata.")
    ] = False,
    pptx: Annotated[bool, typer.Option("--pptx", help="Slides, too (needs the extra pptx).")] = False,
    language: Language = "en",
) -> None:
    """Write a study as a report to send upward: one HTML file and one PDF."""
    from experiments.report.commands import report_and_print

    report_and_print(study, out, boundaries, restricted, language, pptx)
