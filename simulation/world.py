"""The state of one run: columns for the many, arrays over municipalities and markets for the few.

A *municipality* index runs over the municipalities of the world's code year (428 in 2013, 357 in
2024). A *place* index runs over housing markets: one per municipality, except Oslo, whose 15
districts are markets of their own. An *area* is a neighbourhood within a place. Everything here is
plain data.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from agents.calendar import Calendar
from agents.kinds import Instrument, Kind, Mode
from simulation.tables import Dwellings, Households, Landlords, Persons

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
I16 = npt.NDArray[np.int16]
I8 = npt.NDArray[np.int8]
B = npt.NDArray[np.bool_]
U64 = npt.NDArray[np.uint64]

SIZES = 5  # dwelling sizes: 1, 2, 3, 4, 5 or more rooms; index = rooms - 1
POOLS = 3  # hours of a municipality: refugee service, property, startlån officer


@dataclass(frozen=True)
class Geography:
    """What does not change during a run (M municipalities, P places, A areas)."""

    code: tuple[str, ...]
    name: tuple[str, ...]
    county: I16  # (M,) county number as in the code
    region: I8  # (M,) IMDi region index
    region_name: tuple[str, ...]
    centrality: I8  # (M,) 0 least central - 3 most central
    population: F64  # (M, Y) 1 January, from the calendar's first year as far as is known
    longitude: F64  # (M,)
    latitude: F64  # (M,)
    key: U64  # (M,) hash of the code: key of the municipality's draws
    place_municipality: I16  # (P,)
    place_name: tuple[str, ...]
    place_share: F64  # (P,) share of its municipality's population
    place_key: U64  # (P,)
    first_place: I16  # (M,) first place of the municipality; its places are consecutive
    places: I16  # (M,) number of places
    distance: F64  # (P, P) km between centroids
    first_area: I16  # (P,) first area of the place; its areas are consecutive
    areas: I16  # (P,) number of areas
    area_place: I16  # (A,)
    base_rent: I64  # (P, 5) NOK a month by rooms, level of the anchor's month
    base_price: I64  # (P,) NOK per m2, level of the anchor's month
    local_employment: F64  # (P,) all immigrants' share in the county, at refugees' level
    neighbours: I16  # (M, 3) nearest municipalities of similar size in the region (peer learning)
    calendar: Calendar = Calendar()

    @property
    def municipalities(self) -> int:
        """Number of municipalities."""
        return len(self.code)

    @cached_property
    def area_costs(self) -> dict[float, I64]:
        """What homes cost in areas, by difference: kept here by :func:`simulation.areas.factors`."""
        return {}


@dataclass
class Municipalities:
    """What municipalities hold, one entry per municipality (first axis M)."""

    willingness: F64  # w: random effect on the council's will, redrawn in part at elections
    capacity: F64  # log of the settlement level the record supports, shrunk
    taking_part: F64  # share of years in which the record has it settling or deciding, shrunk
    routine_latent: F64  # in (0, 1): has routines when below the dial
    informal: F64  # 0-1: informal cooperation, high in small places
    known: B  # (M, instruments)
    sense_of_fairness: F64  # 0-1: share of vacancies the council promises to other disadvantaged
    experience: F64  # (M, kinds) -1..1: experience with household kinds
    request_effect: F64  # c: log of the county's and own level of requests, from those on record
    requested_record: I64  # (M, Y) requests on record by year, -1 where none is an input
    # the year's decisions
    requested: I64
    requested_minor: I64
    vedtak: I64  # adult places in force for the calendar year
    vedtak_month: I64  # month next decision takes effect
    vedtak_previous: I64
    vedtak_minor: I64
    vedtak_reason: I64  # Reason that bound the level
    kind_weight: F64  # (M, kinds) acceptance weight of the vedtak
    used_mode: B  # (M, modes) ways of obtaining dwellings used in the last twelve months
    settled_kinds: I64  # (M, kinds) households settled this calendar year
    moved: I64  # persons settled against the vedtak this calendar year
    moved_minor: I64
    moved_last_year: I64
    vedtak_last_year: I64  # places in force at the end of last year
    family_this_year: I64  # persons arrived by reunification this calendar year
    family_last_year: I64
    last_year_kinds: F64  # (M, sizes) need by size among last year's settled households
    hours: F64  # (M, pools) left this month
    borrowing_room: I64  # NOK left to invest within its plan of some years
    # what is known of last month
    vacant: I64  # (M, sizes)
    coming: I64  # (M, sizes) pipeline
    occupied: I64  # (M, sizes)
    other_queue: I64  # (M, sizes) other disadvantaged households waiting, by size needed
    listings_seen: F64  # (M, sizes) private listings a month, smoothed
    trouble_seen: F64  # share of its guaranteed or leased tenancies that ended in trouble, smoothed
    gap_reason: I64  # (M, sizes) Reason that dwellings of the size are lacking this month, NONE where not
    # reporting
    reported_ratio: F64  # what it reported: places decided over asked
    paper_places: I64  # places decided that it does not mean to fill (G8)


@dataclass
class Places:
    """Housing markets (first axis P)."""

    rent_index: F64  # 1.0 at the anchor, tightness and coordination effects on top of the trend
    price_index: F64
    tightness: F64  # applicants per listing relative to normal, smoothed
    listed: I64  # (P, sizes) listings on offer during the month
    let_ordinary: I64  # (P,)
    segment: I64  # (P,) dwellings in the modelled rental segment
    persons: I64  # (P,) refugees resident
    coethnic: I64  # (P, origins)
    employed: F64  # (P,) employed share of refugee adults, with prior
    lease_requests: I64  # (P, sizes) dwellings municipalities seek to rent in this month
    leases_found: I64  # (P, sizes) found this month


@dataclass
class Kin:
    """Where residents of an origin live, as cumulative thresholds over places: made anew when they were
    counted again, once a quarter, and not for each of those who go to kin."""

    counted: I64 = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))  # `tables` are of these
    tables: I64 = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int64))  # (origins, P)


@dataclass
class Husbanken:
    """State of Husbanken's queue and frames."""

    frame_left: int = 0  # NOK of the rental-grant frame this year
    startlan_left: int = 0  # NOK
    adviser_hours: F64 = field(default_factory=lambda: np.zeros(0))  # (regions,)
    # open applications, in order of receipt: rows of (dwelling uid, municipality, amount, month
    # received, month ready, complete)
    queue: I64 = field(default_factory=lambda: np.zeros((0, 6), dtype=np.int64))


@dataclass
class Imdi:
    """State of IMDi with the National Committee and KS."""

    need: int = 0  # national need set for the year
    need_before: int = 0  # ... and for the year before
    officer_hours: F64 = field(default_factory=lambda: np.zeros(0))  # (regions,) left this month
    common_error: float = 0.0  # log error of the shared forecast this year
    believed_size_mix: F64 = field(default_factory=lambda: np.full(SIZES, 0.2))


@dataclass
class World:
    """Everything a run changes."""

    geography: Geography
    persons: Persons
    households: Households
    dwellings: Dwellings
    landlords: Landlords
    municipalities: Municipalities
    places: Places
    husbanken: Husbanken = field(default_factory=Husbanken)
    imdi: Imdi = field(default_factory=Imdi)
    kin: Kin = field(default_factory=Kin)  # follows from `places`


def empty_municipalities(m: int) -> Municipalities:
    """Return the municipal state of `m` municipalities with nothing decided or known."""
    kinds, instruments = len(Kind), len(Instrument)

    def f(*shape: int) -> F64:
        return np.zeros((m, *shape))

    def i(*shape: int) -> I64:
        return np.zeros((m, *shape), dtype=np.int64)

    return Municipalities(
        willingness=f(), capacity=f(), taking_part=f() + 0.9, routine_latent=f(), informal=f(),
        known=np.zeros((m, instruments), dtype=np.bool_), sense_of_fairness=f() + 0.65,
        experience=f(kinds), request_effect=f(),
        requested_record=i(10) - 1, requested=i(), requested_minor=i(), vedtak=i(),
        vedtak_month=i(), vedtak_previous=i(), vedtak_minor=i(),
        vedtak_reason=i(), kind_weight=f(kinds) + 1.0, settled_kinds=i(kinds),
        used_mode=np.zeros((m, len(Mode)), dtype=np.bool_), moved=i(), moved_minor=i(),
        moved_last_year=i(), vedtak_last_year=i(),
        family_this_year=i(), family_last_year=i(), last_year_kinds=f(SIZES) + 0.2,
        hours=f(POOLS), borrowing_room=i(), vacant=i(SIZES), coming=i(SIZES), occupied=i(SIZES),
        other_queue=i(SIZES), listings_seen=f(SIZES), trouble_seen=f(),
        gap_reason=i(SIZES),
        reported_ratio=f(), paper_places=i(),
    )  # fmt: skip


def empty_places(p: int, origins: int) -> Places:
    """Return the state of `p` housing markets at the level of the anchor."""
    return Places(
        rent_index=np.ones(p), price_index=np.ones(p), tightness=np.ones(p),
        listed=np.zeros((p, SIZES), dtype=np.int64), let_ordinary=np.zeros(p, dtype=np.int64),
        segment=np.zeros(p, dtype=np.int64), persons=np.zeros(p, dtype=np.int64),
        coethnic=np.zeros((p, origins), dtype=np.int64), employed=np.zeros(p),
        lease_requests=np.zeros((p, SIZES), dtype=np.int64),
        leases_found=np.zeros((p, SIZES), dtype=np.int64),
    )  # fmt: skip
