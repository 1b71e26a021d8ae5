"""Ranking without hiding trade-offs: pure functions over gains, and what they say together."""
