"""Published agent-based engines beside this model, each at a small task of its own.

What an agent does in one step differs so much that a rate alone would mislead: each row says what it does.
``run.py bench --engines`` installs them for as long as it runs.
"""
