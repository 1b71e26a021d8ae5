"""The NumPy version of :mod:`simulation.kernels.work`."""

import numpy as np

from agents.kinds import NEVER, Programme, Tenure
from tests.simulation.kernels.numpy_draws import mix_array


def live(
    due, begun, month, to_age, stream, key, household, female, birth, origin, settled, language, health,
    programme, education, employed, student, income, row_of, place, children, permit,
    band_of_age, year_group, entry, leave, study, study_end, study_completed, market, origins, scar, waits,
    wage, benefit, support, pension, disability,
):  # fmt: skip
    """Return nothing; see the kernel."""
    groups, years_open = year_group[-1] + 1, len(year_group)
    old = birth[due] <= month - to_age
    rows, retired = due[~old], due[old]
    homes = row_of[household[rows]]
    sex = female[rows].astype(np.int64)
    band = band_of_age[(month - birth[rows].astype(np.int64)) // 12]
    came = settled[rows].astype(np.int64)
    years = np.minimum((month - came) // 12, years_open - 1)
    active = programme[rows] == Programme.ACTIVE
    level, group = language[rows], year_group[years]
    care = (sex == 1) & (children[homes] > 0)
    school = sex * 3 + education[rows]
    cell = ((school * 5 + level) * 5 + band) * 2 + care
    enter = entry[((cell * 2 + health[rows]) * 2 + active) * groups + group]
    away = leave[((school * 5 + band) * 2 + health[rows]) * years_open + years]
    take = study[(((sex * 5 + band) * 5 + level) * 2 + active) * groups + group]
    where = np.maximum(place[homes].astype(np.int64), 0)
    enter = (enter * market[where * origins + origin[rows]]) >> 10
    known = permit[homes].astype(np.int64)
    wait = np.clip((came - known) // 12, 0, waits - 1) * (known != NEVER)
    enter = (enter * scar[wait * years_open + years]) >> 10
    drawn = mix_array(key[rows] ^ stream)
    top, low = (drawn >> np.uint64(32)).astype(np.int64), (drawn & np.uint64(0xFFFFFFFF)).astype(np.int64)
    works, studies = employed[rows] == 1, student[rows] == 1
    idle = ~(works | studies)
    found = idle & (top < enter)
    ended = studies & (top < study_end)
    employed[rows[found]] = 1
    employed[rows[works & (top < away)]] = 0
    student[rows[idle & ~found & (low < take)]] = 1
    student[rows[ended]] = 0
    risen = rows[ended & (low < study_completed)]
    education[risen] = np.minimum(education[risen] + 1, 2)
    employed[retired] = 0
    student[retired] = 0
    rows = np.union1d(due, begun)
    age = (month - birth[rows].astype(np.int64)) // 12
    quantile = (key[rows] >> np.uint64(59)).astype(np.int64)
    paid = wage[(female[rows].astype(np.int64) * 3 + education[rows]) * 32 + quantile]
    unable = (health[rows] == 1) & (settled[rows] <= month - 36) & (age >= 18)
    income[rows] = np.select(
        [employed[rows] == 1, age >= 67, programme[rows] == Programme.ACTIVE, student[rows] == 1, unable],
        [paid, pension, benefit[(age < 25).astype(int)], support, disability],
        0,
    )


def means(
    household, income, employed, row_of, refugee, tenure, persons, children, rent,
    first, further, child, child_benefit, own, benefit, assistance, working,
):  # fmt: skip
    """Return nothing; see the kernel."""
    earning = np.flatnonzero(income > 0)
    homes = row_of[household[earning]]
    own[:] = np.bincount(homes, weights=income[earning], minlength=len(own))
    working[:] = np.bincount(homes, weights=employed[earning], minlength=len(own))
    here = (refugee == 1) & ~np.isin(tenure, (Tenure.RECEPTION, Tenure.ABROAD, Tenure.GONE))
    young = children.astype(np.int64)
    adults = persons - young
    benefit[:] = young * (child_benefit * here)
    missing = young * (child - child_benefit) + adults * further + rent + first - further - own
    assistance[:] = np.maximum(missing, 0) * (here & (adults > 0))
