"""What ``report`` of the command line does."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from calibration.connector.boundaries import boundaries_file
from experiments.commands import console, shown_waiting
from experiments.report.build import build
from experiments.report.material import gather
from experiments.report.sections.places import has_map
from experiments.score.older import older
from experiments.store.saved import place_of
from experiments.typeset import checked_language

SAID: Final = {"en": "Report: {}", "nb": "Rapport: {}"}
NO_MAP: Final = {
    "en": "{} is not used: the municipalities of this study are invented, so there is no map of them.",
    "nb": "{} blir ikke brukt: kommunene i denne studien er oppdiktet, så det finnes ikke noe kart over dem.",
}


def report_and_print(
    name: str, out: Path, boundaries: Path | None, restricted: bool, language: str, pptx: bool = False
) -> None:
    """Write the report of a study and say where it is.

    Raises
    ------
    RequestError
        If there is no such study, or nothing in it to report.
    """
    checked_language(language)
    place = place_of(name, out)
    screen = console()
    with shown_waiting(screen, name):
        material = gather(place, restricted=restricted, boundaries=boundaries)
        if boundaries is None:  # the user's own, where there are any
            material = replace(material, boundaries=boundaries_file(material.world.code_year))
        made = build(material, language, pptx=pptx)
    if boundaries is not None and not has_map(material):
        screen.print(NO_MAP[language].format(boundaries), soft_wrap=True, highlight=False)
    if said := older(material.saved.about, language):
        screen.print(said, soft_wrap=True, highlight=False)
    for path in made:
        screen.print(SAID[language].format(place / path.name), soft_wrap=True, highlight=False)
