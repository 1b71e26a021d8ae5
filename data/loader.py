"""The tables as the model reads them.

Whatever is held out is hidden unless the caller says ``purpose="validation"``. pandas is
imported when a table is read, not when this module is.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from data.errors import DataError
from data.read import read_rows, read_table
from data.roles import HELD_OUT, mask, role_in_series, role_of

if TYPE_CHECKING:
    import pandas as pd

Purpose = Literal["model", "validation"]
UNKNOWN_PURPOSE: Final = "The purpose '{}' is neither 'model' nor 'validation'."


@lru_cache(maxsize=64)
def _table(name: str, purpose: Purpose) -> pd.DataFrame:
    frame = read_table(name)
    if purpose == "validation":
        return frame
    if purpose == "model":
        return mask(name, frame)
    raise DataError(UNKNOWN_PURPOSE.format(purpose))


def load_table(name: str, *, purpose: Purpose = "model") -> pd.DataFrame:
    """Return one table as a frame of its own.

    Parameters
    ----------
    name
        Name of the table, without ``.csv``.
    purpose
        ``validation`` shows what is held out; ``model`` hides it (NaN, status ``held-out``).

    Raises
    ------
    DataError
        If the table is unknown, missing or damaged.
    """
    return _table(name, purpose).copy()


def municipality_frame() -> pd.DataFrame:
    """Return the 428 municipalities of 2013 with place, population and market, indexed by code."""
    zones = _table("market_zone", "model").rename(columns={"basis": "rent_zone_basis"})
    return _table("municipalities", "model").merge(zones, on="code").set_index("code")


def refugee_stock(year: int) -> pd.DataFrame:
    """Return refugees, women, men and population on 1 January, indexed by code.

    Raises
    ------
    DataError
        If the year is not 2006-2010; later years are broken at the source.
    """
    frame = _table("refugee_stock", "model")
    if year not in set(frame["year"]):
        raise DataError(f"The table 'refugee_stock.csv' holds 2006-2010, not {year}.")
    return frame[frame["year"] == year].drop(columns="year").set_index("code")


def settlement_panel(*, held_out: bool = False, purpose: Purpose = "model") -> pd.DataFrame:
    """Return requested, decided and settled per municipality and year, each with a status.

    Parameters
    ----------
    held_out
        Show what was held out (decided and settled 2013); only with ``purpose="validation"``.

    Raises
    ------
    DataError
        If held-out figures are asked for with another purpose than validation.
    """
    if held_out and purpose != "validation":
        raise DataError("Held-out settlement figures need purpose='validation'.")
    return load_table("settlement_panel", purpose="validation" if held_out else "model")


def municipality_frame_2024() -> pd.DataFrame:
    """Return the 357 municipalities of 2024 with place, market and what the start is drawn from,
    indexed by code."""
    start = _table("start_2024", "model").drop(columns="population_2024")
    return _table("municipalities_2024", "model").merge(start, on="code").set_index("code")


def settlement_panel_2024() -> pd.DataFrame:
    """Return settled 2022-24 and requests and decisions of 2024 per municipality, with status."""
    return load_table("settlement_panel_2024")


def grants_2024() -> pd.DataFrame:
    """Return grants per municipality 2022-23 in NOK, with status."""
    return load_table("grants_2024")


def national_2024(figure: str) -> float:
    """Return one national figure of 2017-25.

    Raises
    ------
    DataError
        If there is no such figure; the nearest is given.
    """
    frame = _table("national_2024", "model")
    found = dict(zip(frame["id"], frame["value"], strict=True))
    if figure not in found:
        near = get_close_matches(figure, found, n=1, cutoff=0.4)
        hint = f"; the nearest is '{near[0]}'" if near else ""
        raise DataError(f"The table 'national_2024.csv' has no figure '{figure}'{hint}.")
    return float(found[figure])


def national_series(series: str, *, purpose: Purpose = "model") -> dict[int, float]:
    """Return one national series as year -> value; held-out years are absent.

    Raises
    ------
    DataError
        If there is no such series; the nearest is given.
    """
    if purpose not in ("model", "validation"):
        raise DataError(UNKNOWN_PURPOSE.format(purpose))
    rows = [row for row in read_rows("national_series") if row["id"] == series]
    if not rows:
        known = {row["id"] for row in read_rows("national_series")}
        near = get_close_matches(series, sorted(known), n=1, cutoff=0.4)
        hint = f"; the nearest is '{near[0]}'" if near else ""
        raise DataError(f"The table 'national_series.csv' has no series '{series}'{hint}.")
    return {
        int(row["year"]): float(row["value"])
        for row in rows
        if row["value_status"] == "observed"
        and (purpose == "validation" or role_in_series(series, row["year"]) != HELD_OUT)
    }


def pattern(pattern_id: str, *, purpose: Purpose = "model") -> dict[str, Any]:
    """Return one pattern with its columns and its role.

    Raises
    ------
    DataError
        If there is no such pattern, or it is held out and the purpose is not validation.
    """
    frame = _table("patterns", purpose)
    rows = frame[frame["id"] == pattern_id]
    if rows.empty:
        near = get_close_matches(pattern_id, list(frame["id"]), n=1, cutoff=0.4)
        hint = f"; the nearest is '{near[0]}'" if near else ""
        raise DataError(f"The table 'patterns.csv' has no pattern '{pattern_id}'{hint}.")
    role = role_of(pattern_id)
    row: dict[str, Any] = {str(k): v for k, v in rows.iloc[0].to_dict().items()}
    if row["value_status"] == "held-out":
        raise DataError(f"The pattern '{pattern_id}' is held out; ask with purpose='validation'.")
    return row | {"role": role}


def patterns(family: str | None = None, *, purpose: Purpose = "model") -> pd.DataFrame:
    """Return patterns, of one family or all, with a column ``role``."""
    frame = load_table("patterns", purpose=purpose)
    frame["role"] = [role_of(i) for i in frame["id"]]
    if family is None:
        return frame
    if family not in set(frame["family"]):
        known = ", ".join(sorted(set(frame["family"])))
        raise DataError(f"The table 'patterns.csv' has no family '{family}' among {known}.")
    return frame[frame["family"] == family].reset_index(drop=True)


def origin_mix() -> pd.DataFrame:
    """Return residents by refugee origin per municipality, 1 January 2009, with status."""
    return load_table("origin_mix")


def rents() -> pd.DataFrame:
    """Return mean monthly rents by year, zone and rooms (0 = all dwellings), NOK of the year."""
    return load_table("rents")


def house_prices() -> pd.DataFrame:
    """Return price per square metre of detached houses by year and county."""
    return load_table("house_prices")


def programme_outcomes(*, purpose: Purpose = "model") -> pd.DataFrame:
    """Return work or education after the programme; below the nation it is held out."""
    return load_table("programme_outcomes", purpose=purpose)


def employment_flukt(*, purpose: Purpose = "model") -> pd.DataFrame:
    """Return employment by reason, county and sex; counties of reason refuge are held out."""
    return load_table("employment_flukt", purpose=purpose)


def grants(*, purpose: Purpose = "model") -> pd.DataFrame:
    """Return grants per municipality 2011-13 in NOK; those that betray 2013 are held out."""
    return load_table("grants", purpose=purpose)


def moves() -> pd.DataFrame:
    """Return moves per municipality 2013-14, of immigrants from Africa and Asia and of all."""
    return load_table("moves")
