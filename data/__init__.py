"""Embedded tables of real Norwegian figures, each with a descriptor.

``load_table`` and its friends read them; ``role_of`` says what a figure may be used for;
``Crosswalk`` leads from the municipalities of 2013 to those of 2020 and 2024.
"""

from data.crosswalk import Crosswalk
from data.errors import DataError
from data.loader import (
    employment_flukt,
    grants,
    grants_2024,
    house_prices,
    load_table,
    moves,
    municipality_frame,
    municipality_frame_2024,
    national_2024,
    national_series,
    origin_mix,
    pattern,
    patterns,
    programme_outcomes,
    refugee_stock,
    rents,
    settlement_panel,
    settlement_panel_2024,
)
from data.read import descriptor, table_names
from data.roles import require_role, role_of

__all__ = [
    "Crosswalk",
    "DataError",
    "descriptor",
    "employment_flukt",
    "grants",
    "grants_2024",
    "house_prices",
    "load_table",
    "moves",
    "municipality_frame",
    "municipality_frame_2024",
    "national_2024",
    "national_series",
    "origin_mix",
    "pattern",
    "patterns",
    "programme_outcomes",
    "refugee_stock",
    "rents",
    "require_role",
    "role_of",
    "settlement_panel",
    "settlement_panel_2024",
    "table_names",
]
