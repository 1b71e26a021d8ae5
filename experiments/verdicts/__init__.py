"""What a difference rests on: contested mechanisms, shares of dials, equivalent levers."""
