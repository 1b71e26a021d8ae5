"""Build the compact tables from the folder of source tables.

Run ``python -m data.build --source FOLDER``. The result is the same byte for byte on every run;
the source folder is not needed afterwards.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from data.building import (
    codes,
    facts,
    hexagons,
    markets,
    municipalities,
    norway_2024,
    patterns,
    people,
    settlement,
    start_2024,
    work,
)
from data.building.source import Source
from data.building.table import Table
from data.building.write import write_package
from data.errors import DataError

TABLES: Final = Path(__file__).parent / "tables"

BUILDERS: Final[tuple[Callable[[Source], Table], ...]] = (
    municipalities.municipalities,
    people.refugee_stock,
    settlement.settlement_panel,
    settlement.settled_by_county,
    people.origin_mix,
    people.origin_national,
    facts.national_series,
    patterns.patterns,
    markets.rents,
    markets.house_prices,
    markets.market_zone,
    work.employment_flukt,
    work.employment_by_residence,
    work.programme_outcomes,
    work.moves,
    settlement.grants,
    codes.crosswalk_2020,
    codes.crosswalk_2024,
    codes.municipalities_2024,
    hexagons.hexagons_2013,
    hexagons.hexagons_2024,
    norway_2024.settlement_panel_2024,
    norway_2024.grants_2024,
    norway_2024.national_2024,
    start_2024.start_2024,
)


def build(source: Path, folder: Path = TABLES) -> int:
    """Read ``source`` and write all tables into ``folder``; return their size in bytes.

    Raises
    ------
    DataError
        If a source file is missing or lacks a column.
    """
    if not source.is_dir():
        raise DataError(f"The source folder '{source}' does not exist.")
    reader = Source(source)
    return write_package([builder(reader) for builder in BUILDERS], folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="folder of source tables")
    parser.add_argument("--to", type=Path, default=TABLES, help="folder of the tables")
    options = parser.parse_args(arguments)
    try:
        size = build(options.source, options.to)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(BUILDERS)} tables, {size / 1e6:.2f} MB.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
