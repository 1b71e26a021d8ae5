"""Work, programme outcomes and moves."""

from __future__ import annotations

from collections import defaultdict

from data.building.codes import code_2013
from data.building.patterns import OUTCOMES, RESIDENCE, residence_id
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

SEXES = {"0": "women", "1": "men", "alle": "all"}
SEX_FIELD = Field("sex", "string", "", "sex", ("all", "men", "women"))
EVIDENCE = Field("evidence_id", "string", "", "the same figure in patterns; its role rules here")


def employment_flukt(source: Source) -> Table:
    """Build employed persons and share by county, for all and for reason refuge."""
    cells: dict[tuple[str, str, int, str], dict[str, str]] = defaultdict(dict)
    rows = source.rows(
        "employment_by_immigration_reason_fylke_2006_2012.csv",
        ["region", "year", "reason", "sex(0=women,1=men)", "unit", "value"],
    )
    for r in rows:
        if r["reason"] in ("flukt", "alle"):
            key = r["reason"], r["region"], int(r["year"]), SEXES[r["sex(0=women,1=men)"]]
            cells[key][r["unit"]] = r["value"]
    reasons = {"flukt": "refuge", "alle": "all_immigrants"}
    out: list[tuple[Cell, ...]] = []
    for (reason, county, year, sex), found in sorted(cells.items()):
        national = reason == "flukt" and county == "00"
        evidence = f"employment_refugees_{sex}_{year}" if national else None
        share = round(int(found["prosent"]) / 100, 2)
        out.append(
            (reasons[reason], county, year, sex, int(found["personer"]), OBSERVED, share,
             OBSERVED, evidence)
        )  # fmt: skip
    return Table(
        "employment_flukt",
        "Immigrants in work by reason, county and sex",
        "Fourth quarter 2006-2012; reason refuge and all immigrants. The count fell by 30 % from "
        "2008 to 2009 while the stock grew: a break whose cause the copy does not state. Read "
        "2009-12 as one series. Shares are published as whole per cent.",
        "SSB",
        LICENCE_SSB,
        ("SSB employment among immigrants by reason for immigration (copy)",),
        (
            Field("reason", "string", "", "reason", tuple(reasons.values())),
            Field("county_code", "string", "", "county code, two digits; 00 is Norway"),
            Field("year", "integer", "year", "fourth quarter"),
            SEX_FIELD,
            *with_status("employed", "integer", "persons", "persons in work"),
            *with_status("share", "number", "share", "of persons of the group in work"),
            EVIDENCE,
        ),
        out,
    )


def employment_by_residence(source: Source) -> Table:
    """Build employment by years of residence."""
    out: list[tuple[Cell, ...]] = []
    rows = source.rows(RESIDENCE, ["year", "group", "residence_years"])
    for r in rows:
        group = r["group"].lower()
        years = r["residence_years"]
        evidence = residence_id(r)
        share = round(float(r["percent_employed"]) / 100, 3)
        out.append((int(r["year"]), group, years, share, OBSERVED, evidence))
    return Table(
        "employment_by_residence",
        "Share in work by years of residence",
        "All reasons for immigration. Iraq and Syria are published as whole per cent.",
        "SSB",
        LICENCE_SSB,
        ("SSB employment among immigrants by years of residence",),
        (
            Field("year", "integer", "year", "fourth quarter"),
            Field("group", "string", "", "origin or population"),
            Field("residence_years", "string", "years", "from_to, 7plus or all"),
            *with_status("share", "number", "share", "of the group in work"),
            EVIDENCE,
        ),
        sorted(out, key=lambda r: (str(r[1]), int(str(r[0])), str(r[2]))),
        code_year=None,
    )


def _cell(text: str | None, scale: int = 1) -> tuple[Cell, Cell]:
    if text is None:
        return None, MISSING
    if text == ":":
        return None, SUPPRESSED
    return (int(text) if scale == 1 else round(int(text) / scale, 2)), OBSERVED


def programme_outcomes(source: Source) -> Table:
    """Build work or education after the programme: nation and counties by sex, municipalities.

    Five years after is not observed in 2011 (the programme was too young): missing, though the
    source shows 0. Municipalities without participants are left out.
    """
    cells: dict[tuple[str, str, int, int, str], dict[str, str]] = defaultdict(dict)
    columns = ["level", "region", "observation_year", "years_after_completion", "sex", "status"]
    for r in source.rows(OUTCOMES, columns):
        if r["level"] == "kommune" and r["sex"] != "all":
            continue
        if (r["status"], r["unit"]) in (("alle", "personer"), ("arbutd", "prosent")):
            key = (
                r["level"], r["region"], int(r["observation_year"]),
                int(r["years_after_completion"]), r["sex"],
            )  # fmt: skip
            cells[key][r["status"]] = r["value"]
    out: list[tuple[Cell, ...]] = []
    for (level, region, year, after, sex), found in sorted(cells.items()):
        people, share = _cell(found.get("alle")), _cell(found.get("arbutd"), 100)
        if (year, after) == (2011, 5):
            people = share = (None, MISSING)
        if level == "kommune" and (people[1] == MISSING or people[0] == 0):
            continue
        if people[1] == SUPPRESSED and share[1] == OBSERVED:  # a share of nobody known
            share = (None, SUPPRESSED)
        name = "nation" if region == "00" else {"fylke": "county"}.get(level, "municipality")
        national = name == "nation" and people[1] == OBSERVED
        evidence = f"intro_workedu_{after}y_{sex}_{year}" if national else None
        code = code_2013(region) if name == "municipality" else region
        out.append((name, code, year, after, sex, *people, *share, evidence))
    return Table(
        "programme_outcomes",
        "Work or education after the introduction programme",
        "Observed in November 2011 and 2012, 1-5 years after leaving the programme. Counts under "
        "3 are suppressed. Municipalities for both sexes together only; for Inderøy and Harstad "
        "the source changes between old and new code from row to row, without overlap.",
        "SSB",
        LICENCE_SSB,
        ("SSB introduction programme outcomes (copy)",),
        (
            Field("level", "string", "", "level", ("nation", "county", "municipality")),
            Field("code", "string", "", "00, county code or municipality code"),
            Field("observation_year", "integer", "year", "November of the year"),
            Field("years_after", "integer", "years", "years after leaving the programme"),
            SEX_FIELD,
            *with_status("participants", "integer", "persons", "former participants observed"),
            *with_status("share", "number", "share", "of these in work or education"),
            EVIDENCE,
        ),
        out,
    )


FLOWS = {
    "innflytting": "moves_in",
    "utflytting": "moves_out",
    "innvandring": "immigration",
    "utvandring": "emigration",
}


def moves(source: Source) -> Table:
    """Build moves in and out per municipality 2013-2014."""
    cells: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    region = "world_region(1=EU/EEA etc,2=Africa/Asia etc)"
    for r in source.rows(
        "moves_by_municipality_2013_2014.csv", ["level", "region", "year", "move_type", region]
    ):
        group = {"innvandrere": "", "alle": "all"}.get(r["population_category"])
        if r["level"] != "kommune" or r["move_type"] not in FLOWS or group is None:
            continue
        if not group and r[region] != "2":
            continue
        column = f"{FLOWS[r['move_type']]}_{group or 'africa_asia'}"
        cells[code_2013(r["region"]), int(r["year"])][column] += int(r["persons"])
    names = [f"{flow}_{group}" for flow in FLOWS.values() for group in ("africa_asia", "all")]
    out: list[tuple[Cell, ...]] = [
        (code, year, *(found[name] for name in names)) for (code, year), found in sorted(cells.items())
    ]
    return Table(
        "moves",
        "Moves in and out of municipalities",
        "2013 and 2014; immigrants from Africa, Asia and the like (world region 2) and everyone. "
        "SSB rounds counts under 3 to 0 or 3 at random, so small cells are noisy.",
        "SSB",
        LICENCE_SSB,
        ("SSB moves by municipality and country group (copy)",),
        (
            Field("code", "string", "", "municipality code, four digits"),
            Field("year", "integer", "year", "calendar year"),
            *(
                Field(name, "integer", "persons", name.replace("_", " ") + ", persons in the year")
                for name in names
            ),
        ),
        out,
    )
