"""The command that holds the baseline against the record."""

from pathlib import Path

from calibration.baseline import check, check_table, save_check
from experiments.caveat import caveats
from experiments.commands import MESSAGES, compared, console
from experiments.engine import Cluster
from scenarios.scenario import BASELINE


def check_and_print(
    replicates: int,
    workers: int | None,
    out: Path,
    seed: int,
    world: str | None,
    scale: float,
    language: str,
    cluster: Cluster | None = None,
) -> None:
    """Hold the baseline against the record and print what fits and what does not."""
    screen = console()
    study = compared([BASELINE], replicates, workers, out, seed, world, scale, language, screen, cluster)
    checks = check(study, scale)
    for said in caveats(study.world, study.scale, language):
        screen.print(said, style="bold", highlight=False)
    screen.print(check_table(checks, len(study.seeds), language))
    if study.path is not None:
        where = save_check(checks, study.path)
        screen.print(MESSAGES[language]["results"].format(where), soft_wrap=True, highlight=False)
