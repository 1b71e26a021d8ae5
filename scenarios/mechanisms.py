"""Contested mechanisms: what researchers disagree about, and what follows if either side is right.

One file ``scenarios/contested/<name>.toml`` a mechanism: the question, the evidence, what the model
does by default, and its *flips*: parameter values that hold in every arm from the first month on.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.parameters import ParameterError
from scenarios.parameters import model_parameters
from scenarios.scenario import Description
from scenarios.toml_lines import read_toml

FOLDER: Final = Path(__file__).parent / "contested"


class Flip(BaseModel):
    """One answer to the question of a mechanism, as parameter values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str = Field(min_length=1)
    nb: str = Field(min_length=1)
    values: dict[str, float | list[float]] = Field(min_length=1)

    def label(self, language: str) -> str:
        """Return the label in ``en`` or ``nb``."""
        return self.nb if language == "nb" else self.en


class Mechanism(BaseModel):
    """One contested mechanism.

    Attributes
    ----------
    evidence
        Ids of ``docs/evidence.md`` on either side.
    question, default
        What is contested, and what the model does unless told otherwise.
    flips
        Name to flip.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    order: int
    evidence: list[str] = Field(min_length=1)
    question: Description
    default: Description
    flips: dict[str, Flip] = Field(min_length=1)


def read_mechanism(path: Path) -> Mechanism:
    """Read one file.

    Raises
    ------
    ScenarioError, ParameterError
        If it is not TOML; if a field is wrong, or a value is unknown or out of range.
    """
    try:
        document, _ = read_toml(path)
        mechanism = Mechanism(name=path.stem, **document)
        for name, flip in mechanism.flips.items():
            model_parameters().resolve(flip.values, f"{path.name}, flips.{name}")
    except ValidationError as error:
        raise ParameterError("\n".join(_sentence(path, problem) for problem in error.errors())) from None
    return mechanism


def _sentence(path: Path, problem: Any) -> str:
    where = ".".join(str(part) for part in problem["loc"])
    return f"{path}: {where}: {problem['msg'][:1].lower()}{problem['msg'][1:]}."


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    """Return every contested mechanism, in order."""
    found = [read_mechanism(path) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=lambda one: (one.order, one.name)))
