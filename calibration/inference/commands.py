"""The commands ``calibrate`` and ``posterior``."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from calibration.inference import report
from calibration.inference.calibrate import Budget, Fit, Shown, calibrate
from calibration.inference.design import two_levels
from calibration.inference.figure import figure
from calibration.inference.keep import manifest, read_manifest, save
from calibration.inference.known import known_table
from calibration.inference.priors import candidates, chosen
from calibration.inference.problem import RUN_TO, record_problem
from calibration.inference.quick import BUDGET as QUICK
from calibration.inference.quick import recovered, small_problem, truth_of, with_truth
from calibration.inference.screening import MOST, Screened, screen
from calibration.inference.words import WORDS
from data.posterior import FOLDER, files_of
from experiments.asked import Asked
from experiments.commands import MESSAGES, console, shown_progress
from experiments.engine import cores
from experiments.errors import RequestError
from experiments.history import WORLD
from experiments.progress import minutes
from experiments.storage import writable_folder, write_json, write_text
from experiments.typeset import checked_language
from experiments.verdicts.commands import cost, say

TOLD_OF: Final = (  # what a manifest must hold for its page to be written
    "world", "made", "budget", "code", "runs", "processor_seconds", "parameters", "correlations", "emulator",
    "fit", "sbc", "sbc_on_model",
)  # fmt: skip
CALIBRATION: Final = "calibration"
RUNS: Final = "runs"
# Processor seconds of a run, measured on 30 November 2026: docs/calibration.md. Of the trial's, what is
# inferred from them is shared out over its runs: more than the runs themselves take.
SECONDS: Final = 3.7
SECONDS_QUICK: Final = 1.7


@dataclass(frozen=True)
class Made:
    """What ``calibrate`` found, and what it was made with.

    Parameters
    ----------
    fit : Fit
    budget : Budget
    said : mapping
        Manifest of the posterior.
    about : mapping
        What every manifest of this calibration says of how it was made.
    folder : Path
        Where its draws lie.
    """

    fit: Fit
    budget: Budget
    said: Mapping[str, Any]
    about: Mapping[str, Any]
    folder: Path


def screening_file(world: str, folder: Path = FOLDER) -> Path:
    """Return where what screening found is kept."""
    return folder / f"{world.replace('-', '_')}_screening.csv"


def calibrate_and_print(
    asked: Asked, budget: Budget, *, quick: bool, embed: bool, screen_again: bool, most: int
) -> Made | None:
    """Calibrate, print what was found and say where it lies; return it, or None of a trial."""
    screen_, language = console(), checked_language(asked.language)
    if asked.world not in (None, WORLD) or asked.scale != 1.0:
        raise RequestError("calibrated_world", world=WORLD)
    if asked.parameters is not None:
        raise RequestError("parameters_unasked", command="calibrate")
    if quick:
        _quick(asked, screen_, language)
        return None
    folder = writable_folder(asked.out / CALIBRATION)
    _tell_cost(asked, budget.runs + runs_to_screen(screen_again), screen_, quick=False)
    found = screened(asked, folder, screen_, again=screen_again, embed=embed)
    names = found.chosen(most)
    words = WORDS[language]
    screen_.print(words["chosen"].format(chosen=len(names), all=len(found.names)), highlight=False)
    problem = record_problem(chosen(names), last_year=RUN_TO)
    fit = calibrate(
        problem, budget, folder / RUNS, asked.workers or cores(), asked.seed, _shown(screen_, language),
        asked.cluster,
    )  # fmt: skip
    about = {"command": command_of(asked, budget, most, screen_again), "screened": len(found.names)}
    said = manifest(fit, budget, WORLD, about)
    draws, _ = save(fit, said, WORLD, folder)
    said = read_manifest(WORLD, folder) or said
    print_posterior(said, screen_, language)
    _save_pages(fit, said, folder)
    screen_.print(words["kept"].format(draws=draws, folder=folder), soft_wrap=True, highlight=False)
    return Made(fit, budget, said, about, folder)


def embed_and_print(made: Made, language: str) -> None:
    """Put a posterior where scenarios draw from it, and say so."""
    save(made.fit, made.said, WORLD, writable_folder(FOLDER))
    console().print(WORDS[language]["embedded"].format(world=WORLD), highlight=False)


def command_of(asked: Asked, budget: Budget, most: int = MOST, screened_anew: bool = False) -> str:
    """Return the command that gives the same draws.

    ``--embed`` is not in it: it says where the draws are put, not which they are.
    """
    usual = Budget()
    given = ["--screen"] if screened_anew else []
    given += [f"--seed {asked.seed}"] if asked.seed != 1 else []
    given += [
        f"--{name} {getattr(budget, name)}"
        for name in ("first", "second", "draws", "steps")
        if getattr(budget, name) != getattr(usual, name)
    ]
    given += [f"--most {most}"] if most != MOST else []
    return " ".join(["run.py calibrate", *given])


def runs_to_screen(again: bool) -> int:
    """Return how many runs screening takes; none where what it found is read."""
    if screening_file(WORLD).is_file() and not again:
        return 0
    return len(two_levels(len(candidates().names), 1))


def _tell_cost(asked: Asked, runs: int, screen_: Console, *, quick: bool) -> None:
    """Say what a calibration takes before it begins, as other commands of many runs do."""
    each, words = SECONDS_QUICK if quick else SECONDS, WORDS[asked.language]["cost"]
    told = cost(runs, False, asked.language, workers=asked.workers or cores(), each=each)
    say(screen_, f"{told} {words['within' if quick else 'beside']}")


def screened(asked: Asked, folder: Path, screen_: Console, *, again: bool, embed: bool) -> Screened:
    """Return what screening found: read (what is no candidate any more left out), or run anew."""
    kept = screening_file(WORLD)
    if not runs_to_screen(again):
        read = Screened.read(kept).only(candidates().names)
        unscreened = [name for name in candidates().names if name not in read.names]
        if unscreened:
            said = WORDS[asked.language]["unscreened"].format(
                count=len(unscreened), names=", ".join(unscreened)
            )
            screen_.print(said, highlight=False)
        return read
    with _shown(screen_, asked.language)("screening") as progress:
        found = screen(
            record_problem(candidates()), folder / RUNS, asked.workers or cores(), progress, asked.cluster
        )  # fmt: skip
    found.save(screening_file(WORLD, folder))
    if embed:
        found.save(kept)
    return found


def _shown(screen_: Console, language: str) -> Shown:
    def stage(name: str) -> AbstractContextManager[Any]:
        return shown_progress(screen_, WORDS[language]["stages"][name], language)

    return stage


def _quick(asked: Asked, screen_: Console, language: str) -> None:
    problem = small_problem()
    truth = truth_of(problem, asked.seed)
    folder = writable_folder(asked.out / f"{CALIBRATION}-quick")
    _tell_cost(asked, QUICK.runs, screen_, quick=True)
    known = with_truth(problem, truth, asked.seed)
    fit = calibrate(
        known, QUICK, folder / RUNS, asked.workers or cores(), asked.seed, _shown(screen_, language),
        asked.cluster,
    )  # fmt: skip
    found = recovered(fit, truth)
    screen_.print(report.recovered_table(found, language))
    words = WORDS[language]["quick"]
    screen_.print(words["sum"].format(held=sum(one.held for one in found), all=len(found)), highlight=False)
    seed = f" --seed {asked.seed}" if asked.seed != 1 else ""
    said = manifest(fit, QUICK, WORLD, {"command": f"run.py calibrate --quick{seed}"})
    screen_.print(known_table(said, language))
    for sentence in report.inference_sentences(said, language):
        screen_.print(sentence, highlight=False)
    rows = [{"parameter": one.name, "truth": one.truth, "low": one.low, "high": one.high} for one in found]
    write_json(folder / "recovered.json", {"recovered": rows, **said})
    screen_.print(MESSAGES[language]["results"].format(folder), soft_wrap=True, highlight=False)


def print_posterior(said: Mapping[str, Any], screen_: Console, language: str) -> None:
    """Print what a calibration found."""
    screen_.print(report.parameter_table(said, language))
    screen_.print(report.fit_table(said, language))
    if said["sbc"]:
        screen_.print(known_table(said, language))
    for sentence in report.sentences(said, language):
        screen_.print(sentence, highlight=False)
    runs = said["runs"]
    screen_.print(
        WORDS[language]["took"].format(
            runs=sum(runs.values()), seconds=minutes(said["processor_seconds"]), **runs
        ),
        highlight=False,
    )


def _save_pages(fit: Fit, said: Mapping[str, Any], folder: Path) -> None:
    values = fit.problem.prior.values(fit.sampled.theta)
    for language in ("en", "nb"):
        write_text(folder / f"posterior.{language}.md", report.markdown(said, language))
        write_text(
            folder / f"posterior.{language}.png", figure(fit.problem.prior.names, values, said, language)
        )


def posterior_and_print(where: Path | None, out: Path, language: str) -> None:
    """Print the embedded posterior, or one that lies in a folder, and write its tables and figure."""
    from data.posterior import posterior

    checked_language(language)
    screen_ = console()
    folder = FOLDER if where is None else where
    found = posterior(WORLD, folder)
    if found is None:
        if where is not None:
            raise RequestError("no_posterior_there", folder=where)
        screen_.print(WORDS[language]["none"].format(world=WORLD), highlight=False)
        return
    said, names = found.manifest, files_of(WORLD, folder)
    if not set(TOLD_OF) <= set(said):  # written by hand, or by something else
        raise RequestError("posterior_manifest", draws=names[0].name, manifest=names[1].name)
    print_posterior(said, screen_, language)
    to = writable_folder(out / CALIBRATION / "posterior")
    for one in ("en", "nb"):
        write_text(to / f"posterior.{one}.md", report.markdown(said, one))
        write_text(to / f"posterior.{one}.png", figure(found.names, found.draws, said, one))
    screen_.print(MESSAGES[language]["results"].format(to), soft_wrap=True, highlight=False)


def budget_of(**given: int | None) -> Budget:
    """Return the usual budget with what is given in its place."""
    return replace(Budget(), **{name: value for name, value in given.items() if value is not None})
