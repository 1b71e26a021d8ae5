# %% [markdown]
# # Why did this household wait?
#
# Each month of waiting has one binding reason. A household is followed by living the run again, bit by bit
# the same. Households are invented, every one: a story shows how the model works, never what befell
# anybody.

# %%
from experiments.stories.story import counted, most_different, stories
from simulation.trace import Sample

found = stories(["fragmented", "integrated"], seed=1, sample=Sample(20), world="tiny")
waits = counted(found)
print(f"of {len(found)} households {waits.longer} waited longer under integrated, {waits.shorter} shorter,")
print(f"{waits.same} as long; {waits.apart} lived in one of the two only")

# %% [markdown]
# The one whose two lives differ most, month by month where something changes:

# %%
told = most_different(found)
for stretch in told.stretches("en"):
    first, last = (f"{2007 + month // 12}-{month % 12 + 1:02d}" for month in (stretch.first, stretch.last))
    print(f"{first} to {last}")
    for scenario, said in zip(told.scenarios, stretch.said, strict=True):
        print(f"  {scenario:10} {said}")
assert told.difference() == max(story.difference() for story in found)

# %% [markdown]
# The command does the same among 200 households and writes the story down, in Bokmål too: `run.py story
# fragmented integrated --most-different --language nb`.
