"""Rows counted and summed by cell."""

from simulation.kernels.compiled import I32, I64, kernel


@kernel
def tally(cell: I32, number: I64) -> None:
    """Count the rows of each cell into `number`."""
    for i in range(len(cell)):
        number[cell[i]] += 1


@kernel
def add(cell: I32, weights: I64, sums: I64) -> None:
    """Add up the weights of the rows of each cell in `sums`."""
    for i in range(len(cell)):
        sums[cell[i]] += weights[i]
