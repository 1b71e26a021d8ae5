"""Options that several commands share.

Packages are imported inside the functions, so that ``--help`` answers at once.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

if TYPE_CHECKING:
    from experiments.asked import Asked

Replicates = Annotated[int, typer.Option(min=1, max=10_000, help="Paired replicates of each scenario.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes to use; left out: one a core.")]
Out = Annotated[Path, typer.Option(help="Folder for results.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of chance; of several replicates that of the first.")]
Language = Annotated[str, typer.Option("--language", "--lang", help="Language of labels: en or nb.")]
Scale = Annotated[
    float, typer.Option(min=0.001, max=1.0, help="Share of the persons; below 1 to try commands: no answer.")
]
World = Annotated[
    str | None,
    typer.Option(
        help="norway-2013, norway-2024, or tiny (six invented municipalities, in seconds: no answer); "
        "left out: the scenario's own."
    ),
]
Scheduler = Annotated[
    str | None, typer.Option(help="Existing Dask cluster: tls://HOST:PORT; left out: this machine.")
]
Authority = Annotated[
    Path | None, typer.Option(help="PEM file: the certificate that vouches for the cluster; left out: none.")
]
Certificate = Annotated[
    Path | None, typer.Option(help="PEM file: our own certificate for the cluster; left out: none.")
]
Key = Annotated[Path | None, typer.Option(help="PEM file: the key of our own certificate; left out: none.")]
Headlines = Annotated[
    list[str] | None, typer.Option("--show", help="Headline to show, or all; left out: a usual few.")
]
Set = Annotated[
    list[str] | None, typer.Option("--set", help="NAME=VALUE: a dial or parameter to change; left out: none.")
]
ParametersKind = Annotated[
    str | None,
    typer.Option(
        "--parameters",
        help="Where values come from: posterior, point (one value each) or prior; left out: the posterior, "
        "where there is one.",
    ),
]

Shared = dict[str, Any]  # the options of all commands that make many runs, by name
SHARED = {
    "replicates": (Replicates, 8),
    "workers": (Workers, None),
    "out": (Out, Path("runs")),
    "seed": (Seed, 1),
    "world": (World, None),
    "scale": (Scale, 1.0),
    "parameters": (ParametersKind, None),
    "language": (Language, "en"),
    "scheduler": (Scheduler, None),
    "tls_ca": (Authority, None),
    "tls_cert": (Certificate, None),
    "tls_key": (Key, None),
}


def many_runs(
    command: Callable[..., None], without: Sequence[str] = (), refused: Sequence[str] = ()
) -> Callable[..., None]:
    """Give a command the options of all that make many runs; it gets them together, as ``shared``.

    Parameters
    ----------
    command : callable
    without : sequence of str
        Options that mean nothing to it: they do not exist, and it gets what is usual.
    refused : sequence of str
        Options that it answers with a sentence of its own: its help does not list them.
    """
    kept = [one for one in signature(command).parameters.values() if one.name != "shared"]
    own = {one.name for one in kept}  # of a shared option that a command has itself, its own counts
    more = [
        Parameter(
            name, Parameter.KEYWORD_ONLY, default=usual,
            annotation=_unlisted(option, name) if name in refused else option,
        )
        for name, (option, usual) in SHARED.items()
        if name not in own and name not in without
    ]  # fmt: skip
    usual = {name: SHARED[name][1] for name in without}

    @wraps(command)
    def given(*args: Any, **named: Any) -> None:
        shared = usual | {one.name: named.pop(one.name) for one in more}
        command(*args, shared=shared, **named)

    given.__signature__ = Signature([*kept, *more])  # type: ignore[attr-defined]
    given.__annotations__ = {one.name: one.annotation for one in (*kept, *more)}
    return given


def _unlisted(option: Any, name: str) -> Any:
    """Return an option that is read as before and that no help lists."""
    kind, _ = get_args(option)
    return Annotated[kind, typer.Option(f"--{name.replace('_', '-')}", hidden=True)]


def given_options(context: typer.Context, names: Sequence[str]) -> list[str]:
    """Return which of these options somebody has given, as they are written."""
    shown = {
        one.name: one.opts[0] if one.param_type_name == "option" else str(one.name).upper()
        for one in context.command.params
    }
    sources = {name: context.get_parameter_source(name) for name in names}
    return [
        shown[name] for name, source in sources.items() if source is not None and source.name != "DEFAULT"
    ]


def asked_of(shared: Shared) -> "Asked":
    """Return what the shared options ask for."""
    from experiments.asked import Asked
    from experiments.engine import cluster_of

    own = dict(shared)
    where = [own.pop(name) for name in ("scheduler", "tls_ca", "tls_cert", "tls_key")]
    return Asked(**own, cluster=cluster_of(*where))
