"""The command ``sensitivity``."""

from calibration.sensitivity import report
from calibration.sensitivity.experiments import of_study, run_experiments
from calibration.sensitivity.indices import indices_of
from experiments.asked import Asked
from experiments.caveat import caveats
from experiments.commands import MESSAGES, console
from experiments.errors import RequestError
from experiments.storage import writable_folder, write_json, write_text
from experiments.store.saved import open_study, place_of
from experiments.typeset import checked_language
from experiments.verdicts.commands import running


def sensitivity_and_print(scenario: str | None, study: str | None, runs: int, asked: Asked) -> None:
    """Run a design, or take the runs of a study, print what moves what and say where it lies."""
    screen, language = console(), checked_language(asked.language)
    if asked.parameters is not None:
        raise RequestError("parameters_unasked", command="sensitivity")
    if study is not None:
        found = of_study(open_study(place_of(study, asked.out)))
    else:
        with running(screen, asked) as pool:
            found = run_experiments(
                scenario, runs, pool, seed=asked.seed, world=asked.world, scale=asked.scale
            )  # fmt: skip
    said = report.Sensitivity(found, indices_of(found, asked.seed))
    for warning in caveats(found.world, found.scale, language):
        screen.print(warning, style="bold", highlight=False)
    if said.indices:
        screen.print(report.table(said, language))
    for sentence in report.sentences(said, language):
        screen.print(sentence, highlight=False)
    name = found.scenario or "baseline"
    folder = writable_folder(asked.out / f"sensitivity-{name}-{found.world}")
    csv, parquet = found.save(folder)
    write_json(folder / "sensitivity.json", said.rows())
    for one in ("en", "nb"):
        write_text(folder / f"sensitivity.{one}.md", report.markdown(said, one))
    screen.print(
        report.WORDS[language]["table"].format(csv=csv.name, parquet=parquet.name), highlight=False
    )
    screen.print(MESSAGES[language]["results"].format(folder), soft_wrap=True, highlight=False)
