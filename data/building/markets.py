"""Rents and prices, and which market a municipality belongs to."""

from __future__ import annotations

import re
from typing import Final

from data.building.facts import facts
from data.building.source import Source
from data.building.table import (
    LICENCE_SSB,
    MISSING,
    OBSERVED,
    Cell,
    Field,
    Table,
    number,
    with_status,
)

ZONES: Final = {
    "Norway": "norway",
    "Oslo og Bærum": "oslo_baerum",
    "Akershus ex Bærum": "akershus",
    "Bergen/Trondheim/Stavanger/Tromsø": "big_cities",
    "Bergen Trondheim Stavanger Tromsø": "big_cities",
    "Bergen": "bergen",
    "Trondheim": "trondheim",
    "Stavanger": "stavanger",
    "Towns 20000+": "towns_20000_plus",
    "Towns 2000-19999": "towns_2000_19999",
    "Towns 200-1999 and sparse": "small_and_sparse",
}
ALL_ROOMS = 0
# Zones follow the size of the *town* a dwelling lies in; only the size of the municipality is
# known here, so these limits are assumed: they sort the known towns over 20,000 rightly but for
# a few spread-out municipalities.
LARGE_TOWN_POPULATION = 25_000
TOWN_POPULATION = 5_000
BIG_CITIES: Final = {"1201": "bergen", "1601": "trondheim", "1103": "stavanger", "1902": "tromso"}


def rents(source: Source) -> Table:
    """Build mean monthly rents by zone and rooms (0 = all dwellings)."""
    out: dict[tuple[int, str, int], tuple[Cell, ...]] = {}
    for r in source.rows("rents_lmu.csv", ["year", "zone", "rooms", "mean_monthly_rent_nok"]):
        key = int(r["year"]), ZONES[r["zone"]], int(r["rooms"])
        out[key] = (*key, int(r["mean_monthly_rent_nok"]), r["source"])
    for fact_id, r in facts(source).by_id.items():
        match = re.fullmatch(r"rent_(\d|all)(room)?_.*_\d{4}", fact_id)
        if match is None:
            continue
        rooms = ALL_ROOMS if match[1] == "all" else int(match[1])
        key = int(r["year"]), ZONES[r["geography"]], rooms
        out.setdefault(key, (*key, int(number(r["value"])), r["source"]))
    return Table(
        "rents",
        "Mean monthly rents by zone and rooms",
        "SSB rental market survey. Before 2012 the four big cities are one zone; from 2015 they "
        "are apart and Tromsø is not published. 2012 is known for the whole country only.",
        "SSB",
        LICENCE_SSB,
        ("SSB rental market survey (LMU) 2007, 2008, 2010, 2012, 2015, 2017",),
        (
            Field("year", "integer", "year", "year of the survey"),
            Field("zone", "string", "", "rent zone", tuple(sorted(set(ZONES.values())))),
            Field("rooms", "integer", "rooms", "rooms; 5 is five or more; 0 is all dwellings"),
            Field("rent_nok", "integer", "NOK/month", "mean monthly rent, NOK of the year"),
            Field("source", "string", "", "publication read"),
        ),
        [out[key] for key in sorted(out)],
        code_year=None,
    )


def house_prices(source: Source) -> Table:
    """Build price per square metre of detached houses, used and new, by county."""
    names = source.rows("municipalities_2013.csv", ["fylke_nr", "fylke_navn"])
    codes = {r["fylke_navn"].casefold(): r["fylke_nr"] for r in names} | {"norway": "00"}
    out: list[tuple[Cell, ...]] = []
    rows = source.rows("house_price_m2_detached_county.csv", ["year", "region", "used_nok_m2"])
    for r in rows:
        cells: list[Cell] = []
        for column in ("used_nok_m2", "new_nok_m2"):
            cells += [int(r[column]), OBSERVED] if r[column] else [None, MISSING]
        out.append((int(r["year"]), codes[r["region"].casefold()], r["region"], *cells))
    return Table(
        "house_prices",
        "Price per square metre of detached houses",
        "Counties are known for 2005-06 and 2015-18, the country for 2012-20; Nord-Trøndelag, "
        "Nordland, Troms and Finnmark are known for 2005-06 only.",
        "SSB",
        LICENCE_SSB,
        ("SSB price per square metre of detached houses",),
        (
            Field("year", "integer", "year", "calendar year"),
            Field("county_code", "string", "", "county code, two digits; 00 is Norway"),
            Field("region", "string", "", "county or Norway"),
            *with_status("used_nok_m2", "integer", "NOK/m2", "used detached houses"),
            *with_status("new_nok_m2", "integer", "NOK/m2", "new detached houses"),
        ),
        sorted(out, key=lambda r: (int(str(r[0])), str(r[1]))),
    )


def _zone(code: str, county: str, population: int) -> tuple[str, str, str]:
    """Return the rent zone before 2012, the zone from 2015 and what it rests on."""
    if code in ("0301", "0219"):
        return "oslo_baerum", "oslo_baerum", "published"
    if county == "02":
        return "akershus", "akershus", "published"
    if code in BIG_CITIES:
        city = BIG_CITIES[code]
        if city == "tromso":  # not published from 2015; nearest in level of the four
            return "big_cities", "trondheim", "assumed"
        return "big_cities", city, "published"
    if population >= LARGE_TOWN_POPULATION:
        zone = "towns_20000_plus"
    elif population >= TOWN_POPULATION:
        zone = "towns_2000_19999"
    else:
        zone = "small_and_sparse"
    return zone, zone, "assumed"


def market_zone(source: Source) -> Table:
    """Build the market each municipality belongs to."""
    rows = source.rows("municipalities_2013.csv", ["kommune_nr", "fylke_nr", "population_2010"])
    out: list[tuple[Cell, ...]] = []
    for r in rows:
        zones = _zone(r["kommune_nr"], r["fylke_nr"], int(r["population_2010"]))
        out.append((r["kommune_nr"], *zones, r["fylke_nr"]))
    zone_names = tuple(sorted(set(ZONES.values()) - {"norway"}))
    return Table(
        "market_zone",
        "Rent zone and price region of each municipality",
        "Rent zones follow the size of towns, which is not known per municipality: 25,000 and "
        "5,000 inhabitants in 2010 stand in for towns of 20,000 and 2,000 (assumed).",
        "SSB",
        LICENCE_SSB,
        ("SSB rental market survey (zones)", "SSB population 1 January 2010"),
        (
            Field("code", "string", "", "municipality code, four digits"),
            Field("rent_zone", "string", "", "zone in rents up to 2012", zone_names),
            Field("rent_zone_2015", "string", "", "zone in rents from 2015", zone_names),
            Field("basis", "string", "", "what the zone rests on", ("published", "assumed")),
            Field("price_region", "string", "", "county code in house_prices"),
        ),
        sorted(out, key=lambda r: str(r[0])),
    )
