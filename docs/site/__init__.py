"""Pages that are made when the site is built, so that they cannot drift from the code."""
