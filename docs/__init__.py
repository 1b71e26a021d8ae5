"""Documentation, and what writes and builds it; no part of the tool."""
