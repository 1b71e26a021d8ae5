"""Branches of the truth as tables: how each headline's verdict moves when a contested mechanism flips."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.caveat import caveats, headed, replicates, titled
from experiments.paired import LEVEL, Paired
from experiments.resting import WORDS as RESTING
from experiments.resting import resting
from experiments.storage import code_fingerprint, write_json, write_text
from experiments.typeset import LANGUAGES, csv_text, markdown_head, markdown_row, number, with_interval
from experiments.verdicts.contested import Branch, Branches, Change
from indicators.indicator import Indicator

if TYPE_CHECKING:
    from experiments.grid import Grid

LABEL_WIDTH: Final = 42  # columns of a terminal
CELL_WIDTH: Final = 19
FIRST_LINK_OFF: Final = ("first-link", "none")  # all that dials work through, at strength zero
WORDS: Final = {
    "en": {
        "title": "What {arm} does against {baseline}, if a contested mechanism is otherwise",
        "if": "if",
        "usual": "as the model stands",
        Change.TURNED: "TURNED",
        Change.LOST: "no longer clear",
        Change.FOUND: "now clear",
        Change.LEANS: "leans the other way",
        "caption": "Mean paired difference over {n}, and in brackets its {level} % t-interval. A "
        "flip holds in all arms from January 2009 and takes the place of what a replicate would have drawn; "
        "the rest of each replicate is as it was. Where nothing differs about one interval in ten leaves "
        "zero out all the same.",
        "single": "One replicate has no interval, so no verdict is clear.",
        "none": "{arm}: no verdict turns, becomes clear or ceases to be clear under any of {flips} flips.",
        "unclear": "{arm}: no verdict was clear, so none could turn; none becomes clear under any of {flips} "
        "flips either. That is no sign of robustness: more replicates may tell.",
        "first link": "With the first link off ({flip}) the difference goes: {moves}.",
        "move": "{headline} from {before} to {after}",
        "to zero": "{headline} from {before} to zero",
        "moves": "{arm}: {moved} of {cells} verdicts move ({turned} turn, {lost} are no longer clear, "
        "{found} become clear) under {flips} flips.",
    },
    "nb": {
        "title": "Hva {arm} gjør mot {baseline}, om en omstridt mekanisme er annerledes",
        "if": "hvis",
        "usual": "slik modellen er",
        Change.TURNED: "SNUDD",
        Change.LOST: "ikke lenger klart",
        Change.FOUND: "nå klart",
        Change.LEANS: "heller motsatt vei",
        "caption": "Gjennomsnittlig parvis forskjell over {n}, og i klammer {level} % "
        "t-intervall. En endret mekanisme gjelder i alle scenarioer fra januar 2009, i stedet for det "
        "framtiden ellers ville trukket; resten av hver framtid er som før. Der ingenting skiller, utelukker "
        "likevel omtrent hvert tiende intervall null.",
        "single": "Én framtid har ikke noe intervall, så ingen konklusjon er klar.",
        "none": "{arm}: ingen konklusjon snur, blir klar eller slutter å være klar under noen av {flips} "
        "endringer.",
        "unclear": "{arm}: ingen konklusjon var klar, så ingen kunne snu; ingen blir klar under noen av "
        "{flips} endringer heller. Det er ikke noe tegn på at de står fast: flere framtider kan vise mer.",
        "first link": "Uten det første leddet ({flip}) går forskjellen: {moves}.",
        "move": "{headline} fra {before} til {after}",
        "to zero": "{headline} fra {before} til null",
        "moves": "{arm}: {moved} av {cells} konklusjoner endrer seg ({turned} snur, {lost} er ikke lenger "
        "klare, {found} blir klare) under {flips} endringer.",
    },
}


def cell(found: Paired, moved: Change, one: Indicator, language: str) -> str:
    """Return a difference, its interval and what changed, one a line."""
    said = with_interval(found, one.digits, language, "\n")
    return said if moved is Change.SAME else f"{said}\n{WORDS[language][moved]}"


def label(branch: Branch, language: str) -> str:
    """Return the question and the answer of a flip, with the evidence."""
    question = branch.mechanism.question
    asked = question.nb if language == "nb" else question.en
    return f"{asked} ({', '.join(branch.mechanism.evidence)})\n→ {branch.answer.label(language)}"


def as_tables(found: Branches, language: str, width: int, shown: Sequence[Indicator]) -> list["Grid"]:
    """Return one table an arm, in as many parts as `width` columns need."""
    each = max((width - LABEL_WIDTH - 4) // (CELL_WIDTH + 3), 1)
    parts = [shown[i : i + each] for i in range(0, len(shown), each)]
    return [_table(found, arm, part, language) for arm in found.arms for part in parts]


def _table(found: Branches, arm: str, shown: Sequence[Indicator], language: str) -> "Grid":
    from rich.text import Text

    from experiments.grid import Grid

    words = WORDS[language]
    title = words["title"].format(arm=arm, baseline=found.baseline)
    table = Grid(title=titled(title, found.world, found.scale, language), show_lines=True)
    table.add_column(words["if"], min_width=24, max_width=LABEL_WIDTH)
    for one in shown:
        table.add_column(one.heading(language), justify="right")

    def styled(paired: Paired, moved: Change, one: Indicator) -> Text:
        loud = moved in (Change.TURNED, Change.LOST, Change.FOUND)
        return Text(cell(paired, moved, one, language), style="bold" if loud else "")

    usual = [styled(found.usual[arm, one.name], Change.SAME, one) for one in shown]
    table.add_row(words["usual"], *usual, style="italic")
    for branch in found.branches:
        cells = [
            styled(branch.difference[arm, one.name], found.change(branch, arm, one.name), one)
            for one in shown
        ]
        table.add_row(label(branch, language), *cells)
    return table


def summary(found: Branches, arm: str, language: str) -> str:
    """Return in one sentence how many verdicts moved."""
    changes = [found.change(branch, arm, one.name) for branch in found.branches for one in found.indicators]
    turned, lost, gained = (changes.count(one) for one in (Change.TURNED, Change.LOST, Change.FOUND))
    moved = turned + lost + gained
    clear = any(found.usual[arm, one.name].clear for one in found.indicators)
    return WORDS[language]["moves" if moved else "none" if clear else "unclear"].format(
        arm=arm, moved=moved, cells=len(changes), turned=turned, lost=lost, found=gained,
        flips=len(found.branches),
    )  # fmt: skip


def without_first_link(found: Branches, arm: str, language: str, shown: Sequence[Indicator]) -> str:
    """Return what is left of each difference when coordination makes nothing known; empty if not asked."""
    off = [one for one in found.branches if (one.mechanism.name, one.flip) == FIRST_LINK_OFF]
    if not off:
        return ""
    words, moves = WORDS[language], []
    for one in shown:
        before, after = found.usual[arm, one.name].mean, off[0].difference[arm, one.name].mean
        if before != before or after != after or before == after == 0.0:
            continue
        moves.append(
            words["to zero" if after == 0.0 else "move"].format(
                headline=f"«{one.label(language)}»" if language == "nb" else f"“{one.label(language)}”",
                before=number(before, one.digits, language, signed=True),
                after=number(after, one.digits, language, signed=True),
            )
        )
    flip = off[0].answer.label(language)
    return words["first link"].format(flip=flip, moves="; ".join(moves)) if moves else ""


def spread_sentence(found: Branches, arm: str, language: str, shown: Sequence[Indicator]) -> str:
    """Return the spread of each verdict by source: chance and parameters, and contested mechanisms."""
    words, parts = RESTING[language], []
    for one in shown:
        own, over = found.spreads(arm, one.name)
        headline = f"«{one.label(language)}»" if language == "nb" else f"“{one.label(language)}”"
        texts = [number(x, one.digits + 1, language) for x in (own, over)]
        parts.append(words["part"].format(headline=headline, own=texts[0], contested=texts[1]))
    return words["contested"].format(arm=arm, parts="; ".join(parts))


def caption(found: Branches, language: str) -> str:
    """Return what the cells mean."""
    words = WORDS[language]
    text = words["caption"].format(n=replicates(len(found.seeds), language), level=round(100 * LEVEL))
    single = [words["single"]] if len(found.seeds) == 1 else []
    return " ".join([*caveats(found.world, found.scale, language), text, *resting(language), *single])


def rows(found: Branches) -> list[dict[str, Any]]:
    """Return one row an arm, headline and flip; the flip is empty where the model stands as it is."""
    listed = []
    for arm in found.arms:
        for one in found.indicators:
            usual = found.usual[arm, one.name]
            for branch in (None, *found.branches):
                paired = usual if branch is None else branch.difference[arm, one.name]
                shift = None if branch is None else branch.moved[arm, one.name]
                listed.append(
                    {
                        "scenario": arm,
                        "world": found.world,
                        "scale": found.scale,
                        "indicator": one.name,
                        "unit": one.unit,
                        "mechanism": branch.mechanism.name if branch else "",
                        "flip": branch.flip if branch else "",
                        "evidence": " ".join(branch.mechanism.evidence) if branch else "",
                        "difference": paired.mean,
                        "low": paired.low,
                        "high": paired.high,
                        "change": found.change(branch, arm, one.name).value if branch else "",
                        "moved_by": shift.mean if shift else 0.0,
                        "moved_low": shift.low if shift else 0.0,
                        "moved_high": shift.high if shift else 0.0,
                        "sd_replicates": found.spreads(arm, one.name)[0],
                        "sd_contested": found.spreads(arm, one.name)[1],
                        "replicates": paired.pairs,
                    }
                )
    return listed


def as_markdown(found: Branches, language: str) -> str:
    """Return the branches as Markdown, one table an arm."""
    words = WORDS[language]
    lines: list[str] = []
    for arm in found.arms:
        head = [words["if"], *(one.heading(language) for one in found.indicators)]
        title = words["title"].format(arm=arm, baseline=found.baseline)
        lines += headed(title, found.world, found.scale, language)
        lines += markdown_head(head)
        usual = [cell(found.usual[arm, one.name], Change.SAME, one, language) for one in found.indicators]
        lines.append(markdown_row([words["usual"], *usual]))
        for branch in found.branches:
            cells = [
                cell(branch.difference[arm, one.name], found.change(branch, arm, one.name), one, language)
                for one in found.indicators
            ]
            lines.append(markdown_row([label(branch, language), *cells]))
        lines += ["", summary(found, arm, language), ""]
        lines += [spread_sentence(found, arm, language, found.indicators), ""]
        if off := without_first_link(found, arm, language, found.indicators):
            lines += [off, ""]
    return "\n".join([*lines, caption(found, language), ""])


def save(found: Branches, folder: Path) -> Path:
    """Write contested.csv, contested.json and contested.<language>.md; return the folder."""
    listed = rows(found)
    write_text(folder / "contested.csv", csv_text(listed))
    plain = [{key: None if value != value else value for key, value in row.items()} for row in listed]
    write_json(
        folder / "contested.json",
        {
            "baseline": found.baseline,
            "seeds": list(found.seeds),
            "world": found.world,
            "scale": found.scale,
            "code": code_fingerprint(),
            "note": caption(found, "en"),
            "rows": plain,
        },
    )
    for language in LANGUAGES:
        write_text(folder / f"contested.{language}.md", as_markdown(found, language))
    return folder
