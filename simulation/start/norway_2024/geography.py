"""The 357 municipalities of 2024: markets carried from the last surveys to January 2024.

Rents: SSB's rental survey of 2017 by zone and rooms, that of 2015 raised as the nation's where a
zone was not published in 2017. Prices: detached houses by county in the last year at hand, carried
as the nation's to 2020. What was not surveyed since is a parameter (``world.*``), `assumed`.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.parameters import Values
from data.loader import house_prices, municipality_frame_2024, rents
from simulation.start.geography import (
    REGIONS,
    Facts,
    Options,
    assemble,
    dearer_where_larger,
    employment,
    options_of,
)
from simulation.world import SIZES, Geography
from simulation.worlds import NORWAY_2024

F64 = npt.NDArray[np.float64]

CENTRALITY = np.array([3, 3, 2, 1, 0, 0])  # SSB's classes 1-6 in the four of 2008 (assumed)
_SURVEY, _EARLIER = 2017, 2015
_COUNTRY = "00"
_LAST_NATIONAL = 2020


def national_geography_2024(values: Values) -> Geography:
    """Return the geography of norway-2024: 357 municipalities, 371 places."""
    world = values.rules("world")
    return _build(options_of(values), world.rent_growth, world.price_growth, world.employment_level)


@lru_cache(maxsize=4)
def _build(options: Options, rent_growth: float, price_growth: float, level: float) -> Geography:
    frame = municipality_frame_2024()
    years = (f"population_{year}" for year in (2022, 2023, 2024))
    population = np.stack([frame[column].to_numpy(float) for column in years], axis=1)
    county = frame["price_region"].to_numpy()
    price = price_growth * np.array([_county_price(code) for code in county])
    return assemble(
        Facts(
            code=tuple(frame.index),
            name=tuple(frame["name"]),
            county=frame["county_code"].to_numpy().astype(int),
            region=np.array([REGIONS.index(name) for name in frame["imdi_region"]]),
            centrality=CENTRALITY[frame["centrality"].to_numpy().astype(int) - 1],
            population=population,  # the last year at hand goes on
            longitude=frame["longitude"].to_numpy(float),
            latitude=frame["latitude"].to_numpy(float),
            rent=rent_growth * np.array([_zone_rents(zone) for zone in frame["rent_zone"]]),
            price=dearer_where_larger(price, county, population[:, 2], options.price_elasticity),
            employment=level * employment(county),
            calendar=NORWAY_2024.calendar,
        ),
        options,
    )


@lru_cache(maxsize=32)
def _zone_rents(zone: str) -> F64:
    """Return a zone's rents by rooms at the level of the survey of 2017, NOK a month, shape (5,).

    A cell the survey leaves blank takes the nation's ratio to the zone's two-room rent, or to that
    of three rooms where this is blank too.
    """
    table = rents()
    published = {
        (str(name), int(year), int(rooms)): float(rent)
        for name, year, rooms, rent in zip(
            table["zone"], table["year"], table["rooms"], table["rent_nok"], strict=True
        )
    }

    def row(name: str, year: int) -> F64:
        return np.array([published.get((name, year, rooms), np.nan) for rooms in range(1, SIZES + 1)])

    nation, found = row("norway", _SURVEY), row(zone, _SURVEY)
    if np.isnan(found).all():
        found = row(zone, _EARLIER) * nation / row("norway", _EARLIER)
    anchor = 1 if not np.isnan(found[1]) else 2
    filled: F64 = np.where(np.isnan(found), found[anchor] * nation / nation[anchor], found)
    return np.maximum.accumulate(filled)


@lru_cache(maxsize=32)
def _county_price(county: str) -> float:
    """Return a county's price of used detached houses at the level of 2020, NOK per m2.

    A county not published since 2006 grew as the mean of those that were.
    """
    frame = house_prices()
    frame = frame[frame["used_nok_m2"].notna()]
    price = {
        (str(code), int(year)): float(value)
        for code, year, value in zip(frame["county_code"], frame["year"], frame["used_nok_m2"], strict=True)
    }
    last = max(year for code, year in price if code == county)
    level = price[county, last]
    if last < _EARLIER:
        grown = [
            price[code, _EARLIER] / price[code, last]
            for code, year in price
            if year == _EARLIER and (code, last) in price
        ]
        level, last = level * sum(grown) / len(grown), _EARLIER
    return level * price[_COUNTRY, _LAST_NATIONAL] / price[_COUNTRY, last]
