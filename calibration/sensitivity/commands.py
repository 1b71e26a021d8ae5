"""The command ``sensitivity``."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from calibration.sensitivity import FEW, report
from calibration.sensitivity.experiments import Experiments, asked_about, of_study, run_experiments
from calibration.sensitivity.indices import indices_of
from experiments.asked import Asked
from experiments.caveat import caveats
from experiments.commands import MESSAGES, console, shown_progress
from experiments.errors import RequestError
from experiments.storage import writable_folder, write_json, write_text
from experiments.store.earlier import moved_aside
from experiments.store.saved import open_study, place_of
from experiments.typeset import LANGUAGES, checked_language
from experiments.verdicts.commands import running, say

TABLE: Final = "experiments.csv"
FILES: Final = (
    TABLE, "experiments.parquet", "sensitivity.json", *(f"sensitivity.{one}.md" for one in LANGUAGES)
)  # fmt: skip


def sensitivity_and_print(scenario: str | None, study: str | None, runs: int, asked: Asked) -> None:
    """Run a design, or take the runs of a study, print what moves what and say where it lies."""
    screen, language = console(), checked_language(asked.language)
    words = report.WORDS[language]
    if asked.parameters is not None:
        raise RequestError("parameters_unasked", command="sensitivity")
    if study is not None:
        found = of_study(open_study(place_of(study, asked.out)))
        if (whole := len(found.theta)) < FEW:
            raise RequestError("sensitivity_few_study", study=study, runs=whole, least=FEW)
    else:
        if runs < FEW:
            raise RequestError("sensitivity_few", runs=runs, least=FEW)
        world = asked_about(scenario, asked.world)[1]
        with running(screen, asked, world) as pool:
            found = run_experiments(
                scenario, runs, pool, seed=asked.seed, world=asked.world, scale=asked.scale
            )  # fmt: skip

    def stage(name: str) -> AbstractContextManager[Any]:
        return shown_progress(screen, words["stages"][name], language)

    said = report.Sensitivity(found, indices_of(found, asked.seed, stage))
    for warning in caveats(found.world, found.scale, language):
        screen.print(warning, style="bold", highlight=False)
    if said.ranks:
        screen.print(report.table(said, language))
    for sentence in report.sentences(said, language):
        say(screen, sentence)
    of = None if study is None else place_of(study, asked.out).name
    _save(said, writable_folder(asked.out / folder_name(found, asked.seed, of)), screen, language)


def folder_name(found: Experiments, seed: int, study: str | None = None) -> str:
    """Return what the folder is called: all that makes it another answer than that of other runs."""
    if study is not None:
        name = f"sensitivity-of-{study}"
        return name if seed == 1 else f"{name}-seed-{seed}"
    of = found.scenario or "baseline"
    name = f"sensitivity-{of}-{found.world}-{len(found.theta)}-runs-seed-{seed}"
    return name if found.scale == 1.0 else f"{name}-scale-{found.scale:g}"


def _save(said: report.Sensitivity, folder: Path, screen: Console, language: str) -> None:
    """Write tables and experiments; what another answer to the same question left is kept beside them."""
    words, before = report.WORDS[language], folder / TABLE
    if before.is_file() and (last := before.read_bytes()) != said.found.csv().encode():
        kept = moved_aside(folder, FILES, last)
        say(screen, words["earlier"].format(kept))
    csv, parquet = said.found.save(folder)
    write_json(folder / "sensitivity.json", said.rows())
    for one in LANGUAGES:
        write_text(folder / f"sensitivity.{one}.md", report.markdown(said, one))
    say(screen, words["table"].format(csv=csv.name, parquet=parquet.name))
    screen.print(MESSAGES[language]["results"].format(folder), soft_wrap=True, highlight=False)
