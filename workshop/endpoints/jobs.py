"""Runs, reports and lives that take a while: begun, watched, ended."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from experiments.stories import AMONG
from workshop.asking import AskedReport, AskedRun, AskedStory, body_of
from workshop.endpoints.answer import data, events, with_session
from workshop.errors import WorkshopError
from workshop.guard import REPORT
from workshop.house import House
from workshop.jobs import Job
from workshop.meant import apart, meant
from workshop.sessions import Session

if TYPE_CHECKING:
    from scenarios.scenario import Scenario

ENDS: Final = {  # of a report's files; what is not shown in the browser is sent as this
    "html": "", "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip


def run_tasks(
    house: House, scenario: "Scenario", spec: dict[str, str], replicates: int, world: str, seed: int = 1,
    against: "tuple[Scenario, dict[str, str]] | None" = None,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:  # fmt: skip
    """Return the tasks that run a scenario beside its baseline, and the task that packs the results.

    `against` is what it is held against in the place of the baseline of its world.

    The replicates are dealt out to as many processes as may work; runs that are there are found.
    """
    held = [] if against is None else [against[0].model_dump(mode="json", by_alias=True)]
    told = json.dumps(
        [scenario.model_dump(mode="json", by_alias=True), world, seed, replicates, house.code, *held]
    )
    out = house.store / "studies" / hashlib.sha256(told.encode()).hexdigest()[:24]
    shares = min(max(house.slots, 1), replicates)
    parts, first = [], seed
    for i in range(shares):
        count = replicates // shares + (i < replicates % shares)
        parts.append({"do": "compare", "scenarios": [spec], "replicates": count, "seed": first,
                      "out": str(out.absolute()), "world": world, "runs": 2 * count,
                      "baseline": None if against is None else against[1]})  # fmt: skip
        first += count
    return parts, {"do": "pack", "shelf": str((house.store / "packs").absolute())}


@with_session
async def run(request: Request, house: House, session: Session) -> Response:
    """Begin a run."""
    asked = await body_of(request, AskedRun)

    def work() -> "tuple[Scenario, dict[str, str], str]":
        from experiments.disclosure import restricted_data
        from experiments.single import world_of
        from workshop.editing import scenario_asked
        from workshop.pack import refuse_restricted

        refuse_restricted(restricted_data())
        scenario, spec = scenario_asked(asked.scenario)
        if asked.contested:
            scenario, spec = flipped(scenario, asked.contested)
        return scenario, spec, world_of([scenario], asked.world)

    scenario, spec, world = await run_in_threadpool(work)
    parts, finish = run_tasks(house, scenario, spec, asked.replicates, world)
    job = house.jobs.begin(
        Job(session.id, "run", parts, [finish],
            {"name": scenario.name, "replicates": asked.replicates, "world": world,
             "contested": dict(asked.contested)})
    )  # fmt: skip
    session.note("run", scenario=scenario.name, changes=_plain(scenario), replicates=asked.replicates)
    house.sessions.save(session)
    return data(job.shown(session.language), 202)


def flipped(scenario: "Scenario", answers: dict[str, str]) -> "tuple[Scenario, dict[str, str]]":
    """Return a scenario with contested mechanisms answered otherwise, from the policy date on."""
    from scenarios.mechanisms import mechanisms
    from workshop.editor import toml_of_scenario

    known = {one.name: one for one in mechanisms()}
    values: dict[str, Any] = {}
    for name, answer in answers.items():
        if name not in known or answer not in known[name].flips:
            raise WorkshopError("ws_wrong", where=name[:40], what=answer[:40])
        given = known[name].flips[answer].values
        values |= {k: tuple(v) if isinstance(v, list) else v for k, v in given.items()}
    changed = scenario.with_changes(values)
    return changed, {"toml": toml_of_scenario(changed)}


def _plain(scenario: "Scenario") -> dict[str, Any]:
    return {name: list(v) if isinstance(v, tuple) else v for name, v in scenario.changes.items()}


@with_session
async def story(request: Request, house: House, session: Session) -> Response:
    """Begin to look for lives under two scenarios."""
    asked = await body_of(request, AskedStory)

    def work() -> tuple[list[dict[str, str]], str]:
        one, other = (house.shelf.pack(key, session) for key in (asked.a, asked.b))
        if one.world != other.world:
            raise WorkshopError("ws_other_worlds", one=one.name, other=other.name)
        return [spec for _, spec in apart(meant(one), meant(other))], one.world

    specs, world = await run_in_threadpool(work)
    kind = None if asked.kind == "any" else asked.kind
    task = {"do": "story", "scenarios": specs, "seed": asked.seed, "kind": kind, "count": AMONG,
            "world": world}  # fmt: skip
    return data(house.jobs.begin(Job(session.id, "story", [task])).shown(session.language), 202)


@with_session
async def report(request: Request, house: House, session: Session) -> Response:
    """Begin a report of B against A; what has not been run for it is run first."""
    asked = await body_of(request, AskedReport)

    def work() -> tuple[list[dict[str, Any]], dict[str, Any], str, str]:
        from experiments.disclosure import restricted_data
        from scenarios.scenario import load_scenario
        from workshop.compared import paired
        from workshop.pack import refuse_restricted

        refuse_restricted(restricted_data())
        pack = house.shelf.pack(asked.key, session)
        ours = meant(pack)
        held, count = None, len(pack.seeds)
        usual = load_scenario(ours[0].spec.baseline)
        if asked.against is None:
            apart((usual, {}), ours)
        else:
            other = paired(house.shelf, session, asked.against, asked.key)[0]
            found, ours = apart(meant(other), ours)
            if found[0] != usual:
                held = found
                count = len(set(pack.seeds) & set(other.seeds))
        against = usual.name if held is None else held[0].name
        parts, finish = run_tasks(house, *ours, max(count, 2), pack.world, against=held)
        return parts, finish, ours[0].name, against

    parts, finish, name, against = await run_in_threadpool(work)
    job = Job(session.id, "report", parts, [finish, {"do": "report", "language": session.language}],
              {"name": name, "against": against})  # fmt: skip
    house.jobs.begin(job)
    session.note("report", scenario=name, text=f"A: {against}")
    house.sessions.save(session)
    return data(job.shown(session.language), 202)


def _settled(house: House, session: Session, job: Job) -> None:
    """Remember what a job left, once it is done."""
    if job.state != "done" or job.result.get("kept"):
        return
    for key in job.result.get("keys", []):
        session.own(key, job.result.get("study", ""))
    if "html" in job.result:
        job.result["report"] = {end: f"/api/reports/{job.id}.{end}" for end in ENDS if end in job.result}
    job.result["kept"] = True
    house.sessions.save(session)


@with_session
async def status(request: Request, house: House, session: Session) -> Response:
    """How far a job is."""
    job = house.jobs.of(session.id, request.path_params["id"])
    _settled(house, session, job)
    return data(job.shown(session.language))


@with_session
async def watch(request: Request, house: House, session: Session) -> Response:
    """How far a job is, told as it goes."""
    job = house.jobs.of(session.id, request.path_params["id"])

    async def told() -> Any:
        async for one in house.jobs.watch(job, session.language):
            if one is not None and one["state"] == "done":
                _settled(house, session, job)
                yield job.shown(session.language)
            else:
                yield one

    return events(told())


@with_session
async def cancel(request: Request, house: House, session: Session) -> Response:
    """End a job; its processes are gone when this answers."""
    job = house.jobs.of(session.id, request.path_params["id"])
    await house.jobs.cancel(job)
    return data(job.shown(session.language))


@with_session
async def report_file(request: Request, house: House, session: Session) -> Response:
    """A report that was made for this session."""
    job = house.jobs.of(session.id, request.path_params["id"])
    end = request.path_params["end"]
    if job.state != "done" or end not in ENDS or end not in job.result:
        raise WorkshopError("ws_no_job")
    body = await run_in_threadpool(Path(job.result[end]).read_bytes)
    if ENDS[end]:
        headers = {"content-disposition": f'attachment; filename="rapport.{end}"'}
        return Response(body, media_type=ENDS[end], headers=headers)
    return Response(body, media_type="text/html; charset=utf-8", headers={"content-security-policy": REPORT})


ROUTES: Final = [
    Route("/api/runs", run, methods=["POST"]),
    Route("/api/stories", story, methods=["POST"]),
    Route("/api/reports", report, methods=["POST"]),
    Route("/api/runs/{id}", status, methods=["GET"]),
    Route("/api/runs/{id}", cancel, methods=["DELETE"]),
    Route("/api/runs/{id}/events", watch),
    Route("/api/reports/{id}.{end}", report_file),
]
