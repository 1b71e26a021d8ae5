"""A score on one or two screens: headlines by level, who pays, five sets of weights, what to beware of."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from experiments.score.band import Band
from experiments.score.card import LEVELS, Entry
from experiments.score.displacement_sheet import trap_sentences
from experiments.score.overtaken import MARK, overtaken_sentence, ranked_sentence
from experiments.score.people_sheets import harm_sentence, text
from experiments.score.ranking_sheets import ranking_sheets
from experiments.score.score import Score
from experiments.score.words import banded, say, text_of
from experiments.typeset import number

if TYPE_CHECKING:
    from experiments.grid import Grid

LABEL: Final = 52  # columns of a terminal for what a row is called; what is longer wraps
CELL: Final = 31  # for a difference
WARNED: Final = 4  # losses told, shared by the arms
MOST: Final = 3  # of one of them
TEXT: Final = {
    "headlines": (
        "Headlines by level: median difference from {}, in brackets 5-95 %",
        "Hovedtall etter nivå: median forskjell fra {}, i klammer 5-95 %",
    ),
    "money": (
        "Who pays, millions of NOK a year at prices of {}: paid less received, difference from {}",
        "Hvem betaler, mill. kr i året, {}-priser: betalt minus mottatt, forskjell fra {}",
    ),
    "mark": (
        "Differences here are medians over the replicates, those of compare are means: one wild replicate "
        "moves a mean. Gain, loss (for money: clear): the interval for the mean leaves zero out. One "
        "headline for each part of the scorecard: {shown} of {all}.",
        "Forskjellene her er medianer over framtidene, de i compare er snitt: én framtid langt utenfor de "
        "andre flytter et snitt. Gevinst, tap (for penger: klart): intervallet for snittet utelukker null. "
        "Ett hovedtall for hver del av målkortet: {shown} av {all}.",
    ),
    "rest": (
        "{arm}: {count} more headlines in which a group loses, {clear} of them clearly.",
        "{arm}: {count} hovedtall til der en gruppe taper, klart i {clear} av dem.",
    ),
    "all": (
        "All headlines, years, groups, transfers, dominance and switching values: --full, or the files.",
        "Alle hovedtall, år, grupper, overføringer, dominans og vippeverdier: --full, eller filene.",
    ),
}
_said = partial(text_of, TEXT)


def chosen(entries: Sequence[Entry]) -> list[Entry]:
    """Return one headline with a sign or a cost for each id of the scorecard, in the order of levels."""
    seen: set[str] = set()
    found = []
    for level in LEVELS:
        for entry in entries:
            ids = set(entry.indicator.scorecard)
            if entry.level != level or "context" in entry.columns or not entry.band.known or not ids - seen:
                continue
            seen |= ids
            found.append(entry)
    return found


def tables(found: Score, width: int, language: str) -> Iterator["Grid"]:
    """Return the tables, in as many parts as the width takes."""
    each = max((width - LABEL) // CELL, 1)
    for i in range(0, len(found.arms), each):
        yield from _tables(found, found.arms[i : i + each], language)
    if found.ranking is not None:
        presets = ranking_sheets(found.ranking, language, tuple(found.overtaken.values()))[0]
        head = presets.head
        rows = [[cell.replace("\n", " ") for cell in row] for row in presets.rows]
        yield _table(presets.title, head, rows)


def _tables(found: Score, arms: Sequence[str], language: str) -> Iterator["Grid"]:
    cards = {arm: found.cards[arm] for arm in arms}
    rows, before = [], ""
    for entry in chosen(found.cards[found.arms[0]].entries):
        one = entry.indicator
        level = "" if entry.level == before else say(entry.level, language)
        before = entry.level
        cells = []
        for arm in arms:
            mine = cards[arm].entry(one.name)
            told = found.overtaken.get(arm)
            mark = f" {MARK}" if told is not None and one.name in told.waits else ""
            cells.append(line(mine.band, one.digits, language, one.direction) + mark)
        rows.append([one.heading(language), *cells])
        if level:
            rows.insert(-1, [level.upper(), *("" for _ in cells)])
    yield _table(_said("headlines", language).format(found.baseline), ("", *arms), rows)
    nets: dict[str, list[str]] = {}
    for arm in arms:
        moved = found.money[arm]
        for net in (*moved.net, moved.public, moved.consolidated):
            nets.setdefault(say(net.party, language), []).append(line(net.band, 0, language))
    year = found.money[arms[0]].price_year
    rows = [[party, *cells] for party, cells in nets.items()]
    yield _table(_said("money", language).format(year, found.baseline), ("", *arms), rows)


def line(band: Band, digits: int, language: str, direction: int = 0) -> str:
    """Return a median with its 5-95 % on one line, and what it is where the mean is clearly not zero."""
    if not band.known:
        return say("not available", language)
    value = " ".join(banded(band, digits, language).split("\n")[: 2 if band.replicates > 1 else 1])
    if not band.clear:
        return value
    sort = "clear" if not direction else "gain" if band.mean * direction > 0 else "loss"
    return f"{value} {say(sort, language)}"


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> "Grid":
    from rich import box

    from experiments.grid import Grid

    made = Grid(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for i, name in enumerate(head):
        if i:
            made.add_column(name, justify="right", min_width=min(len(name), CELL // 2))
        else:
            made.add_column(name, max_width=LABEL)
    for row in rows:
        made.add_row(*row, style="bold" if not any(row[1:]) else None)
    return made


def warned_of_each(arms: int) -> int:
    """Return how many losses of each of so many arms are told where there is room for few."""
    return min(max(WARNED // arms, 1), MOST)


def warnings(found: Score, language: str) -> list[str]:
    """Return what to beware of: the gravest losses, how many more there are, and the trap of reporting."""
    said = []
    each = warned_of_each(len(found.arms))
    for arm in found.arms:
        if (waits := found.overtaken.get(arm)) is not None:
            said.append(f"{MARK} {overtaken_sentence(waits, language)} {ranked_sentence(language)}")
        losses = found.distributions[arm].losses
        said += [f"{arm}: {harm_sentence(one, language)}" for one in losses[:each]]
        if rest := losses[each:]:
            clear = sum(one.clear for one in rest)
            said.append(_said("rest", language).format(arm=arm, count=len(rest), clear=clear))
        if not losses:
            said.append(f"{arm}: {text('no harm', language)}")
        if (told := found.displacement[arm]) is not None:
            said += [f"{arm}: {sentence}" for sentence in trap_sentences(told, language)]
    return said


def notes(found: Score, language: str) -> list[str]:
    """Return what the tables mean, and where the rest is."""
    entries: Mapping[str, Sequence[Entry]] = {arm: card.entries for arm, card in found.cards.items()}
    first = entries[found.arms[0]]
    count = number(len(chosen(first)), 0, language), number(len(first), 0, language)
    return [_said("mark", language).format(shown=count[0], all=count[1]), _said("all", language)]
