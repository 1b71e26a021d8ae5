"""The indicators as a list to read, in English and Bokmål: what is measured, what stands for what, and what
cannot be had."""

from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, get_args

from experiments.errors import RequestError
from experiments.evidence import Evidence, evidence
from experiments.evidence import known as known_evidence
from indicators.catalogue import Entry, catalogue, counts, entries_of
from indicators.groups import dimension_words
from indicators.indicator import Indicator, Level
from indicators.library import UnknownIndicator, all_indicators
from indicators.scorecard import scorecard
from indicators.unbroken import lacking, why

if TYPE_CHECKING:
    from experiments.grid import Grid

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
WORDS: Final[dict[str, dict[str, Any]]] = {
    "en": {
        "built_title": "What a run measures",
        "titles": ("name", "what", "unit", "better when", "whose", "horizon", "measured in reality by"),
        "catalogue_title": "The catalogue of the sources",
        "scorecard_title": "The scorecard",
        "columns": ("id", "what", "state", "by", "why, or how to read it"),
        "evidence": {
            "titles": ("id", "what", "state", "indicators that cite it", "parameters that rest on it",
                       "how to read it"),
            "state": "evidence: not an indicator itself",
            "nobody": "none",
            "why": "A finding, cost or link from the sources; all of them stand in docs/evidence.md, with "
                   "how far each is checked.",
        },
        "caption": "{n} indicators, {headlines} of them headlines. Of the {all} in the sources: {counts}.",
        "direction": {1: "more", -1: "less", 0: "ambiguous: no sign"},
        "nobody": "nobody: only a model can",
        "state": {
            "built": "built", "proxy": "proxy", "not built": "not built", "not modellable": "not modellable",
        },
        "level": {one: one for one in LEVELS},
        "horizon": {"now": "now", "invest": "investment", "both": "both"},
        "effect": {"gain": "gain", "cost": "cost"},
        "nature": {"economic": "economic", "social": "social"},
        "way": {"direct": "direct", "indirect": "indirect"},
        "bearer": {
            "state": "the state", "municipality": "municipalities", "household": "households",
            "landlord": "landlords", "others": "others",
        },
        "fields": ("what", "unit", "better when", "whose", "kind", "horizon", "who bears it",
                   "measured in reality by", "beware", "broken down by", "not broken down by",
                   "read beside", "published figures",
                   "sources", "of the catalogue", "observes"),
    },
    "nb": {
        "built_title": "Det en kjøring måler",
        "titles": ("navn", "hva", "enhet", "bedre når", "for hvem", "horisont", "måles i virkeligheten av"),
        "catalogue_title": "Kildenes katalog",
        "scorecard_title": "Målkortet",
        "columns": ("id", "hva", "tilstand", "ved", "hvorfor, eller hvordan lese det"),
        "evidence": {
            "titles": ("id", "hva", "tilstand", "indikatorer som viser til det",
                       "parametre som bygger på det", "hvordan lese det"),
            "state": "kunnskapsgrunnlag: ikke selv en indikator",
            "nobody": "ingen",
            "why": "Et funn, en kostnad eller en sammenheng fra kildene, gjengitt på engelsk; alle står i "
                   "docs/evidence.md, med hvor godt hver av dem er kontrollert.",
        },
        "caption": "{n} indikatorer, {headlines} av dem hovedtall. Av de {all} i kildene: {counts}.",
        "direction": {1: "mer", -1: "mindre", 0: "tvetydig: uten fortegn"},
        "nobody": "ingen: bare en modell kan",
        "state": {
            "built": "bygd", "proxy": "stedfortreder", "not built": "ikke bygd",
            "not modellable": "kan ikke modelleres",
        },
        "level": {
            "individual": "individ", "household": "husholdning", "neighbourhood": "nabolag",
            "municipality": "kommune", "state": "stat", "society": "samfunn",
        },
        "horizon": {"now": "nå", "invest": "investering", "both": "begge"},
        "effect": {"gain": "gevinst", "cost": "kostnad"},
        "nature": {"economic": "økonomisk", "social": "sosial"},
        "way": {"direct": "direkte", "indirect": "indirekte"},
        "bearer": {
            "state": "staten", "municipality": "kommunene", "household": "husholdningene",
            "landlord": "utleierne", "others": "andre",
        },
        "fields": ("hva", "enhet", "bedre når", "for hvem", "slag", "horisont", "hvem som bærer det",
                   "måles i virkeligheten av", "vær klar over", "brutt ned på", "ikke brutt ned på",
                   "les sammen med",
                   "publiserte tall", "kilder", "i katalogen", "observerer"),
    },
}  # fmt: skip


def chosen(level: str | None) -> tuple[tuple[Indicator, ...], tuple[Entry, ...]]:
    """Return the indicators and the entries of the catalogue of one level, or all.

    Raises
    ------
    RequestError
        If there is no such level.
    """
    if level is None:
        return all_indicators(), catalogue()
    if level not in LEVELS:
        raise RequestError("no_level", level=level, known=", ".join(LEVELS))
    mine = tuple(one for one in all_indicators() if level in one.level)
    return mine, tuple(one for one in catalogue() if level in one.level)


def found(name: str) -> Indicator | Entry | Evidence:
    """Return an indicator by name, or by id an entry of the catalogue, a row of the scorecard or of the
    evidence that indicators cite.

    Raises
    ------
    UnknownIndicator
        If there is none; the nearest is named.
    """
    asked = name.strip()
    rows: dict[str, Entry] = {one.id: one for one in (*catalogue(), *scorecard())}
    names = {one.name: one for one in all_indicators()}
    one = rows.get(asked.upper()) or names.get(asked.lower()) or evidence(asked)
    if one is not None:
        return one
    # an id is most like an id, a name like a name
    ids = (*rows, *known_evidence())
    near = get_close_matches(asked.upper(), ids, n=1, cutoff=0.6) if any(map(str.isdigit, asked)) else []
    near = near or get_close_matches(asked.lower().replace(" ", "_"), names, n=1, cutoff=0.5)
    hint = near[0] if near else None
    raise UnknownIndicator(
        f"There is no indicator named {name!r}." + (f" Did you mean {hint}?" if hint else ""),
        "no_indicator_or_id", name, hint,
    )  # fmt: skip


def _said(words: dict[str, Any], field: str, values: tuple[str, ...]) -> str:
    return ", ".join(words[field][one] for one in values)


def as_tables(level: str | None, language: str) -> list["Grid"]:
    """Return the list for the terminal: what is measured, and what became of the catalogue."""
    from experiments.grid import Grid

    words = WORDS[language]
    indicators, entries = chosen(level)
    measured = Grid(title=words["built_title"])
    for title in words["titles"]:
        measured.add_column(title)
    for one in indicators:
        measured.add_row(
            one.name, one.label(language), one.unit_in(language), words["direction"][one.direction],
            _said(words, "level", one.level), words["horizon"][one.horizon],
            ", ".join(one.measured_by) or words["nobody"],
        )  # fmt: skip
    number = counts(entries)
    listed = Grid(
        title=words["catalogue_title"],
        caption=words["caption"].format(
            n=len(indicators), headlines=sum(one.headline for one in indicators), all=len(entries),
            counts=", ".join(f"{n} {words['state'][state]}" for state, n in number.items()),
        ),
    )  # fmt: skip
    for title in words["columns"]:
        listed.add_column(title)
    for row in entries:
        state = words["state"][row.state]
        listed.add_row(row.id, row.label(language), state, ", ".join(row.indicators), row.why(language))
    rows = Grid(title=words["scorecard_title"])
    for title in words["columns"]:
        rows.add_column(title)
    for row in scorecard():
        if level is None or level in row.level:
            state = words["state"][row.state]
            rows.add_row(row.id, row.label(language), state, ", ".join(row.indicators), row.why(language))
    return [measured, rows, listed]


def detail(one: Indicator | Entry | Evidence, language: str) -> list[tuple[str, str]]:
    """Return what there is to know of an indicator, an entry or a row of the evidence, as pairs of title and
    text."""
    words = WORDS[language]
    if isinstance(one, Evidence):
        said = words["evidence"]
        cited = (
            one.id, one.told, said["state"], ", ".join(one.indicators) or said["nobody"],
            ", ".join(one.parameters), said["why"],
        )  # fmt: skip
        return [(title, text) for title, text in zip(said["titles"], cited, strict=True) if text]
    if isinstance(one, Entry):
        row = (one.id, one.label(language), words["state"][one.state], ", ".join(one.indicators),
               one.why(language))  # fmt: skip
        return [(title, text) for title, text in zip(words["columns"], row, strict=True) if text]
    kind = (words["effect"][one.effect], words["way"][one.way], words["nature"][one.nature])
    texts = (
        one.label(language), one.unit_in(language), words["direction"][one.direction],
        _said(words, "level", one.level), ", ".join(kind), words["horizon"][one.horizon],
        _said(words, "bearer", one.bearers), ", ".join(one.measured_by) or words["nobody"],
        one.caveat(language), ", ".join(dimension_words(one.breakdown, language)), _lacks(one, language),
        ", ".join(one.guards),
        ", ".join(one.series), one.source, ", ".join(row.id for row in entries_of(one.name)),
        ", ".join(observer.name for observer in one.observers),
    )  # fmt: skip
    return [(title, text) for title, text in zip(words["fields"], texts, strict=True) if text]


def _lacks(one: Indicator, language: str) -> str:
    """Return which of the usual breakdowns an indicator does not have, and why."""
    reason = why(one, language)
    return f"{', '.join(dimension_words(lacking(one), language))}: {reason}" if reason else ""


def as_data(level: str | None, name: str | None = None) -> dict[str, Any]:
    """Return the indicators and the catalogue, or one of either, ready for JSON."""
    if name is None:
        indicators, entries = chosen(level)
    else:
        one = found(name)
        if isinstance(one, Evidence):
            return {"evidence": asdict(one)}
        indicators = (one,) if isinstance(one, Indicator) else ()
        entries = entries_of(one.name) if isinstance(one, Indicator) else (one,)
    fields = (
        "name", "en", "nb", "unit", "unit_nb", "direction", "ambiguous", "source", "scorecard", "headline",
        "level", "effect", "way", "nature", "horizon", "bearers", "measured_by", "caveat_en", "caveat_nb",
        "breakdown", "unbroken", "guards", "series",
    )  # fmt: skip
    listed = [
        {field: getattr(one, field) for field in fields} | {"observers": [o.as_dict() for o in one.observers]}
        for one in indicators
    ]
    rows = [{field: getattr(row, field) for field in Entry.__slots__} for row in entries]
    return {"counts": counts(entries), "indicators": listed, "catalogue": rows}
