"""Ties, wellbeing and health, person by person."""

import numpy as np

from agents.kinds import MONTHS_PER_YEAR, NEVER, Programme, Tenure
from simulation.kernels.compiled import I8, I16, I32, I64, U64, hashed, inlined, kernel, low, top

_ACTIVE = int(Programme.ACTIVE)
_NEVER = int(NEVER)
_RECEPTION, _ABROAD = int(Tenure.RECEPTION), int(Tenure.ABROAD)
_MUNICIPAL, _OWNED = int(Tenure.MUNICIPAL), int(Tenure.OWNED)
_MOST_ROOMS = 5  # five or more: crowded when persons, at most five, exceed rooms


@inlined
def _towards(value: np.int8, goal: int, pace: np.int64, draw: np.int64) -> int:
    """Return `value` moved `pace` 1024ths of the way to `goal`; ten bits of chance decide the rounding."""
    moved: int = value + (((goal - value) * pace + (draw & 1023)) >> 10)
    return moved


@kernel
def feel(
    month: int, turn: int, from_age: int, adult: int, stream: np.uint64,
    key: U64, household: I32, birth: I16, origin: I8, settled: I16, present: I8, language: I8, programme: I8,
    employed: I8, student: I8, bonding: I8, bridging: I8, linking: I8, wellbeing: I8, health: I8,
    row_of: I64, tenure: I8, place: I16, children: I8, members: I8, permit: I16, dwelling: I32, need: I8,
    home_row_of: I64, rooms: I8,
    kin: I16, origins: int, kin_waiting: int, pace: I64, bridges: I16, links: I16, security: I16,
    base: int, ties: int, working: int, crowded: int, ailing: int, wait: int, step: int,
    events: I64, waits: int, recovery: int,
) -> None:  # fmt: skip
    """Move ties, wellbeing and health of those whose turn it is one step.

    Parameters
    ----------
    turn : int
        Months between two looks at a person (a power of two).
    from_age, adult : int
        Months of age from which ties are one's own, and from which health may fail.
    stream : uint64
        What this month's draws hash keys with.
    key ... health : arrays, shape (persons,)
        Columns of persons; the last five are changed.
    row_of, home_row_of : arrays
        Rows of households and of dwellings by uid.
    tenure ... need : arrays, shape (households,)
        `need` becomes 1 where a member's health fails.
    rooms : array, shape (dwellings,)
    kin : flat array, shape (places, origins); kin_waiting : int
        Room for ties to kin and co-ethnics, in the place and in reception.
    pace : array, shape (3,), 1024ths; bridges, links, security : arrays
        As in :class:`simulation.processes.wellbeing.Tables`, as the numbers after them.
    events : flat array, shape (origins, waits); recovery : int
        Thresholds of a health event by years waited, and of recovery.
    """
    plain, at_work, learning, school, owning, by_speech = bridges
    begin, programmed, tenant, word = links
    to_kin, to_others, to_offices = pace
    # conditions that lie mixed are multiplied in, not branched on: a wrong guess costs more than both ways
    most = recovery
    for limit in events:
        most = max(most, limit)
    rows, n = np.empty(len(key), dtype=np.int32), 0
    for i in range(len(key)):
        born = birth[i]
        due = (((born ^ month) & (turn - 1)) == 0) & (born <= month - from_age)
        due &= (settled[i] < month) & (present[i] == 1)  # NEVER is below every month: reception counts
        rows[n] = i
        n += due
    # short loops of their own for what lies far apart: the processor then fetches many at a time
    homes = np.empty(n, dtype=np.int32)
    for k in range(n):
        homes[k] = row_of[household[rows[k]]]
    crowd = np.empty(n, dtype=np.bool_)
    for k in range(n):
        there = home_row_of[dwelling[homes[k]]]
        crowd[k] = (there >= 0) & (min(members[homes[k]], _MOST_ROOMS) > rooms[there])
    for k in range(n):
        i, home = rows[k], homes[k]
        born, form = birth[i], tenure[home]
        if form == _ABROAD:
            continue
        waiting = form == _RECEPTION
        drawn = hashed(key[i], stream)
        first, second = top(drawn), low(drawn)
        speech = language[i]
        active = programme[i] == _ACTIVE

        room = int(kin[max(place[home], 0) * origins + origin[i]])
        room += waiting * (kin_waiting - room)
        bridge = plain + by_speech * speech + at_work * employed[i]
        bridge += learning * (active | (student[i] == 1)) + school * (children[home] > 0)
        bridge += owning * (form == _OWNED)
        link = begin + word * speech + programmed * active + tenant * (form == _MUNICIPAL)
        # ties are 0-100, whatever the parameters add up to
        near = _towards(bonding[i], room, to_kin, second)
        across = _towards(bridging[i], min(bridge, 100), to_others, second >> 10)
        above = _towards(linking[i], min(link, 100), to_offices, second >> 20)
        bonding[i], bridging[i], linking[i] = near, across, above

        goal = security[form] + (near + across + above) * ties // 100 + base
        goal += working * employed[i] - ailing * health[i] - crowded * crowd[k]
        known = permit[home]
        if wait != 0:
            goal -= (waiting & (known != _NEVER)) * ((month - known) * wait // MONTHS_PER_YEAR)
        goal = min(max(goal, 0), 100)
        wellbeing[i] += min(max(goal - wellbeing[i], -step), step)

        if first >= most:  # nothing can change
            continue
        if health[i] == 1:
            if first < recovery:
                health[i] = 0
        elif born <= month - adult:
            waited = 0
            if known != _NEVER:
                end = month if settled[i] == _NEVER else int(settled[i])
                waited = min(max((end - known) // MONTHS_PER_YEAR, 0), waits - 1)
            if first < events[origin[i] * waits + waited]:
                health[i] = 1
                need[home] = 1
