"""A comparison as a table: for the terminal, and as CSV, JSON and Markdown beside the results."""

import json
from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments import reason_table
from experiments.caveat import caveats, headed, invented, replicates, titled
from experiments.comparison import Study, plain
from experiments.errors import RequestError
from experiments.paired import LEVEL, Paired
from experiments.resting import resting, spreads, varied
from experiments.storage import code_fingerprint, write_json, write_text
from experiments.table_words import WORDS
from experiments.typeset import LANGUAGES, csv_text, interval, markdown_head, markdown_row, number, telling
from indicators.indicator import Indicator
from indicators.reading import mean
from simulation.worlds import NORWAY_2013

if TYPE_CHECKING:
    from experiments.grid import Grid

LABEL_WIDTH: Final = 32  # columns of a terminal
BASE_WIDTH: Final = 17
ARM_WIDTH: Final = 21
# what a first look at a screen shows: waiting, places, dwellings, homes, work, money, others; files hold all
SCREEN: Final = frozenset(
    (
        "waiting_stock",
        "waiting_months",
        "waiting_months_all",
        "settled_on_time",
        "asked",
        "decided",
        "settled",
        "municipalities_settling",
        "share_municipal",
        "share_private",
        "secure_home",
        "homeless_nights",
        "crowded",
        "wellbeing",
        "retention",
        "work_2_years",
        "work_5_years",
        "after_programme_1",
        "cost_udi",
        "cost_imdi",
        "cost_husbanken",
        "cost_nav",
        "cost_municipality",
        "cost_public",
        "cost_household",
        "cost_landlord",
        "lost_vacancies",
        "others_waiting",
        "rent_effect",
        "report_hours",
    )  # fmt: skip
)
LEAST_MARKED: Final = 4  # independent replicates: an interval of fewer is too uncertain itself to be marked


def known_mean(values: Sequence[float]) -> float:
    """Return the mean of the replicates that have a figure."""
    return mean(value for value in values if isfinite(value))


def marked(study: Study, paired: Paired) -> bool:
    """Return whether a difference is marked: its interval leaves zero out, and rests on enough draws."""
    return paired.clear and len(study.seeds) // study.per_draw >= LEAST_MARKED


def difference_text(paired: Paired, digits: int, language: str) -> str:
    """Return a difference with its interval and its count, one a line."""
    words, digits = WORDS[language], telling(digits, paired.clear, paired.low, paired.high)
    lines = [number(paired.mean, digits, language, signed=True)]
    if paired.pairs and paired.equal == paired.pairs:
        return "\n".join([*lines, words["same"]])
    if isfinite(paired.low):
        lines.append(interval(paired.low, paired.high, digits, language))
        least, most = (number(x, digits, language, signed=True) for x in (paired.lowest, paired.highest))
        lines.append(f"({least} … {most})")
        if paired.detectable > 0:
            lines.append(words["sees"].format(number(paired.detectable, digits, language)))
    if paired.pairs:
        better = words["equal" if paired.equal else "better"]
        counted = better.format(paired.better, paired.pairs, paired.equal)
        lines.append("-" if paired.better is None else counted)
    return "\n".join(lines)


def _marked_text(text: str, sign: str, around: bool) -> str:
    """Return a cell with its first line, the difference itself, marked."""
    first, *rest = text.split("\n")
    return "\n".join([f"{sign}{first}{sign}" if around else f"{first} {sign}", *rest])


def caption(study: Study, language: str) -> str:
    """Return what the run is not, what the intervals cover and where the data come from."""
    words = WORDS[language]
    text = words["caption"].format(
        baseline=study.baseline,
        n=replicates(len(study.seeds), language),
        level=round(100 * LEVEL),
        drawn=len(varied(study.world, study.parameters)),
    )
    parts = [*caveats(study.world, study.scale, language), text]
    if not invented(study.world):
        parts.append(words["held" if study.data is NORWAY_2013 else "own"])
    parts += [*resting(language, study.parameters, study.world), spreads(language, study.per_draw)]
    parts += _marks(study, language)
    if more := sum(one.name not in SCREEN for one in study.indicators):
        parts.append(words["more"].format(more))
    if not invented(study.world):
        parts.append(words["sources"].format(codes=study.data.code_year))
    return " ".join(parts)


def _marks(study: Study, language: str) -> list[str]:
    """Return what is marked, and how many intervals leave zero out beside those chance alone would."""
    words = WORDS[language]
    if len(study.seeds) == 1:
        return [words["single"]]
    draws = len(study.seeds) // study.per_draw
    said = "marked" if draws >= LEAST_MARKED else "few"
    found = [study.difference(arm, one.name) for arm in study.arms for one in study.indicators]
    known = [paired for paired in found if isfinite(paired.low)]
    count = words["count"].format(
        clear=sum(paired.clear for paired in known),
        cells=len(known),
        chance=round(len(known) * (1.0 - LEVEL)),
    )
    return [words[said].format(least=LEAST_MARKED), *([count] if known else [])]


def as_tables(study: Study, language: str, width: int) -> list["Grid"]:
    """Return the comparison in as many tables as `width` columns need: none loses a scenario."""
    each = max((width - LABEL_WIDTH - BASE_WIDTH) // ARM_WIDTH, 1)
    groups = [study.arms[i : i + each] for i in range(0, len(study.arms), each)] or [()]
    return [as_table(study, language, group) for group in groups]


def as_table(study: Study, language: str = "en", arms: Sequence[str] | None = None) -> "Grid":
    """Return the comparison for the terminal; `arms` when only some of the scenarios."""
    from rich.text import Text

    from experiments.grid import Grid

    words = WORDS[language]
    arms = study.arms if arms is None else arms
    table = Grid(title=titled(words["title"], study.world, study.scale, language), show_lines=True)
    table.add_column(words["indicator"], min_width=22)
    table.add_column(study.baseline, justify="right", no_wrap=True)
    for arm in arms:
        table.add_column(arm, justify="right", no_wrap=True)
    for one in study.indicators:
        if one.name not in SCREEN:
            continue
        level = number(known_mean(study.series(study.baseline, one.name)), one.digits, language)
        cells: list[str | Text] = [one.heading(language), level]
        for arm in arms:
            paired = study.difference(arm, one.name)
            text = difference_text(paired, one.digits, language)
            bold = marked(study, paired)
            text = _marked_text(text, "*", around=False) if bold else text
            cells.append(Text(text, style=_style(paired, one) if bold else ""))
        table.add_row(*cells)
    return table


def _style(paired: Paired, one: Indicator) -> str:
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
                    "against": study.baseline,
                    "world": study.world,
                    "scale": study.scale,
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
                    "clear": paired.clear,
                    "better": paired.better,
                    "equal": paired.equal,
                    "replicates": paired.pairs,
                    "direction": one.direction,
                    "source": one.source,
                    "en": one.en,
                    "nb": one.nb,
                    "parameters": study.parameters,
                    "caveat": " ".join(caveats(study.world, study.scale, "en")),
                }
            )
    return listed


def as_markdown(study: Study, language: str = "en") -> str:
    """Return the comparison as a Markdown table."""
    words = WORDS[language]
    head = [words["indicator"], words["unit"], study.baseline, *study.arms]
    lines = headed(words["title"], study.world, study.scale, language)
    lines += markdown_head(head)
    for one in study.indicators:
        level = number(known_mean(study.series(study.baseline, one.name)), one.digits, language)
        cells = [one.label(language), one.unit_in(language), level]
        for arm in study.arms:
            paired = study.difference(arm, one.name)
            text = difference_text(paired, one.digits, language)
            text = _marked_text(text, "**", around=True) if marked(study, paired) else text
            cells.append(text)
        lines.append(markdown_row(cells))
    return "\n".join([*lines, "", caption(study, language), ""])


def as_csv(study: Study) -> str:
    """Return the rows of the comparison as CSV."""
    return csv_text(rows(study))


def as_data(study: Study) -> dict[str, Any]:
    """Return the comparison with every replicate, ready for JSON (missing numbers are null)."""
    data = {
        "baseline": study.baseline,
        "scenarios": list(study.scenarios),
        "world": study.world,
        "scale": study.scale,
        "seeds": list(study.seeds),
        "code": code_fingerprint(),
        "parameters": study.parameters,
        "municipality_codes": study.data.code_year,
        "restricted": list(study.restricted),
        "caveats": caveats(study.world, study.scale, "en"),
        "note": caption(study, "en"),
        "rows": rows(study),
        "replicates": [
            {"scenario": scenario, "seed": seed, "indicator": name, **_told(study, plain(measured))}
            for (scenario, seed), found in sorted(study.measured.items())
            for name, measured in found.items()
        ],
    }
    finite: dict[str, Any] = json.loads(json.dumps(data), parse_constant=lambda _: None)
    return finite


def _told(study: Study, found: dict[str, Any]) -> dict[str, Any]:
    """Return an indicator without its parts where the study rests on restricted microdata: small cells."""
    return {**found, "parts": {}} if study.restricted else found


def save(study: Study) -> Path:
    """Write table.csv, table.json, table.<language>.md and reasons.<language>.md beside the runs; return
    the folder."""
    if study.path is None:
        raise RequestError("no_folder")
    write_text(study.path / "table.csv", as_csv(study))
    write_json(study.path / "table.json", as_data(study))
    for language in LANGUAGES:
        write_text(study.path / f"table.{language}.md", as_markdown(study, language))
        write_text(study.path / f"reasons.{language}.md", reason_table.as_markdown(study, language))
    return study.path
