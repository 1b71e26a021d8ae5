"""Municipalities, places and areas of code year 2013, with rents, prices and the local market.

Everything here comes from embedded tables and does not depend on the seed; it is built once.
Years: population 2007-08 from the refugee table, 2009-15 from the municipality table, 2016 by the
growth of the year before. Rents: SSB's rental surveys of the first quarters of 2007 and 2010 by
zone and rooms, carried to January 2009 at constant growth. Prices: detached houses by county in
2006, carried by the nation's mean sale price and adjusted for the size of the place.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.calendar import Calendar
from agents.parameters import Values
from data.loader import (
    employment_flukt,
    house_prices,
    municipality_frame,
    national_series,
    refugee_stock,
    rents,
)
from simulation.start.keys import Being, keys_of
from simulation.world import SIZES, Geography

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

OSLO = "0301"
DISTRICTS = (
    "Gamle Oslo", "Grünerløkka", "Sagene", "St. Hanshaugen", "Frogner", "Ullern", "Vestre Aker",
    "Nordre Aker", "Bjerke", "Grorud", "Stovner", "Alna", "Østensjø", "Nordstrand",
    "Søndre Nordstrand",
)  # fmt: skip
YEARS = tuple(range(2007, 2017))
REGIONS = ("IMDi Øst", "IMDi Indre Øst", "IMDi Sør", "IMDi Vest", "IMDi Midt-Norge", "IMDi Nord")
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Options:
    """Parameters the geography depends on, hashable."""

    population_share: tuple[float, ...]
    rent_factor: tuple[float, ...]
    price_factor: tuple[float, ...]
    longitude: tuple[float, ...]
    latitude: tuple[float, ...]
    area_population: float
    most_areas: float
    price_elasticity: float
    size_weight: float


@dataclass(frozen=True)
class Facts:
    """What the tables say of the municipalities of a world (M municipalities).

    Attributes
    ----------
    code, name : tuple of str
    county, region, centrality : int64 arrays, shape (M,)
    population : float64 array, shape (M, years)
        1 January of the calendar's years; the third is the anchor's.
    longitude, latitude : float64 arrays, shape (M,)
    rent : float64 array, shape (M, 5)
        NOK a month by rooms at the anchor.
    price : float64 array, shape (M,)
        NOK per m2 at the anchor.
    employment : float64 array, shape (M,)
        The local market: employed share of all immigrants in the county, brought to the level of refugees
        in the nation. Refugees' own share by county is held out.
    """

    code: tuple[str, ...]
    name: tuple[str, ...]
    county: I64
    region: I64
    centrality: I64
    population: F64
    longitude: F64
    latitude: F64
    rent: F64
    price: F64
    employment: F64
    calendar: Calendar


def options_of(values: Values) -> Options:
    """Return the parameters ``oslo.*`` and ``start.*`` that a geography depends on."""
    oslo, start = values.rules("oslo"), values.rules("start")
    return Options(
        tuple(oslo.population_share), tuple(oslo.rent_factor), tuple(oslo.price_factor),
        tuple(oslo.longitude), tuple(oslo.latitude), start.area_population, start.area_most,
        start.price_elasticity, start.neighbour_size,
    )  # fmt: skip


def national_geography(values: Values) -> Geography:
    """Return the geography of norway-2013: 428 municipalities, 442 places.

    Parameters
    ----------
    values : Values
        Parameters ``oslo.*`` and ``start.*``.
    """
    return _build(options_of(values))


@lru_cache(maxsize=4)
def _build(options: Options) -> Geography:
    frame = municipality_frame()
    codes = tuple(frame.index)
    population = _population(codes)
    price = _prices(frame["price_region"].to_numpy(), population[:, 2], options.price_elasticity)
    return assemble(
        Facts(
            code=codes,
            name=tuple(frame["name"]),
            county=frame["county_code"].to_numpy().astype(int),
            region=np.array([REGIONS.index(name) for name in frame["imdi_region"]]),
            centrality=frame["centrality_2008"].to_numpy().astype(int),
            population=population,
            longitude=frame["longitude"].to_numpy(float),
            latitude=frame["latitude"].to_numpy(float),
            rent=_rents(frame["rent_zone"].to_numpy()),
            price=price,
            employment=employment(frame["county_code"].to_numpy()),
            calendar=Calendar(),
        ),
        options,
    )


def assemble(facts: Facts, options: Options) -> Geography:
    """Return the geography of what the tables say: municipalities, places and areas."""
    codes, m = facts.code, len(facts.code)
    oslo = codes.index(OSLO)
    places = np.ones(m, dtype=np.int64)
    places[oslo] = len(DISTRICTS)
    place_municipality = np.repeat(np.arange(m), places)
    first_place = np.cumsum(places) - places
    in_oslo = place_municipality == oslo
    share = np.ones(len(place_municipality))
    share[in_oslo] = np.asarray(options.population_share) / sum(options.population_share)
    population, lon, lat = facts.population, facts.longitude, facts.latitude
    place_lon, place_lat = lon[place_municipality], lat[place_municipality]
    place_lon[in_oslo], place_lat[in_oslo] = options.longitude, options.latitude
    place_population = population[place_municipality, 2] * share
    areas = np.clip(np.rint(place_population / options.area_population), 1, options.most_areas).astype(int)
    place_name = [facts.name[i] for i in place_municipality]
    for i, district in enumerate(DISTRICTS):
        place_name[first_place[oslo] + i] = f"Oslo, {district}"
    number = np.arange(len(place_municipality)) - first_place[place_municipality]
    code_number = np.array([int(c) for c in codes])
    rent, price = facts.rent[place_municipality], facts.price[place_municipality]
    rent[in_oslo] *= _relative(options.rent_factor, share[in_oslo])[:, None]
    price[in_oslo] *= _relative(options.price_factor, share[in_oslo])
    return Geography(
        code=codes,
        name=facts.name,
        county=facts.county.astype(np.int16),
        region=facts.region.astype(np.int8),
        region_name=REGIONS,
        centrality=facts.centrality.astype(np.int8),
        population=population,
        longitude=lon,
        latitude=lat,
        key=keys_of(Being.MUNICIPALITY, code_number),
        place_municipality=place_municipality.astype(np.int16),
        place_name=tuple(place_name),
        place_share=share,
        place_key=keys_of(Being.PLACE, code_number[place_municipality] * 100 + number),
        first_place=first_place.astype(np.int16),
        places=places.astype(np.int16),
        distance=kilometres(place_lon, place_lat),
        first_area=(np.cumsum(areas) - areas).astype(np.int16),
        areas=areas.astype(np.int16),
        area_place=np.repeat(np.arange(len(areas)), areas).astype(np.int16),
        base_rent=np.rint(rent).astype(np.int64),
        base_price=np.rint(price).astype(np.int64),
        local_employment=facts.employment[place_municipality],
        neighbours=_neighbours(lon, lat, facts.region, population[:, 2], options.size_weight),
        calendar=facts.calendar,
    )


def _relative(factor: tuple[float, ...], share: F64) -> F64:
    """Return the districts' factors, scaled to a mean of one."""
    found = np.asarray(factor)
    relative: F64 = found / np.average(found, weights=share)
    return relative


def kilometres(longitude: F64, latitude: F64) -> F64:
    """Return great-circle distances in km between all pairs (degrees in; shape (n, n) out)."""
    x, y = np.radians(longitude), np.radians(latitude)
    dy = np.sin((y[:, None] - y[None, :]) / 2.0) ** 2
    dx = np.sin((x[:, None] - x[None, :]) / 2.0) ** 2
    half = dy + np.cos(y)[:, None] * np.cos(y)[None, :] * dx
    distance: F64 = 2.0 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return distance


def _population(codes: tuple[str, ...]) -> F64:
    """Return population 1 January by year 2007-2016, shape (M, 10)."""
    frame = municipality_frame()
    result = np.empty((len(codes), len(YEARS)))
    for i, year in enumerate(YEARS[:9]):
        if year < 2009:
            result[:, i] = refugee_stock(year)["population_all"].reindex(codes).to_numpy(float)
        else:
            result[:, i] = frame[f"population_{year}"].to_numpy(float)
    result[:, 9] = result[:, 8] ** 2 / result[:, 7]
    if np.isnan(result).any():
        raise ValueError("a municipality has no population in some year")
    return result


def _rents(zone: npt.NDArray[np.str_]) -> F64:
    """Return rents of January 2009 by municipality and rooms, NOK a month, shape (M, 5).

    A cell the survey leaves blank takes the nation's ratio to the zone's two-room rent.
    """
    frame = rents()
    table = frame[frame["year"].isin((2007, 2010))].pivot_table(
        index=["zone", "year"], columns="rooms", values="rent_nok"
    )
    sizes = list(range(1, SIZES + 1))
    nation = {year: table.loc[("norway", year), sizes].to_numpy(float) for year in (2007, 2010)}

    def level(name: str, year: int) -> F64:
        row: F64 = table.loc[(name, year), sizes].to_numpy(float)
        return np.where(np.isnan(row), row[1] * nation[year] / nation[year][1], row)

    by_zone = {}
    for name in sorted(set(zone)):
        early, late = level(name, 2007), level(name, 2010)
        carried = early * (late / early) ** (2.0 / 3.0)  # January 2007 to January 2010
        by_zone[name] = np.maximum.accumulate(carried)
    return np.array([by_zone[name] for name in zone])


def _prices(county: npt.NDArray[np.str_], people: F64, elasticity: float) -> F64:
    """Return the price per m2 in January 2009 by municipality, NOK, shape (M,)."""
    frame = house_prices()
    level = frame[frame["year"] == 2006].set_index("county_code")["used_nok_m2"].to_dict()
    sales = national_series("house_sale_mean_price")
    growth = (sales[2008] * sales[2009]) ** 0.5 / sales[2006]  # the turn of the year 2008-09
    price = np.array([level[c] * growth for c in county])
    return dearer_where_larger(price, county, people, elasticity)


def dearer_where_larger(price: F64, county: npt.NDArray[np.str_], people: F64, elasticity: float) -> F64:
    """Return prices of municipalities, given those of their counties.

    Larger places are dearer within a county by the elasticity; the county's mean, weighted by
    population, is kept.
    """
    price, size = price.copy(), people**elasticity
    for code in sorted(set(county)):
        mine = county == code
        price[mine] *= size[mine] / np.average(size[mine], weights=people[mine])
    return price


def employment(county: npt.NDArray[np.str_]) -> F64:
    """Return the local market 2009-12 by municipality: an employed share at the level of refugees.

    Counties are known for all immigrants (input); refugees by county are held out. So the county's
    mean for immigrants is scaled by the nation's ratio of refugees to immigrants, taken over the
    years that may be used.
    """
    frame = employment_flukt()
    frame = frame[(frame["sex"] == "all") & frame["year"].between(2009, 2012)]
    allof = frame[frame["reason"] == "all_immigrants"]
    by_county = allof.groupby("county_code")["share"].mean()
    nation = allof[allof["county_code"] == "00"].set_index("year")["share"]
    refuge = frame[(frame["reason"] == "refuge") & (frame["county_code"] == "00")].set_index("year")["share"]
    ratio = float((refuge / nation).dropna().mean())
    return np.asarray([by_county[c] * ratio for c in county], dtype=np.float64)


def _neighbours(
    lon: F64, lat: F64, region: npt.NDArray[np.int64], people: F64, size_weight: float
) -> npt.NDArray[np.int16]:
    """Return the three nearest municipalities of similar size in the region, shape (M, 3).

    Nearness is km plus `size_weight` km per log unit of population.
    """
    apart = kilometres(lon, lat) + size_weight * np.abs(np.log(people)[:, None] - np.log(people)[None, :])
    apart[region[:, None] != region[None, :]] = np.inf
    np.fill_diagonal(apart, np.inf)
    return np.argsort(apart, axis=1, kind="stable")[:, :3].astype(np.int16)
