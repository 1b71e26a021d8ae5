"""The tables of the world of 2024 that are published: settlement, grants and national figures, given as
published. What its start is drawn from is put together in ``start_2024.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from data.building.facts import facts
from data.building.source import Row, Source
from data.building.table import (
    LICENCE_IMDI,
    LICENCE_SSB,
    LICENCE_UDI,
    MISSING,
    OBSERVED,
    SUPPRESSED,
    Cell,
    Field,
    Table,
    number,
    with_status,
)

SETTLED: Final = "imdi_settled_kommune_2022_2024.csv"
YEARS: Final = (2022, 2023, 2024)


def settled_rows(source: Source) -> list[Row]:
    """Return the rows of settlement 2022-24, one a municipality of 2024 and year."""
    return source.rows(SETTLED, ["year", "kommune_nr", "settled_total", "requested_2024", "resolved_2024"])


def _count(text: str, note: str = "") -> tuple[Cell, Cell]:
    """Read a count: text is none (a decision awaited, a small figure hidden)."""
    if text and text.replace(".", "").isdecimal():
        return int(float(text)), OBSERVED
    return None, SUPPRESSED if "Prikket" in note else MISSING


def settlement_panel_2024(source: Source) -> Table:
    """Build settlement 2022-24, and requests and decisions for 2024, per municipality."""
    out: list[tuple[Cell, ...]] = []
    for r in settled_rows(source):
        asked = [
            _count(r[c] if r["year"] == "2024" else "")
            for c in ("requested_2024", "resolved_2024", "requested_uam_2024", "resolved_uam_2024")
        ]
        out.append(
            (
                r["kommune_nr"],
                int(r["year"]),
                *_count(r["settled_total"]),
                *_count(r["settled_ukrainian"]),
                *_count(r["settled_other"]),
                *(cell for pair in asked for cell in pair),
            )
        )
    return Table(
        "settlement_panel_2024",
        "Refugees settled 2022-24 per municipality, requests and decisions of 2024",
        "Zeros of settled are published as zeros, but small figures of others than Ukrainians are "
        "left out of them. 2024 ends in mid-November (21,437; the whole year was 25,618). Five "
        "councils had not decided for 2024 and one municipality was not asked. Haram came out of Ålesund "
        "in 2024: its zeros of 2022-23 are in the figures of Ålesund.",
        "IMDi",
        LICENCE_IMDI,
        ("IMDi settlement figures per municipality 2022-24 (copy)",),
        (
            Field("code", "string", "", "municipality code of 2024, four digits"),
            Field("year", "integer", "year", "calendar year; 2024 to mid-November"),
            *with_status("settled", "integer", "persons", "refugees settled"),
            *with_status("ukrainian", "integer", "persons", "of these Ukrainians, collectively protected"),
            *with_status("other", "integer", "persons", "of these others"),
            *with_status("requested", "integer", "persons", "places asked for by IMDi for 2024"),
            *with_status("decided", "integer", "persons", "places the council decided on for 2024"),
            *with_status("requested_minor", "integer", "persons", "asked for, unaccompanied minors"),
            *with_status("decided_minor", "integer", "persons", "decided on, unaccompanied minors"),
        ),
        sorted(out, key=lambda r: (str(r[0]), int(str(r[1])))),
        code_year=2024,
    )


GRANTS: Final = {
    "Integreringstilskudd for år 1": "year1",
    "Integreringstilskudd for år 2-5": "years2_5",
    "Tilskudd til bosetting av enslige mindreårige flyktninger": "minors",
}


def grants_2024(source: Source) -> Table:
    """Build the grants per municipality 2022-23 (2024 has no figures at the source)."""
    cells: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    for r in source.rows(
        "imdi_grants_kommune_2022_2024.csv", ["År", "Tilskuddstype", "Antall", "Kommunenummer"]
    ):
        kind, code = GRANTS.get(r["Tilskuddstype"]), r["Kommunenummer"].zfill(4)
        if kind is None or r["År"] == "2024" or not re.fullmatch(r"\d{4}", code):
            continue
        place = cells[code, int(r["År"])]
        if r["Antall"]:
            place[kind] = place.get(kind, 0.0) + float(r["Antall"])
    known = {r["kommune_nr"] for r in settled_rows(source)}
    out: list[tuple[Cell, ...]] = []
    for code in sorted(known):
        for year in (2022, 2023):
            found = cells.get((code, year), {})
            pairs = [
                (round(found[kind]), OBSERVED) if kind in found else (None, MISSING)
                for kind in GRANTS.values()
            ]
            out.append((code, year, *(cell for pair in pairs for cell in pair)))
    return Table(
        "grants_2024",
        "Grants from IMDi per municipality 2022-23",
        "Codes of 2024; a municipality without a row at the source has no figure, which is not zero.",
        "IMDi",
        LICENCE_IMDI,
        ("IMDi grants per municipality 2022-24 (copy)",),
        (
            Field("code", "string", "", "municipality code of 2024, four digits"),
            Field("year", "integer", "year", "calendar year"),
            *with_status("year1", "integer", "NOK", "integration grant, year of settlement"),
            *with_status("years2_5", "integer", "NOK", "integration grant, years 2-5"),
            *with_status("minors", "integer", "NOK", "grant for unaccompanied minors"),
        ),
        out,
        code_year=2024,
    )


# National figures from 2017 on that the world of 2024 uses or is held against.
NATIONAL: Final = (
    r"(asylum|uam)_applications_20(17|18|19|2\d)|collective_protection_.*_2022|individual_grants_2022|"
    r"quota_arrivals_20(19|23)|requested_20(23|24)|requested_uam_2024|resolved_2024|need_2023|"
    r"settled_2022_gt|settled_2024|settled_2025_prelim|settled_(municipal|ukrainian|other)_sum_202[234]|"
    r"settled_2010_2023_still_resident|n_municipalities_settled_2022|ukrainians_in_reception_20240131|"
    r"municipal_dwellings_202[123]|tenant_households_20(20|23)|G_20(17|18|19|2\d)|"
    r"grant_(year\d|uam|collective|basic).*_202[34]|utleietilskudd_abolished|startlaan_amount_20(18|20)|"
    r"startlan_amount_2020|intro_programme_new_(min_months|max_years)|intro_participants_202[234]|"
    r"bostotte_(households|monthly)_jan2022|owner_share_immigrants_2022|employed_refugees_4q2018|"
    r"share_settled_(syria|drc|eritrea)_2018|price_m2_used_detached_20(17|18|19|20)"
)


def national_2024(source: Source) -> Table:
    """Build the national figures of 2017-25."""
    out: list[tuple[Cell, ...]] = [
        (
            fact_id,
            int(r["year"]),
            number(r["value"]),
            r["unit"],
            r["quantity"],
            r["group"],
            r["source"],
            r["confidence"],
        )
        for fact_id, r in facts(source).by_id.items()
        if re.fullmatch(NATIONAL, fact_id)
    ]
    return Table(
        "national_2024",
        "National figures 2017-25",
        "Permits, arrivals, settlement, dwellings, rates and rules for the world of 2024. What is "
        "marked memory-* was not read from its publisher.",
        "IMDi, UDI, SSB, Husbanken, NAV",
        f"{LICENCE_SSB}; {LICENCE_IMDI}; {LICENCE_UDI}",
        ("named in each row",),
        (
            Field("id", "string", "", "id of the figure"),
            Field("year", "integer", "year", "calendar year"),
            Field("value", "number", "as in unit", "the figure"),
            Field("unit", "string", "", "its unit"),
            Field("quantity", "string", "", "what it counts"),
            Field("group", "string", "", "of whom"),
            Field("source", "string", "", "publication read"),
            Field("confidence", "string", "", "verified, verified-secondary or memory-*"),
        ),
        sorted(out, key=lambda r: str(r[0])),
        code_year=None,
    )
