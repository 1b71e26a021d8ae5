"""Numbers built into kernels that others read without the compiler."""

from typing import Final

# groups (`simulation/groups.py`): sexes; what makes hard to settle, as bits, since one can be several of them
SEXES: Final = 2
HARD: Final = 16
SINGLE_MAN, HEALTH, LITTLE_SCHOOLING, REFUSER = 1, 2, 4, 8
