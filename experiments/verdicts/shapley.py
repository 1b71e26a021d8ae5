"""Shapley values: what each player adds to a joint result, summing to the whole of it exactly.

Players are 0 to n - 1; a coalition is the integer whose bits are its members. Sums are of exact
fractions, so that parts add up to the total without rounding. Nothing here knows of a model.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations

import numpy as np

type Order = tuple[int, ...]


def coalitions(orders: Iterable[Order]) -> set[int]:
    """Return every coalition that is met when the players of each order join one by one."""
    return {coalition for order in orders for coalition in _joined(order)}


def _joined(order: Order) -> Iterator[int]:
    coalition = 0
    yield coalition
    for player in order:
        coalition |= 1 << player
        yield coalition


def shares(players: int, orders: Sequence[Order], value: Callable[[int], float]) -> tuple[Fraction, ...]:
    """Return the mean of what each player adds on joining, over the orders.

    Over all orders that is the Shapley value; over orders drawn at random it estimates it without
    bias. However few the orders, the parts sum to ``value(everyone) - value(nobody)`` exactly, a player
    that never changes the value has exactly nil, and parts of a sum of games are sums of parts.

    Parameters
    ----------
    players : int
    orders : sequence of permutations of ``range(players)``
    value : callable
        Finite value of a coalition.

    Raises
    ------
    ValueError
        If there is no order, or one is no permutation of the players.
    """
    if not orders or any(sorted(order) != list(range(players)) for order in orders):
        raise ValueError(f"every order must hold each of {players} players once, and there must be one")
    parts = [Fraction(0)] * players
    known: dict[int, Fraction] = {}

    def exact(coalition: int) -> Fraction:
        if coalition not in known:
            known[coalition] = Fraction(value(coalition))
        return known[coalition]

    for order in orders:
        path = [exact(coalition) for coalition in _joined(order)]
        for player, before, after in zip(order, path, path[1:], strict=False):
            parts[player] += after - before
    return tuple(part / len(orders) for part in parts)


def all_orders(players: int) -> list[Order]:
    """Return every order (n! of them)."""
    return list(permutations(range(players)))


def antithetic_orders(players: int, pairs: int, generator: np.random.Generator) -> list[Order]:
    """Return orders drawn at random, each followed by its reverse: who joined first joins last.

    A pair meets every player once early and once late, which evens out what depends on how many have
    joined; with two players it is exact.
    """
    drawn: list[Order] = []
    for _ in range(pairs):
        order = tuple(generator.permutation(players).tolist())
        drawn += [order, order[::-1]]
    return drawn


def nested_orders(
    groups: Sequence[Sequence[int]], rounds: int, generator: np.random.Generator
) -> list[Order]:
    """Return antithetic orders in which the players of a group join one after the other (Owen).

    In every round each order of the groups is met equally often, so what the players of a group are
    given adds up to the exact Shapley value of the group.

    Parameters
    ----------
    groups : sequence of sequences of int
        A partition of the players.
    rounds : int
        Each makes as many orders as the groups have (two for two groups).
    """
    drawn: list[Order] = []
    for _ in range(rounds):
        within = [generator.permutation(list(group)).tolist() for group in groups]
        back = [group[::-1] for group in within]
        for order in permutations(range(len(groups))):
            first = order <= order[::-1]  # one of the two ways of a pair; alone, it is both
            drawn.append(tuple(player for group in order for player in (within if first else back)[group]))
            if len(groups) == 1:
                drawn.append(tuple(back[0]))
    return drawn
