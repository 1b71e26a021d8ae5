# %% [markdown]
# # A scenario of your own
#
# A scenario is a small file that says only what differs from its parent. This one begins with what
# `informed` shares, and lets nine municipalities of ten have routines.

# %%
from pathlib import Path

from scenarios.describe import changes_of, differences, label, value_text
from scenarios.scenario import load_scenario

Path("mine.toml").write_text(
    """
name = "mine"
parent = "informed"

[dials]
municipal_routines = 0.9
""",
    encoding="utf-8",
)
mine, informed = load_scenario("mine.toml"), load_scenario("informed")
for one in differences(informed, mine):
    here, there = (value_text(x.after) if x else "the baseline's" for x in (one.one, one.other))
    print(f"{label(one.record)}: {here} -> {there}")

# %% [markdown]
# What it changes from the baseline, all told, and what each value rests on:

# %%
for change in changes_of(mine):
    print(f"{value_text(change.after):>4}  {change.record.status.value:10}  {label(change.record)}")

# %% [markdown]
# A mistake is told in one sentence with its line and the nearest name, before anything is run.

# %%
Path("wrong.toml").write_text('name = "wrong"\nparent = "informed"\n[dials]\nmunicipal_routine = 0.9\n')
try:
    load_scenario("wrong.toml")
except ValueError as error:
    print(error)
else:
    raise AssertionError("the mistake was not seen")

# %% [markdown]
# It runs like any other, here once in six invented municipalities.

# %%
from experiments import simulate

print("settled a year:", round(simulate(mine, world="tiny").indicator("settled").value, 1))
