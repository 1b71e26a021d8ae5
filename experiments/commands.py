"""What the commands of the command line do: run, show, say where the results lie."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from rich.console import Console

from experiments import reason_table
from experiments.asked import Asked
from experiments.caveat import titled
from experiments.comparison import Progress, Study, compare, of_study, study_name
from experiments.engine import cores
from experiments.errors import RequestError
from experiments.history import WORLD
from experiments.parameter_list import as_json, as_table, records
from experiments.progress import Lines, minutes
from experiments.single import Result, checked_parameters, checked_world, in_world, simulate, world_of
from experiments.spread_table import spread_table
from experiments.storage import writable_folder
from experiments.store.earlier import Earlier
from experiments.table import as_tables as comparison_tables
from experiments.table import caption, save
from experiments.typeset import checked_language, number
from experiments.until import Target, compare_until
from indicators.library import headlines
from scenarios.describe import MINUS
from scenarios.scenario import load_scenario
from scenarios.worlds import world_named

MESSAGES = {
    "en": {
        "runs": "runs",
        "headline": "headline",
        "seed": "seed",
        "years": "The years are left out: they need a terminal of {} columns.",
        "results": "Results: {}",
        "done": "Runs: {} (found done: {}), in {}; worker processes: {}.",
        "changed": "Changed since the last answer: {}.",
        "code": "The model's code or libraries have been changed since the last answer.",
        "kept": "The earlier tables are kept in {}.",
    },
    "nb": {
        "runs": "kjøringer",
        "headline": "hovedtall",
        "seed": "frø",
        "years": "Årene er utelatt: de trenger en terminal på {} kolonner.",
        "results": "Resultater: {}",
        "done": "Kjøringer: {} (fantes alt: {}), på {}; prosesser: {}.",
        "changed": "Endret siden forrige svar: {}.",
        "code": "Modellens kode eller biblioteker er endret siden forrige svar.",
        "kept": "De tidligere tabellene er bevart i {}.",
    },
}


YEARS_WIDTH, YEAR_WIDTH = 54, 8  # columns of a terminal that labels and each year need


def console() -> Console:
    """Return a console; wide enough for the tables where the output is no terminal."""
    screen = Console()
    return screen if screen.is_terminal else Console(width=150)


def shown_waiting(screen: Console, label: str) -> AbstractContextManager[object]:
    """Turn a wheel beside a label while one thing is done; none where there is no terminal to show it."""
    return screen.status(label) if screen.is_terminal else nullcontext()


@contextmanager
def shown_progress(screen: Console, label: str, language: str = "en") -> Iterator[Progress]:
    """Show a bar with the time left, or lines on stderr where there is no terminal for it.

    Yields what to call with (done, all).
    """
    if not screen.is_terminal:
        yield Lines(lambda line: print(line, file=sys.stderr, flush=True), label, language)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), label, TimeElapsedColumn(), "/", TimeRemainingColumn())
    # one run may take longer than the half minute by which the bar reckons its speed
    with Progress(*columns, console=screen, transient=True, speed_estimate_period=3600) as bar:
        task = bar.add_task(label, total=None)

        def update(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield update


def compared(
    scenarios: list[str],
    asked: Asked,
    screen: Console,
    chance_per_draw: int = 1,
    until: str | None = None,
    at_most: int = 256,
    baseline: str | None = None,
    restricted: Sequence[Path] = (),
) -> Study:
    """Compare with a progress bar, and say how long it took."""
    target = None if until is None else Target.read(until)
    language = checked_language(asked.language)
    words = MESSAGES[language]
    began = time.monotonic()
    with shown_progress(screen, words["runs"], language) as progress:
        how = {**asked.of_runs(), "cluster": asked.cluster}
        how |= {"chance_per_draw": chance_per_draw, "baseline": baseline, "restricted": restricted}
        if target is None:
            study = compare(scenarios, asked.replicates, asked.workers, asked.out, progress, **how)
        else:
            enough = compare_until(
                target, scenarios, at_most, asked.workers, asked.out, progress, least=asked.replicates, **how
            )  # fmt: skip
            study = enough.study
    if study.earlier is not None:
        screen.print(changed(study.earlier, language), soft_wrap=True, highlight=False)
    runs = len(study.measured)
    used = min(asked.workers or cores(), runs)
    screen.print(words["done"].format(runs, study.found, minutes(time.monotonic() - began), used))
    if target is not None:
        screen.print(enough.said(target, language), highlight=False)
    return study


def changed(earlier: Earlier, language: str) -> str:
    """Say what has been changed since the last answer, and where its tables are."""
    words = MESSAGES[language]
    named = ", ".join(earlier.changed)
    said = words["changed" if named else "code"].format(named)
    return said if earlier.kept is None else f"{said} {words['kept'].format(earlier.kept)}"


def compare_and_print(
    scenarios: list[str],
    asked: Asked,
    chance_per_draw: int = 1,
    until: str | None = None,
    at_most: int = 256,
    baseline: str | None = None,
    restricted: Sequence[Path] = (),
) -> None:
    """Compare scenarios, print the table and say where the results are."""
    screen, language = console(), asked.language
    study = compared(scenarios, asked, screen, chance_per_draw, until, at_most, baseline, restricted)
    folder = save(study)
    for table in comparison_tables(study, language, screen.width):
        screen.print(table)
    if (sources := spread_table(study, language)) is not None:
        screen.print(sources)
    screen.print(caption(study, language), style="italic", highlight=False)
    for table in reason_table.as_tables(study, language, screen.width):
        screen.print(table)
    screen.print(reason_table.note(study, language), style="italic", highlight=False)
    screen.print(MESSAGES[language]["results"].format(folder), soft_wrap=True, highlight=False)


def parse_changes(changes: list[str]) -> dict[str, Any]:
    """Return NAME=VALUE texts as changes; numbers, lists in brackets, or the text of a rule."""
    parsed: dict[str, Any] = {}
    for text in changes:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise RequestError("change", text=text)
        try:  # a minus sign as tables write it is one, too
            parsed[name.strip()] = json.loads(value.replace(MINUS, "-"))
        except ValueError:
            parsed[name.strip()] = value.strip()
    return parsed


def simulate_and_print(
    scenario: str,
    seed: int,
    out: Path,
    changes: list[str],
    world: str | None,
    scale: float,
    language: str,
    parameters: str | None = None,
) -> None:
    """Run one scenario once, print its indicators and say where the result is."""
    checked_language(language)
    chosen = in_world(load_scenario(scenario), world).with_changes(parse_changes(changes))
    where = world_of([chosen], world)
    kind = checked_parameters(parameters, chosen.world)
    name = study_name([chosen], where, scale, parameters=of_study(kind, chosen.world))
    folder = writable_folder(out) / "simulate" / name
    screen = console()
    first, last = world_named(where).years
    with shown_waiting(screen, f"{chosen.name}, {first}-{last}"):
        result = simulate(chosen, seed, out=folder / str(seed), world=where, scale=scale, parameters=kind)
    width = YEARS_WIDTH + YEAR_WIDTH * (last - first + 1)
    whole = screen.width >= width
    screen.print(result_table(result, language, whole))
    if not whole:
        screen.print(MESSAGES[language]["years"].format(width), soft_wrap=True, highlight=False)
    screen.print(MESSAGES[language]["results"].format(result.path), soft_wrap=True, highlight=False)


def result_table(result: Result, language: str, by_year: bool = True) -> Any:
    """Return the indicators of one run, headline and by year."""
    from experiments.grid import Grid

    spec = result.run.spec
    years = range(spec.first_year, spec.last_year + 1) if by_year else range(0)
    run = result.run
    title = f"{run.scenario.name}, {MESSAGES[language]['seed']} {run.seed}"
    table = Grid(title=titled(title, run.world, run.scale, language))
    table.add_column("", min_width=24)
    for column in (MESSAGES[language]["headline"], *map(str, years)):
        table.add_column(column, justify="right", no_wrap=True)
    for one in headlines(spec.data):
        found = one.of(result.record) if result.measured is None else result.measured[one.name]
        cells = [number(found.value, one.digits, language)]
        cells += [number(found.by_year[y], one.digits, language) if y in found.by_year else "" for y in years]
        table.add_row(one.heading(language), *cells)
    return table


def print_parameters(group: str | None, as_text: bool, language: str, world: str | None = None) -> None:
    """Print parameter records."""
    checked_language(language)
    chosen = records(group, checked_world(world or WORLD))
    if as_text:
        print(json.dumps(as_json(chosen), ensure_ascii=False, indent=1))
    else:
        console().print(as_table(chosen, language))
