"""Which parameters move which headline, and which of them nobody has measured."""
