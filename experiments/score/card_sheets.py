"""The scorecard and its horizons as tables."""

from typing import Final

from experiments.caveat import replicates as replicates_text
from experiments.score.band import Band
from experiments.score.card import LEVELS, Card, Column, Entry, OverHorizon
from experiments.score.overtaken import MARK, Overtaken, overtaken_sentence
from experiments.score.sheet import Sheet
from experiments.score.words import figure, inline, say
from experiments.typeset import number
from indicators.groups import dimension_words
from indicators.groups import words as group_words
from indicators.indicator import Indicator

COLUMNS: Final[tuple[Column, ...]] = ("now", "invest", "cost")
FAMILIES: Final = {
    "S21": ("Housing allowance: need, and what is paid", "Bostøtte: behov, og det som betales ut"),
    "S17": ("Staying where one was settled", "Å bli der en ble bosatt"),
    "S11": (
        "Children's areas, and people of one's own origin",
        "Barns områder, og folk med samme opprinnelse",
    ),
    "": ("Others", "Andre"),
}
TITLES: Final = {
    "context": ("Without a sign of its own: {} against {}", "Uten eget fortegn: {} mot {}"),
    "card": ("Scorecard: {} against {}", "Målkort: {} mot {}"),
    "horizons": ("By years after the policy date ({})", "Etter antall år siden tiltaket begynte ({})"),
}
NOTES: Final = {
    "card": (
        "Each figure: median of the paired differences over {n} (compare shows their mean), in brackets "
        "their 5-95 % over chance and the drawn parameters, in the unit of the indicator; "
        "(3/4): better in three of four. A gain that comes both now and later "
        "is shown for the first two years, and for the latest years the run has. An indicator stands once, "
        "at the first of its levels.",
        "Hvert tall: median av de parvise forskjellene over {n} (compare viser snittet av dem), i klammer "
        "deres 5-95 % over tilfeldigheter og trukne parametre, i indikatorens enhet; "
        "(3/4): bedre i tre av fire. En gevinst som kommer både nå og senere, "
        "vises for de to første årene og for de siste årene kjøringen har. En indikator står én gang, på "
        "det første av nivåene sine.",
    ),
    "context": (
        "More of these is neither better nor worse, so no ranking uses them; each stands with what it splits "
        "into. Those with a count of replicates in which they are better have a sign, and stand in the "
        "scorecard too where they are headlines.",
        "Mer av disse er verken bedre eller verre, så ingen rangering bruker dem; hver står sammen med det "
        "den består av. De som det står «bedre i» ved, har fortegn, og står også i målkortet når de er "
        "hovedtall.",
    ),
    "one": (
        "A single replicate has no band.",
        "Én enkelt framtid har ikke noe bånd.",
    ),
    "sources": (
        "The band holds chance and parameters together; the table of where it comes from, and score.csv, "
        "have each alone.",
        "Båndet rommer tilfeldigheter og parametre sammen; tabellen over hvor det kommer fra, og score.csv, "
        "har hver for seg.",
    ),
    "mixed": (
        "The band mixes chance and parameters: the study has one chance seed to each draw of the parameters. "
        "A comparison with --chance-per-draw 2 or more tells them apart.",
        "Båndet blander tilfeldigheter og parametre: studien har ett frø til hver trekning av parametrene. "
        "En sammenligning med --chance-per-draw 2 eller mer skiller dem.",
    ),
}


def card_sheet(
    card: Card, replicates: int, per_draw: int, language: str, overtaken: Overtaken | None = None
) -> Sheet:
    """Return the matrix of levels and columns; a wait that falls because others are overtaken is marked."""
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
        entries = [entry for entry in card.at(level) if "context" not in entry.columns]
        if entries:
            rows.append((say(level, language).upper(), *("" for _ in head[1:])))
        marked = () if overtaken is None else overtaken.waits
        rows += [_row(entry, used, language, entry.indicator.name in marked) for entry in entries]
    warned = [] if overtaken is None else [f"{MARK} {overtaken_sentence(overtaken, language)}"]
    notes = [*warned, NOTES["card"][nb].format(n=replicates_text(replicates, language))]
    notes.append(NOTES["one" if replicates < 2 else "mixed" if per_draw == 1 else "sources"][nb])
    return Sheet(TITLES["card"][nb].format(card.arm, card.baseline), head, tuple(rows), tuple(notes))


def context_sheet(card: Card, language: str) -> Sheet | None:
    """Return the ambiguous families, each with what it splits into; None when the card has none."""
    nb = language == "nb"
    rows: list[tuple[str, ...]] = []
    taken: set[str] = set()
    for family, names in FAMILIES.items():
        entries = card.family(family) if family else tuple(e for e in card.entries if "context" in e.columns)
        entries = tuple(e for e in entries if e.indicator.name not in taken)
        if not any(e.indicator.ambiguous for e in entries):
            continue
        taken |= {e.indicator.name for e in entries}
        rows.append((names[nb].upper(), "", "", ""))
        for entry in entries:
            rows += _context_rows(entry, language)
    if not rows:
        return None
    head = (
        say("indicator", language), say("baseline", language).format(card.baseline),
        say("change", language), say("bearer", language),
    )  # fmt: skip
    title = TITLES["context"][nb].format(card.arm, card.baseline)
    return Sheet(title, head, tuple(rows), (NOTES["context"][nb],))


def _context_rows(entry: Entry, language: str) -> list[tuple[str, ...]]:
    one = entry.indicator
    rows: list[tuple[str, ...]] = [
        (
            one.heading(language),
            number(entry.baseline, one.digits, language),
            inline(figure(entry.band, one, language)),
            ", ".join(say(bearer, language) for bearer in one.bearers),
        )
    ]
    for split in entry.splits:
        dimension, _, group = split.part.partition(":")
        name = f"{dimension_words([dimension], language)[0]}: {group_words(dimension, group, language)}"
        level = number(split.baseline, one.digits, language)
        rows.append((f"– {name}", level, inline(figure(split.band, one, language)), ""))
    return rows


def _row(entry: Entry, used: list[Column], language: str, marked: bool = False) -> tuple[str, ...]:
    one = entry.indicator
    cells = [_cell(entry, column, language) if column in entry.columns else "" for column in used]
    name = one.heading(language)
    return (
        f"{name} {MARK}" if marked else name,
        number(entry.baseline, one.digits, language),
        *cells,
        ", ".join(say(bearer, language) for bearer in one.bearers),
    )


def _cell(entry: Entry, column: Column, language: str) -> str:
    one = entry.indicator
    if len(entry.columns) == 1:
        return _short(entry.band, one, language)
    known = [over for over in entry.over if over.available]
    if not known:
        return _short(entry.band, one, language)
    over = known[0] if column == "now" else known[-1]
    said = say("years", language).format(over.horizon.name)
    if over.horizon.coverage == "part":
        said += f",\n{_part(over, language)}"
    return f"{_short(over.band, one, language)}\n({said})"


def _part(over: OverHorizon, language: str) -> str:
    """Return which years of a horizon the run has, where it has not all of them."""
    years = over.horizon.years
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return say("part", language).format(span)


def _short(found: Band, one: Indicator, language: str) -> str:
    """Return a band on two lines: beside the median in how many replicates it was better."""
    if found.better is None or not found.known:
        return figure(found, one, language)
    median, *rest = figure(found, one, language).split("\n")[:-1]
    return "\n".join([f"{median} ({found.better}/{found.replicates})", *rest])


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
            e.indicator.heading(language),
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
        text += f"\n({_part(over, language)})"
    return text
