"""Allocation: how IMDi's offices pick the municipality a case is proposed to; one file per rule."""
