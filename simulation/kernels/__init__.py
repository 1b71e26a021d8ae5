"""Kernels: the loops over persons and households where a profile asked for compiled code.

One file per process. A kernel is given arrays and numbers, nothing else, and holds integer arithmetic
and table lookups only (`fit` refuses the rest), so that it gives the bits NumPy gives; its NumPy version is
in ``tests/simulation/kernels`` and both are held together there.

Loading the compiler takes as long as a small command. So what is read where nothing is run (the tables with
`membership`, `randomness`, `moves`) imports its kernels in the function that calls them; what only a run
reads imports them at its top.
"""
