"""The groups that figures are broken down by: dimensions, and what each group is called."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from agents.kinds import Kind, Origin, Path
from simulation.groups import HEALTH, LITTLE_SCHOOLING, REFUSER, SINGLE_MAN, decode

Array = npt.NDArray[Any]
Words = tuple[str, str]  # English, Bokmål

KINDS: Final[Mapping[int, str]] = MappingProxyType({code.value: code.name.lower() for code in Kind})
ORIGINS: Final[Mapping[int, str]] = MappingProxyType({code.value: code.name.lower() for code in Origin})
PATHS: Final[Mapping[int, str]] = MappingProxyType({code.value: code.name.lower() for code in Path})
SEXES: Final[Mapping[int, str]] = MappingProxyType({1: "women", 0: "men"})
CENTRALITY: Final[Mapping[int, str]] = MappingProxyType({i: f"level_{i}" for i in range(4)})
NAMES: Final[Mapping[str, Mapping[int, str]]] = MappingProxyType(
    {"kind": KINDS, "origin": ORIGINS, "sex": SEXES, "path": PATHS, "centrality": CENTRALITY}
)

# Dimensions, with their groups; those without groups have numbers, or words of their own.
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
        "sex": (  # children are among them
            ("sex", "kjønn"),
            {"women": ("women and girls", "kvinner og jenter"), "men": ("men and boys", "menn og gutter")},
        ),
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
        "municipality": (("municipality", "kommune"), {}),
        "ledger": (
            ("ledger", "regnskap"),
            {"true": ("what was done", "det som er gjort"), "reported": ("reported", "rapportert")},
        ),
        "lodging": (
            ("where one lodges", "hvor en bor"),
            {
                "temporary": ("in temporary lodging", "i midlertidig husvære"),
                "with_kin": ("with kin or friends", "hos slekt eller venner"),
            },
        ),
        "exit": (
            ("where they went", "hvor de flyttet"),
            {
                "owner": ("an owned home", "eid bolig"),
                "private_contract": ("a private contract", "privat kontrakt"),
                "insecure": ("insecure or shared", "utrygt eller delt"),
                "homeless": ("no home of their own", "uten egen bolig"),
                "left": ("left the country or died", "utvandret eller døde"),
            },
        ),
        "mode": (
            ("way of obtaining", "måte å skaffe på"),
            {
                "purchase": ("purchase", "kjøp"),
                "conversion": ("conversion", "ombygging"),
                "new_build": ("new build", "nybygg"),
                "lease": ("lease", "innleie"),
                "guarantee": ("guarantee", "garanti"),
                "existing": ("existing", "eksisterende"),
            },
        ),
        "move": (
            ("kind of move", "slags flytting"),
            {
                "chosen": ("chosen", "valgt"),
                "unwanted_elsewhere": ("not chosen, to another place", "ikke valgt, til et annet sted"),
            },
        ),
        "purpose": (
            ("purpose", "formål"),
            {
                "integration_grant": ("integration grant", "integreringstilskudd"),
                "minor_grant": ("grants for minors", "tilskudd for mindreårige"),
                "state_benefit": ("state benefits", "statlige ytelser"),
                "child_benefit": ("child benefit", "barnetrygd"),
                "allowance": ("housing allowance", "bostøtte"),
                "tax": ("tax", "skatt"),
                "services": ("services", "tjenester"),
                "staffed_place": ("staffed places", "bemannede tiltak"),
                "introduction_benefit": ("introduction benefit", "introduksjonsstønad"),
                "assistance": ("social assistance", "sosialhjelp"),
                "dwellings": ("dwellings", "boliger"),
                "municipal_rent": ("municipal rent", "kommunal husleie"),
            },
        ),
        "rate": (("discount rate, per cent", "kalkulasjonsrente, prosent"), {}),
        "funds": (
            ("cost of public funds", "skattefinansieringskostnad"),
            {"without": ("without", "uten"), "with": ("with", "med")},
        ),
        "horizon": (
            ("horizon", "horisont"),
            {
                "2_years": ("two years", "to år"),
                "5_years": ("five years", "fem år"),
                "10_years": ("ten years", "ti år"),
            },
        ),
        "price": (
            ("price", "pris"),
            {
                "average": ("average", "gjennomsnitt"),
                "marginal": ("marginal", "marginal"),
                "marginal_low": ("marginal, low", "marginal, lav"),
                "marginal_high": ("marginal, high", "marginal, høy"),
            },
        ),
        "bound": (("bound", "grense"), {"low": ("low", "nedre"), "high": ("high", "øvre")}),
        "stay": (("stayed in", "ble i"), {"county": ("the county", "fylket")}),
        "queue": (("in the queue", "i køen"), {"households": ("households", "husholdninger")}),
        "tenure": (
            ("tenure", "leieforhold"),
            {
                "municipal": ("municipal", "kommunal"),
                "private": ("private contract", "privat kontrakt"),
                "unserious": ("no contract", "uten kontrakt"),
            },
        ),
        "reason": (("reason", "grunn"), {}),
        "plan": (("sizes of", "størrelser i"), {"nation": ("the nation together", "landet samlet")}),
        "september": (("share in September of", "andel i september"), {}),
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


PEOPLE: Final = ("kind", "origin", "sex", "hard", "path", "centrality")  # dimensions whose groups are people
BREAKDOWN: Final = ("kind", "sex", "origin", "hard")  # what one code of group holds
PLACED: Final = (*BREAKDOWN, "centrality")  # and one of a placed group
HARD_BITS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "single_men": SINGLE_MAN,
        "health": HEALTH,
        "little_schooling": LITTLE_SCHOOLING,
        "refusers": REFUSER,
    }
)


def group_sums(codes: Array, values: Array) -> dict[str, float]:
    """Return the sum of values in every group of a column ``group``, or ``placed``, by part.

    Kinds, sexes and origins each add up to the whole, and so do levels of centrality where everybody is in
    a municipality; who is hard to settle can be so for more than one reason, and is then in more than one
    group.
    """
    return sums_by(decode(codes), values)


def sums_by(keys: Mapping[str, Array], values: Array) -> dict[str, float]:
    """Return the sum of values in every group of the dimensions in `keys`, by part; those of ``hard`` are
    bits."""
    found: dict[str, float] = {}
    weights = values.astype(np.float64)
    for dimension in ("kind", "sex", "origin", "centrality"):
        if dimension not in keys:
            continue
        names = NAMES[dimension]
        known = keys[dimension] >= 0
        total = np.bincount(keys[dimension][known], weights=weights[known], minlength=max(names) + 1)
        there = np.bincount(keys[dimension][known], minlength=max(names) + 1) > 0
        found |= {part(dimension, names[i]): float(total[i]) for i in sorted(names) if there[i]}
    if "hard" not in keys:
        return found
    hard = keys["hard"]
    for name, bit in HARD_BITS.items():
        inside = (hard >= 0) & (hard & bit > 0)
        if inside.any():
            found[part("hard", name)] = float(weights[inside].sum())
    if (hard == 0).any():
        found[part("hard", "others")] = float(weights[hard == 0].sum())
    return found


def part_ratios(
    above: Mapping[str, float], below: Mapping[str, float], scale: float = 1.0
) -> dict[str, float]:
    """Return above / below of every part; parts with nothing below are left out."""
    return {name: scale * above.get(name, 0.0) / value for name, value in below.items() if value}


def group_ratios(codes: Array, above: Array, below: Array, scale: float = 1.0) -> dict[str, float]:
    """Return above / below in every group, by part; groups with nothing below are left out."""
    return part_ratios(group_sums(codes, above), group_sums(codes, below), scale)


def town_sums(cells: Mapping[str, Array], values: Array) -> dict[str, float]:
    """Return the sum of values by centrality and by municipality (its index), by part."""
    found: dict[str, float] = {}
    for dimension in ("centrality", "municipality"):
        keys, place = np.unique(cells[dimension], return_inverse=True)
        totals = np.bincount(place, weights=values.astype(np.float64), minlength=len(keys))
        for key, total in zip(keys.tolist(), totals.tolist(), strict=True):
            if key >= 0:
                name = CENTRALITY.get(key, str(key)) if dimension == "centrality" else str(key)
                found[part(dimension, name)] = float(total)
    return found


def town_ratios(
    cells: Mapping[str, Array], above: Array, below: Array, scale: float = 1.0
) -> dict[str, float]:
    """Return above / below by centrality and by municipality, by part."""
    return part_ratios(town_sums(cells, above), town_sums(cells, below), scale)
