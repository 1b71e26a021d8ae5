"""The command line: each command a few lines that call a package.

Packages are imported inside the commands, so that ``--help`` answers at once.
"""

import re
import signal
import sys
from collections.abc import Callable
from functools import wraps
from importlib.util import find_spec
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

if TYPE_CHECKING:
    from experiments.asked import Asked

PACKAGES = (
    "agents", "simulation", "scenarios", "indicators", "calibration", "experiments", "workshop", "data"
)  # fmt: skip

STOPPED = 130  # exit code after Ctrl-C
ELSEWHERE = {
    "en": "bosetting needs an environment of its own: {} would not be read from {}.",
    "nb": "bosetting trenger et miljø for seg selv: {} ville ikke blitt lest fra {}.",
}

app = typer.Typer(
    help="Refugee settlement and housing in Norway 2009-2016: what coordination between IMDi, Husbanken "
    "and the municipalities does. Without a command: the five presets, compared.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
scenarios_app = typer.Typer()
app.add_typer(scenarios_app, name="scenarios")

Replicates = Annotated[int, typer.Option(min=1, max=10_000, help="Paired replicates of each scenario.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes to use; all cores when left out.")]
Out = Annotated[Path, typer.Option(help="Folder for results.")]
Seed = Annotated[int, typer.Option(min=0, help="Replicate seed; the first when there are several.")]
Language = Annotated[str, typer.Option("--language", "--lang", help="Language of labels: en or nb.")]
Scale = Annotated[
    float, typer.Option(min=0.001, max=1.0, help="Share simulated; below 1 for trying commands: no answer.")
]
World = Annotated[
    str | None,
    typer.Option(
        help="norway-2013, norway-2024, or tiny: six invented municipalities, in seconds: not an answer. "
        "Left out: the scenario's own."
    ),
]
Scheduler = Annotated[str | None, typer.Option(help="Existing Dask cluster: tls://HOST:PORT.")]
Pem = Annotated[Path | None, typer.Option(help="Certificate file (PEM) for the cluster.")]
Headlines = Annotated[
    list[str] | None, typer.Option("--show", help="Headline to show, or all; a usual few when left out.")
]
Set = Annotated[list[str] | None, typer.Option("--set", help="NAME=VALUE: a dial or parameter to change.")]

ParametersKind = Annotated[
    str | None,
    typer.Option("--parameters", help="posterior, point or prior; the posterior where there is one."),
]

Shared = dict[str, Any]  # the options of all commands that make many runs, by name
SHARED = {
    "replicates": (Replicates, 8),
    "workers": (Workers, None),
    "out": (Out, Path("runs")),
    "seed": (Seed, 1),
    "world": (World, None),
    "scale": (Scale, 1.0),
    "parameters": (ParametersKind, None),
    "language": (Language, "en"),
    "scheduler": (Scheduler, None),
    "tls_ca": (Pem, None),
    "tls_cert": (Pem, None),
    "tls_key": (Pem, None),
}


def many_runs(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of all that make many runs; it gets them together, as ``shared``."""
    kept = [one for one in signature(command).parameters.values() if one.name != "shared"]
    own = {one.name for one in kept}  # of a shared option that a command has itself, its own counts
    more = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=usual, annotation=option)
        for name, (option, usual) in SHARED.items()
        if name not in own
    ]

    @wraps(command)
    def given(*args: Any, **named: Any) -> None:
        shared = {one.name: named.pop(one.name) for one in more}
        command(*args, shared=shared, **named)

    given.__signature__ = Signature([*kept, *more])  # type: ignore[attr-defined]
    given.__annotations__ = {one.name: one.annotation for one in (*kept, *more)}
    return given


def asked_of(shared: Shared) -> "Asked":
    """Return what the shared options ask for."""
    from experiments.asked import Asked
    from experiments.engine import cluster_of

    own = dict(shared)
    where = [own.pop(name) for name in ("scheduler", "tls_ca", "tls_cert", "tls_key")]
    return Asked(**own, cluster=cluster_of(*where))


@app.callback(invoke_without_command=True)
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


@app.command()
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


@app.command()
@many_runs
def compare(
    scenarios: Annotated[list[str], typer.Argument(help="Names of the library, or .toml files.")],
    *,
    until: Annotated[
        str | None, typer.Option(help="HEADLINE=WIDTH: more replicates until its interval is so narrow.")
    ] = None,
    at_most: Annotated[int, typer.Option(min=8, help="Replicates at which --until ends.")] = 256,
    chance_per_draw: Annotated[int, typer.Option(min=1, help="Chance seeds to each parameter draw.")] = 1,
    baseline: Annotated[
        str | None, typer.Option(help="Hold the others against this one; left out: the world's baseline.")
    ] = None,
    contested: Annotated[bool, typer.Option("--contested", help="Under every contested mechanism.")] = False,
    restricted: Annotated[
        list[Path] | None,
        typer.Option(help="A restricted file it rests on: its score and report hold small cells back."),
    ] = None,
    shared: Shared,
) -> None:
    """Run scenarios on shared chance and print differences from one of them with intervals."""
    if not contested:
        from experiments.commands import compare_and_print

        asked = asked_of(shared)
        compare_and_print(scenarios, asked, chance_per_draw, until, at_most, baseline, restricted or ())
        return
    from experiments.errors import RequestError
    from experiments.verdicts.commands import contested_and_print

    if until is not None or chance_per_draw > 1 or baseline is not None:
        raise RequestError("contested_alone")
    contested_and_print(scenarios, asked_of(shared))


@app.command()
@many_runs
def decompose(
    start: Annotated[str, typer.Argument(metavar="FROM", help="A scenario.")] = "fragmented",
    end: Annotated[str, typer.Argument(metavar="TO", help="One that turns more dials.")] = "integrated",
    *,
    rounds: Annotated[int, typer.Option(min=1, max=64, help="Orders a replicate, each also reversed.")] = 1,
    budget: Annotated[int | None, typer.Option(min=1, help="Rounds as many as these runs allow.")] = None,
    nested: Annotated[bool, typer.Option("--nested", help="Let the dials of a layer sum to it.")] = False,
    headline: Headlines = None,
    shared: Shared,
) -> None:
    """Divide the gain of TO over FROM among the dials they differ in, and between state and municipality."""
    from experiments.verdicts.commands import decompose_and_print

    decompose_and_print(start, end, asked_of(shared), rounds, budget, nested, headline or [])


@app.command()
@many_runs
def equivalent(
    scenario: Annotated[str, typer.Argument(help="Whose result is to be met.")] = "integrated",
    *,
    headline: Annotated[str, typer.Option(help="The indicator to be met.")] = "waiting_months_all",
    lever: Annotated[str, typer.Option(help="grant-share, grant-frame, or a parameter.")] = "grant-share",
    low: Annotated[float | None, typer.Option(help="Search from here; the whole range if left out.")] = None,
    high: Annotated[float | None, typer.Option(help="Search to here.")] = None,
    shared: Shared,
) -> None:
    """Search the grant money that would have done what a scenario did."""
    from experiments.verdicts.commands import equivalent_and_print

    equivalent_and_print(scenario, headline, lever, low, high, asked_of(shared))


@app.command()
def parameters(
    group: Annotated[str | None, typer.Option(help="Only the parameters of one file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    world: World = None,
    language: Language = "en",
) -> None:
    """List every parameter with value, range and source, and what each rests on."""
    from experiments.commands import print_parameters

    print_parameters(group, json, language, world)


@app.command()
def indicators(
    name: Annotated[str | None, typer.Argument(help="An indicator, or an id of the catalogue.")] = None,
    level: Annotated[
        str | None,
        typer.Option(help="individual, household, neighbourhood, municipality, state or society."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    language: Language = "en",
) -> None:
    """List what is measured, what stands for what, and what cannot be had, or tell of one."""
    from experiments.indicator_commands import print_indicators

    print_indicators(name, level, json, language)


@app.command()
def studies(
    action: Annotated[Literal["list", "show", "verify", "rm"], typer.Argument()] = "list",
    name: Annotated[str | None, typer.Argument(help="Name of the study, or its folder.")] = None,
    out: Out = Path("runs"),
    yes: Annotated[bool, typer.Option("--yes", help="Remove without asking.")] = False,
    language: Language = "en",
) -> None:
    """List studies, show one, verify one (bytes, and one run computed anew) or remove one."""
    from experiments.study_commands import study_command

    if not study_command(action, name, out, yes, language):
        raise typer.Exit(1)


@app.command()
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


@app.command()
def report(
    study: Annotated[str, typer.Argument(help="Name of the study, or its folder.")],
    out: Out = Path("runs"),
    boundaries: Annotated[Path | None, typer.Option(help="GeoJSON file with real boundaries.")] = None,
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Hold small cells back, as for restricted microdata.")
    ] = False,
    language: Language = "en",
) -> None:
    """Write a study as a report to send upward: one HTML file and one PDF."""
    from experiments.report.commands import report_and_print

    report_and_print(study, out, boundaries, restricted, language)


@app.command()
@many_runs
def check_baseline(*, replicates: Replicates = 4, shared: Shared) -> None:
    """Hold the baseline against the record of 2009-2012 and say what fits and what does not."""
    from calibration.commands import check_and_print

    check_and_print(asked_of({**shared, "replicates": replicates}))


DataFolder = Annotated[
    Path | None, typer.Option(help="Data folder; left out: BOSETTING_DATA, or the system's usual one.")
]


@app.command("data")
def outside_data(
    action: Annotated[
        Literal["list", "show", "add", "update", "verify", "boundaries"], typer.Argument()
    ] = "list",
    names: Annotated[
        list[str] | None, typer.Argument(help="Tables; files to add; a GeoJSON file for boundaries.")
    ] = None,
    folder: DataFolder = None,
    rows: Annotated[int, typer.Option(min=1, help="Rows of a table to show.")] = 20,
    server: Annotated[str | None, typer.Option(help="Another PxWeb API v2 than SSB's.")] = None,
    language: Language = "en",
) -> None:
    """Tables from SSB and files of your own: list, show, add, fetch, verify; and real boundaries for maps."""
    from calibration.connector.commands import data_command

    if not data_command(action, names or [], folder, language, server, rows):
        raise typer.Exit(1)
@app.command()
@many_runs
def calibrate(
    *,
    quick: Annotated[
        bool, typer.Option("--quick", help="A tenth of the persons and a known truth, in minutes.")
    ] = False,
    first: Annotated[int | None, typer.Option(min=100, help="Runs of the first wave.")] = None,
    second: Annotated[int | None, typer.Option(min=0, help="Runs of the second wave.")] = None,
    draws: Annotated[int | None, typer.Option(min=50, help="Draws of the posterior to keep.")] = None,
    steps: Annotated[int | None, typer.Option(min=200, help="Steps of the walkers.")] = None,
    most: Annotated[int, typer.Option(min=2, max=40, help="Parameters to calibrate, at most.")] = 24,
    screen: Annotated[bool, typer.Option("--screen", help="Screen anew what to calibrate.")] = False,
    embed: Annotated[bool, typer.Option("--embed", help="Let scenarios draw from what is found.")] = False,
    shared: Shared,
) -> None:
    """Fit the model to the record of 2009-2012: waves of runs, an emulator, draws of the posterior."""
    from calibration.inference.commands import budget_of, calibrate_and_print

    budget = budget_of(first=first, second=second, draws=draws, steps=steps)
    calibrate_and_print(asked_of(shared), budget, quick=quick, embed=embed, screen_again=screen, most=most)


@app.command()
def posterior(
    folder: Annotated[Path | None, typer.Argument(help="Folder of one; left out: the embedded.")] = None,
    out: Out = Path("runs"),
    language: Language = "en",
) -> None:
    """Show what the record tells of each parameter, and what it cannot tell."""
    from calibration.inference.commands import posterior_and_print

    posterior_and_print(folder, out, language)


@app.command()
@many_runs
def validate(
    *,
    forward: Annotated[bool, typer.Option("--forward", help="Forecast 2014-16 with 2013 known.")] = False,
    against: Annotated[Path | None, typer.Option(help="CSV of later figures to score forecasts by.")] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="With --against: a published predictions.csv instead of new runs.")
    ] = None,
    back_test: Annotated[
        int | None, typer.Option(help="A year of the fit to predict from the years before it: 2011 or 2012.")
    ] = None,
    replicates: Replicates = 100,
    shared: Shared,
) -> None:
    """Hold the model against figures it was not tuned to and against simple rivals; write the report."""
    from calibration.validation.commands import back_test_and_print, validate_and_print

    asked = asked_of({**shared, "replicates": replicates})
    if back_test is not None:
        back_test_and_print(asked, back_test)
        return
    validate_and_print(asked, forward, against, predictions)


@app.command()
@many_runs
def sensitivity(
    scenario: Annotated[
        str | None, typer.Argument(help="Its differences from the baseline; left out: the baseline's levels.")
    ] = None,
    *,
    study: Annotated[str | None, typer.Option(help="Use the runs of this study; make none.")] = None,
    runs: Annotated[int, typer.Option(min=2, max=20_000, help="Points of the design.")] = 200,
    shared: Shared,
) -> None:
    """Which parameters move each headline most, and which of them nobody has measured."""
    from calibration.sensitivity.commands import sensitivity_and_print

    sensitivity_and_print(scenario, study, runs, asked_of(shared))


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


Households = Annotated[list[str] | None, typer.Option("--household", help="Key of a household; repeatable.")]
KindName = Annotated[str | None, typer.Option("--kind", help="single, couple, family, single-parent, ...")]
Sampled = Annotated[int, typer.Option("--sample", min=1, max=500, help="Households to draw, without a key.")]


@app.command()
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


@app.command()
def story(
    scenarios: Annotated[list[str], typer.Argument(help="Two scenarios: names, or .toml files.")],
    household: Households = None,
    kind: KindName = None,
    sample: Sampled = 1,
    most_different: Annotated[bool, typer.Option(help="The household whose two lives differ most.")] = False,
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
    )


@app.command()
def workshop(
    action: Annotated[Literal["open", "build"], typer.Argument(help="Open it, or make its set.")] = "open",
    host: Annotated[str, typer.Option(help="Address to listen at; off loopback with a code.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    boundaries: Annotated[Path | None, typer.Option(help="GeoJSON file of real boundaries.")] = None,
    out: Out = Path("runs"),
    replicates: Annotated[int, typer.Option(min=2, help="build: of each preset.")] = 4,
    points: Annotated[int, typer.Option(min=0, max=4096, help="build: settings of the design.")] = 256,
    point_replicates: Annotated[int, typer.Option(min=1, help="build: replicates of each setting.")] = 4,
    workers: Workers = None,
    language: Annotated[str, typer.Option("--language", "--lang", help="nb or en.")] = "nb",
) -> None:
    """Open the workshop page in the browser: predict, play, compare, take away; on this machine alone."""
    from workshop.commands import workshop as opened
    from workshop.embedding import Size
    from workshop.serve import Where

    size = Size(replicates, points, point_replicates)
    opened(action, Where(host, port), browser, out, size, workers, language, boundaries)


@app.command()
def bench(
    full: Annotated[bool, typer.Option("--full", help="To 5 million persons and 64 replicates.")] = False,
    engines: Annotated[
        bool, typer.Option("--engines", help="Say which other engines are installed; none is measured yet.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    out: Out = Path("runs"),
) -> None:
    """Time the model beside its twin, its NumPy references and this machine's memory (needs the source)."""
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
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end, it ends as with Ctrl-C
    try:
        code = app(standalone_mode=False)  # 130 or an exception for Ctrl-C, as the version of typer has it
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
    sys.exit(code)


if __name__ == "__main__":
    main()
