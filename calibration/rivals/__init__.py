"""Simple rivals of the model, a file each: what anybody could have said without it."""
