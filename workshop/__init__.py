"""The workshop: a server and a page on which a group predicts, plays, compares and takes away."""
