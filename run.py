"""The command line: its commands, each declared beside the package it calls, and how every error ends.

Packages are imported inside functions, so that ``--help`` answers at once and start-up can see first that
they are this tool's own.
"""

import gc
import os
import re
import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

PACKAGES = (
    "agents", "simulation", "scenarios", "indicators", "calibration", "experiments", "workshop", "data"
)  # fmt: skip

STOPPED = 130  # exit code after Ctrl-C
# New objects before those without use are looked for among them, and how often among older ones. What is
# imported is all in use: a short run goes through it once, and a long one through all there is after some
# 700,000 new objects.
COLLECTING = (100_000, 1, 1)
ELSEWHERE = {
    "en": "bosetting needs an environment of its own: {} would not be read from {}.",
    "nb": "bosetting trenger et miljø for seg selv: {} ville ikke blitt lest fra {}.",
}


def application() -> typer.Typer:
    """Return the command line with all its commands, in the order in which the help lists them."""
    from calibration import command_line as calibration
    from experiments.command_line import households, lists, results, runs
    from experiments.command_line.scenarios import scenarios_app
    from workshop.command_line import workshop

    app = typer.Typer(
        help="Refugee settlement and housing in Norway 2009-2016: what coordination between IMDi, Husbanken "
        "and the municipalities does. Without a command: the five presets, compared.",
        add_completion=False,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(runs.presets)
    for command in (runs.simulate, runs.compare, runs.decompose, runs.equivalent):
        app.command()(command)
    for command in (lists.parameters, lists.indicators, results.studies, results.score, results.report):
        app.command()(command)
    app.command()(calibration.check_baseline)
    app.command("data")(calibration.outside_data)
    for command in (
        calibration.calibrate, calibration.posterior, calibration.validate, calibration.sensitivity,
        households.trace, households.story, workshop, bench,
    ):  # fmt: skip
        app.command()(command)
    app.add_typer(scenarios_app, name="scenarios")
    return app


def bench(
    full: Annotated[bool, typer.Option("--full", help="Up to 5 million persons and 64 replicates.")] = False,
    engines: Annotated[
        bool,
        typer.Option(
            "--engines", help="Instead: published engines, installed for this only, at tasks of their own."
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    out: Annotated[Path, typer.Option(help="Folder for results.")] = Path("runs"),
) -> None:
    """Time the model beside its twin, its NumPy references and this machine's memory.

    For developers: it needs the source and answers in English only.
    """
    if not (Path(__file__).resolve().parent / "benchmarks").is_dir():
        from experiments.errors import RequestError

        raise RequestError("bench_source")
    from benchmarks.bench.commands import bench_and_print

    bench_and_print(full, engines, json, out)


def foreign_packages() -> list[str]:
    """Return packages of this tool that would be imported from somewhere else than beside it."""
    here = Path(__file__).resolve().parent
    wrong = []
    for name in PACKAGES:
        found = find_spec(name)
        places = list(found.submodule_search_locations or []) if found else []
        if not places or Path(places[0]).resolve().parent != here:
            wrong.append(name)
    return wrong


def repeated(arguments: list[str]) -> str | None:
    """Return an option that is given twice, of which one would be lost; --set and --show may be repeated."""
    given = [text.partition("=")[0] for text in arguments if text.startswith("--") and text != "--"]
    given = ["--language" if name == "--lang" else name for name in given]
    return next((name for name in given if name not in ("--set", "--show") and given.count(name) > 1), None)


def main() -> None:
    """Run the command line; every error is one clear sentence and an exit code that is not 0."""
    language = "nb" if re.search(r"--lang(uage)?[ =]nb\b", " ".join(sys.argv[1:])) else "en"
    if wrong := foreign_packages():  # the words may be somebody else's, too
        print(ELSEWHERE[language].format(", ".join(wrong), Path(__file__).resolve().parent), file=sys.stderr)
        sys.exit(2)
    from experiments.sentences import said

    if twice := repeated(sys.argv[1:]):
        print(said("twice", language, name=twice), file=sys.stderr)
        sys.exit(2)
    gc.set_threshold(*COLLECTING)
    # no package that happens to be installed has a say in what is valid, or is asked whether it wants one
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end, it ends as with Ctrl-C
    try:
        # 130 or an exception for Ctrl-C, as the version of typer has it
        code = application()(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        code = STOPPED
    except Exception as error:
        from experiments.errors import sentence

        told = sentence(error, language)
        if told is None:
            raise
        print(told, file=sys.stderr)
        code = 2
    if code == STOPPED:
        print(said("stopped", language), file=sys.stderr)
    gc.freeze()  # at its end Python would look three times for what nobody uses, when all of it goes
    sys.exit(code)


if __name__ == "__main__":
    main()
