"""The command that holds the baseline against the record."""

import time

from calibration.baseline import apart_table, check, check_table, last_year_of, save_check
from calibration.baseline_places import check_places, places_table, save_places
from calibration.runs import run_all
from experiments.asked import Asked
from experiments.caveat import caveats, invented
from experiments.commands import MESSAGES, console, shown_progress
from experiments.engine import cores
from experiments.errors import RequestError
from experiments.history import WORLD, Run
from experiments.progress import minutes
from experiments.single import checked_parameters, checked_scale, checked_world
from experiments.storage import writable_folder
from experiments.typeset import checked_language
from scenarios.scenario import load_scenario
from scenarios.worlds import world_named


def check_and_print(asked: Asked) -> None:
    """Hold the baseline against the record and print what fits and what does not."""
    screen, language = console(), checked_language(asked.language)
    if asked.replicates < 1 or (asked.workers is not None and asked.workers < 1):
        raise RequestError("no_replicate")
    world, scale = checked_world(asked.world or WORLD), checked_scale(asked.scale)
    baseline = load_scenario(world_named(world).baseline)
    drawn_from = checked_parameters(asked.parameters, world)
    runs = [
        Run(baseline, asked.seed + k, last_year_of(world), world, scale, parameters=drawn_from)
        for k in range(asked.replicates)
    ]
    name = "check-baseline" if world == WORLD else f"check-baseline-{world}"
    folder = writable_folder(asked.out / (name if scale == 1.0 else f"{name}-scale-{scale:g}"))
    words, began = MESSAGES[language], time.monotonic()
    with shown_progress(screen, words["runs"], language) as progress:
        cells = run_all(runs, folder / "runs", asked.workers, asked.cluster, progress)
    used = min(asked.workers or cores(), len(runs))
    screen.print(words["done"].format(len(runs), cells.found, minutes(time.monotonic() - began), used))
    checks = check(cells, world, scale)
    for said in caveats(world, scale, language):
        screen.print(said, style="bold", highlight=False)
    compared = not invented(world)
    shown = check_table if compared else apart_table
    screen.print(shown(checks, len(cells), language))
    written = [save_check(checks, folder, compared)]
    if compared:
        places = check_places(cells, world)
        screen.print(places_table(places, language, world))
        written.append(save_places(places, folder))
    screen.print(words["results"].format(", ".join(map(str, written))), soft_wrap=True, highlight=False)
