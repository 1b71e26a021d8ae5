# %% [markdown]
# # One run, from Python
#
# A run lives a world month by month under one scenario and records what indicators need. Here that world is
# `tiny`: six invented municipalities, in a second. It shows how things work and answers nothing about
# Norway; leave `world` out for the 428 municipalities.

# %%
from experiments import simulate

result = simulate("baseline-2013", seed=1, world="tiny")
waiting = result.indicator("waiting_stock")
print(f"waiting in reception: {waiting.value:.0f} persons, mean of the years from the policy on")
for year, persons in waiting.by_year.items():
    print(f"  {year}: {persons:.0f}")

# %% [markdown]
# The same seed gives the same bits, every time: chance is a function of the seed, the process, the month
# and the person, so that two runs differ only where something made them differ.

# %%
again = simulate("baseline-2013", seed=1, world="tiny")
assert again.indicator("waiting_stock") == waiting
other = simulate("baseline-2013", seed=2, world="tiny")
assert other.indicator("waiting_stock").value != waiting.value
print("seed 1 again: the same; seed 2: another life of the same world")

# %% [markdown]
# Every indicator says what it means, in which unit and in which direction it is better. Many can be broken
# down.

# %%
from indicators.library import indicator

crowded = indicator("crowded")
print(crowded.label("en"), f"({crowded.unit})", "|", crowded.label("nb"))
print("better when", {-1: "lower", 0: "neither: ambiguous", 1: "higher"}[crowded.direction])
print("can be told by:", ", ".join(result.indicator("crowded").dimensions()))
