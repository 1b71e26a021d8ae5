"""The command that holds the baseline against the record."""

from calibration.baseline import check, check_table, save_check
from experiments.asked import Asked
from experiments.caveat import caveats
from experiments.commands import MESSAGES, compared, console
from scenarios.scenario import BASELINE


def check_and_print(asked: Asked) -> None:
    """Hold the baseline against the record and print what fits and what does not."""
    screen, language = console(), asked.language
    study = compared([BASELINE], asked, screen)
    checks = check(study, asked.scale)
    for said in caveats(study.world, study.scale, language):
        screen.print(said, style="bold", highlight=False)
    screen.print(check_table(checks, len(study.seeds), language))
    if study.path is not None:
        where = save_check(checks, study.path)
        screen.print(MESSAGES[language]["results"].format(where), soft_wrap=True, highlight=False)
