"""Words of a score in English and Bokmål."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from experiments.score.band import Band
from experiments.typeset import interval, number
from indicators.indicator import Indicator

Words = tuple[str, str]  # English, Bokmål

SAID: Final[Mapping[str, Words]] = MappingProxyType(
    {
        # levels
        "individual": ("individual", "individ"),
        "household": ("household", "husholdning"),
        "neighbourhood": ("neighbourhood", "nabolag"),
        "municipality": ("municipality", "kommune"),
        "state": ("state", "stat"),
        "society": ("society", "samfunn"),
        # bearers and parties
        "landlord": ("landlords", "utleiere"),
        "others": ("others who need a home", "andre som trenger bolig"),
        "market": ("the rest of the economy", "resten av økonomien"),
        "public": ("state and municipalities together", "stat og kommuner samlet"),
        "consolidated": (
            "all four, every transfer between them netted once",
            "alle fire, interne overføringer trukket fra én gang",
        ),
        "state_funds": ("state, with the cost of public funds", "stat, med skattefinansieringskostnad"),
        "municipality_funds": (
            "municipality, with the cost of public funds",
            "kommune, med skattefinansieringskostnad",
        ),
        "public_funds": (
            "both together, with the cost of public funds",
            "begge samlet, med skattefinansieringskostnad",
        ),
        # columns
        "now": ("gain now", "gevinst nå"),
        "invest": ("gain as investment", "gevinst som investering"),
        "cost": ("cost", "kostnad"),
        "context": ("no sign by itself", "uten eget fortegn"),
        "change": ("difference", "forskjell"),
        "bearer": ("who bears it", "bæres av"),
        "indicator": ("indicator", "indikator"),
        "baseline": ("{}, median", "{}, median"),
        # presets
        "investment": ("investment", "investering"),
        "here_and_now": ("here and now", "her og nå"),
        "capability": ("capability", "handlingsrom"),
        "worst_off": ("the worst-off first", "de dårligst stilte først"),
        "equal_by_level": ("equal by level", "likt per nivå"),
        "hard": ("hard to settle, all groups", "vanskelige å bosette, alle grupper"),
        # figures
        "better": ("better in {} of {}", "bedre i {} av {}"),
        "years": ("years {}", "år {}"),
        "whole": ("all years", "alle år"),
        "not available": ("not available", "ikke tilgjengelig"),
        "beyond": ("not available: beyond the run", "ikke tilgjengelig: etter kjøringens slutt"),
        "no yearly": ("not available by year", "ikke tilgjengelig per år"),
        "part": ("only {}", "bare {}"),
        "no_figure": ("no figure", "uten tall"),
        "no_spread": ("no spread to standardise by", "ingen spredning å standardisere med"),
        "clear": ("clear", "klart"),
        "gain": ("gain", "gevinst"),
        "loss": ("loss", "tap"),
        "leaning": ("in most replicates", "i de fleste framtider"),
    }
)


def text_of(texts: Mapping[str, Words], key: str, language: str) -> str:
    """Return a text in ``en`` or ``nb``; each file of tables has its own, and binds them to this."""
    return texts[key][language == "nb"]


def say(key: str, language: str) -> str:
    """Return a word in ``en`` or ``nb``."""
    return text_of(SAID, key, language)


SETTLED_IN: Final[Words] = (
    "Centrality: of what is counted years after settlement (work, language, programme, an owned home, "
    "staying, cost of a cohort) it is that of the municipality that settled a person; of other figures, of "
    "the one where they live or where it happened.",
    "Sentralitet: for det som telles år etter bosettingen (arbeid, norsk, program, eid bolig, å bli boende, "
    "kostnad for et årskull) gjelder den kommunen som bosatte personen; for andre tall kommunen der de bor, "
    "eller der det skjedde.",
)


def settled_in(shown: Iterable[Indicator], language: str) -> tuple[str, ...]:
    """Return the note on whose centrality it is, where one of those shown by it follows settlement."""
    return (SETTLED_IN[language == "nb"],) if any(one.placed_at_settlement for one in shown) else ()


def figure(band: Band, one: Indicator, language: str) -> str:
    """Return a band with the indicator's decimals, and in how many replicates it was better."""
    return banded(band, one.digits, language)


def banded(band: Band, digits: int, language: str) -> str:
    """Return a median and its 5-95 %, one a line; with more decimals where a clear one looked like none."""
    if not band.known:
        return say("not available", language)
    places = band.decimals(digits)
    lines = [number(band.median, places, language, signed=True)]
    if band.replicates > 1:
        lines.append(interval(band.low, band.high, places, language))
    if band.better is not None:
        lines.append(say("better", language).format(band.better, band.replicates))
    return "\n".join(lines)


def inline(text: str) -> str:
    """Return a figure on one line."""
    return " ".join(text.splitlines())
