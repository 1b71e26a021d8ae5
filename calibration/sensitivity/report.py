"""Sensitivity as tables and sentences: what moves each headline most, and what should be measured next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from agents.parameters import Status
from calibration.sensitivity import FEW
from calibration.sensitivity.experiments import Experiments
from calibration.sensitivity.indices import SEEN, Indices
from experiments.typeset import markdown_head, markdown_row, number
from indicators.library import indicator

if TYPE_CHECKING:
    from experiments.grid import Grid

WORDS: Final[dict[str, Any]] = {
    "en": {
        "title": "What moves each headline most: {what} ({runs} runs over {over}, {world})",
        "over": {
            "prior": "the prior", "posterior": "draws of the posterior, narrower than the prior",
            "point": "one value each",
        },
        "levels": "levels in the baseline",
        "difference": "{scenario} less the baseline",
        "columns": (
            "headline", "parameter", "emulator explains", "total (Sobol)", "first order", "Morris",
            "delta (runs)", "rests on",
        ),
        "unseen": "No ranking, because an emulator explains less than {least} % of the variance over {runs} "
        "runs (chance, or too few runs): {names}.",
        "error": "Of the headlines ranked the emulator explains {low}-{high} % of the variance on runs not "
        "seen; indices are shares of what it explains. A parameter is listed where the runs themselves tell "
        "its effect from chance (forward selection, 5 % a headline over all {parameters} that vary): "
        "{told} a headline on average.",
        "next": "To be measured next: among the five of most headlines, and only assumed: {names}.",
        "none": "None of the parameters among the first five is only assumed.",
        "nothing": "No headline has a parameter whose effect the runs tell from chance: nothing is ranked, "
        "and there is no table.",
        "empty": "Left out, because too few of the {runs} runs have a figure (at least {least} must): "
        "{names}.",
        "still": "Left out, because the figure varies with nothing but the seed of chance, if at all: "
        "{names}.",
        "table": "Experiments and outcomes, a row a run: {csv}, {parquet}",
        "earlier": "Other code or another scenario gave another answer before: it is kept in {}.",
        "stages": {"learning": "learning what moves the headlines", "headlines": "headlines analysed"},
        "status": {
            "assumed": "assumed", "literature": "literature", "measured": "measured", "policy": "policy",
        },
    },
    "nb": {
        "title": "Hva som flytter hvert hovedtall mest: {what} ({runs} kjøringer over {over}, {world})",
        "over": {
            "prior": "prioren", "posterior": "trekninger fra posterioren, smalere enn prioren",
            "point": "én verdi hver",
        },
        "levels": "nivåer i grunnlinjen",
        "difference": "{scenario} minus grunnlinjen",
        "columns": (
            "hovedtall", "parameter", "emulatoren forklarer", "totalt (Sobol)", "første orden", "Morris",
            "delta (kjøringer)", "bygger på",
        ),
        "unseen": "Ingen rangering, fordi en emulator forklarer under {least} % av variansen over {runs} "
        "kjøringer (tilfeldigheter, eller for få kjøringer): {names}.",
        "error": "For hovedtallene som er rangert, forklarer emulatoren {low}-{high} % av variansen i "
        "kjøringer den ikke har sett; indeksene er andeler av det den forklarer. En parameter står på listen "
        "når kjøringene selv skiller virkningen fra tilfeldigheter (trinnvis utvelgelse, 5 % per hovedtall "
        "over alle {parameters} som varierer): {told} per hovedtall i gjennomsnitt.",
        "next": "Bør måles først: blant de fem viktigste for flest hovedtall, og bare antatt: {names}.",
        "none": "Ingen av parametrene blant de fem første er bare antatt.",
        "nothing": "For ingen hovedtall skiller kjøringene virkningen av en parameter fra tilfeldigheter: "
        "ingenting er rangert, og det er ingen tabell.",
        "empty": "Utelatt, fordi for få av de {runs} kjøringene har et tall (minst {least} må ha det): "
        "{names}.",
        "still": "Utelatt, fordi tallet varierer bare med frøet for tilfeldigheter, om det varierer: "
        "{names}.",
        "table": "Eksperimenter og utfall, en rad per kjøring: {csv}, {parquet}",
        "earlier": "Annen kode eller et annet scenario ga et annet svar før: det er bevart i {}.",
        "stages": {"learning": "lærer hva som flytter hovedtallene", "headlines": "hovedtall analysert"},
        "status": {
            "assumed": "antakelse", "literature": "litteratur", "measured": "måling", "policy": "regelverk",
        },
    },
}  # fmt: skip


@dataclass(frozen=True)
class Sensitivity:
    """Runs, and what moves what in them."""

    found: Experiments
    indices: Sequence[Indices]

    def to_measure(self) -> list[tuple[str, int]]:
        """Return parameters that are only assumed and among the five of a headline, with of how many."""
        counted: Counter[str] = Counter()
        for one in self.indices:
            for i in one.top():
                record = self.found.prior.records[i]
                if record.status is Status.ASSUMED:
                    counted[record.name] += 1
        return sorted(counted.items(), key=lambda item: (-item[1], item[0]))

    @property
    def ranks(self) -> bool:
        """Whether any headline has a parameter to show."""
        return any(one.top() for one in self.indices)

    def left_out(self) -> tuple[list[tuple[str, int]], list[str]]:
        """Return the headlines that were not analysed: those that too few runs have, with how many do, and
        those that do not vary."""
        seen = {one.outcome for one in self.indices}
        counts = np.isfinite(self.found.y).sum(axis=0).tolist()
        out = [(name, n) for name, n in zip(self.found.outcomes, counts, strict=True) if name not in seen]
        return [(name, n) for name, n in out if n < FEW], [name for name, n in out if n >= FEW]

    def rows(self) -> list[dict[str, Any]]:
        """Return one plain row a headline and parameter."""
        return [
            {
                "outcome": one.outcome,
                "explained": one.explained,
                "parameter": name,
                "status": self.found.prior.records[i].status.value,
                "total": float(one.total[i]),
                "total_half": float(one.total_half[i]),
                "first": float(one.first[i]),
                "morris": float(one.screened[i]),
                "delta": float(one.delta[i]),
                "delta_half": float(one.delta_half[i]),
                "told": bool(one.told[i]),
                "top": i in one.top(),
            }
            for one in self.indices
            for i, name in enumerate(self.found.prior.names)
        ]


def _cells(said: Sensitivity, language: str) -> list[list[str]]:
    words = WORDS[language]
    rows = []
    for one in said.indices:
        heading = indicator(one.outcome).label(language)
        explained = f"{number(100 * one.explained, 0, language)} %"
        for i in one.top():
            record = said.found.prior.records[i]
            label = record.nb if language == "nb" else record.en
            rows.append(
                [
                    heading,
                    f"{label} ({record.name})",
                    explained,
                    f"{number(one.total[i], 2, language)} ±{number(one.total_half[i], 2, language)}",
                    number(one.first[i], 2, language),
                    number(one.screened[i], 2, language),
                    f"{number(one.delta[i], 2, language)} ±{number(one.delta_half[i], 2, language)}",
                    words["status"][record.status.value],
                ]
            )
            heading = explained = ""
    return rows


def title(said: Sensitivity, language: str) -> str:
    """Return what the table is of."""
    words, found = WORDS[language], said.found
    what = words["difference"].format(scenario=found.scenario) if found.scenario else words["levels"]
    over = words["over"][found.parameters]
    return str(words["title"].format(what=what, runs=len(found.theta), over=over, world=found.world))


def table(said: Sensitivity, language: str) -> "Grid":
    """Return the first five of each headline."""
    from experiments.grid import Grid

    shown = Grid(title=title(said, language))
    for i, column in enumerate(WORDS[language]["columns"]):
        shown.add_column(column, justify="left" if i < 2 else "right")
    for row in _cells(said, language):
        shown.add_row(*row)
    return shown


def sentences(said: Sensitivity, language: str) -> list[str]:
    """Return what is ranked, what is not, and what should be measured next."""
    words, runs = WORDS[language], len(said.found.theta)
    found = [] if said.ranks else [words["nothing"]]
    ranked = [100 * one.explained for one in said.indices if one.ranked]
    if ranked:
        low, high = (number(value, 0, language) for value in (min(ranked), max(ranked)))
        told = np.mean([np.count_nonzero(one.told) for one in said.indices if one.ranked])
        parameters = len(said.found.prior.names)
        mean = number(float(told), 1, language)
        found.append(words["error"].format(low=low, high=high, parameters=parameters, told=mean))
    unseen = [indicator(one.outcome).label(language) for one in said.indices if not one.ranked]
    if unseen:
        least = number(100 * SEEN, 0, language)
        found.append(words["unseen"].format(least=least, runs=runs, names="; ".join(unseen)))
    if measure := said.to_measure():
        names = ", ".join(f"{name} ({count})" for name, count in measure[:12])
        found.append(words["next"].format(names=names))
    elif said.ranks:
        found.append(words["none"])
    empty, still = said.left_out()
    if empty:
        listed = "; ".join(f"{indicator(name).label(language)} ({count})" for name, count in empty)
        found.append(words["empty"].format(runs=runs, least=FEW, names=listed))
    if still:
        found.append(words["still"].format(names="; ".join(indicator(one).label(language) for one in still)))
    return found


def markdown(said: Sensitivity, language: str) -> str:
    """Return the whole as Markdown."""
    lines = [f"# {title(said, language)}", "", *(f"- {one}" for one in sentences(said, language))]
    if said.ranks:
        lines += ["", *_lines(said, language)]
    return "\n".join(lines) + "\n"


def _lines(said: Sensitivity, language: str) -> list[str]:
    lines = markdown_head(WORDS[language]["columns"], 2)
    return [*lines, *(markdown_row(row) for row in _cells(said, language))]
