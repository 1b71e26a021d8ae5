"""Parameters as records: value, range, unit, source, status and labels, in TOML beside their user.

A file ``<room>/<name>.toml`` declares the parameters of ``<name>``; the full name of a parameter
is ``<name>.<key>``. A record may say how its value is drawn per replicate (``draw``), which is how
contested strengths enter: one draw, shared by all arms.

One file of more than 300 lines: a record, a set of them and how a file is read make sense only together.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.allocation.names import rule_names

ALLOCATION_RULES = "allocation rules"  # as `choices`: every file of agents/allocation/rules

type Value = float | tuple[float, ...] | str


class ParameterError(ValueError):
    """A parameter record, name or value is wrong; the message says where and what would be right."""


class Status(StrEnum):
    """What a value rests on."""

    MEASURED = "measured"
    LITERATURE = "literature"
    ASSUMED = "assumed"
    POLICY = "policy"


class Draw(StrEnum):
    """How a value is drawn per replicate."""

    FIXED = "fixed"
    UNIFORM = "uniform"  # on [low, high]
    TRIANGULAR = "triangular"  # on [low, high], mode at value
    NORMAL = "normal"  # mean value, standard deviation sd, clipped to [low, high]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter.

    `value`, `low` and `high` are numbers or equal-length tuples; a textual parameter (a rule) has
    `choices` instead of a range.
    """

    name: str
    value: Value
    low: Value
    high: Value
    unit: str
    source: str
    status: Status
    en: str
    nb: str
    draw: Draw = Draw.FIXED
    sd: float = 0.0
    choices: tuple[str, ...] = ()
    file: str = ""

    def check(self, value: Value, where: str) -> Value:
        """Return `value` in canonical form, or raise :class:`ParameterError`."""
        if self.choices:
            if value not in self.choices:
                raise ParameterError(
                    f"{where}: {self.name} = {value!r} is not one of {', '.join(self.choices)}."
                )
            return value
        if isinstance(value, str):
            raise ParameterError(f"{where}: {self.name} takes a number, not the text {value!r}.")
        if isinstance(self.value, tuple) != isinstance(value, tuple):
            kind = f"a list of {len(self.value)} numbers" if isinstance(self.value, tuple) else "one number"
            raise ParameterError(f"{where}: {self.name} takes {kind}, not {value!r}.")
        v, lo, hi = (np.atleast_1d(np.asarray(x, dtype=np.float64)) for x in (value, self.low, self.high))
        shape = np.atleast_1d(np.asarray(self.value, dtype=np.float64)).shape
        if v.shape != shape:
            raise ParameterError(f"{where}: {self.name} takes {shape[0]} numbers, not {v.shape[0]}.")
        if not np.all(np.isfinite(v)) or np.any(v < lo) or np.any(v > hi):
            raise ParameterError(
                f"{where}: {self.name} = {value} is outside its range {self.low} to {self.high}"
                f" ({self.unit})."
            )
        return value


def _number(raw: Any, name: str, field: str, where: str) -> Value:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return float(raw)
    if isinstance(raw, list) and raw and all(isinstance(x, (int, float)) for x in raw):
        return tuple(float(x) for x in raw)
    raise ParameterError(f"{where}: {name}.{field} must be a number or a list of numbers, not {raw!r}.")


def _spread(bound: Value, size: int) -> Value:
    """Return a bound as a list of `size` numbers."""
    return bound if isinstance(bound, (tuple, str)) else (bound,) * size


def _choices(raw: Any) -> tuple[str, ...]:
    """Return the choices of a textual parameter: listed, or the names a registry finds."""
    if isinstance(raw, str):
        if raw != ALLOCATION_RULES:
            raise LookupError(f"choices must be a list, or {ALLOCATION_RULES!r}, not {raw!r}.")
        return rule_names()
    return tuple(raw)


_FIELDS = {"value", "low", "high", "unit", "source", "status", "en", "nb", "draw", "sd", "choices"}


def _inherited(base: Parameter) -> dict[str, Any]:
    """Return what a record that replaces `base` need not repeat: unit, range, labels and draw.

    A list may change its length, so a bound that is the same for every entry becomes one number.
    """

    def bound(value: Value) -> Any:
        return value[0] if isinstance(value, tuple) and len(set(value)) == 1 else value

    low, high = bound(base.low), bound(base.high)
    return {
        "unit": base.unit, "en": base.en, "nb": base.nb, "draw": base.draw, "sd": base.sd,
        **({"choices": list(base.choices)} if base.choices else {
            "low": list(low) if isinstance(low, tuple) else low,
            "high": list(high) if isinstance(high, tuple) else high,
        }),
    }  # fmt: skip


def read_records(path: Path, base: "ParameterSet | None" = None) -> list[Parameter]:
    """Read the records of one TOML file.

    With `base`, each record replaces the one of its name there (an overlay): value, source and
    status are its own, the rest is taken over where it is not given.

    Raises
    ------
    ParameterError
        If the file is not TOML or a record is incomplete, has an unknown field, no source, an
        unknown status or a value outside its own range.
    """
    where = path.name
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ParameterError(f"{where}: not readable as TOML ({error}).") from error
    records = []
    for key, raw in document.items():
        name = f"{path.stem}.{key}"
        if not isinstance(raw, dict):
            raise ParameterError(f"{where}: {key} must be a table [{key}] of fields.")
        if base is not None:
            if name not in set(base):
                raise ParameterError(base.unknown(name, where))
            raw = _inherited(base[name]) | raw
        unknown = set(raw) - _FIELDS
        if unknown:
            raise ParameterError(f"{where}: {name} has an unknown field {sorted(unknown)[0]!r}.")
        for field in ("value", "unit", "source", "status", "en", "nb"):
            if field not in raw or raw[field] == "":
                raise ParameterError(f"{where}: {name} has no {field}.")
        try:
            status = Status(raw["status"])
            draw = Draw(raw.get("draw", "fixed"))
        except ValueError as error:
            raise ParameterError(f"{where}: {name}: {error}.") from error
        try:
            choices = _choices(raw.get("choices", ()))
        except LookupError as error:
            raise ParameterError(f"{where}: {name}: {error.args[0]}") from error
        if choices:
            value: Value = str(raw["value"])
            low: Value = ""
            high: Value = ""
        else:
            value = _number(raw["value"], name, "value", where)
            for field in ("low", "high"):
                if field not in raw:
                    raise ParameterError(f"{where}: {name} has no {field}.")
            low = _number(raw["low"], name, "low", where)
            high = _number(raw["high"], name, "high", where)
            if isinstance(value, tuple):  # one bound may serve a whole list
                low, high = _spread(low, len(value)), _spread(high, len(value))
        record = Parameter(
            name, value, low, high, raw["unit"], raw["source"], status, raw["en"], raw["nb"],
            draw, float(raw.get("sd", 0.0)), choices, where,
        )  # fmt: skip
        record.check(value, where)
        if draw is not Draw.FIXED and not isinstance(value, float):
            raise ParameterError(f"{where}: {name} is not a single number, so it cannot be drawn.")
        if draw is Draw.NORMAL and record.sd <= 0.0:
            raise ParameterError(f"{where}: {name} is drawn from a normal and needs an sd above 0.")
        if draw is Draw.TRIANGULAR and low == high:
            raise ParameterError(f"{where}: {name} is drawn from a triangle without width.")
        records.append(record)
    return records


class Rules:
    """The values of one file's parameters, as attributes: ``rules.hazard``."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Any:
        raise ParameterError(f"no parameter {name!r} here; known: {', '.join(sorted(self.__dict__))}")

    def vector(self, name: str) -> npt.NDArray[np.float64]:
        """Return a list parameter as a float64 array."""
        return np.asarray(getattr(self, name), dtype=np.float64)


class Values(Mapping[str, Value]):
    """A full set of parameter values (immutable)."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = MappingProxyType(dict(values))
        self._groups: dict[str, Rules] = {}  # those asked for

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def number(self, name: str) -> float:
        """Return a scalar parameter."""
        value = self._values[name]
        if not isinstance(value, float):
            raise ParameterError(f"{name} is not a single number.")
        return value

    def rules(self, group: str) -> Rules:
        """Return the parameters whose names begin with ``group.``."""
        if group not in self._groups:
            prefix = group + "."
            found = {k[len(prefix) :]: v for k, v in self._values.items() if k.startswith(prefix)}
            if not found:
                raise ParameterError(f"no parameters named {prefix}*")
            self._groups[group] = Rules(found)
        return self._groups[group]


class ParameterSet(Mapping[str, Parameter]):
    """All parameter records of the model."""

    def __init__(self, records: Iterable[Parameter]) -> None:
        found: dict[str, Parameter] = {}
        for record in records:
            if record.name in found:
                raise ParameterError(
                    f"{record.file}: {record.name} is declared twice (also in {found[record.name].file})."
                )
            found[record.name] = record
        self._records = MappingProxyType(dict(sorted(found.items())))

    def __getitem__(self, name: str) -> Parameter:
        try:
            return self._records[name]
        except KeyError:
            raise ParameterError(self.unknown(name, "parameters")) from None

    def __contains__(self, name: object) -> bool:
        return name in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def replaced(self, records: Iterable[Parameter]) -> "ParameterSet":
        """Return the set with records of the same names replaced (an overlay)."""
        return ParameterSet((self._records | {record.name: record for record in records}).values())

    def unknown(self, name: str, where: str) -> str:
        """Return the sentence for an unknown name, with the nearest valid one."""
        near = get_close_matches(name, self._records, n=1, cutoff=0.4)
        hint = f" Did you mean {near[0]}?" if near else ""
        return f"{where}: there is no parameter named {name!r}.{hint}"

    def resolve(self, changes: Mapping[str, Any] | None = None, where: str = "changes") -> Values:
        """Return all values, `changes` laid over the defaults.

        Raises
        ------
        ParameterError
            For unknown names or values out of range (all of them at once, one per line).
        """
        values: dict[str, Value] = {name: record.value for name, record in self._records.items()}
        errors = []
        for name, raw in (changes or {}).items():
            if name not in self._records:
                errors.append(self.unknown(name, where))
                continue
            record = self._records[name]
            try:
                value = raw if isinstance(raw, (str, tuple)) else _number(raw, name, "value", where)
                values[name] = record.check(value, where)
            except ParameterError as error:
                errors.append(str(error))
        if errors:
            raise ParameterError("\n".join(errors))
        return Values(values)

    def drawn(self, uniforms: Mapping[str, float]) -> dict[str, float]:
        """Return the per-replicate draws, given one uniform in (0, 1) per drawn parameter."""
        from statistics import NormalDist

        result = {}
        for name, record in self._records.items():
            if record.draw is Draw.FIXED:
                continue
            u = uniforms[name]
            lo, hi, value = float(record.low), float(record.high), float(record.value)  # type: ignore[arg-type]
            if record.draw is Draw.UNIFORM:
                x = lo + u * (hi - lo)
            elif record.draw is Draw.TRIANGULAR:
                cut = (value - lo) / (hi - lo)
                x = (
                    lo + ((hi - lo) * (value - lo) * u) ** 0.5
                    if u < cut
                    else hi - ((hi - lo) * (hi - value) * (1 - u)) ** 0.5
                )
            else:
                x = min(max(NormalDist(value, record.sd).inv_cdf(u), lo), hi)
            result[name] = x
        return result


def collect(folders: Iterable[Path]) -> ParameterSet:
    """Read every ``*.toml`` of the folders into one set."""
    return ParameterSet(
        record
        for folder in folders
        for path in sorted(folder.glob("*.toml"))
        for record in read_records(path)
    )
