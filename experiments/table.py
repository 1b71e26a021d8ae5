"""A comparison as a table: for the terminal, and as CSV, JSON and Markdown beside the results."""

import csv
import io
import json
from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments import reason_table
from experiments.comparison import Study, plain
from experiments.errors import RequestError
from experiments.paired import LEVEL, Paired
from experiments.storage import code_fingerprint, write_json, write_text
from indicators.indicator import Indicator
from indicators.reading import mean
from scenarios.parameters import drawn_parameters
from simulation.worlds import NORWAY_2013

if TYPE_CHECKING:
    from rich.table import Table

LANGUAGES: Final = ("en", "nb")
LABEL_WIDTH: Final = 32  # columns of a terminal
BASE_WIDTH: Final = 17
ARM_WIDTH: Final = 21
NARROW: Final = "\u202f"  # thin space between thousands
WORDS: Final = {
    "en": {
        "indicator": "indicator",
        "unit": "unit",
        "better": "better in {} of {}",
        "sees": "sees ≥ {}",
        "title": "What each scenario did",
        "caption": "{baseline}: mean of {n} replicates. Each scenario: mean paired difference from it, and "
        "in brackets the {level} % paired t-interval for that mean, in parentheses the lowest and highest "
        "replicate, the smallest true effect this ensemble would have seen four times in five (a smaller "
        "one may be there and go unseen), then in how many replicates it was better than the baseline of the "
        "same chance (half of them "
        "is a coin toss). The interval covers chance and the "
        "{drawn} parameters drawn anew in each replicate, which all scenarios of a replicate share; it does "
        "not cover what is fixed or left out of the model. '-' under a difference: more "
        "is no gain itself.",
        "held": "The baseline is held against the record of 2009-2012 only (check-baseline): later "
        "years are the model's own.",
        "own": "Nothing in this world is calibrated, and most of its start is assumed (docs/limits.md).",
        "single": "One replicate has no interval.",
        "sources": "Green, red or bold: the interval leaves zero out. Where nothing differs about "
        "one interval in "
        "ten does so all the same: {count} of the {cells} intervals here. "
        "Data: SSB and Kartverket (CC BY 4.0), IMDi. Municipality codes of {codes}.",
    },
    "nb": {
        "indicator": "indikator",
        "unit": "enhet",
        "better": "bedre i {} av {}",
        "sees": "ser ≥ {}",
        "title": "Hva hvert scenario gjorde",
        "caption": "{baseline}: snitt av {n} replikater. Hvert scenario: gjennomsnittlig parvis forskjell "
        "fra dette, i klammer {level} % parvis t-intervall for snittet, i parentes "
        "laveste og høyeste replikat, den minste virkelige effekten dette ensemblet ville ha sett fire av "
        "fem ganger (en mindre kan finnes usett), så "
        "i hvor mange replikater det var bedre enn grunnlinjen med samme tilfeldigheter (halvparten er som "
        "kron og mynt). Intervallet dekker tilfeldigheter "
        "og de {drawn} parametrene som trekkes på nytt i hvert replikat, felles for alle scenarioer i "
        "replikatet; det dekker ikke det som er fast eller utelatt i modellen. '-' under en forskjell: mer "
        "er ingen gevinst i seg selv.",
        "held": "Grunnlinjen er holdt opp mot tallene for 2009-2012 (check-baseline); senere år er "
        "modellens egne.",
        "own": "Ingenting i denne verdenen er kalibrert, og det meste av starten er antatt (docs/limits.md).",
        "single": "Ett replikat har ikke noe intervall.",
        "sources": "Grønt, rødt eller uthevet: intervallet utelater null. Der ingenting skiller, "
        "gjør likevel omtrent "
        "hvert tiende intervall det: {count} av de {cells} intervallene her. "
        "Data: SSB og Kartverket (CC BY 4.0), IMDi. Kommunekoder fra {codes}.",
    },
}


def checked_language(language: str) -> str:
    """Return the language, or say which there are."""
    if language not in LANGUAGES:
        raise RequestError(f"There are no labels in {language!r}; there are {' and '.join(LANGUAGES)}.")
    return language


def number(value: float, digits: int, language: str = "en", signed: bool = False) -> str:
    """Return a number as people read it: thin spaces in thousands, a decimal comma in Bokmål."""
    if not isfinite(value):
        return "n/a"
    signed = signed and round(value, digits) != 0
    text = f"{value:{'+' if signed else ''}z,.{digits}f}".replace(",", NARROW).replace("-", "−")
    return text.replace(".", ",") if language == "nb" else text


def known_mean(values: Sequence[float]) -> float:
    """Return the mean of the replicates that have a figure."""
    return mean(value for value in values if isfinite(value))


def difference_text(paired: Paired, digits: int, language: str) -> str:
    """Return a difference with its interval and its count, one a line."""
    lines = [number(paired.mean, digits, language, signed=True)]
    if isfinite(paired.low):
        low, high = (number(x, digits, language, signed=True) for x in (paired.low, paired.high))
        lines.append(f"[{low}; {high}]")
        least, most = (number(x, digits, language, signed=True) for x in (paired.lowest, paired.highest))
        lines.append(f"({least} … {most})")
        lines.append(WORDS[language]["sees"].format(number(paired.detectable, digits, language)))
    if paired.pairs:
        better = WORDS[language]["better"].format(paired.better, paired.pairs)
        lines.append("-" if paired.better is None else better)
    return "\n".join(lines)


def caption(study: Study, language: str) -> str:
    """Return what the intervals cover and where the data come from."""
    words = WORDS[language]
    text = words["caption"].format(
        baseline=study.baseline,
        n=len(study.seeds),
        level=round(100 * LEVEL),
        drawn=len(drawn_parameters(study.world)),
    )
    text = f"{text} {words['held' if study.data is NORWAY_2013 else 'own']}"
    cells = len(study.indicators) * len(study.arms)
    codes = study.data.code_year
    sources = words["sources"].format(count=round(cells * (1.0 - LEVEL)), cells=cells, codes=codes)
    return " ".join([text, *([words["single"]] if len(study.seeds) == 1 else []), sources])


def as_tables(study: Study, language: str, width: int) -> list["Table"]:
    """Return the comparison in as many tables as `width` columns need: none loses a scenario."""
    each = max((width - LABEL_WIDTH - BASE_WIDTH) // ARM_WIDTH, 1)
    groups = [study.arms[i : i + each] for i in range(0, len(study.arms), each)] or [()]
    return [as_table(study, language, group) for group in groups]


def as_table(study: Study, language: str = "en", arms: Sequence[str] | None = None) -> "Table":
    """Return the comparison for the terminal; `arms` when only some of the scenarios."""
    from rich.table import Table
    from rich.text import Text

    words = WORDS[language]
    arms = study.arms if arms is None else arms
    table = Table(title=words["title"], show_lines=True)
    table.add_column(words["indicator"], min_width=22, overflow="fold")
    table.add_column(study.baseline, justify="right")
    for arm in arms:
        table.add_column(arm, justify="right", no_wrap=True)
    for one in study.indicators:
        level = number(known_mean(study.series(study.baseline, one.name)), one.digits, language)
        cells: list[str | Text] = [one.heading(language), level]
        for arm in arms:
            paired = study.difference(arm, one.name)
            cells.append(Text(difference_text(paired, one.digits, language), style=_style(paired, one)))
        table.add_row(*cells)
    return table


def _style(paired: Paired, one: Indicator) -> str:
    if not paired.clear:
        return ""
    if one.direction == 0:
        return "bold"
    return "bold green" if paired.mean * one.direction > 0 else "bold red"


def rows(study: Study) -> list[dict[str, Any]]:
    """Return the comparison as plain rows, one an indicator and scenario."""
    listed = []
    for one in study.indicators:
        base = known_mean(study.series(study.baseline, one.name))
        for arm in study.arms or (study.baseline,):
            paired = study.difference(arm, one.name)
            listed.append(
                {
                    "indicator": one.name,
                    "scenario": arm,
                    "unit": one.unit,
                    "baseline": base,
                    "difference": paired.mean,
                    "low": paired.low,
                    "high": paired.high,
                    "lowest": paired.lowest,
                    "highest": paired.highest,
                    "detectable": paired.detectable,
                    "sd_chance": paired.spread.chance,
                    "sd_parameters": paired.spread.parameters,
                    "level": LEVEL,
                    "better": paired.better,
                    "replicates": paired.pairs,
                    "direction": one.direction,
                    "source": one.source,
                    "en": one.en,
                    "nb": one.nb,
                }
            )
    return listed


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_markdown(study: Study, language: str = "en") -> str:
    """Return the comparison as a Markdown table."""
    words = WORDS[language]
    head = [words["indicator"], words["unit"], study.baseline, *study.arms]
    lines = [f"# {words['title']}", "", _row(head), _row(["---"] * len(head))]
    for one in study.indicators:
        level = number(known_mean(study.series(study.baseline, one.name)), one.digits, language)
        cells = [one.label(language), one.unit_in(language), level]
        cells += [
            difference_text(study.difference(arm, one.name), one.digits, language).replace("\n", "<br>")
            for arm in study.arms
        ]
        lines.append(_row(cells))
    return "\n".join([*lines, "", caption(study, language), ""])


def as_csv(study: Study) -> str:
    """Return the rows of the comparison as CSV."""
    listed = rows(study)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(listed[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(listed)
    return text.getvalue()


def as_data(study: Study) -> dict[str, Any]:
    """Return the comparison with every replicate, ready for JSON (missing numbers are null)."""
    data = {
        "baseline": study.baseline,
        "scenarios": list(study.scenarios),
        "seeds": list(study.seeds),
        "code": code_fingerprint(),
        "municipality_codes": study.data.code_year,
        "note": caption(study, "en"),
        "rows": rows(study),
        "replicates": [
            {"scenario": scenario, "seed": seed, "indicator": name, **plain(measured)}
            for (scenario, seed), found in sorted(study.measured.items())
            for name, measured in found.items()
        ],
    }
    finite: dict[str, Any] = json.loads(json.dumps(data), parse_constant=lambda _: None)
    return finite


def save(study: Study) -> Path:
    """Write table.csv, table.json, table.<language>.md and reasons.<language>.md beside the runs; return
    the folder."""
    if study.path is None:
        raise RequestError("The comparison was made without a folder; give one with out=.")
    write_text(study.path / "table.csv", as_csv(study))
    write_json(study.path / "table.json", as_data(study))
    for language in LANGUAGES:
        write_text(study.path / f"table.{language}.md", as_markdown(study, language))
        write_text(study.path / f"reasons.{language}.md", reason_table.as_markdown(study, language))
    return study.path
