"""Do the tests of the core notice when it is wrong? Small wrongs are put into it, one at a time.

``python -m benchmarks.mutation``; what was found is in ``docs/mutation.md``.
"""
