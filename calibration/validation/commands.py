"""What ``validate`` of the command line does, and ``calibrate`` once it may know 2013."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from calibration.inference.commands import Made
from calibration.inference.words import WORDS
from calibration.validation.against import Given, answer, published, read
from calibration.validation.chapters.later import against_blocks
from calibration.validation.ensemble import drawn_from, folder_of, knows_2013, made, runs_of
from calibration.validation.forward import predicted, save
from calibration.validation.material import Material, gather
from calibration.validation.refit import manifest, refit, save_refit
from calibration.validation.report import build, document
from calibration.validation.words import words_in
from data.posterior import FOLDER
from experiments.asked import Asked
from experiments.caveat import caveats, invented
from experiments.commands import MESSAGES, console, shown_progress
from experiments.engine import cores
from experiments.errors import RequestError
from experiments.history import WORLD
from experiments.report.document import Block, Items, Table, Text
from experiments.storage import writable_folder
from experiments.typeset import checked_language

SHOWN = ("first", "against", "bars", "forward", "coverage", "rivals", "fails")  # on the screen


def validate_and_print(
    asked: Asked, forward: bool, against: Path | None, predictions: Path | None = None
) -> None:
    """Hold the model against figures it was not tuned to, and write the report.

    Parameters
    ----------
    asked : Asked
    forward : bool
        Live on to 2016 and write the forecasts.
    against : path, optional
        Somebody's later figures to score the forecasts by.
    predictions : path, optional
        Published forecasts to score instead of new ones: nothing is run.

    Raises
    ------
    RequestError
        If nothing can be made of what is asked for, in one sentence.
    """
    language, screen = checked_language(asked.language), console()
    words, forward = words_in(language), forward or against is not None
    if predictions is not None:
        if against is None:
            raise RequestError("predictions_alone")
        rows = published(predictions)
        warn(((str(row.get("world", WORLD)), float(row.get("scale", 1.0))) for row in rows), language)
        given = figures(against, rows, language)
        norway = not any(invented(str(row.get("world", WORLD))) for row in rows)
        for block in against_blocks(answer(given, rows, norway), words):
            print_block(block)
        return
    runs_of(asked)  # refuses before anything is run
    if against is not None:
        read(against, (), language)  # as well: what is no such file at all, before minutes of runs
    world, refitted = asked.world or WORLD, knows_2013(asked) is not None
    warn(((world, asked.scale),), language)  # before anything that could be taken for an answer
    # what lives to 2016 at the same draws has lived 2009-13 as well: the same bits, so one set serves both
    further = made(asked, True) if forward else None
    cells = made(asked) if further is None or refitted else further
    later = None if further is None else predicted(further.by_target, refitted, not invented(world))
    material = gather(cells, drawn_from(asked), world, asked.scale, command(asked, forward, against), later)
    folder = folder_of(asked)
    if material.forward is not None:
        where = save(material.forward, folder, world, asked.scale)
        screen.print(words("said.predictions", path=where), soft_wrap=True, highlight=False)
    if against is not None and material.forward is not None:
        given = figures(against, material.forward.rows, language)
        scored = answer(given, material.forward.rows, material.norway)
        material = replace(material, against=scored, against_file=against.name)
    show(material, language)
    page, table = build(material, folder, language)
    screen.print(words("said.report", path=page), soft_wrap=True, highlight=False)
    screen.print(words("said.table", path=table), soft_wrap=True, highlight=False)


def back_test_and_print(asked: Asked, year: int) -> None:
    """Hold runs that are told of the years before `year` against it, beside simple rivals.

    Raises
    ------
    RequestError
        If the year is not one to judge, or the runs are not of the whole of Norway.
    """
    from calibration.validation.back_test import JUDGED, back_test
    from calibration.validation.chapters.contests import back_test_blocks

    language, screen = checked_language(asked.language), console()
    if year not in JUDGED:
        raise RequestError("back_test_year", years=", ".join(map(str, JUDGED)), year=year)
    runs, words = runs_of(asked), words_in(language)
    if asked.world not in (None, WORLD) or asked.scale != 1.0:
        raise RequestError("back_test_world", world=WORLD)
    with shown_progress(screen, MESSAGES[language]["runs"], language) as progress:
        found = back_test(year, runs, asked.workers or cores(), asked.cluster, progress)
    for block in back_test_blocks(found, words):
        print_block(block)


def refit_and_print(calibrated: Made, language: str, embed: bool) -> None:
    """Refit a calibration with 2013 known and say where the draws lie; if asked, embed them, too."""
    again = refit(calibrated.fit, calibrated.budget)
    said = manifest(again, calibrated.budget, calibrated.about)
    draws, _ = save_refit(again, said, calibrated.folder)
    if embed:
        save_refit(again, said, writable_folder(FOLDER))
    console().print(WORDS[language]["refitted"].format(draws=draws), soft_wrap=True, highlight=False)


def figures(path: Path, rows: Sequence[Mapping[str, Any]], language: str) -> Given:
    """Return somebody's later figures.

    Raises
    ------
    RequestError
        If anything is wrong with them; each problem is printed first.
    """
    given, screen = read(path, rows, language), console()
    for problem in given.problems:
        screen.print(problem, soft_wrap=True, highlight=False, markup=False)
    if given.problems:
        raise RequestError("against_wrong", path=path, count=len(given.problems))
    return given


def warn(runs: Iterable[tuple[str, float]], language: str) -> None:
    """Print what figures are not, by the world and scale of the runs that they are of: each once."""
    for world, scale in dict.fromkeys(runs):
        for said in caveats(world, scale, language):
            console().print(said, style="bold", highlight=False)


def command(asked: Asked, forward: bool, against: Path | None) -> str:
    """Return what makes the report again."""
    parts = ["python", "run.py", "validate", "--replicates", str(asked.replicates), "--seed", str(asked.seed)]
    parts += ["--parameters", drawn_from(asked)]
    parts += ["--world", asked.world] if asked.world else []
    parts += ["--scale", f"{asked.scale:g}"] if asked.scale != 1.0 else []
    parts += ["--forward"] if forward and against is None else []
    parts += ["--against", against.name] if against is not None else []
    parts += ["--language", asked.language] if asked.language != "en" else []
    return shlex.join(parts)


def show(material: Material, language: str) -> None:
    """Print the chapters that fit a screen."""
    from datetime import UTC, datetime

    screen = console()
    for section in document(material, language, datetime.now(UTC)).sections:
        if section.key not in SHOWN:
            continue
        screen.print(f"\n{section.title}", style="bold", highlight=False)
        for block in section.blocks:
            print_block(block)


def print_block(block: Block) -> None:
    """Print a paragraph, list or table of the report."""
    screen = console()
    if isinstance(block, Text):
        style = "bold" if block.sort == "warning" else None
        screen.print(block.text, style=style, highlight=False, markup=False)
    elif isinstance(block, Items):
        for item in block.items:
            screen.print(f"- {item}", highlight=False, markup=False)
    elif isinstance(block, Table):
        print_table(block)


def print_table(block: Table) -> None:
    """Print a table of the report."""
    from experiments.grid import Grid

    shown = Grid(title=block.caption)
    for place, name in enumerate(block.head):
        shown.add_column(name, justify="left" if place < block.left else "right")
    for row in block.rows:
        shown.add_row(*row)
    console().print(shown)
