"""Kernels: the loops over persons and households where a profile asked for compiled code.

One file per process. A kernel is given arrays and numbers, nothing else, and holds integer arithmetic
and table lookups only, so that it gives the bits NumPy gives; its NumPy version is in
``tests/simulation/kernels`` and both are held together there.
"""
