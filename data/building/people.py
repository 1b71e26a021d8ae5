"""Who lives where: refugees by reason, and the mix of origins."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from data.building.codes import code_2013
from data.building.source import Source
from data.building.table import (
    LICENCE_SSB,
    MISSING,
    OBSERVED,
    SUPPRESSED,
    Cell,
    Field,
    Table,
    with_status,
)

REASONS = "immigrants_by_reason_kommune_2006_2010.csv.gz"
ORIGINS = "immigrants_refugee_origins_kommune_2006_2013.csv.gz"

# Left out of the mix because most who came from there before 2013 did not come as refugees.
LABOUR_ORIGINS: Final = {
    "131": "Poland: labour migration since 2004",
    "143": "Turkey: labour migration of the 1970s and its families; refugees a minority",
    "148": "Ukraine: work, study and marriage before 2022",
    "534": "Pakistan: labour migration of the 1970s and its families",
}
FIRST_KOSOVO_YEAR = 2008


def refugee_stock(source: Source) -> Table:
    """Build residents with reason refuge per municipality, 1 January 2006-2010.

    The years 2011-2013 are broken at the source and left out.
    """
    flukt: dict[tuple[str, int, str], int] = defaultdict(int)
    everyone: dict[tuple[str, int], int] = defaultdict(int)
    for r in source.rows(REASONS, ["kommune_nr", "year", "reason", "sex", "persons"]):
        key = code_2013(r["kommune_nr"]), int(r["year"])
        if r["reason"] == "flukt":
            flukt[(*key, r["sex"])] += int(r["persons"])
        elif r["reason"] == "population_all":
            everyone[key] += int(r["persons"])
    out: list[tuple[Cell, ...]] = [
        (
            code,
            year,
            flukt[code, year, "alle"],
            flukt[code, year, "0"],
            flukt[code, year, "1"],
            everyone[code, year],
        )
        for code, year in sorted(everyone)
    ]
    return Table(
        "refugee_stock",
        "Residents with reason refuge per municipality",
        "1 January; family of refugees included; 110,110 persons in 2009. Municipalities merged by "
        "2013 are the sum of their parts. Narrower than SSB's refugee background (117,899 against "
        "151,066 in 2010), because reasons are known for arrivals since 1990 only. No cell is 1 or "
        "2: SSB rounds these to 0 or 3 at random.",
        "SSB",
        LICENCE_SSB,
        ("SSB immigrants by reason for immigration (copy)",),
        (
            Field("code", "string", "", "municipality code, four digits"),
            Field("year", "integer", "year", "1 January"),
            Field("refugees", "integer", "persons", "residents with reason refuge"),
            Field("refugees_women", "integer", "persons", "of these women"),
            Field("refugees_men", "integer", "persons", "of these men"),
            Field("population_all", "integer", "persons", "whole population"),
        ),
        out,
    )


def origin_mix(source: Source) -> Table:
    """Build residents by refugee origin per municipality, 1 January 2009."""
    out: list[tuple[Cell, ...]] = []
    for r in source.rows(ORIGINS, ["year", "kommune_nr", "ssb_country_code", "suppressed"]):
        if r["year"] != "2009" or r["ssb_country_code"] in LABOUR_ORIGINS:
            continue
        hidden = r["suppressed"] == "True"
        value: Cell = None if hidden else int(float(r["persons"]))
        status = SUPPRESSED if hidden else OBSERVED
        out.append((r["kommune_nr"], r["ssb_country_code"], r["country"], value, status))
    left_out = "; ".join(LABOUR_ORIGINS.values())
    return Table(
        "origin_mix",
        "Residents by refugee origin per municipality, 1 January 2009",
        "Use for the mix, never for the level: cells under 4 are suppressed, true zeros among "
        f"them, and immigrants of all reasons are counted. Left out: {left_out}.",
        "SSB",
        LICENCE_SSB,
        ("SSB immigrants by country of background (copy)",),
        (
            Field("code", "string", "", "municipality code, four digits"),
            Field("country_code", "string", "", "SSB country code, three digits"),
            Field("country", "string", "", "country of background"),
            *with_status("persons", "integer", "persons", "residents, 1 January 2009"),
        ),
        sorted(out, key=lambda r: (str(r[0]), str(r[1]))),
    )


def origin_national(source: Source) -> Table:
    """Build the sum of published cells per refugee origin and year.

    No national row exists at the source, so the sum misses the suppressed cells; the columns
    count how many municipalities are behind it. Kosovo has no code before 2008.
    """
    persons: dict[tuple[str, int], int] = defaultdict(int)
    cells: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    names: dict[str, str] = {}
    for r in source.rows(ORIGINS, ["year", "ssb_country_code", "country", "suppressed"]):
        code = r["ssb_country_code"]
        if code in LABOUR_ORIGINS:
            continue
        key = code, int(r["year"])
        names[code] = r["country"]
        hidden = r["suppressed"] == "True"
        cells[key][hidden] += 1
        if not hidden:
            persons[key] += int(float(r["persons"]))
    out: list[tuple[Cell, ...]] = []
    for (code, year), (shown, hidden_count) in sorted(cells.items()):
        absent = code == "161" and year < FIRST_KOSOVO_YEAR
        value: Cell = None if absent else persons[code, year]
        status = MISSING if absent else OBSERVED
        out.append((code, names[code], year, value, status, shown, hidden_count))
    return Table(
        "origin_national",
        "Residents by refugee origin, sum of published municipal cells",
        "1 January 2006-2013, immigrants of all reasons. A lower bound: each suppressed "
        "municipality holds 0-3 persons more (0.3 % in all for Somalia in 2010).",
        "SSB",
        LICENCE_SSB,
        ("SSB immigrants by country of background (copy)",),
        (
            Field("country_code", "string", "", "SSB country code, three digits"),
            Field("country", "string", "", "country of background"),
            Field("year", "integer", "year", "1 January"),
            *with_status("persons", "integer", "persons", "sum of published cells"),
            Field("cells_observed", "integer", "municipalities", "municipalities published"),
            Field("cells_suppressed", "integer", "municipalities", "municipalities suppressed"),
        ),
        out,
        code_year=None,
    )
