"""What ``score`` of the command line does."""

import json
from pathlib import Path

from rich.console import Console

from experiments.commands import MESSAGES, console
from experiments.score import brief
from experiments.score.files import TEXT, save, sheets, title, warning
from experiments.score.older import older
from experiments.score.plain import as_data
from experiments.score.score import Score, score
from experiments.store.saved import open_study, place_of
from experiments.typeset import checked_language


def score_and_print(name: str, out: Path, as_json: bool, full: bool, language: str) -> None:
    """Score a study, write the files beside it and print what matters most, all tables, or the JSON alone.

    Raises
    ------
    RequestError
        If there is no such study, or nothing in it to score.
    """
    checked_language(language)
    place = place_of(name, out)
    study = open_study(place)
    found = score(study)
    folder = save(found, place)
    if as_json:
        print(json.dumps(as_data(found), ensure_ascii=False, indent=1))
        return
    screen = console()
    screen.print(title(found, language), style="bold", highlight=False)
    screen.print(warning(found, language), style="bold yellow", highlight=False)
    if said := older(study.about, language):
        screen.print(said, style="bold yellow", highlight=False)
    if full:
        _print_all(screen, found, language)
    else:
        for said in brief.warnings(found, language):
            screen.print(f"! {said}", style="yellow", highlight=False, markup=False)
        for table in brief.tables(found, screen.width, language):
            screen.print(table)
        for note in brief.notes(found, language):
            screen.print(note, style="italic", highlight=False, markup=False)
    if found.ranking is None:
        screen.print(TEXT["unranked"][language == "nb"], style="italic")
    screen.print(MESSAGES[language]["results"].format(folder), soft_wrap=True, highlight=False)


def _print_all(screen: Console, found: Score, language: str) -> None:
    """Print every table of a score."""
    for sheet in sheets(found, language):
        if sheet.rows and sheet.fits(screen.width):
            screen.print(sheet.table())
        else:
            screen.print(sheet.title, style="bold", highlight=False)
            for line in sheet.lines():
                screen.print(line, highlight=False, markup=False)
        for note in sheet.notes:
            screen.print(note, style="italic", highlight=False, markup=False)
