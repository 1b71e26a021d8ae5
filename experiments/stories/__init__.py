"""Households followed month by month: traces, lives in words, the stories that differ most."""

from typing import Final

AMONG: Final = 200  # households among which the two lives that differ most are looked for
