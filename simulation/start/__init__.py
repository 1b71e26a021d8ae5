"""The start: the world of January 2009, drawn from tables, and small synthetic worlds for tests."""
