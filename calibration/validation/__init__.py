"""The model against figures it was not tuned to: the one place that opens what is held out."""
