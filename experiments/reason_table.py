"""Why persons wait, in each scenario: shares of person-months by binding reason, as a table of its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from agents.kinds import Reason
from agents.reason_words import words
from experiments.caveat import caveats, headed, replicates, titled
from experiments.comparison import Study
from experiments.paired import paired_difference
from experiments.typeset import markdown_head, markdown_row, number, with_interval
from indicators.reading import mean

if TYPE_CHECKING:
    from experiments.grid import Grid

NAME: Final = "waiting_reasons"
TEXT: Final = {
    "en": {
        "title": "Why they waited in reception, 2011-16: per cent of person-months, by what bound that month",
        "reason": "binding reason",
        "whole": "person-months in all",
        "note": "Baseline: mean of {n}; scenarios: mean paired difference in percentage points, "
        "and in brackets the 90 % interval. Each month of waiting has one reason, so the column sums to 100; "
        "a share says where months went, not what they would be without that reason.",
    },
    "nb": {
        "title": "Hvorfor de ventet i mottak, 2011-16: prosent av personmånedene, etter hva som hindret den "
        "måneden",
        "reason": "grunn",
        "whole": "personmåneder i alt",
        "note": "Grunnlinje: snitt av {n}; scenarioer: gjennomsnittlig parvis forskjell i "
        "prosentpoeng, og i klammer 90 %-intervallet. Hver ventemåned har én grunn, så kolonnen summerer til "
        "100; en andel sier hvor månedene gikk, ikke hva de ville vært uten grunnen.",
    },
}


def shares(study: Study, scenario: str, reason: str) -> list[float]:
    """Return a reason's share of the person-months in every replicate; 0 where it never bound."""
    return [study.measured[scenario, seed][NAME].by("reason").get(reason, 0.0) for seed in study.seeds]


def ranked(study: Study) -> list[str]:
    """Return the reasons that bound in any run, the commonest of the baseline first."""
    found = {name for one in study.measured.values() if NAME in one for name in one[NAME].by("reason")}
    return sorted(found, key=lambda name: (-mean(shares(study, study.baseline, name)), name))


def lines(study: Study, language: str, arms: Sequence[str]) -> list[list[str]]:
    """Return the rows of the table as text: label, baseline, and one cell a scenario."""
    rows = []
    for name in ranked(study):
        base = [100.0 * share for share in shares(study, study.baseline, name)]
        row = [words(Reason[name.upper()], language), number(mean(base), 1, language)]
        for arm in arms:
            other = [100.0 * share for share in shares(study, arm, name)]
            found = paired_difference(other, base, 0)
            row.append(with_interval(found, 1, language))
        rows.append(row)
    whole = [TEXT[language]["whole"], number(mean(study.series(study.baseline, NAME)), 0, language)]
    for arm in arms:
        whole.append(number(study.difference(arm, NAME).mean, 0, language, signed=True))
    return [*rows, whole]


def as_tables(study: Study, language: str, width: int) -> list["Grid"]:
    """Return the table in as many parts as `width` columns of a terminal need."""
    from experiments.grid import Grid

    words_here = TEXT[language]
    each = max((width - 58) // 24, 1)
    groups = [study.arms[i : i + each] for i in range(0, len(study.arms), each)] or [()]
    tables = []
    for arms in groups:
        table = Grid(title=titled(words_here["title"], study.world, study.scale, language))
        table.add_column(words_here["reason"], min_width=30)
        for column in (study.baseline, *arms):
            table.add_column(column, justify="right", no_wrap=True)
        for row in lines(study, language, arms):
            table.add_row(*row)
        tables.append(table)
    return tables


def note(study: Study, language: str) -> str:
    """Return how to read the table."""
    said = TEXT[language]["note"].format(n=replicates(len(study.seeds), language))
    return " ".join([*caveats(study.world, study.scale, language), said])


def as_markdown(study: Study, language: str) -> str:
    """Return the table in Markdown."""
    head = [TEXT[language]["reason"], study.baseline, *study.arms]
    body = "\n".join([*markdown_head(head), *map(markdown_row, lines(study, language, study.arms))])
    head_lines = "\n".join(headed(TEXT[language]["title"], study.world, study.scale, language))
    return f"{head_lines}\n{body}\n\n{note(study, language)}\n"
