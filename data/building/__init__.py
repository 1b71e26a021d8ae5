"""Builders of the compact tables: one file per subject, run by ``python -m data.build``.

Nothing here is imported when the model runs; the loader reads the finished tables.
"""
