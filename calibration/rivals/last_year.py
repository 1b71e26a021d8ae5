"""As many as last year."""

from calibration.rival import Rival, settled_before

RIVALS = (
    Rival(
        "last_year", "last year's figure", "fjorårets tall", "settled", lambda: settled_before()[-1].copy()
    ),
)
