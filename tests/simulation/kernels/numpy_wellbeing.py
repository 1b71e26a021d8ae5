"""The NumPy version of :mod:`simulation.kernels.wellbeing`."""

import numpy as np

from agents.kinds import NEVER, Programme, Tenure
from tests.simulation.kernels.numpy_draws import mix_array


def towards(value, goal, pace, dither):
    """Return `value` moved the fraction `pace`/1024 of the way to `goal`; `dither` decides the rounding."""
    return value + (((goal - value) * pace + dither) >> 10)


def feel(
    month, turn, from_age, adult, stream,
    key, household, birth, origin, settled, present, language, programme, employed, student,
    bonding, bridging, linking, wellbeing, health,
    row_of, tenure, place, children, members, permit, dwelling, need, home_row_of, rooms,
    kin, origins, kin_waiting, pace, bridges, links, security,
    base, ties, working, crowded, ailing, wait, step, events, waits, recovery,
):  # fmt: skip
    """Return nothing; see the kernel."""
    rows = ((birth & (turn - 1)) == (month & (turn - 1))) & (birth <= month - from_age)
    rows = np.flatnonzero(rows & (settled < month) & (present == 1))
    homes = row_of[household[rows]]
    rows, homes = rows[tenure[homes] != Tenure.ABROAD], homes[tenure[homes] != Tenure.ABROAD]
    form, waiting = tenure[homes], tenure[homes] == Tenure.RECEPTION
    drawn = mix_array(key[rows] ^ stream)
    high, low = (drawn >> np.uint64(32)).astype(np.int64), (drawn & np.uint64(0xFFFFFFFF)).astype(np.int64)

    goal = kin[np.maximum(place[homes], 0).astype(np.int64) * origins + origin[rows]]
    speech, active = language[rows].astype(np.int64), programme[rows] == Programme.ACTIVE
    bridge = bridges[0] + bridges[5] * speech + bridges[1] * employed[rows]
    bridge += bridges[2] * (active | (student[rows] == 1)) + bridges[3] * (children[homes] > 0)
    bridge += bridges[4] * (form == Tenure.OWNED)
    link = links[0] + links[3] * speech + links[1] * active + links[2] * (form == Tenure.MUNICIPAL)
    goals = (np.where(waiting, kin_waiting, goal), np.minimum(bridge, 100), np.minimum(link, 100))
    total = np.zeros(len(rows), dtype=np.int64)
    for i, column in enumerate((bonding, bridging, linking)):
        moved = towards(column[rows].astype(np.int64), goals[i], pace[i], (low >> (10 * i)) & 1023)
        column[rows] = moved
        total += moved

    there = home_row_of[dwelling[homes]]
    tight = (there >= 0) & (np.minimum(members[homes], 5) > rooms[there])
    known = permit[homes].astype(np.int64)
    goal = security[form] + total * ties // 100 + base + working * employed[rows].astype(np.int64)
    goal -= ailing * health[rows].astype(np.int64) + crowded * tight
    goal -= np.where(waiting & (known != NEVER), (month - known) * wait // 12, 0)
    value = wellbeing[rows].astype(np.int64)
    wellbeing[rows] = value + np.clip(np.clip(goal, 0, 100) - value, -step, step)

    end = np.where(settled[rows] == NEVER, month, settled[rows].astype(np.int64))
    waited = np.where(known == NEVER, 0, np.clip((end - known) // 12, 0, waits - 1))
    event = np.where(birth[rows] <= month - adult, events[origin[rows].astype(np.int64) * waits + waited], 0)
    changed = high < np.where(health[rows] == 1, recovery, event)
    turned = rows[changed]
    health[turned] = 1 - health[turned]
    need[homes[changed & (health[rows] == 1)]] = 1
