"""The command that opens the workshop, or makes its set."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from experiments.command_line.options import Out, Workers


def workshop(
    action: Annotated[
        Literal["open", "build", "answers"], typer.Argument(help="Open it, or make its set or its answers.")
    ] = "open",
    host: Annotated[
        str, typer.Option(help="Address to listen at; one that others reach asks for a code.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes any that is free.")
    ] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the browser, too.")] = True,
    boundaries: Annotated[
        Path | None,
        typer.Option(
            help="GeoJSON file of real boundaries; left out: those of data boundaries, or hexagons."
        ),
    ] = None,
    out: Out = Path("runs"),
    replicates: Annotated[int, typer.Option(min=2, help="With build: replicates of each preset.")] = 4,
    points: Annotated[int, typer.Option(min=0, max=4096, help="With build: settings of the design.")] = 256,
    point_replicates: Annotated[int, typer.Option(min=1, help="With build: replicates of each setting.")] = 4,
    workers: Workers = None,
    language: Annotated[
        str, typer.Option("--language", "--lang", help="Language of the page and of messages: nb or en.")
    ] = "nb",
) -> None:
    """Open the workshop page in the browser: predict, play, compare, take away; on this machine alone."""
    from workshop.commands import workshop as opened
    from workshop.serve import Where

    size = (replicates, points, point_replicates)
    opened(action, Where(host, port), browser, out, size, workers, language, boundaries)
