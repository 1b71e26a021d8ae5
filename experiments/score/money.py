"""Who pays whom: every transfer listed, each party's net, and one line in which transfers cancel.

Loans, purchases of homes, wages and taxes are left out, as in the cost per settled person: they change
who owes what, or are work's. Amounts are millions of NOK a year of the world's price year.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from agents.kinds import MONTHS_PER_YEAR, Account, Purpose
from experiments.score.band import Band, band
from experiments.store.saved import SavedStudy
from indicators.cost import FLOWS, NO_COST
from indicators.unit_costs import price_levels, unit_cost
from simulation.worlds import NationalWorld

ORE_A_MILLION: Final = 100 * 1_000_000
PARTIES: Final[Mapping[Account, str]] = MappingProxyType(
    {
        Account.UDI: "state",
        Account.IMDI: "state",
        Account.HUSBANKEN: "state",
        Account.NAV: "state",
        Account.MUNICIPALITY: "municipality",
        Account.HOUSEHOLD: "household",
        Account.LANDLORD: "landlord",
        Account.MARKET: "market",
    }
)
PAYERS: Final = ("state", "municipality", "household", "landlord", "market")
PUBLIC: Final = ("state", "municipality")
OURS: Final = ("state", "municipality", "household", "landlord")  # all but the rest of the economy

Key = tuple[int, int, int]  # payer, receiver, purpose
Paid = Mapping[Key, float]  # millions a year, of one run


@dataclass(frozen=True, slots=True)
class Transfer:
    """What one party pays another for one purpose: the baseline's median, and the paired difference."""

    payer: str
    receiver: str
    purpose: str
    baseline: float
    band: Band


@dataclass(frozen=True, slots=True)
class Net:
    """What a party pays less what it receives."""

    party: str
    baseline: float
    band: Band


@dataclass(frozen=True, slots=True)
class Money:
    """Money of one arm, millions of NOK a year.

    Attributes
    ----------
    transfers
        Between two of the parties, largest first.
    net
        What each party pays less what it receives: they sum to zero.
    public
        State and municipalities together: what one pays the other cancels.
    consolidated
        State, municipalities, households and landlords together: what is left when every transfer
        between them is netted, once. It is what goes to the rest of the economy.
    funds
        State, municipalities, and both together with the cost of public funds on what they pay net (C71).
        That is a loss to society and paid to nobody: it is in none of the other lines.
    """

    arm: str
    price_year: int
    years: tuple[int, int]
    transfers: tuple[Transfer, ...]
    net: tuple[Net, ...]
    public: Net
    consolidated: Net
    funds: tuple[Net, ...] = ()


def paid(saved: SavedStudy, world: NationalWorld, years: tuple[int, int]) -> Mapping[tuple[str, int], Paid]:
    """Return what was paid a year in real prices, by (scenario, seed)."""
    months = [(year - world.first_year) * MONTHS_PER_YEAR for year in (years[0], years[1] + 1)]
    rows = saved.query(
        "select scenario, seed, month, k0, k1, k2, sum(value)::double as ore from records "
        f"where observer = '{FLOWS.name}' and month >= {months[0]} and month < {months[1]} "
        "group by all order by all"  # sums over rows in another order differ in the last bit
    )
    columns = [rows[name].tolist() for name in ("scenario", "seed", "month", "k0", "k1", "k2", "ore")]
    level = price_levels(world)
    span = years[1] - years[0] + 1
    found: dict[tuple[str, int], dict[Key, float]] = {}
    for scenario, seed, month, payer, receiver, purpose, ore in zip(*columns, strict=True):
        if purpose in NO_COST:
            continue
        year = world.first_year + month // MONTHS_PER_YEAR
        real = ore / ORE_A_MILLION / span * level[world.price_year] / level[year]
        run = found.setdefault((scenario, seed), {})
        run[payer, receiver, purpose] = run.get((payer, receiver, purpose), 0.0) + real
    return found


def money(
    flows: Mapping[tuple[str, int], Paid],
    arm: str,
    baseline: str,
    seeds: Iterable[int],
    price_year: int,
    years: tuple[int, int],
    per_draw: int = 1,
) -> Money:
    """Return the transfers of an arm against the baseline."""
    order = tuple(seeds)
    ours, base = ([flows.get((name, seed), {}) for seed in order] for name in (arm, baseline))

    def compared(a: list[float], b: list[float]) -> tuple[float, Band]:
        return float(np.median(b)), band(a, b, 0, per_draw)

    keys = sorted({key for run in (*ours, *base) for key in run})
    groups: dict[tuple[str, str, str], list[Key]] = {}
    for payer, receiver, purpose in keys:
        named = (PARTIES[Account(payer)], PARTIES[Account(receiver)], Purpose(purpose).name.lower())
        if named[0] != named[1]:
            groups.setdefault(named, []).append((payer, receiver, purpose))
    transfers = []
    for named, members in groups.items():
        a, b = ([sum(run.get(key, 0.0) for key in members) for run in side] for side in (ours, base))
        transfers.append(Transfer(*named, *compared(a, b)))
    transfers.sort(key=lambda one: -abs(one.band.median))

    def net(name: str, parties: tuple[str, ...], times: float = 1.0) -> Net:
        a, b = ([times * _net(run, parties) for run in side] for side in (ours, base))
        return Net(name, *compared(a, b))

    dearer = 1.0 + unit_cost("public_funds")
    public = (("state", ("state",)), ("municipality", ("municipality",)), ("public", PUBLIC))

    return Money(
        arm, price_year, years, tuple(transfers), tuple(net(party, (party,)) for party in PAYERS),
        net("public", PUBLIC), net("consolidated", OURS),
        tuple(net(f"{name}_funds", parties, dearer) for name, parties in public),
    )  # fmt: skip


def _net(run: Paid, parties: tuple[str, ...]) -> float:
    return sum(
        amount * ((PARTIES[Account(payer)] in parties) - (PARTIES[Account(receiver)] in parties))
        for (payer, receiver, _), amount in run.items()
    )
