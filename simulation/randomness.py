"""Keyed randomness: every draw is a pure function of (replicate seed, stream, month, key).

Two scenarios with one seed then differ only where the policy makes them differ, and a run gives
the same bits in any order of replicates, serial or parallel.

A draw is a 64-bit hash; its top 32 bits and its low 32 bits are two independent draws. A
probability is a *threshold*: ``floor(p * 2**32)``, an int64 in [0, 2**32]; the event happens when
the 32 bits are below it. Thresholds are computed once per cell in NumPy float64, so the hot code
holds integers only.
"""

from enum import IntEnum, unique
from functools import cache, lru_cache
from types import ModuleType
from typing import Final

import numpy as np
import numpy.typing as npt

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

ONE: Final = 1 << 32  # the threshold of certainty
_MASK64 = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_M1 = 0xBF58476D1CE4E5B9
_M2 = 0x94D049BB133111EB


@unique
class Stream(IntEnum):
    """One number per use of chance; a number may never be reused (results would be biased).

    Gaps are numbers of uses that are gone: renumbering would draw all chance anew.
    """

    # start
    START_PERSON = 1
    START_HOUSEHOLD = 2
    START_DWELLING = 3
    START_LANDLORD = 4
    START_MUNICIPALITY = 5
    START_TENURE = 6
    START_OTHER = 7
    START_QUEUE = 8
    # permits
    PERMIT_COUNT = 20
    PERMIT_KIND = 21
    PERMIT_SIZE = 22
    PERMIT_PERSON = 23
    PERMIT_LEAK = 24
    PERMIT_EXPECTATION = 25
    PERMIT_FAMILY = 26
    PERMIT_ARRIVAL = 27
    PERMIT_FILE = 28
    # year's turn and vedtak
    REQUEST = 40
    VEDTAK_ANY = 41
    VEDTAK_KEEP = 42
    VEDTAK_LEVEL = 43
    VEDTAK_BELIEF = 44
    VEDTAK_MONTH = 45
    VEDTAK_NATIONAL = 46
    VEDTAK_MINOR = 47
    ELECTION = 48
    VEDTAK_NEW = 49
    # information
    GUIDANCE = 60
    PEER = 61
    # supply and procurement
    HUSBANKEN_INCOMPLETE = 80
    HUSBANKEN_QUEUE = 81
    PROCURE_MODE = 82
    PROCURE_FIND = 83
    PROCURE_LEAD = 84
    PROCURE_GRANT = 85
    PROCURE_START = 86
    READYING = 87
    # market
    LIST = 100
    ORDINARY_APPLICANTS = 101
    LANDLORD_CHOICE = 102
    CONTRACT = 103
    TROUBLE = 104
    MATCH_ORDER = 105
    HEARSAY = 106
    NEW_DWELLING = 107
    # matching, offers, settlement
    PROPOSE = 120
    ANSWER = 121
    ANSWER_DELAY = 122
    OFFER = 124
    ALLOCATE = 125
    RESTART = 126
    SELF_SETTLE = 127
    VACANCIES_SEEN = 128
    SELF_SEARCH = 130
    SELF_APPROVAL = 131
    HAND_BACK = 132
    # life
    LANGUAGE = 140
    PROGRAMME = 141
    WORK = 142
    WELLBEING = 146
    HEALTH = 148
    # family
    SPONSOR = 160
    FAMILY_TIME = 162
    FAMILY_PERSON = 163
    # housing
    CONSIDER = 180
    TENANCY_END = 181
    EVICTION = 182
    PURCHASE = 183
    STARTLAN = 184
    MOVE_NOISE = 185
    DESTINATION = 186
    MUNICIPAL_EXIT = 187
    OTHER_EXIT = 188
    OTHER_ARRIVAL = 189
    SHARED_EXIT = 191
    SECONDARY = 192
    SECONDARY_NOISE = 193
    # demography
    BIRTH = 200
    DEATH = 201
    EMIGRATION = 202
    FORMATION = 203
    DISSOLUTION = 204
    NEWBORN = 205
    MINOR_LEAVES = 206
    # reports
    REPORT = 220
    # parameters
    PARAMETER = 240
    # experiments with many runs: never read inside one
    ORDERS = 242
    RESAMPLE = 243


def mix(value: int) -> int:
    """Return the splitmix64 finaliser of one 64-bit integer."""
    z = value & _MASK64
    z = ((z ^ (z >> 30)) * _M1) & _MASK64
    z = ((z ^ (z >> 27)) * _M2) & _MASK64
    return z ^ (z >> 31)


def mix_array(values: U64) -> U64:
    """Return the splitmix64 finaliser of each 64-bit integer (a new array, same shape)."""
    mixed: U64 = _draws().mixed(values.ravel())
    return mixed.reshape(values.shape)


@cache
def _draws() -> ModuleType:
    """Return the kernels of draws; loading them takes as long as some commands, which draw nothing."""
    from simulation.kernels import draws

    return draws


def derive_key(parent: int, month: int, kind: int, ordinal: int = 0) -> int:
    """Return the key of something born of an event: the same in every scenario where it happens.

    Parameters
    ----------
    parent : int
        Key of the parent (person, household or municipality).
    month, kind, ordinal : int
        Month of the event, a number naming the kind of event (a :class:`Stream`), and the place
        among several of the same event.
    """
    return mix(parent ^ mix(_GOLDEN * ((month + 40000) * 1_000_003 + kind * 4099 + ordinal + 1)))


def derive_keys(parents: U64, month: int, kind: int, ordinals: I64 | int = 0) -> U64:
    """Vector form of :func:`derive_key`; equal element by element."""
    nth = np.atleast_1d(np.asarray(ordinals, dtype=np.int64))
    if len(nth) not in (1, len(parents)):
        parents = np.broadcast_to(parents, nth.shape)
    salt = np.uint64((month + 40000) * 1_000_003 + kind * 4099 + 1)
    keys: U64 = _draws().derived(np.ascontiguousarray(parents), salt, nth, np.uint64(_GOLDEN))
    return keys


def threshold(p: npt.ArrayLike) -> I64:
    """Return ``floor(clip(p, 0, 1) * 2**32)`` as int64, shape of `p`."""
    clipped = np.minimum(np.maximum(np.asarray(p, dtype=np.float64), 0.0), 1.0)
    return np.floor(clipped * float(ONE)).astype(np.int64)


@lru_cache(maxsize=256)
def _stream_of(root: int, stream: int, month: int) -> int:
    return mix(root ^ mix(stream * 0x1_0000_0000 + (month + 40000)))


class Randomness:
    """The draws of one replicate.

    Parameters
    ----------
    seed : int
        Replicate seed.
    salt : int
        Placebo salt: changes all chance from `salt_month` on and nothing else.
    """

    def __init__(self, seed: int, salt: int = 0, salt_month: int = 0) -> None:
        self.seed = seed
        self.salt = salt
        self.salt_month = salt_month
        self._root = mix(seed * _GOLDEN + 1)

    def _stream(self, stream: int, month: int) -> int:
        root = self._root
        if self.salt and month >= self.salt_month:
            root = mix(root ^ mix(self.salt))
        return _stream_of(root, stream, month)

    def stream(self, stream: Stream, month: int) -> np.uint64:
        """Return what keys are hashed with: a kernel makes its own draws of it, the same bits."""
        return np.uint64(self._stream(stream, month))

    def high(self, stream: Stream, month: int, keys: U64) -> I64:
        """Return the top 32 bits of the hash of each key as int64 in [0, 2**32), shape of `keys`."""
        drawn: I64 = _draws().high(keys.ravel(), np.uint64(self._stream(stream, month)))
        return drawn.reshape(keys.shape)

    def both(self, stream: Stream, month: int, keys: U64) -> tuple[I64, I64]:
        """Return two independent 32-bit draws per key: (top, low), int64 in [0, 2**32)."""
        top, low = _draws().both(keys.ravel(), np.uint64(self._stream(stream, month)))
        return top.reshape(keys.shape), low.reshape(keys.shape)

    def uniform(self, stream: Stream, month: int, keys: U64) -> F64:
        """Return draws in (0, 1), float64: for yearly decisions of institutions, not hot code."""
        return (self.high(stream, month, keys).astype(np.float64) + 0.5) / float(ONE)

    def one(self, stream: Stream, month: int, key: int) -> int:
        """Return the top 32 bits for one key; equal to :meth:`high` of that key."""
        return mix(key ^ self._stream(stream, month)) >> 32

    def one_both(self, stream: Stream, month: int, key: int) -> tuple[int, int]:
        """Return (top, low) 32 bits for one key; equal to :meth:`both` of that key."""
        h = mix(key ^ self._stream(stream, month))
        return h >> 32, h & 0xFFFFFFFF

    def generator(self, stream: Stream, month: int) -> np.random.Generator:
        """Return a Philox generator for bulk draws that belong to no agent."""
        return np.random.Generator(np.random.Philox(key=self._stream(stream, month)))


def normal(uniform: F64) -> F64:
    """Return standard normal quantiles of uniforms in (0, 1)."""
    from agents.quantiles import ndtri

    quantiles: F64 = ndtri(uniform)
    return quantiles


def pick(table: I64, draws: I64) -> I64:
    """Return the index of the cell each 32-bit draw falls in.

    Parameters
    ----------
    table : int64 array, shape (k,)
        Cumulative thresholds, non-decreasing, last one 2**32.
    draws : int64 array
        32-bit draws.
    """
    return np.searchsorted(table, draws, side="right").astype(np.int64)


def cumulative(weights: npt.ArrayLike) -> I64:
    """Return cumulative thresholds of weights along the last axis (last entry exactly 2**32)."""
    w = np.asarray(weights, dtype=np.float64)
    c = np.cumsum(w, axis=-1)
    total = c[..., -1:]
    table = threshold(np.divide(c, total, out=np.ones_like(c), where=total > 0))
    table[..., -1] = ONE
    return table


def quantile_table(values: npt.ArrayLike) -> I64:
    """Return integer quantiles (rounded) to be indexed with :func:`quantile_index`."""
    return np.rint(np.asarray(values, dtype=np.float64)).astype(np.int64)


def quantile_index(draws: I64, size: int) -> I64:
    """Return ``draws * size >> 32``: the row of a quantile table of `size` rows."""
    return (draws * np.int64(size)) >> np.int64(32)
