"""Reading the list of single figures, and the national yearly series made from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

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
from data.errors import DataError

FACT_COLUMNS = ("id", "quantity", "value", "unit", "year", "geography", "source", "notes")
LAST_YEAR: Final = 2016
LAST_SETTLEMENT_YEAR: Final = 2013

# Series id -> how the id of a figure starts; the year is what follows. Settlement after 2013, and
# the grants that would give it away, are left out on purpose: not for this model to see.
SERIES: Final[dict[str, str]] = {
    "permits_total": "grants_total",
    "permits_quota": "quota_granted",
    "quota_arrivals": "quota_arrivals",
    "permits_udi_convention": "udi_convention_refugee",
    "permits_udi_other_refugee": "udi_other_refugee_status",
    "permits_udi_humanitarian": "udi_humanitarian",
    "refusals_udi": "udi_refusals_on_merit",
    "permit_rate_udi": "grant_rate",
    "asylum_applications": "asylum_applications",
    "uam_applications": "uam_applications",
    "uam_settled": "settled_uam",
    "uam_target": "target_uam",
    "uam_need": "need_uam",
    "settlement_target": "settlement_target",
    "settlement_forecast": "settled_forecast",
    "settlement_forecast_first_budget": "settled_forecast_saldert",
    "requested_press": "requested",
    "decided_press": "resolved",
    "requested": "requested_sum",
    "decided": "resolved_sum",
    "settled_annual": "settled",
    "settled_panel": "settled_sum",
    "municipalities_requested": "n_municipalities_requested",
    "municipalities_decided": "n_municipalities_resolved",
    "municipalities_settled": "n_municipalities_settled",
    "waiting_end": "waiting_end",
    "waiting_gt12m_end": "waiting_gt12m_end",
    "waiting_sep": "waiting_sep",
    "waiting_aug": "waiting_aug",
    "reception_residents_end": "reception_residents_end",
    "reception_all_end": "reception_all_end",
    "refugee_background": "refbg_total_all",
    "refugee_background_principal": "refbg_principal_all",
    "refugee_background_family": "refbg_family_all",
    "refugee_immigration": "immig_refugee",
    "refugee_immigration_all": "immig_refugee_all",
    "family_to_refugees": "family_to_refugees_total",
    "family_reunified_to_refugees": "family_reunif_refugee",
    "family_established_to_refugees": "family_estab_refugee",
    "family_permits_to_refugees": "family_permits_to_refugees",
    "G": "G",
    "G_mean": "G_mean",
    "municipal_dwellings": "municipal_dwellings",
    "municipal_dwellings_owned": "municipal_dwellings_owned",
    "municipal_dwellings_rented_in": "municipal_dwellings_rented_in",
    "municipal_dwellings_private_disposal": "municipal_dwellings_private_disposal",
    "municipal_dwelling_opex": "municipal_dwelling_opex",
    "municipal_dwellings_utilisation": "mun_dwellings_utilisation",
    "municipal_dwellings_sold": "mun_dwellings_sold",
    "care_dwellings": "care_dwellings",
    "municipal_housing_applications": "mun_housing_applications",
    "municipal_housing_refusals": "mun_housing_refusals",
    "homeless": "homeless",
    "dwellings_completed": "dwellings_completed_norway",
    "households": "households_norway",
    "tenant_households": "tenant_households",
    "owner_households_freehold": "owner_households_freehold",
    "owner_households_cooperative": "owner_households_coop",
    "house_sale_mean_price": "house_sale_mean_price",
    "rent_all": "rent_all_norway",
    "rental_grant_frame": "rental_grant_frame",
    "rental_grant_frame_ordinary": "rental_grant_frame",
    "rental_grant_appropriation": "rental_grant_appropriation",
    "rental_grant_dwellings": "rental_grant_dwellings",
    "rental_grant_per_refugee_unit": "rental_grant_per_refugee_unit",
    "kap581_accounts": "kap581_accounts",
    "kap581_budget": "kap581_budget",
    "startlan_households": "startlan_households",
    "startlan_recipients": "startlaan_recipients",
    "startlan_amount": "startlan_amount",
    "startlan_mean": "startlan_mean",
    "housing_allowance_accounts": "bostotte_accounts",
    "housing_allowance_budget": "bostotte_budget",
    "housing_allowance_recipients": "bostotte_recipients",
    "housing_allowance_monthly": "bostotte_monthly",
    "integration_grant_5yr_adult": "grant_5yr_adult",
    "integration_grant_5yr_child": "grant_5yr_child",
    "integration_grant_5yr_single": "grant_5yr_single",
    "municipal_cost_5yr": "municipal_cost_5yr",
    "grant_coverage_adult": "grant_coverage_adult",
    "imdi_grants_total": "grants_totalt",
    "imdi_grants_year1": "grants_inttilsk_1",
    "imdi_grants_years2_5": "grants_inttilsk_2_5",
    "imdi_grants_minors": "grants_em_tilsk",
}

# Ids that do not follow the pattern: (series, figure id).
EXTRA: Final = (
    ("housing_allowance_households_budget", "bostotte_households_2013_budget"),
    ("housing_allowance_mean_budget", "bostotte_avg_2013_budget"),
    ("housing_allowance_households_feb", "bostotte_households_feb2011"),
    ("municipal_dwellings_care_share", "care_dwellings_share_2010"),
    ("permits_after_application", "grants_2005"),
    ("rental_grant_frame_ordinary", "rental_grant_frame_2011_ordinary"),
    ("requested_snapshot", "requested_2013_fafo"),
    ("decided_snapshot", "resolved_2013_fafo"),
    ("decided_press", "resolved_2009_press"),
)

# Another figure of the same series and year that is better sourced.
PREFERRED: Final = {
    **{f"G_{year}": f"G_verified_{year}" for year in range(2007, 2014)},
    **{f"municipal_dwellings_{y}": f"municipal_dwellings_total_{y}" for y in (2008, 2009, 2010)},
    "municipal_dwellings_2015": "municipal_dwellings_total_2015",
}

# Consumer prices, 2015 = 100, mean of the year. The levels are from memory (2012-2016 as in row C75
# of the evidence); each year's growth was checked against Norges Bank's table of 1995-2016.
CPI: Final = {
    2005: 82.3, 2006: 84.2, 2007: 84.8, 2008: 88.1, 2009: 89.9, 2010: 92.1,
    2011: 93.3, 2012: 93.9, 2013: 95.9, 2014: 97.9, 2015: 100.0, 2016: 103.6,
}  # fmt: skip


# How exact a figure is -> words of its note; the first that fits counts.
QUALIFIERS: Final = {
    "lower_bound": r"lower bound|^\"?over ",
    "upper_bound": r"upper bound",
    "inferred": r"\binferred\b",
    "rounded": r"\brounded\b(?! rates)|rounding|^approx|^\"?about|\"nearly",
}
PROVENANCE: Final = (
    Field("unit", "string", "", "unit of value"),
    Field("qualifier", "string", "", "how exact the figure is", ("", *QUALIFIERS)),
    Field("source", "string", "", "publication or page read"),
    Field("source_id", "string", "", "id of the figure in the evidence"),
    Field("confidence", "string", "", "verified, derived, computed or from memory"),
    Field("note", "string", "", "what the reader of the source remarked"),
)


@dataclass(frozen=True)
class Facts:
    """Single figures by id."""

    by_id: dict[str, Row]

    def __getitem__(self, fact_id: str) -> Row:
        try:
            return self.by_id[fact_id]
        except KeyError:
            raise DataError(f"The source file 'facts.csv' has no row '{fact_id}'.") from None


def facts(source: Source) -> Facts:
    """Read all figures."""
    return Facts({r["id"]: r for r in source.rows("facts.csv", FACT_COLUMNS)})


def unit_of(unit: str) -> tuple[str, float]:
    """Return a unit of the model and the factor that leads to it (money in NOK)."""
    if unit.startswith("million NOK"):
        return unit.replace("million NOK", "NOK"), 1e6
    if unit.startswith("billion NOK"):
        return unit.replace("billion NOK", "NOK"), 1e9
    return unit, 1.0


def value_of(row: Row) -> Cell:
    """Return the figure in the unit of the model."""
    raw = number(row["value"])
    factor = unit_of(row["unit"])[1]
    return round(raw * factor) if factor > 1 else raw


def qualifier_of(note: str) -> str:
    """Return how exact a figure is, as far as its note tells."""
    text = note.casefold()
    for qualifier, pattern in QUALIFIERS.items():
        if re.search(pattern, text):
            return qualifier
    return ""


def _row(series: str, row: Row) -> tuple[Cell, ...]:
    note = row["notes"].strip()
    return (
        series, int(row["year"]), value_of(row), "observed", unit_of(row["unit"])[0],
        qualifier_of(note), row["source"], row["id"], row["confidence"], note,
    )  # fmt: skip


def national_series(source: Source) -> Table:
    """Build national yearly series to 2016, one row per series and year."""
    found = facts(source)
    out: dict[tuple[str, int], tuple[Cell, ...]] = {}
    for series, prefix in SERIES.items():
        for fact_id, row in found.by_id.items():
            if not re.fullmatch(rf"{re.escape(prefix)}_\d{{4}}", fact_id):
                continue
            last = LAST_SETTLEMENT_YEAR if series.startswith("imdi_grants") else LAST_YEAR
            if row["geography"] != "Norway" or int(row["year"]) > last:
                continue
            better = found.by_id.get(PREFERRED.get(fact_id, fact_id), row)
            out[series, int(row["year"])] = _row(series, better)
    for old, new in PREFERRED.items():  # years only the better row has
        if old not in found.by_id and old.startswith("municipal_dwellings"):
            row = found[new]
            out["municipal_dwellings", int(row["year"])] = _row("municipal_dwellings", row)
    for series, fact_id in EXTRA:
        row = found[fact_id]
        out[series, int(row["year"])] = _row(series, row)
    out.pop(("rental_grant_frame_ordinary", 2012), None)  # the ordinary part is known for 2011
    for year, index in CPI.items():
        out["cpi", year] = (
            "cpi", year, index, "observed", "2015=100", "",
            "SSB consumer price index; growth as in Norges Bank PPR 1/2017", "C75",
            "verified-secondary", "level from memory; growth of each year checked",
        )  # fmt: skip
    return Table(
        "national_series",
        "National yearly series",
        "Permits, applications, requests, decisions, settlement, waiting, money and dwellings for "
        "the whole country; NOK of the year. The year is that of the figure, not of publication.",
        "UDI, IMDi, SSB, Husbanken, state budget",
        f"{LICENCE_SSB}; IMDi: {LICENCE_IMDI}; UDI: {LICENCE_UDI}",
        ("facts.csv: see the columns source and source_id",),
        (
            Field("id", "string", "", "series"),
            Field("year", "integer", "year", "calendar year"),
            *with_status("value", "number", "see unit", "figure"),
            *PROVENANCE,
        ),
        [out[key] for key in sorted(out)],
        code_year=None,
    )
