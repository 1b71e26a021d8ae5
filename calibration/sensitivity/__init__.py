"""Which parameters move which headline, and which of them nobody has measured."""

from typing import Final

# Runs below which neither emulator nor delta is worth anything. It stands here, where nothing else is
# loaded, for the command line's help says it too.
FEW: Final = 40
