# %% [markdown]
# # Asking a study's record
#
# All that was observed lies in Parquet files, one set a run. [DuckDB](../studies.md) reads them where they
# lie.

# %%
from experiments import compare, open_study

made = compare(
    ["baseline-2013", "fragmented"], replicates=2, world="tiny", years=(2009, 2012), workers=1, out="runs"
)
study = open_study(made.path)
by_scenario = study.query(
    "select scenario, count(distinct seed) as replicates, count(distinct observer) as observers "
    "from records group by all order by all"
)
print(by_scenario.to_string(index=False))

# %% [markdown]
# Who waits at the end of each year? Months are counted from January 2007.

# %%
waiting = study.query(
    "select scenario, 2007 + month // 12 as year, sum(value) / count(distinct seed) as waiting from records "
    "where observer = 'waiting' and month % 12 = 11 group by all order by year, scenario"
)
table = waiting.pivot(index="year", columns="scenario", values="waiting")
print(table.to_string())
assert len(table) == 4

# %% [markdown]
# Indicators are a table of their own, with the headline where neither year nor part is named.

# %%
print(
    study.query(
        "select scenario, round(avg(value), 3) as crowded from indicators "
        "where indicator = 'crowded' and year is null and part is null group by all order by all"
    ).to_string(index=False)
)
