"""Requests, decisions and settlement per municipality; settlement per county; grants."""

from __future__ import annotations

from collections import defaultdict

from data.building.codes import code_2013
from data.building.source import Source
from data.building.table import (
    LICENCE_IMDI,
    MISSING,
    OBSERVED,
    Cell,
    Field,
    Table,
    with_status,
)

UNSPECIFIED = "9999"


def _published(text: str) -> tuple[Cell, Cell]:
    """Read a count; a blank is missing, an explicit zero is an observed zero."""
    return (int(float(text)), OBSERVED) if text else (None, MISSING)


def settlement_panel(source: Source) -> Table:
    """Build the panel of requests, decisions and settlement 2009-2013.

    The copy read holds no row for code 9999 (unspecified municipality); should one appear it is
    kept and flagged rather than spread over the others.
    """
    rows = source.rows(
        "imdi_settlement_panel_kommune_2009_2013.csv",
        ["kommune_nr", "year", "requested", "resolved", "settled"],
    )
    out: list[tuple[Cell, ...]] = []
    for r in rows:
        code = r["kommune_nr"]
        out.append(
            (
                code,
                int(r["year"]),
                int(code == UNSPECIFIED),
                *_published(r["requested"]),
                *_published(r["resolved"]),
                *_published(r["settled"]),
            )
        )
    return Table(
        "settlement_panel",
        "Refugees requested, decided and settled per municipality",
        "Persons asked for by IMDi, decided by the council (the source says resolved) and settled. "
        "Requests and decisions are known for 2012 and 2013 only. Settled is never an explicit "
        "zero; county totals equal the sum of the published cells, so a blank added nobody.",
        "IMDi",
        LICENCE_IMDI,
        ("IMDi settlement figures per municipality (copy in gardenberg/imdikator-munch)",),
        (
            Field("code", "string", "", "municipality code, four digits; 9999 is unspecified"),
            Field("year", "integer", "year", "calendar year"),
            Field("unspecified", "integer", "0/1", "1 for code 9999"),
            *with_status("requested", "integer", "persons", "places asked for by IMDi"),
            *with_status("decided", "integer", "persons", "places the council decided on"),
            *with_status("settled", "integer", "persons", "refugees settled"),
        ),
        sorted(out, key=lambda r: (str(r[0]), int(str(r[1])))),
    )


def settled_by_county(source: Source) -> Table:
    """Build settled refugees per county and year."""
    rows = source.rows("settled_by_county_2009_2013.csv", ["fylke_nr", "fylke", "settled"])
    out: list[tuple[Cell, ...]] = [
        (r["fylke_nr"], r["fylke"], int(r["year"]), *_published(r["settled"])) for r in rows
    ]
    return Table(
        "settled_by_county",
        "Refugees settled per county",
        "Equal to the sum of the settlement panel in every county and year.",
        "IMDi",
        LICENCE_IMDI,
        ("IMDi settlement figures per county (copy)",),
        (
            Field("county_code", "string", "", "county code, two digits"),
            Field("county_name", "string", "", "county"),
            Field("year", "integer", "year", "calendar year"),
            *with_status("settled", "integer", "persons", "refugees settled"),
        ),
        sorted(out, key=lambda r: (str(r[0]), int(str(r[2])))),
    )


GRANTS = {
    "totalt": ("total", "all grants from IMDi; excludes Norwegian training before 2013"),
    "inttilsk_1": ("year1", "integration grant, year of settlement"),
    "inttilsk_2_5": ("years2_5", "integration grant, years 2-5"),
    "em_tilsk": ("minors", "grant for unaccompanied minors"),
    "norsk_samf_tilsk": ("norwegian_training", "grant for Norwegian and social studies"),
}


def grants(source: Source) -> Table:
    """Build the grants per municipality 2011-2013.

    Oslo's years 2-5 for 2012 stand as 0 in the source although years 1-5 (452.7 million) less
    year 1 (127.9 million) leave 324.8 million: both that cell and the total without it are
    missing. Norwegian training is 0 everywhere in 2011 and 2012, that is, not in the file.
    """
    cells: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = source.rows(
        "imdi_grants_to_municipalities_2011_2013.csv", ["level", "region", "year", "grant", "nok"]
    )
    for r in rows:
        if r["level"] == "kommune" and r["grant"] in GRANTS:
            cells[code_2013(r["region"]), int(r["year"])][r["grant"]] += round(float(r["nok"]))
    out: list[tuple[Cell, ...]] = []
    for (code, year), found in sorted(cells.items()):
        row: list[Cell] = [code, year]
        for grant in GRANTS:
            oslo_gap = (code, year) == ("0301", 2012) and grant in ("inttilsk_2_5", "totalt")
            no_training = grant == "norsk_samf_tilsk" and year < 2013
            lacking = grant not in found or oslo_gap or no_training
            row += [None, MISSING] if lacking else [found[grant], OBSERVED]
        out.append(tuple(row))
    fields = [
        Field("code", "string", "", "municipality code, four digits"),
        Field("year", "integer", "year", "budget year"),
    ]
    for name, description in GRANTS.values():
        fields += with_status(name, "integer", "NOK", description)
    return Table(
        "grants",
        "Grants from IMDi to municipalities",
        "NOK of the year. Oslo's years 2-5 and total of 2012 are missing (about 325 million), so "
        "national sums from this table are too low that year.",
        "IMDi",
        LICENCE_IMDI,
        ("IMDi grants per municipality (copy)",),
        tuple(fields),
        out,
    )
