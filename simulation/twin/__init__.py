"""The plain-object twin: the same model, one Mesa agent per person, written to be read.

Start with ``beings.py`` (who there is), then ``model.py`` (the month), then any process. The twin
shares rules, threshold tables and institutions' decisions with the column model, and none of its
bookkeeping; a test compares the two bit by bit after every process of every month.
"""
