"""A real browser for tests: Debian's Chromium, where there is one."""

import shutil
from typing import Final

BROWSER: Final = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
