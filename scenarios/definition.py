"""A resolved scenario: what differs from the baseline, and from when.

A scenario changes named parameters and rules only; it never reaches into a class. What a file may
say is in `scenarios/reading.py`.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from agents.parameters import Value, Values
from scenarios.dials import DIALS
from scenarios.parameters import PRIOR, model_parameters, posterior_key, replicate_values
from scenarios.sections import checked_changes
from scenarios.worlds import NORWAY, WorldSpec, world_named

BASELINE: Final = "baseline-2013"
PRESETS: Final = ("fragmented", BASELINE, "informed", "planned", "integrated")
NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$"  # it becomes the name of a folder


class Description(BaseModel):
    """What the scenario stands for, in two languages."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    en: str = Field(min_length=1, max_length=500)
    nb: str = Field(min_length=1, max_length=500)

    def said(self, language: str) -> str:
        """Return the text in one language."""
        return self.nb if language == "nb" else self.en


class Shock(BaseModel):
    """A value in force from one month to another, both included; to the end when `to` is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float | tuple[float, ...] | str
    first: str = Field(alias="from")
    last: str | None = Field(default=None, alias="to")

    def months(self, world: WorldSpec) -> tuple[int, int | None]:
        """Return the first month in force and the first no longer in force (None: to the end)."""
        return world.index(self.first), None if self.last is None else world.index(self.last) + 1


class Scenario(BaseModel):
    """A resolved scenario: what its parents change is already in it.

    Attributes
    ----------
    world
        Name of the world it is about.
    policy
        Month the dials, levers and rules take effect, as ``YYYY-MM``.
    dials
        Short name of a dial to its setting, 0-1; here and below only what differs from the baseline.
    levers
        Parameter to value.
    rules
        Parameter to the name of a rule.
    shocks
        Parameter to a dated value.
    salt
        Placebo: chance is drawn anew from the policy month on. 0 draws nothing anew.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=NAME)
    description: Description
    parent: str | None = None
    world: str = NORWAY.name
    policy: str = NORWAY.policy
    salt: int = Field(default=0, ge=0)
    dials: dict[str, float] = Field(default_factory=dict)
    levers: dict[str, float | tuple[float, ...]] = Field(default_factory=dict)
    rules: dict[str, str] = Field(default_factory=dict)
    shocks: dict[str, Shock] = Field(default_factory=dict)

    @property
    def spec(self) -> WorldSpec:
        """The world it is about."""
        return world_named(self.world)

    @property
    def policy_month(self) -> int:
        """Month index of the policy date."""
        return self.spec.index(self.policy)

    @property
    def changes(self) -> dict[str, Value]:
        """Parameter name to value from the policy date on: dials, levers and rules together."""
        full: dict[str, Value] = {f"coordination.{name}": value for name, value in self.dials.items()}
        return dict(sorted({**full, **self.levers, **self.rules}.items()))

    @property
    def branch_month(self) -> int:
        """First month that may differ from the baseline; the world's policy date when none does."""
        months = [shock.months(self.spec)[0] for shock in self.shocks.values()]
        if self.changes or self.salt:
            months.append(self.policy_month)
        return min(months, default=self.spec.policy_month)

    def with_changes(self, changes: Mapping[str, Any]) -> "Scenario":
        """Return this scenario with further changes from the policy date on.

        Dials may go by their short name.

        Raises
        ------
        ScenarioError
            For unknown names and values out of range, all at once.
        """
        if not changes:
            return self
        short = {dial.name: dial.parameter for dial in DIALS}
        full = {short.get(name, name): value for name, value in changes.items()}
        checked = checked_changes(full, self.policy, self.spec)
        label = ",".join(f"{name.rpartition('.')[2]}={value}" for name, value in changes.items())
        name = re.sub(r"[^A-Za-z0-9_.-]+", "-", f"{self.name}-with-{label}").strip("-")
        if len(name) > 80:
            name = f"{name[:71]}-{hashlib.sha256(repr(full).encode()).hexdigest()[:8]}"
        return self.model_copy(update={"name": name, **sections({**self.changes, **checked}, self.world)})

    def phases(
        self,
        seed: int | None = None,
        overrides: Mapping[str, Any] | None = None,
        parameters: str = PRIOR,
    ) -> list[tuple[int, Values]]:
        """Return the parameter values in force, as (first month, values) in order.

        Parameters
        ----------
        seed : int, optional
            Replicate whose drawn parameters hold in every phase; their central values when left out.
        overrides : mapping, optional
            Values that hold from the first month, before the policy (for experiments and tests).
        parameters : str
            Where the replicate's values come from: see
            :func:`scenarios.parameters.replicate_values`.
        """
        records = model_parameters(self.world)
        drawn = {} if seed is None else replicate_values(seed, self.world, parameters)
        before: dict[str, Any] = {**drawn, **(overrides or {})}
        phases: list[tuple[int, Values]] = []
        for month in self._turns():
            values = records.resolve({**before, **dict(self._in_force(month))}, self.name)
            if not phases or dict(values) != dict(phases[-1][1]):
                phases.append((month, values))
        return phases

    def _turns(self) -> list[int]:
        """Return the months in which something begins or ends, the first month among them."""
        months = {0, self.policy_month}
        for shock in self.shocks.values():
            months |= {month for month in shock.months(self.spec) if month is not None}
        return sorted(month for month in months if 0 <= month < self.spec.end)

    def _in_force(self, month: int) -> Iterator[tuple[str, Value]]:
        """Yield what differs from the baseline in a month; a shock stands above a lever."""
        if month >= self.policy_month:
            yield from self.changes.items()
        for name, shock in self.shocks.items():
            first, end = shock.months(self.spec)
            if month >= first and (end is None or month < end):
                yield name, shock.value

    def resolved(
        self,
        seed: int | None = None,
        overrides: Mapping[str, Any] | None = None,
        parameters: str = PRIOR,
    ) -> dict[str, Any]:
        """Return everything a run of this scenario depends on, ready for JSON."""
        return {
            "scenario": self.model_dump(mode="json", by_alias=True),
            "seed": seed,
            "parameters": parameters,
            "posterior": posterior_key(self.world, parameters),
            "phases": [
                {"month": month, "from": self.spec.text(month), "values": dict(values)}
                for month, values in self.phases(seed, overrides, parameters)
            ],
        }


def sections(changes: Mapping[str, Value], world: str) -> dict[str, dict[str, Any]]:
    """Return changes by full name as the sections of a scenario, without those that repeat the world's
    baseline (except of drawn parameters, which they pin)."""
    parameters = model_parameters(world)
    found: dict[str, dict[str, Any]] = {"dials": {}, "levers": {}, "rules": {}}
    for name, value in sorted(changes.items()):
        record = parameters[name]
        if value == record.value and record.draw == "fixed":
            continue
        if name.startswith("coordination."):
            found["dials"][name.partition(".")[2]] = value
        else:
            found["rules" if record.choices else "levers"][name] = value
    return found
