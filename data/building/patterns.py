"""Group patterns: what the model is compared with, by family."""

from __future__ import annotations

import re
from typing import Final

from data.building.facts import (
    PROVENANCE,
    facts,
    national_series,
    qualifier_of,
    unit_of,
    value_of,
)
from data.building.source import Row, Source
from data.building.table import (
    LICENCE_IMDI,
    LICENCE_SSB,
    LICENCE_UDI,
    Cell,
    Field,
    Table,
    number,
    with_status,
)

# Family -> ids that belong to it; the first family that fits an id gets it.
FAMILIES: Final[dict[str, str]] = {
    "retention": r"retention5_.*|c2005_all_(?!n$).*|oslo_district_retention.*"
    r"|share_in_first_muni.*|retention_l.*",
    "moves": r"mover_destination_.*|annual_moves_to_oslo.*|move_rate_.*|moves_inter.*",
    "tenure_2001": r"tenure2001_.*|tenants2001_.*|tenant_share_2001",
    "tenure_2006": r"tenure_.*_2006",
    "tenure": r"housing_owner_.*|housing_freehold_.*|owner_share_.*",
    "crowding_2001": r"dwelling_\d+occ_oslo_.*",
    "crowding": r"housing_overcrowded_.*|area_per_.*",
    "standard": r"housing_(rot|noise|detached)_.*",
    "household_2001": r"hh_persons_.*_2001",
    "household": r"hh_(share|type|size)_.*|household_size_.*|housing_alone_.*",
    "programme": r"intro_workedu_.*|intro_status_1y_.*",
    "work": r"employment_.*",
    "income": r"income_mean_.*|lowincome_.*",
    "waiting": r"uam_wait_.*|uam_within_.*|uam_waiting_.*|uam_unassigned.*|waiting_.*"
    r"|share_waiting_.*|share_longwait_.*|share_unassigned_.*|share_uam_assigned_.*",
    "municipal_housing": r"mun_alloc_.*|share_(municipalities|small|large|medium).*private_rental"
    r"|mun_new_lets_.*",
    "disadvantaged": r"disadv_.*|homeless_.*",
    "origins": r"share_settled_.*|permits_(eritrea|somalia|syria|children|adults|women|men)_.*"
    r"|share_permits_.*|share_women_18_29_.*|share_(alone|um|women|in_family|men)_.*applicants.*",
    "minors": r"um_(refugees|share)_.*|uam_share_boys_.*|n_municipalities_settled_uam_.*",
    "quota": r"quota_target_.*",
    "reunification": r"immig_family_to_refugee_.*|immig_refugee_[a-z]+_2011"
    r"|family_permits_(somalia|eritrea)_.*|share_children_family_.*"
    r"|family_(reunif|estab)_refugee_men_.*",
    "stock": r"refbg_(age|residence|resettlement|asylum|growth|share)_.*"
    r"|refbg_(total|principal|family)_(?!all_).*|refugee_background_.*|immigrants_[a-z]+_2010"
    r"|cohort_.*_size",
    "demography": r"tfr_.*|demog_(birth|death|emigration)_rate_.*|iraq_.*",
    "rent": r"rent_landlord_.*|rent_mun_discount_.*",
}

# Programme outcomes by sex and years after that are published but not among the figures.
RESIDENCE: Final = "employment_by_residence.csv"
OUTCOMES: Final = "intro_programme_outcomes_2011_2012.csv.gz"


def family_of(fact_id: str) -> str | None:
    """Return the family of a figure, or None if it is not a pattern."""
    for family, pattern in FAMILIES.items():
        if re.fullmatch(pattern, fact_id):
            return family
    return None


def _row(r: Row, family: str) -> tuple[Cell, ...]:
    note = r["notes"].strip()
    return (
        r["id"], r["quantity"], r["group"], r["geography"], int(r["year"]), value_of(r), "observed",
        unit_of(r["unit"])[0], qualifier_of(note), r["source"], r["id"], r["confidence"], note,
        family,
    )  # fmt: skip


def _share(
    fact_id: str, quantity: str, group: str, year: str, percent: str, source: str, family: str
) -> tuple[Cell, ...]:
    """Make a row of a share taken from a table instead of the list of figures."""
    return (
        fact_id, quantity, group, "Norway", int(year), number(percent) / 100, "observed", "share",
        "", source, fact_id, "computed", "", family,
    )  # fmt: skip


def _outcomes(source: Source, known: set[str]) -> list[tuple[Cell, ...]]:
    """National programme outcomes that the list of figures lacks, from the full table."""
    out: list[tuple[Cell, ...]] = []
    columns = ["region", "observation_year", "years_after_completion", "sex", "status", "unit"]
    for r in source.rows(OUTCOMES, columns):
        if r["region"] != "00" or r["status"] != "arbutd" or r["unit"] != "prosent":
            continue
        year, after = r["observation_year"], r["years_after_completion"]
        fact_id = f"intro_workedu_{after}y_{r['sex']}_{year}"
        if fact_id in known or (year, after) == ("2011", "5"):  # no cohort that early
            continue
        quantity = f"share in work/education {after} year(s) after leaving the programme"
        title = "SSB introduction programme outcomes (copy)"
        out.append(_share(fact_id, quantity, r["sex"], year, r["value"], title, "programme"))
    return out


def residence_id(row: Row) -> str:
    """Return the id of one row of employment by years of residence."""
    years = row["residence_years"]
    suffix = years if years in ("all", "7plus", "0_3", "4_6") else f"{years}y"
    return f"employment_{row['group'].lower()}_{suffix}_{row['year']}"


def _residence(source: Source, known: set[str]) -> list[tuple[Cell, ...]]:
    """Employment by years of residence that the list of figures lacks."""
    out: list[tuple[Cell, ...]] = []
    for r in source.rows(RESIDENCE, ["year", "group", "residence_years", "percent_employed"]):
        fact_id = residence_id(r)
        if fact_id in known:
            continue
        quantity = f"employment rate, residence {r['residence_years']} years"
        title = "SSB employment by years of residence (copy)"
        percent = r["percent_employed"]
        out.append(_share(fact_id, quantity, r["group"], r["year"], percent, title, "work"))
    return out


def patterns(source: Source) -> Table:
    """Build the table of group patterns."""
    found = facts(source).by_id
    series = national_series(source)
    place = [f.name for f in series.fields].index("source_id")
    taken = {str(row[place]) for row in series.rows}  # one figure, one table
    rows = [
        _row(r, family) for i, r in found.items() if i not in taken and (family := family_of(i)) is not None
    ]
    rows += _outcomes(source, set(found)) + _residence(source, set(found))
    return Table(
        "patterns",
        "Group patterns",
        "National and group figures the model is compared with or drawn from. Which of the two is "
        "decided in held_out.toml, never here.",
        "SSB, IMDi, UDI",
        f"{LICENCE_SSB}; IMDi: {LICENCE_IMDI}; UDI: {LICENCE_UDI}",
        ("facts.csv: see the columns source and source_id",),
        (
            Field("id", "string", "", "pattern"),
            Field("quantity", "string", "", "what is measured"),
            Field("group", "string", "", "who is measured"),
            Field("geography", "string", "", "where"),
            Field("year", "integer", "year", "year of the figure; for retention5 the cohort"),
            *with_status("value", "number", "see unit", "figure"),
            *PROVENANCE,
            Field("family", "string", "", "kind of pattern", tuple(FAMILIES)),
        ),
        sorted(rows, key=lambda r: (str(r[-1]), str(r[0]))),
        code_year=None,
    )
