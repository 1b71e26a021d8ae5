"""Households followed month by month: traces, lives in words, the stories that differ most."""
