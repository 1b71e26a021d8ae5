"""The allocation rules: every file here with a ``RULE`` is a rule, named after its file."""
