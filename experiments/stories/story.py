"""A household's story under two scenarios with the same chance, side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from agents.calendar import Calendar
from experiments.errors import RequestError
from experiments.history import Run
from experiments.single import checked_parameters, checked_scale, checked_years, world_of
from experiments.stories.life import Life, Month, lives
from experiments.stories.life_words import ABSENT, sentences
from experiments.stories.tracing import follow, key_text
from scenarios.scenario import Scenario, load_scenario
from simulation.trace import Sample


@dataclass(frozen=True)
class Stretch:
    """Months, first to last, in which neither life changes; what is said of each."""

    first: int
    last: int
    said: tuple[str, str]


@dataclass(frozen=True)
class Story:
    """One household in two scenarios; a life is None where the household never lived."""

    key: int
    scenarios: tuple[str, str]
    seed: int
    world: str
    lives: tuple[Life | None, Life | None]
    scale: float = 1.0

    @property
    def kind(self) -> int:
        """Household kind when it was first seen."""
        return next(life for life in self.lives if life is not None).months[0].kind

    @property
    def calendar(self) -> Calendar:
        """Calendar of the world it lives in."""
        return next(life for life in self.lives if life is not None).calendar

    def difference(self) -> int:
        """Return how much the lives differ: months in which one waits and the other does not, or in
        which they live elsewhere or on other terms, and the difference in moves."""
        one, other = self.lives
        if one is None or other is None:
            return max(len(life.months) for life in self.lives if life is not None)
        here, there = ({month.month: month for month in life.months} for life in (one, other))
        apart = sum(_apart(here.get(month), there.get(month)) for month in sorted(here.keys() | there.keys()))
        return apart + abs(one.moves - other.moves)

    def stretches(self, language: str) -> list[Stretch]:
        """Return the two lives, condensed: a new stretch begins when what is said of either changes."""
        months = [{m.month: m for m in life.months} if life else {} for life in self.lives]
        found: list[Stretch] = []
        every = sorted({month for one in months for month in one})
        for month in every:
            said = (
                self._say(0, months[0].get(month), month, language),
                self._say(1, months[1].get(month), month, language),
            )
            if found and found[-1].said == said and found[-1].last == month - 1:
                found[-1] = Stretch(found[-1].first, month, said)
            else:
                found.append(Stretch(month, month, said))
        return found

    def _say(self, arm: int, month: Month | None, now: int, language: str) -> str:
        if month is not None:
            return sentences(month, language)
        life = self.lives[arm]
        gone = life is not None and life.left is not None and now >= life.left
        return ABSENT[language][gone]


def _apart(one: Month | None, other: Month | None) -> bool:
    if one is None or other is None:
        return True
    return one.waits != other.waits or one.place != other.place


def stories(
    scenarios: Sequence[str | Path | Scenario],
    seed: int = 1,
    households: Iterable[int] = (),
    sample: Sample | None = None,
    *,
    years: tuple[int, int] | None = None,
    world: str | None = None,
    scale: float = 1.0,
    parameters: str | None = None,
) -> list[Story]:
    """Return the stories of households under two scenarios of one seed.

    Households are those asked for by key and those a sample draws in the first scenario. `parameters` says
    where values come from, as for a comparison.

    Raises
    ------
    RequestError
        If there are not two different scenarios, or a household lived in neither.
    """
    arms = [one if isinstance(one, Scenario) else load_scenario(one) for one in scenarios]
    if len(arms) != 2 or arms[0] == arms[1]:
        raise RequestError("two_scenarios")
    where = world_of(arms, world)
    last, share = checked_years(years, where), checked_scale(scale)
    kinds = [checked_parameters(parameters, arm.world) for arm in arms]
    runs = [
        Run(arm, seed, last, where, share, parameters=kind) for arm, kind in zip(arms, kinds, strict=True)
    ]
    asked = list(households)
    first, _ = follow(runs[0], asked, sample)
    keys = [int(key) for key in first.keys]
    second, _ = follow(runs[1], keys)
    one, other = lives(first, runs[0].end), lives(second, runs[1].end)
    for key in keys:
        if key not in one and key not in other:
            raise RequestError("not_lived_in_either", key=key_text(key), seed=seed)
    names = (arms[0].name, arms[1].name)
    return [Story(key, names, seed, where, (one.get(key), other.get(key)), share) for key in keys]


@dataclass(frozen=True)
class Counted:
    """How many households waited longer, shorter and as long under the second scenario; `apart` lived in
    one of the two only."""

    longer: int
    shorter: int
    same: int
    apart: int


def counted(found: Sequence[Story]) -> Counted:
    """Count the households of stories by how the second scenario's wait compares with the first's."""
    both = [story.lives for story in found]
    more = [other.waited - one.waited for one, other in both if one is not None and other is not None]
    longer, shorter = sum(x > 0 for x in more), sum(x < 0 for x in more)
    return Counted(longer, shorter, len(more) - longer - shorter, len(both) - len(more))


def most_different(found: Sequence[Story]) -> Story:
    """Return the story whose two lives differ most (the first of equals).

    Raises
    ------
    RequestError
        If there is no story.
    """
    if not found:
        raise RequestError("no_case")
    return max(found, key=lambda story: story.difference())
