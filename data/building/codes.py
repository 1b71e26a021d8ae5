"""Municipality codes: mergers before 2013 and the way to later codes."""

from __future__ import annotations

from typing import Final

from data.building.source import Source
from data.building.table import LICENCE_KARTVERKET, LICENCE_SSB, Cell, Field, Table

# Mergers between 2006 and 1 January 2013; figures of the parts are added to the code of 2013.
PREDECESSORS: Final = {
    "1503": "1505",  # Kristiansund, merged with Frei 2008
    "1556": "1505",  # Frei
    "1723": "1756",  # Mosvik, merged with Inderøy 2012
    "1729": "1756",  # Inderøy
    "1901": "1903",  # Harstad, merged with Bjarkøy 2013
    "1915": "1903",  # Bjarkøy
}

# Municipalities of 2013 that were divided in 2020, with the share of *persons* each part holds.
# The source publishes overlaps of area only, and area misleads where the ceded part is thinly
# settled, so the shares are assumed: 1850 from the population of Hamarøy in 2024 less that of old
# Hamarøy in 2015 (918 of 1,996); 1613 follows area; the rest are small ceded hamlets, rounded.
# 1127 Randaberg is whole: its area overlap with Stavanger is sea, its border did not move.
DIVIDED_2024: Final[dict[str, tuple[tuple[str, float], ...]]] = {
    "0822": (("4020", 0.92), ("4005", 0.08)),
    "1418": (("4640", 0.96), ("4638", 0.04)),
    "1439": (("4602", 0.88), ("4649", 0.12)),
    "1520": (("1520", 0.97), ("1577", 0.03)),
    "1613": (("5059", 0.78), ("5056", 0.12), ("5055", 0.10)),
    "1724": (("5006", 0.95), ("5054", 0.05)),
    "1850": (("1806", 0.54), ("1875", 0.46)),
}
# The same parts in codes of 2020; only Telemark's codes changed in between.
RECODED_2020: Final = {"4020": "3817", "4005": "3808"}


BASES: Final = ("whole", "assumed")


def code_2013(code: str) -> str:
    """Return the code of 2013 for a code valid between 2006 and 2013."""
    return PREDECESSORS.get(code, code)


def _crosswalk(year: int, names: dict[str, str], whole: dict[str, str], divided: dict[str, str]) -> Table:
    """Make the crosswalk from 2013 to ``year`` from whole and divided municipalities."""
    rows: list[tuple[Cell, ...]] = []
    for code in sorted(whole):
        parts = DIVIDED_2024.get(code)
        if parts is None:
            rows.append((code, whole[code], names[whole[code]], 1.0, "whole"))
            continue
        for target, share in parts:
            target = divided.get(target, target)
            rows.append((code, target, names[target], share, "assumed"))
    return Table(
        f"crosswalk_2013_{year}",
        f"Municipality codes of 2013 in codes of {year}",
        "Share of the persons of each municipality of 2013 that belongs to each municipality of "
        f"{year}; shares sum to one. Seven municipalities were divided and their shares are "
        "assumed, because only areas are published.",
        "SSB, Kartverket",
        f"{LICENCE_SSB}; {LICENCE_KARTVERKET}",
        ("SSB code lists 2013 and 2020", "overlap of the boundaries of 2013 and 2024"),
        (
            Field("code_2013", "string", "", "municipality code of 2013, four digits"),
            Field(f"code_{year}", "string", "", f"municipality code of {year}, four digits"),
            Field(f"name_{year}", "string", "", f"municipality of {year}"),
            Field("share", "number", "share of persons", "part of the municipality of 2013"),
            Field("basis", "string", "", "whole, or assumed for a divided one", BASES),
        ),
        rows,
    )


def crosswalk_2020(source: Source) -> Table:
    """Build the crosswalk to the codes of 2020."""
    codes = source.rows(
        "kommunekoder/ssb_kommunekoder_2020.csv",
        ["code", "name"],
        delimiter=";",
        encoding="latin-1",
    )
    names = {r["code"]: r["name"] for r in codes}
    rows = source.rows("municipalities_2013.csv", ["kommune_nr", "kommune_nr_2020"])
    whole = {r["kommune_nr"]: r["kommune_nr_2020"] for r in rows}
    return _crosswalk(2020, names, whole, RECODED_2020)


def crosswalk_2024(source: Source) -> Table:
    """Build the crosswalk to the codes of 2024."""
    codes = source.rows("municipalities_2024.csv", ["kommune_nr", "kommune_navn"])
    names = {r["kommune_nr"]: r["kommune_navn"] for r in codes}
    rows = source.rows("kommunekoder/crosswalk_2013_2024_by_area.csv", ["kommune2013", "kommune2024"])
    whole = {r["kommune2013"]: r["kommune2024"] for r in rows}
    return _crosswalk(2024, names, whole, {})


def municipalities_2024(source: Source) -> Table:
    """Build the list of municipalities of 2024."""
    rows = source.rows(
        "municipalities_2024.csv",
        ["kommune_nr", "kommune_navn", "fylke_navn", "centrality_class", "kostranr"],
    )
    out: list[tuple[Cell, ...]] = [
        (
            r["kommune_nr"],
            r["kommune_navn"],
            r["fylke_nr"].zfill(2),
            r["fylke_navn"],
            int(r["centrality_class"]),
            r["kostranr"],
            int(r["population_2024"]),
        )
        for r in rows
    ]
    return Table(
        "municipalities_2024",
        "Municipalities of 2024",
        "The 357 municipalities of 2024, for results shown on today's map.",
        "SSB",
        LICENCE_SSB,
        ("SSB population 1 January 2024, centrality and KOSTRA groups (copy)",),
        (
            Field("code", "string", "", "municipality code of 2024, four digits"),
            Field("name", "string", "", "municipality"),
            Field("county_code", "string", "", "county code of 2024, two digits"),
            Field("county_name", "string", "", "county"),
            Field("centrality", "integer", "class 1-6", "SSB centrality class (1 most central)"),
            Field("kostra", "string", "", "KOSTRA group"),
            Field("population_2024", "integer", "persons", "population 1 January 2024"),
        ),
        sorted(out, key=lambda r: str(r[0])),
        code_year=2024,
    )
