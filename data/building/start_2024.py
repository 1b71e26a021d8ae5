"""What the start of the world of 2024 is drawn from: put together, for it is not at hand.

No figure of residents of refugee background per municipality after 2010 is published. The start of 1 January
2024 is made of what is, by the constants below, each `assumed`; the descriptor says how.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from data.building.codes import crosswalk_2024
from data.building.facts import facts
from data.building.markets import market_zone
from data.building.norway_2024 import YEARS, settled_rows
from data.building.people import refugee_stock
from data.building.settlement import settlement_panel
from data.building.source import Source
from data.building.table import (
    LICENCE_IMDI,
    LICENCE_KARTVERKET,
    LICENCE_SSB,
    Cell,
    Field,
    Table,
)

Counts = dict[str, float]

# Residents of 1 January 2024, by when they came.
KEPT_2010: Final = 0.80  # of those of 2010: neither dead nor gone abroad fourteen years on
STILL_RESIDENT: Final = "settled_2010_2023_still_resident"
KEPT_LATELY: Final = {2022: 0.90, 2023: 0.97}  # of those settled in 2022 and 2023: still in Norway
FAMILY: Final = 0.25  # came to be with those settled 2010-21, for each of them
MOVED_LATELY: Final = 0.08  # of those settled 2022-23 who live where the stock of 2010 was
MOVED: Final = 0.25  # the same, of those settled 2010-21
# Came out of another on 1 January 2024: the other's figures of 2022-23 are those of both, and are
# divided by the persons of 2024 (assumed).
DIVIDED: Final = {"1580": "1508"}  # Haram, out of Ålesund
WOMEN: Final = {"settled_2010_2021": 0.44, "settled_other": 0.45, "settled_ukrainian": 0.56}


def apportioned(total: float, weight: Mapping[str, float]) -> dict[str, int]:
    """Return whole numbers that add up to the rounded total, in proportion (largest remainder)."""
    whole = sum(weight.values())
    exact = {code: total * share / whole for code, share in weight.items()}
    result = {code: int(value) for code, value in exact.items()}
    rest = sorted(exact, key=lambda code: (result[code] - exact[code], code))
    for code in rest[: round(total) - sum(result.values())]:
        result[code] += 1
    return result


def _carried(shares: list[tuple[str, str, float]], counts: Mapping[str, float]) -> Counts:
    """Carry counts by code of 2013 to codes of 2024."""
    out: Counts = defaultdict(float)
    for old, new, share in shares:
        out[new] += counts.get(old, 0.0) * share
    return out


def _moved(counts: Counts, share: float, towards: Counts) -> Counts:
    """Move a share of everyone to where `towards` is."""
    total, whole = sum(counts.values()), sum(towards.values())
    return {
        code: (1.0 - share) * counts.get(code, 0.0) + share * total * towards[code] / whole
        for code in towards
    }


def start_2024(source: Source) -> Table:
    """Build what the start of 1 January 2024 is drawn from."""
    shares = [(str(r[0]), str(r[1]), float(str(r[3]))) for r in crosswalk_2024(source).rows]
    old = {r["kommune_nr"]: r for r in source.rows("municipalities_2013.csv", ["kommune_nr", "imdi_region"])}
    zones = {str(r[0]): r for r in market_zone(source).rows}
    rows = settled_rows(source)
    codes = sorted({r["kommune_nr"] for r in rows})
    parts: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for code, new, share in shares:
        parts[new].append((share * float(old[code]["population_2015"]), code))
    population = {(r["kommune_nr"], int(r["year"])): int(float(r["population"])) for r in rows}
    for new, rest in DIVIDED.items():
        share = population[new, 2024] / (population[new, 2024] + population[rest, 2024])
        for year in (2022, 2023):
            whole = population[rest, year]
            population[new, year] = round(share * whole)
            population[rest, year] = whole - population[new, year]

    stock = [r for r in refugee_stock(source).rows if r[1] == 2010]
    stock_2010 = _carried(shares, {str(r[0]): float(str(r[2])) for r in stock})
    women_2010 = _carried(shares, {str(r[0]): float(str(r[3])) for r in stock})
    early: Counts = defaultdict(float)
    for panel in settlement_panel(source).rows:
        if int(str(panel[1])) <= 2012 and panel[7] is not None:  # 2013 is held out
            early[str(panel[0])] += float(str(panel[7]))
    early = _carried(shares, early)

    lately: dict[str, Counts] = {"ukrainian": defaultdict(float), "other": defaultdict(float)}
    for r in rows:
        if r["year"] in ("2022", "2023"):
            for who, settled in lately.items():
                settled[r["kommune_nr"]] += float(r[f"settled_{who}"]) * KEPT_LATELY[int(r["year"])]
    for new, rest in DIVIDED.items():
        share = population[new, 2024] / (population[new, 2024] + population[rest, 2024])
        for settled in lately.values():
            settled[new], settled[rest] = share * settled[rest], (1.0 - share) * settled[rest]
    recent = {who: sum(settled.values()) for who, settled in lately.items()}
    before = float(facts(source).by_id[STILL_RESIDENT]["value"]) - sum(recent.values())
    # where people were settled 2010-21: half as in 2009-12, half as others than Ukrainians in 2022-23
    where = {
        code: 0.5 * early[code] / sum(early.values())
        + 0.5 * (lately["other"][code] + 2.0) / (recent["other"] + 2.0 * len(codes))
        for code in codes
    }
    base = {code: stock_2010[code] for code in codes}
    components = {
        "stock_2010": apportioned(KEPT_2010 * sum(base.values()), base),
        "settled_2010_2021": apportioned(before * (1.0 + FAMILY), _moved(where, MOVED, base)),
        "settled_other": apportioned(recent["other"], _moved(lately["other"], MOVED_LATELY, base)),
        "settled_ukrainian": apportioned(
            recent["ukrainian"], _moved(lately["ukrainian"], MOVED_LATELY, base)
        ),
    }
    out: list[tuple[Cell, ...]] = []
    for code in codes:
        people = sum(weight for weight, _ in parts[code])
        largest = max(parts[code])[1]

        def middle(column: str, code: str = code, people: float = people) -> float:
            return round(sum(w * float(old[c][column]) for w, c in parts[code]) / people, 4)

        kept = components["stock_2010"][code]
        women = kept * women_2010[code] / stock_2010[code] if stock_2010[code] else 0.0
        women += sum(share * components[name][code] for name, share in WOMEN.items())
        out.append(
            (
                code,
                old[largest]["imdi_region"],
                zones[largest][2],
                zones[largest][4],
                middle("centroid_lon"),
                middle("centroid_lat"),
                *(population[code, year] for year in YEARS),
                *(components[name][code] for name in components),
                round(women),
            )
        )
    return Table(
        "start_2024",
        "What the start of 1 January 2024 is drawn from, per municipality",
        "Residents of refugee background are assumed: the table of 2010 (reason refuge) carried to "
        f"codes of 2024 with {KEPT_2010} of it kept; {before:.0f} persons settled 2010-21 and still "
        f"resident (166,000 of 2010-23 less those of 2022-23) with {FAMILY} family members each, "
        f"placed half as settled in 2009-12 and half as others in 2022-23, {MOVED} of them moved to "
        f"where the stock of 2010 was; those settled in 2022 and 2023 ({KEPT_LATELY[2022]} and "
        f"{KEPT_LATELY[2023]} kept, {MOVED_LATELY} moved the same way). Women: the share of 2010, and "
        "0.44, 0.45 and 0.56 of the later groups (assumed). Haram and Ålesund, one municipality until "
        "2024, share their figures of 2022-23 by persons of 2024 (assumed). Region, zone and price "
        "region are those of the largest of the municipalities of 2013 it holds; the centroid is "
        "weighted by people.",
        "SSB, IMDi, Kartverket",
        f"{LICENCE_SSB}; {LICENCE_IMDI}; {LICENCE_KARTVERKET}",
        (
            "SSB immigrants by reason 2010 (copy)",
            "IMDi settlement figures 2009-12 and 2022-23 (copies)",
            "IMDi: settled 2010-23 and still resident",
            "SSB population 1 January 2022-24 (copy)",
        ),
        (
            Field("code", "string", "", "municipality code of 2024, four digits"),
            Field("imdi_region", "string", "", "regional office of IMDi (assumed)"),
            Field("rent_zone", "string", "", "zone in rents from 2015 (assumed)"),
            Field("price_region", "string", "", "county of 2013 in house_prices (assumed)"),
            Field("longitude", "number", "degrees east", "where people live, WGS 84"),
            Field("latitude", "number", "degrees north", "where people live, WGS 84"),
            *(Field(f"population_{y}", "integer", "persons", f"population 1 January {y}") for y in YEARS),
            Field("stock_2010", "integer", "persons", "refugees of 2010 still resident (assumed)"),
            Field("settled_2010_2021", "integer", "persons", "settled 2010-21, with family (assumed)"),
            Field("settled_other", "integer", "persons", "others settled 2022-23 (assumed)"),
            Field("settled_ukrainian", "integer", "persons", "Ukrainians settled 2022-23 (assumed)"),
            Field("women", "integer", "persons", "women among all four (assumed)"),
        ),
        out,
        code_year=2024,
    )
