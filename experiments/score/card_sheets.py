"""The scorecard and its horizons as tables."""

from typing import Final

from experiments.caveat import replicates as replicates_text
from experiments.score.card import LEVELS, Card, Column, Entry, OverHorizon
from experiments.score.sheet import Sheet
from experiments.score.words import figure, inline, say
from experiments.typeset import number
from indicators.groups import words as group_words

COLUMNS: Final[tuple[Column, ...]] = ("now", "invest", "cost", "context")
TITLES: Final = {
    "card": ("Scorecard: {} against {}", "Målkort: {} mot {}"),
    "horizons": ("By years after the policy date ({})", "Etter år siden tiltaket begynte ({})"),
}
NOTES: Final = {
    "card": (
        "Each figure: median of the paired differences over {n}, in brackets their 5-95 % over "
        "chance and the drawn parameters, in the unit of the indicator. A gain that comes both now and later "
        "is shown for the first two years, and for the latest years the run has. An indicator stands once, "
        "at the first of its levels.",
        "Hvert tall: median av de parvise forskjellene over {n}, i klammer deres 5-95 % over "
        "tilfeldigheter og trukne parametre, i indikatorens enhet. En gevinst som kommer både nå og senere, "
        "vises for de to første årene og for de siste årene kjøringen har. En indikator står én gang, på "
        "det første av nivåene sine.",
    ),
    "context": (
        "Without a sign: more of it is neither better nor worse, so no ranking uses it; it is shown with "
        "what it splits into.",
        "Uten fortegn: mer er verken bedre eller verre, så ingen rangering bruker tallet; det vises med det "
        "som det består av.",
    ),
    "one": (
        "A single replicate has no band.",
        "Ett enkelt replikat har ikke noe bånd.",
    ),
    "sources": (
        "Chance alone, and the parameters alone, are told apart in score.json.",
        "Tilfeldighet alene og parametre alene står hver for seg i score.json.",
    ),
    "mixed": (
        "The band mixes chance and parameters: the study has one chance seed to each draw of the parameters.",
        "Båndet blander tilfeldighet og parametre: studien har ett frø til hver trekning av parametrene.",
    ),
}


def card_sheet(card: Card, replicates: int, per_draw: int, language: str) -> Sheet:
    """Return the matrix of levels and columns."""
    nb = language == "nb"
    used = [c for c in COLUMNS if any(c in e.columns for e in card.entries)]
    head = (
        say("indicator", language),
        say("baseline", language).format(card.baseline),
        *(say(column, language) for column in used),
        say("bearer", language),
    )
    rows: list[tuple[str, ...]] = []
    for level in LEVELS:
        entries = card.at(level)
        if entries:
            rows.append((say(level, language).upper(), *("" for _ in head[1:])))
        rows += [_row(entry, used, language) for entry in entries]
    notes = [NOTES["card"][nb].format(n=replicates_text(replicates, language))]
    if "context" in used:
        notes.append(NOTES["context"][nb])
    notes.append(NOTES["one" if replicates < 2 else "mixed" if per_draw == 1 else "sources"][nb])
    return Sheet(TITLES["card"][nb].format(card.arm, card.baseline), head, tuple(rows), tuple(notes))


def _row(entry: Entry, used: list[Column], language: str) -> tuple[str, ...]:
    one = entry.indicator
    cells = [_cell(entry, column, language) if column in entry.columns else "" for column in used]
    return (
        f"{one.label(language)} ({one.unit_in(language)})",
        number(entry.baseline, one.digits, language),
        *cells,
        ", ".join(say(bearer, language) for bearer in one.bearers),
    )


def _cell(entry: Entry, column: Column, language: str) -> str:
    one = entry.indicator
    if len(entry.columns) == 1:
        lines = [figure(entry.band, one, language)]
        for split in entry.splits:
            dimension, _, group = split.part.partition(":")
            name = group_words(dimension, group, language)
            lines.append(f"{name}: {inline(figure(split.band, one, language))}")
        return "\n".join(lines)
    known = [over for over in entry.over if over.available]
    if not known:
        return figure(entry.band, one, language)
    over = known[0] if column == "now" else known[-1]
    return f"{figure(over.band, one, language)}\n({say('years', language).format(over.horizon.name)})"


def horizon_sheet(card: Card, policy_year: int, language: str) -> Sheet:
    """Return every indicator by horizon; those beyond the run are said to be so."""
    nb = language == "nb"
    spans = [over.horizon.name for over in card.entries[0].over] if card.entries else []
    head = (
        say("indicator", language),
        say("whole", language),
        *(say("years", language).format(name) for name in spans),
    )
    rows = [
        (
            f"{e.indicator.label(language)} ({e.indicator.unit_in(language)})",
            figure(e.band, e.indicator, language),
            *(_over(over, e, language) for over in e.over),
        )
        for e in card.entries
    ]
    return Sheet(TITLES["horizons"][nb].format(policy_year), head, tuple(rows), long=True)


def _over(over: OverHorizon, entry: Entry, language: str) -> str:
    if over.horizon.coverage == "none":
        return say("beyond", language)
    if not over.available:
        return say("no yearly", language)
    text = figure(over.band, entry.indicator, language)
    if over.horizon.coverage == "part":
        years = over.horizon.years
        span = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}"
        text += f"\n({say('part', language).format(span)})"
    return text
