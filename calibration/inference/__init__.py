"""Inference: which parameters the record tells something of, what it tells, and how surely.

``priors`` and ``screening`` say which parameters are calibrated; ``waves`` makes the runs; ``emulator``
stands for the model between them; ``likelihood`` and ``sampling`` draw the posterior; ``abc`` checks it.
"""
