"""A calibration as tables and sentences, from its manifest alone."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import isfinite
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from calibration.inference.keep import APART, SHOWN
from calibration.inference.known import known_page
from calibration.inference.labels import label, less_by
from calibration.inference.words import WORDS
from experiments.storage import code_fingerprint
from experiments.typeset import held, interval, markdown_head, markdown_row, number
from scenarios.describe import between

if TYPE_CHECKING:
    from experiments.grid import Grid

Said = Mapping[str, Any]
PLACE: Final = re.compile(r"\d{2}|\d{4}")  # a county or municipality in the name of a summary
LEVELS: Final = ("runs", "granted", "outside")  # of how a figure of the record lies to the fitted model


def summary_label(name: str, language: str) -> str:
    """Return what a figure of the record is called: ``target:year:group`` in words, with the number of its
    place where it has one, or as it is written."""
    from calibration.baseline import group_text
    from calibration.library import UnknownTarget, target

    of, _, rest = name.partition(":")
    year, _, group = rest.partition(":")
    try:
        called = target(of).label(language)
    except UnknownTarget:
        return name
    first, _, more = group.partition(":")
    where, group = (first, more) if PLACE.fullmatch(first) else ("", group)
    return ", ".join(filter(None, (called, group_text(group, language), where, year)))


def significant(value: float, language: str) -> str:
    """Return a value of any size with three digits that matter."""
    if value == 0 or not isfinite(value):
        return number(value, 0, language)
    digits = 0
    while digits < 6 and abs(value) < 100 / 10**digits:
        digits += 1
    return number(value, digits, language)


def span(low: float, high: float, language: str) -> str:
    """Return a range of values of any size."""
    return held(between(significant(low, language), significant(high, language), language))


def parameter_rows(said: Said, language: str) -> list[list[str]]:
    """Return the cells of the table of parameters, those the record tells most of first."""
    words = WORDS[language]
    rows = []
    for one in sorted(said["parameters"], key=lambda row: -row["contraction"]):
        low, middle, high = one["posterior"]
        rows.append(
            [
                label(one["parameter"], said["world"], language),
                significant(one["default"], language),
                span(one["prior"][0], one["prior"][2], language),
                f"{significant(middle, language)} ({span(low, high, language)})",
                less_by(one["contraction"], language),
                words["told"][one["told"]],
                words["status"][one["status"]],
            ]
        )
    return rows


def level(one: Mapping[str, Any]) -> str:
    """Return how a figure of the record lies to the fitted model: one of three levels.

    ``runs``: within 90 % of the runs. ``granted``: not, but the noise of the record and the discrepancy
    granted to the best model explain the distance nine times in ten. ``outside``: nothing granted does.
    """
    if not one["expected"]:
        return "outside"
    return "runs" if one["low"] <= one["record"] <= one["high"] else "granted"


def fit_rows(said: Said, language: str) -> list[list[str]]:
    """Return the cells of the table of the fit."""
    words = WORDS[language]["fit"]
    rows = []
    for one in said["fit"]:
        verdict, aim = words["verdicts"][level(one)], ""
        if one["allowed"] is not None:
            reached = words["reached" if one["reached"] else "missed"]
            aim = f"±{significant(one['allowed'], language)}, {reached}"
        between = span(one["low"], one["high"], language)
        record, model = (significant(one[key], language) for key in ("record", "median"))
        rows.append([summary_label(one["summary"], language), record, model, between, aim, verdict])
    return rows


def parameter_table(said: Said, language: str) -> "Grid":
    """Return what the record tells of each parameter."""
    words = WORDS[language]["posterior"]
    title = words["title"].format(draws=said["budget"]["draws"], made=said["made"])
    return _table(title, words["columns"], parameter_rows(said, language))


def fit_table(said: Said, language: str) -> "Grid":
    """Return the fitted model against the record."""
    words = WORDS[language]["fit"]
    title = words["title"].format(runs=said["runs"]["check"])
    return _table(title, words["columns"], fit_rows(said, language))


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> "Grid":
    from experiments.grid import Grid

    table = Grid(title=title)
    for i, column in enumerate(columns):
        table.add_column(column, justify="left" if i == 0 else "right")
    for row in rows:
        table.add_row(*row)
    return table


def sentences(said: Said, language: str) -> list[str]:
    """Return in plain sentences what is told and what is not, and how good the inference is."""
    words = WORDS[language]
    found = []
    nothing = [one["parameter"] for one in said["parameters"] if one["told"] == "not"]
    found.append(words["not"].format(names=", ".join(nothing)) if nothing else words["all_told"])
    wide = [
        one["parameter"]
        for one in said["parameters"]
        if not one["prior"][0] <= one["default"] <= one["prior"][2]
    ]
    if wide:
        found.append(words["wide"].format(names=", ".join(wide)))
    found.append(words["never"])
    if said["correlations"]:
        pairs = "; ".join(
            f"{row['one']} / {row['other']} ({number(row['correlation'], 2, language, signed=True)})"
            for row in said["correlations"][:8]
        )
        found.append(words["together"].format(least=number(SHOWN, 1, language), pairs=pairs))
    apart = [one["parameter"] for one in said["parameters"] if abs(one["abc_apart"]) > APART]
    found.append(words["apart"].format(names=", ".join(apart)) if apart else words["agree"])
    aims = [one["reached"] for one in said["fit"] if one["reached"] is not None]
    if aims:
        found.append(words["aims"].format(reached=sum(aims), all=len(aims)))
    levels = Counter(map(level, said["fit"]))
    found.append(words["levels"].format(all=len(said["fit"]), **{name: levels[name] for name in LEVELS}))
    off = [summary_label(one["summary"], language) for one in said["fit"] if level(one) == "outside"]
    if off:
        found.append(words["off"].format(names="; ".join(off)))
    found += [*inference_sentences(said, language), _quality(said, language), *aged(said, language)]
    return [*found, *own_tables(said, language)]


def own_tables(said: Said, language: str) -> list[str]:
    """Return which of the user's own tables the draws rest on, and what follows where one is restricted."""
    tables, words = said.get("tables", []), WORDS[language]  # older manifests have none
    found = []
    if tables:
        told = ", ".join(f"{one['name']} ({one['sha256'][:8]})" for one in tables)
        found.append(words["tables"].format(names=told))
    if restricted := [one["name"] for one in tables if one["restricted"]]:
        found.append(words["restricted"].format(names=", ".join(restricted)))
    return found


def aged(said: Said, language: str) -> list[str]:
    """Return that the code has changed since the draws were made; nothing where it is the same."""
    now = code_fingerprint()
    if said["code"] == now:
        return []
    return [WORDS[language]["aged"].format(made=said["made"], code=said["code"], now=now)]


def inference_sentences(said: Said, language: str) -> list[str]:
    """Return how often intervals held known truths; nothing where none was tried."""
    words, rows = WORDS[language], said["sbc"]
    if not rows:
        return []
    covered = [100 * row["coverage_90"] for row in rows]
    model = ""
    if said["sbc_on_model"]:
        own = [100 * row["coverage_90"] for row in said["sbc_on_model"]]
        model = words["sbc_model"].format(
            mean=number(sum(own) / len(own), 0, language), truths=said["sbc_on_model"][0]["truths"]
        )
    found = [
        words["sbc"].format(
            low=number(min(covered), 0, language),
            high=number(max(covered), 0, language),
            mean=number(sum(covered) / len(covered), 0, language),
            truths=rows[0]["truths"],
            model=model,
        )
    ]
    uneven = [row["parameter"] for row in rows if row["uniform_p"] is not None and row["uniform_p"] < 0.01]
    return [*found, words["uneven"].format(names=", ".join(uneven))] if uneven else found


def _quality(said: Said, language: str) -> str:
    explained = [100 * row["explained"] for row in said["emulator"]]
    return str(
        WORDS[language]["quality"].format(
            low=number(min(explained), 0, language),
            high=number(max(explained), 0, language),
            median=number(median(explained), 0, language),
            count=len(explained),
            gp=sum(row["kind"] != "ridge" for row in said["emulator"]),
        )
    )


def markdown(said: Said, language: str) -> str:
    """Return the whole as Markdown."""
    words = WORDS[language]
    lines = [f"# {words['posterior']['title'].format(draws=said['budget']['draws'], made=said['made'])}", ""]
    lines += [f"- {sentence}" for sentence in sentences(said, language)]
    lines += ["", *markdown_head(words["posterior"]["columns"], 1)]
    lines += [markdown_row(row) for row in parameter_rows(said, language)]
    lines += ["", f"## {words['fit']['title'].format(runs=said['runs']['check'])}", ""]
    lines += markdown_head(words["fit"]["columns"], 1)
    lines += [markdown_row(row) for row in fit_rows(said, language)]
    lines += known_page(said, language)
    return "\n".join(lines) + "\n"


def recovered_table(found: Sequence[Any], language: str) -> "Grid":
    """Return truths and the intervals that were found."""
    words = WORDS[language]["quick"]
    rows = [
        [
            one.name,
            number(one.truth, 2, language),
            interval(one.low, one.high, 2, language, signed=False),
            words["yes"] if one.held else words["no"],
        ]
        for one in found
    ]
    return _table(words["title"], words["columns"], rows)
