"""An equivalent variation in words and as a table of the points met."""

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.caveat import caveats, headed, replicates, titled
from experiments.paired import LEVEL, paired_difference
from experiments.resting import resting
from experiments.storage import code_fingerprint, write_json, write_text
from experiments.typeset import LANGUAGES, markdown_head, markdown_row, number, with_interval
from experiments.verdicts.equivalent import Equivalent, Lever
from scenarios.parameters import model_parameters

if TYPE_CHECKING:
    from experiments.grid import Grid

WORDS: Final = {
    "en": {
        "title": "What would {lever} have to be, to do what {scenario} did?",
        "lever": "lever",
        "less": "less the scenario's",
        "grants": "rental grants against the baseline (million NOK of 2013 a year)",
        "gain": "{scenario}: {target} against {usual} in {baseline}, a difference of {gain}.",
        "met": "The same is reached with {lever} at {at} (in {baseline} {now}), which costs {money} million "
        "NOK of 2013 a year more in rental grants.",
        "band": "{level} % bands: lever {low} to {high}; money {money_low} to {money_high} million.",
        "partly": "In {share} % of resamples of the replicates it is not reached at all, so the band is too "
        "narrow on that side.",
        "unmet": "Out of reach: within {first} to {last} no value of {lever} gives {target}. The nearest is "
        "{best} at {at}, for {money} million NOK of 2013 a year more in rental grants.",
        "unclear": "The scenario's own difference is not clear of zero: what it is worth is then unknown, "
        "too.",
        "caption": "Mean of {n} on the same chance and draws; in brackets the {level} % "
        "t-interval. The crossing is that of the monotone curve nearest to the points.",
        "times": "{} times what is in force",
        "scaled": "Only {} of the nation is simulated: counts and money are of that share.",
    },
    "nb": {
        "title": "Hva måtte {lever} vært for å gjøre det {scenario} gjorde?",
        "lever": "virkemiddel",
        "less": "minus scenarioets",
        "grants": "utleietilskudd mot grunnlinjen (mill. 2013-kroner i året)",
        "gain": "{scenario}: {target} mot {usual} i {baseline}, en forskjell på {gain}.",
        "met": "Det samme nås med {lever} på {at} (i {baseline} {now}), som koster {money} mill. 2013-kroner "
        "mer i året i utleietilskudd.",
        "band": "{level} % bånd: virkemiddel {low} til {high}; penger {money_low} til {money_high} mill.",
        "partly": "Når framtidene trekkes om igjen, nås det ikke i det hele tatt i {share} % av gangene: "
        "båndet er for smalt på den siden.",
        "unmet": "Utenfor rekkevidde: ingen verdi av {lever} fra {first} til {last} gir {target}. Nærmest "
        "kommer {best} ved {at}, for {money} mill. 2013-kroner mer i året i utleietilskudd.",
        "unclear": "Scenarioets egen forskjell er ikke klart ulik null: da er det heller ikke kjent hva den "
        "er verdt.",
        "caption": "Snitt av {n} med de samme tilfeldighetene og trekningene; i klammer {level} % "
        "t-intervall. Krysningen er lest av på den monotone kurven som ligger nærmest punktene.",
        "times": "{} ganger det som gjelder",
        "scaled": "Bare {} av landet er simulert: antall og penger er for den andelen.",
    },
}


def called(lever: Lever, language: str) -> str:
    """Return what a lever is called."""
    record = model_parameters()[lever.name]
    return f"«{record.nb}»" if language == "nb" else f"“{record.en}”"


def setting(lever: Lever, at: float, language: str) -> str:
    """Return a value of the lever as people read it."""
    text = number(at, 3, language)
    return WORDS[language]["times"].format(text) if lever.times else text


def sentences(result: Equivalent, language: str) -> list[str]:
    """Return the answer, a sentence or two a line."""
    words, one, found = WORDS[language], result.indicator, result.found
    digits = one.digits + 1
    facts = {
        "scenario": result.scenario,
        "baseline": result.baseline,
        "lever": called(result.lever, language),
        "target": f"{number(result.target, digits, language)} {one.unit_in(language)}",
        "usual": number(result.usual, digits, language),
        "gain": with_interval(result.gain, digits, language),
        "level": round(100 * LEVEL),
    }
    lines = [words["gain"].format(**facts)]
    if not result.gain.clear:
        lines.append(words["unclear"])
    if not result.reached:
        i = found.nearest
        first, last = (setting(result.lever, x, language) for x in (found.x[0], found.x[-1]))
        best = f"{number(result.level[i], digits, language)} {one.unit_in(language)}"
        at, money = setting(result.lever, found.x[i], language), number(result.grants[i].mean, 1, language)
        return [*lines, words["unmet"].format(**facts, first=first, last=last, best=best, at=at, money=money)]
    at, now = (setting(result.lever, x, language) for x in (found.at, result.lever.usual))
    lines.append(words["met"].format(**facts, at=at, now=now, money=number(result.money, 1, language)))
    if isfinite(found.low):
        low, high = (setting(result.lever, x, language) for x in (found.low, found.high))
        money_low, money_high = (number(x, 1, language) for x in (result.money_low, result.money_high))
        lines.append(
            words["band"].format(**facts, low=low, high=high, money_low=money_low, money_high=money_high)
        )
    if found.reached < 1.0:
        lines.append(words["partly"].format(share=round(100 * (1.0 - found.reached))))
    return lines


def caption(result: Equivalent, language: str) -> str:
    """Say what the figures are."""
    words = WORDS[language]
    text = words["caption"].format(n=replicates(len(result.seeds), language), level=round(100 * LEVEL))
    parts = [*caveats(result.world, result.scale, language), text, *resting(language)]
    if result.scale != 1.0:
        parts.append(words["scaled"].format(number(result.scale, 3, language)))
    return " ".join(parts)


def lines_of(result: Equivalent, language: str) -> tuple[list[str], list[list[str]]]:
    """Return the heading and the lines of the points met."""
    words, one, found = WORDS[language], result.indicator, result.found
    digits = one.digits + 1
    head = [words["lever"], one.heading(language), words["less"], words["grants"]]
    lines = []
    for i, x in enumerate(found.x):
        less = paired_difference(found.y[i].tolist(), [0.0] * len(result.seeds), 0)
        lines.append(
            [
                setting(result.lever, float(x), language),
                number(result.level[i], digits, language),
                with_interval(less, digits, language),
                with_interval(result.grants[i], 1, language),
            ]
        )
    return head, lines


def as_table(result: Equivalent, language: str) -> "Grid":
    """Return the points met for the terminal."""
    from experiments.grid import Grid

    title = WORDS[language]["title"].format(lever=called(result.lever, language), scenario=result.scenario)
    head, lines = lines_of(result, language)
    table = Grid(title=titled(title, result.world, result.scale, language))
    for name in head:
        table.add_column(name, justify="right")
    for line in lines:
        table.add_row(*line)
    return table


def as_markdown(result: Equivalent, language: str) -> str:
    """Return answer and points as Markdown."""
    title = WORDS[language]["title"].format(lever=called(result.lever, language), scenario=result.scenario)
    head, lines = lines_of(result, language)
    table = [*markdown_head(head), *map(markdown_row, lines)]
    return "\n".join(
        [
            *headed(title, result.world, result.scale, language),
            *sentences(result, language),
            "",
            *table,
            "",
            caption(result, language),
            "",
        ]
    )


def as_data(result: Equivalent) -> dict[str, Any]:
    """Return everything ready for JSON (missing numbers are null)."""

    def known(x: float) -> float | None:
        return float(x) if isfinite(x) else None

    found = result.found
    return {
        "scenario": result.scenario,
        "baseline": result.baseline,
        "lever": result.lever.name,
        "factor": result.lever.times,
        "indicator": result.indicator.name,
        "seeds": list(result.seeds),
        "world": result.world,
        "scale": result.scale,
        "code": code_fingerprint(),
        "target": result.target,
        "usual": result.usual,
        "at": known(found.at),
        "low": known(found.low),
        "high": known(found.high),
        "reached_in": found.reached,
        "money": known(result.money),
        "money_low": known(result.money_low),
        "money_high": known(result.money_high),
        "points": [
            {"at": float(x), "level": level, "grants": grants.mean, "less_target": row.tolist()}
            for x, level, grants, row in zip(found.x, result.level, result.grants, found.y, strict=True)
        ],
    }


def save(result: Equivalent, folder: Path) -> Path:
    """Write equivalent.json and equivalent.<language>.md; return the folder."""
    write_json(folder / "equivalent.json", as_data(result))
    for language in LANGUAGES:
        write_text(folder / f"equivalent.{language}.md", as_markdown(result, language))
    return folder
