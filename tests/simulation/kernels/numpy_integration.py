"""The NumPy version of :mod:`simulation.kernels.integration`."""

import numpy as np

from agents.kinds import NEVER, Programme, Tenure
from agents.refugee import OCCUPIED, OWN, PROGRAMME, RECEPTION, SCHOOL
from tests.simulation.kernels.numpy_draws import mix_array


def learn(
    month, turn, from_age, adult, stream, key, household, birth, settled, present, programme, employed,
    student, education, health, language, row_of, tenure, limits,
):  # fmt: skip
    """Return nothing; see the kernel."""
    rows = ((birth & (turn - 1)) == (month & (turn - 1))) & (language < 4) & (birth <= month - from_age)
    rows = np.flatnonzero(rows & (settled < month) & (present == 1))
    form = tenure[row_of[household[rows]]]
    status = np.select(
        [
            birth[rows] > month - adult, settled[rows] == NEVER, programme[rows] == Programme.ACTIVE,
            (employed[rows] == 1) | (student[rows] == 1),
        ],
        [SCHOOL, RECEPTION, PROGRAMME, OCCUPIED],
        OWN,
    )  # fmt: skip
    cell = (status * 3 + education[rows]) * 2 + (form == Tenure.SHARED)
    cell = (cell * 2 + health[rows]) * 5 + language[rows]
    draw = (mix_array(key[rows] ^ stream) >> np.uint64(32)).astype(np.int64)
    language[rows[(draw < limits[cell]) & (form != Tenure.ABROAD)]] += 1
