"""What a browser may send: the body of a request read as JSON and checked, field by field."""

import json
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from workshop.errors import WorkshopError
from workshop.sessions import Name, Setting

Text = Annotated[str, Field(max_length=70_000)]
Short = Annotated[str, Field(min_length=1, max_length=300)]


class Body(BaseModel):
    """A body: nothing but what is named."""

    model_config = ConfigDict(extra="forbid", strict=True)


class AskedScenario(Body):
    """A scenario: a text, one of the library, or changes from one."""

    toml: Text | None = None
    library: Name | None = None
    name: Name = ""
    parent: Name = ""
    changes: dict[Name, Setting] = Field(default_factory=dict, max_length=100)


class AskedInstant(Body):
    """Settings to answer at once."""

    parent: Name = "baseline-2013"
    changes: dict[Name, Setting] = Field(default_factory=dict, max_length=100)


class AskedRun(Body):
    """A run."""

    scenario: AskedScenario
    replicates: Annotated[int, Field(ge=1, le=64)] = 4
    world: Name | None = None
    contested: dict[Name, Name] = Field(default_factory=dict, max_length=40)


class AskedStory(Body):
    """Lives to tell."""

    a: Name
    b: Name
    kind: Name = "any"
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1


class AskedReport(Body):
    """A report of one pack against another; against the baseline when none is named."""

    key: Name
    against: Name | None = None


class AskedRanking(Body):
    """A ranking."""

    keys: Annotated[list[Name], Field(min_length=1, max_length=8)]
    families: Annotated[list[Name], Field(max_length=60)] = []


class Option(Body):
    """An answer of a vote."""

    id: Annotated[str, Field(min_length=1, max_length=40)]
    label: Short


class AskedPoll(Body):
    """A vote to open."""

    question: Short
    options: Annotated[list[Option], Field(min_length=2, max_length=6)]
    phones: bool = True


class AskedVote(Body):
    """A voice, or hands counted in the room."""

    choice: Annotated[str, Field(min_length=1, max_length=40)]
    hands: Annotated[int, Field(ge=-50, le=50)] = 0


class AskedEnd(Body):
    """The end of a vote: what came out."""

    revealed: Annotated[str, Field(max_length=40)] | None = None


class AskedNote(Body):
    """A line for the log."""

    what: Literal["predicted", "revealed", "answer", "note", "shown"]
    text: Annotated[str, Field(max_length=1000)] = ""


async def body_of[B: BaseModel](request: Request, model: type[B]) -> B:
    """Return the body of a request.

    Raises
    ------
    WorkshopError
        If it is not JSON, or not what is asked for.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise WorkshopError("ws_not_json")
    raw = await request.body()
    try:
        found: Any = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise WorkshopError("ws_not_json") from None
    return checked(found, model)


def checked[B: BaseModel](found: Any, model: type[B]) -> B:
    """Return plain data as a model, or say what is wrong with it."""
    try:
        return model.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:80] or "JSON"
        raise WorkshopError("ws_wrong", where=where, what=first["msg"]) from None


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)
