"""The scorecard of a study: who gains, who pays, when and how surely, and rankings that hide no trade-off."""
