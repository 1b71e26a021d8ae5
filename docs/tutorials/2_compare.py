# %% [markdown]
# # Two scenarios on the same chance
#
# One run of each of two scenarios would mix what the policy did with luck. A *paired* comparison gives both
# the same chance and the same drawn parameters in each replicate, and looks at the differences.

# %%
from experiments import compare

asked = {"replicates": 4, "world": "tiny", "years": (2009, 2012), "workers": 1, "out": "runs"}
study = compare(["baseline-2013", "integrated"], **asked)
paired = study.difference("integrated", "waiting_stock")
print(f"integrated - baseline: {paired.mean:+.1f} persons waiting")
print(f"90 % interval of that mean: {paired.low:+.1f} to {paired.high:+.1f}")

# %% [markdown]
# The interval covers chance and the contested parameters, drawn anew in each replicate, and nothing else.
# Where it holds zero, this comparison does not tell the two apart. Where it does not, that is so in this
# model and world, under what is assumed: here four replicates of six invented municipalities, which say
# nothing of Norway. No gain is written in: the strengths of coordination's channels have priors that include
# zero and the wrong sign.

# %%
told_apart = paired.low > 0 or paired.high < 0
print("zero lies", "outside" if told_apart else "inside", "the interval")
assert paired.low <= paired.mean <= paired.high

# %% [markdown]
# What was made lies on disk; the same call takes up what is done already and makes only what is missing.
# See [studies](../studies.md).

# %%
from experiments import open_study

saved = open_study(study.path)
print(saved.headline("settled").round(2).to_string(index=False))
same = compare(["baseline-2013", "integrated"], **asked)
assert same.difference("integrated", "waiting_stock").mean == paired.mean
