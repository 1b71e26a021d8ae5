"""The 428 municipalities of 2013: who they are, where they lie, how many live there."""

from __future__ import annotations

from collections import defaultdict

from data.building.codes import code_2013
from data.building.source import Source
from data.building.table import LICENCE_IMDIKATOR, LICENCE_SSB, Cell, Field, Table

POPULATION_YEARS = range(2010, 2016)


def population_2009(source: Source) -> dict[str, int]:
    """Add up the whole population of 1 January 2009 per code of 2013."""
    total: dict[str, int] = defaultdict(int)
    for r in source.rows("immigrants_by_reason_kommune_2006_2010.csv.gz", ["kommune_nr", "year", "reason"]):
        if r["reason"] == "population_all" and r["year"] == "2009":
            total[code_2013(r["kommune_nr"])] += int(r["persons"])
    return dict(total)


def municipalities(source: Source) -> Table:
    """Build the register of municipalities.

    The population of 2010-2015 is complete at the source and that of 2009 is added up from the
    table of immigrants by reason, so nothing is filled in.
    """
    rows = source.rows(
        "municipalities_2013.csv",
        ["kommune_nr", "kommune_navn", "imdi_region", "centrality_2008_0to3", "centroid_lon"],
    )
    first = population_2009(source)
    out: list[tuple[Cell, ...]] = []
    for r in rows:
        code = r["kommune_nr"]
        out.append(
            (
                code,
                r["kommune_navn"],
                r["fylke_nr"],
                r["fylke_navn"],
                r["imdi_region"],
                r["naeringsregion_nr"].zfill(2),
                r["naeringsregion_navn"],
                int(r["centrality_2008_0to3"]),
                first[code],
                *(int(r[f"population_{year}"]) for year in POPULATION_YEARS),
                round(float(r["centroid_lon"]), 4),
                round(float(r["centroid_lat"]), 4),
                round(float(r["approx_area_km2"]), 1),
            )
        )
    return Table(
        "municipalities",
        "Municipalities of 2013",
        "All 428 municipalities in codes of 1 January 2013, with place and population. The "
        "population of 2009 is that of the parts for municipalities merged later (1756, 1903).",
        "SSB, IMDi, Kartverket",
        f"{LICENCE_SSB}; {LICENCE_IMDIKATOR} for the boundaries behind centroid and area",
        (
            "SSB population by municipality, 1 January",
            "SSB immigrants by reason (row population_all)",
            "SSB centrality 2008",
            "imdikator boundaries 2013",
        ),
        (
            Field("code", "string", "", "municipality code, four digits"),
            Field("name", "string", "", "municipality"),
            Field("county_code", "string", "", "county code, two digits"),
            Field("county_name", "string", "", "county"),
            Field("imdi_region", "string", "", "regional office of IMDi that asks"),
            Field("economic_region_code", "string", "", "SSB economic region, two digits"),
            Field("economic_region", "string", "", "SSB economic region"),
            Field("centrality_2008", "integer", "class 0-3", "SSB centrality 2008 (3 most central)"),
            Field("population_2009", "integer", "persons", "population 1 January 2009"),
            *(
                Field(f"population_{year}", "integer", "persons", f"population 1 January {year}")
                for year in POPULATION_YEARS
            ),
            Field("longitude", "number", "degrees east", "centroid, WGS 84"),
            Field("latitude", "number", "degrees north", "centroid, WGS 84"),
            Field("area_km2", "number", "km2", "approximate area from simplified boundaries"),
        ),
        sorted(out, key=lambda r: str(r[0])),
    )
