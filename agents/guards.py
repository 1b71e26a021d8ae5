"""A guard of arithmetic that is no number of a rule."""

from typing import Final

# What stands in for nothing where nothing would be divided by, drawn by or taken the logarithm of, and what
# two sums may be apart by rounding alone. No share, hour or krone that the model counts is as small, and what
# rounding leaves of its sums is smaller still: so it decides nothing.
NEXT_TO_NOTHING: Final = 1e-9
