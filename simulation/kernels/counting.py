"""Rows counted and summed by cell, in one pass."""

from simulation.kernels.compiled import I64, kernel


@kernel
def tally(cell: I64, weights: I64, number: I64, sums: I64) -> None:
    """Count the rows of each cell into `number`, and add up their weights in `sums`."""
    for i in range(len(cell)):
        number[cell[i]] += 1
        sums[cell[i]] += weights[i]
