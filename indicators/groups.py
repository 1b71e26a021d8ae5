"""The groups that figures are broken down by: dimensions, and what each group is called."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from agents.kinds import Kind, Origin, Path

Words = tuple[str, str]  # English, Bokmål

KINDS: Final[Mapping[int, str]] = MappingProxyType({code.value: code.name.lower() for code in Kind})
ORIGINS: Final[Mapping[int, str]] = MappingProxyType({code.value: code.name.lower() for code in Origin})
PATHS: Final[Mapping[int, str]] = MappingProxyType({code.value: code.name.lower() for code in Path})
SEXES: Final[Mapping[int, str]] = MappingProxyType({1: "women", 0: "men"})
CENTRALITY: Final[Mapping[int, str]] = MappingProxyType({i: f"level_{i}" for i in range(4)})
NAMES: Final[Mapping[str, Mapping[int, str]]] = MappingProxyType(
    {"kind": KINDS, "origin": ORIGINS, "sex": SEXES, "path": PATHS, "centrality": CENTRALITY}
)

# Dimensions shared by indicators, with their groups; an indicator may have others of its own.
DIMENSIONS: Final[Mapping[str, tuple[Words, Mapping[str, Words]]]] = MappingProxyType(
    {
        "kind": (
            ("household kind", "husholdningstype"),
            {
                "single": ("single adults", "enslige voksne"),
                "couple": ("couples without children", "par uten barn"),
                "family": ("families with children", "familier med barn"),
                "single_parent": ("single parents", "enslige forsørgere"),
                "unaccompanied": ("unaccompanied minors", "enslige mindreårige"),
            },
        ),
        "sex": (("sex", "kjønn"), {"women": ("women", "kvinner"), "men": ("men", "menn")}),
        "origin": (
            ("origin", "opprinnelse"),
            {
                "somalia": ("Somalia", "Somalia"),
                "iraq": ("Iraq", "Irak"),
                "afghanistan": ("Afghanistan", "Afghanistan"),
                "eritrea": ("Eritrea and Ethiopia", "Eritrea og Etiopia"),
                "iran": ("Iran", "Iran"),
                "balkans": ("the Balkans", "Balkan"),
                "vietnam": ("Vietnam and Sri Lanka", "Vietnam og Sri Lanka"),
                "other": ("other countries", "andre land"),
            },
        ),
        "path": (
            ("way to Norway", "vei til Norge"),
            {
                "asylum": ("asylum", "asyl"),
                "quota": ("quota refugees", "overføringsflyktninger"),
                "family": ("family reunification", "familiegjenforening"),
                "unaccompanied": ("unaccompanied minors", "enslige mindreårige"),
                "collective": ("collective protection", "kollektiv beskyttelse"),
                "born": ("born in Norway", "født i Norge"),
            },
        ),
        "hard": (
            ("hard to settle", "vanskelig å bosette"),
            {
                "single_men": ("single men", "enslige menn"),
                "health": ("with a special health need", "med særlig helsebehov"),
                "little_schooling": ("with primary school or less", "med grunnskole eller mindre"),
                "refusers": ("who refused an offer", "som takket nei til et tilbud"),
                "others": ("all others", "alle andre"),
            },
        ),
        "centrality": (
            ("centrality of the municipality", "kommunens sentralitet"),
            {
                "level_0": ("least central", "minst sentrale"),
                "level_1": ("less central", "mindre sentrale"),
                "level_2": ("fairly central", "noe sentrale"),
                "level_3": ("most central", "mest sentrale"),
            },
        ),
    }
)


def part(dimension: str, group: str) -> str:
    """Return the name of a part."""
    return f"{dimension}:{group}"


def parts(dimension: str, by_code: Mapping[int, float]) -> dict[str, float]:
    """Return parts along a shared dimension from values by code, codes without a name left out."""
    names = NAMES[dimension]
    return {part(dimension, names[code]): value for code, value in by_code.items() if code in names}


def words(dimension: str, group: str, language: str) -> str:
    """Return what a group is called in ``en`` or ``nb``; its own name where it has no other."""
    known = DIMENSIONS.get(dimension)
    found = known[1].get(group) if known else None
    return found[language == "nb"] if found else group


def dimension_words(dimensions: Iterable[str], language: str) -> list[str]:
    """Return what dimensions are called in ``en`` or ``nb``."""
    return [DIMENSIONS[one][0][language == "nb"] if one in DIMENSIONS else one for one in dimensions]
