"""What municipalities settled in 2022-23, were asked for and decided for 2024.

Settlement of 2024 is not read: it is what the first year is held against.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from data.loader import municipality_frame_2024, settlement_panel_2024
from simulation.start.norway_2024.geography import CENTRALITY
from simulation.start.record import Record

F64 = npt.NDArray[np.float64]

SETTLED_YEARS = (2022, 2023)
FIRST_YEAR = 2024


@lru_cache(maxsize=2)
def read_record_2024(codes: tuple[str, ...]) -> Record:
    """Return the record, in the order of `codes`. A year without anybody settled took no part."""
    panel = settlement_panel_2024()
    frame = municipality_frame_2024().reindex(codes)

    def column(name: str, year: int) -> F64:
        found: F64 = panel[panel["year"] == year].set_index("code")[name].reindex(codes).to_numpy(float)
        return found

    settled = np.stack([column("settled", year) for year in SETTLED_YEARS], axis=1)
    decided = column("decided", FIRST_YEAR)
    return Record(
        settled=np.where(settled > 0, settled, np.nan),
        decided=decided,
        requested=column("requested", FIRST_YEAR)[:, None],
        requested_years=(FIRST_YEAR,),
        settled_before=settled[:, -1],
        log_population=np.log(frame["population_2024"].to_numpy(float)),
        centrality=CENTRALITY[frame["centrality"].to_numpy().astype(int) - 1].astype(float),
        county=frame["county_code"].to_numpy().astype(np.int64),
        in_force=decided,
    )
