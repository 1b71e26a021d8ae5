"""A table bank of our own on this machine that speaks PxWeb API v2, and whatever can go wrong with one."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from math import prod
from typing import Any
from urllib.parse import parse_qs, urlsplit

Fault = Callable[["Handler", "Bank"], None]


class Time:
    """A clock that stands still unless somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Bank:
    """A bank with one table.

    ``cells`` maps a tuple of codes to a figure or None, and ``marks`` to the mark of the cell.
    """

    dimensions: dict[str, tuple[str, ...]]
    cells: dict[tuple[str, ...], float | None]
    marks: dict[tuple[str, ...], str] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(
        default_factory=lambda: {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]}
    )
    elimination: tuple[str, ...] = ()
    codelists: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)  # name: code: old codes
    grouped: str = "Region"
    table: str = "07459"
    updated: str = "2026-01-01T07:00:00Z"
    most: int = 800_000  # as /config says
    truly_most: int | None = None  # what it refuses, where /config says something else
    calls: int = 30
    sparse: bool = False
    turned: bool = False  # answers with the variables in another order
    faults: deque[Fault] = field(default_factory=deque)  # of the next queries for cells
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    address: str = ""

    @property
    def queries(self) -> list[dict[str, Any]]:
        """The queries for cells so far."""
        return [body for path, body in self.asked if path.endswith("/data")]

    def metadata(self) -> dict[str, Any]:
        told = replace(self, turned=False).dataset(self.dimensions)
        del told["value"]
        told.pop("status", None)
        return told

    def dataset(
        self, codes: dict[str, tuple[str, ...]], lists: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """Return a JSON-stat dataset of some of the codes; variables left out are summed over."""
        order = list(codes)[::-1] if self.turned else list(codes)
        values: list[float | None] = []
        marks: list[str] = []
        for key in product(*(codes[name] for name in order)):
            figure, mark = self._cell(dict(zip(order, key, strict=True)), lists or {})
            values.append(figure)
            marks.append(mark)
        told: dict[str, Any] = {
            "version": "2.0",
            "class": "dataset",
            "label": "07459: Folkemengde",
            "updated": self.updated,
            "role": {role: [one for one in held if one in order] for role, held in self.roles.items()},
            "id": order,
            "size": [len(codes[name]) for name in order],
            "dimension": {name: self._dimension(name, codes[name]) for name in order},
            "value": {str(i): v for i, v in enumerate(values) if v is not None} if self.sparse else values,
        }
        if any(marks):
            told["status"] = {str(i): m for i, m in enumerate(marks) if m} if self.sparse else marks
        return told

    def _dimension(self, name: str, codes: tuple[str, ...]) -> dict[str, Any]:
        category: dict[str, Any] = {
            "index": {code: i for i, code in enumerate(codes)},
            "label": {code: f"{code} label" for code in codes},
        }
        if name == "ContentsCode":
            category["unit"] = {code: {"base": "personer", "decimals": 0} for code in codes}
        extension = {
            "elimination": name in self.elimination,
            "codelists": [{"id": one} for one in self.codelists] if name == self.grouped else [],
        }
        return {"label": name.lower(), "category": category, "extension": extension}

    def _cell(self, place: dict[str, str], lists: dict[str, str]) -> tuple[float | None, str]:
        parts = [
            (self.codelists[lists[name]][place[name]] if name in lists else (place[name],))
            if name in place
            else self.dimensions[name]
            for name in self.dimensions
        ]
        keys = list(product(*parts))
        if len(keys) == 1:
            return self.cells[keys[0]], self.marks.get(keys[0], "")
        return sum(self.cells[key] or 0 for key in keys), ""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    bank: Bank
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.bank.asked.append((path, {}))
        if path.endswith("/config"):
            limits = {
                "maxDataCells": self.bank.most,
                "maxCallsPerTimeWindow": self.bank.calls,
                "timeWindow": 60,
                "license": "CC BY 4.0",
            }
            self.send(limits)
        elif path.endswith(f"/tables/{self.bank.table}/metadata"):
            assert parse_qs(urlsplit(self.path).query)["outputFormat"] == ["json-stat2"]
            self.send(self.bank.metadata())
        elif (name := path.rpartition("/codelists/")[2]) in self.bank.codelists:
            codes = self.bank.codelists[name]
            self.send({"id": name, "values": [{"code": one, "label": f"{one} label"} for one in codes]})
        else:
            self.send({"title": "Not found", "status": 404}, 404)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.bank.asked.append((urlsplit(self.path).path, body))
        if self.bank.faults:
            self.bank.faults.popleft()(self, self.bank)
            return
        codes = {one["variableCode"]: tuple(one["valueCodes"]) for one in body["selection"]}
        lists = {one["variableCode"]: one["codelist"] for one in body["selection"] if "codelist" in one}
        most = self.bank.most if self.bank.truly_most is None else self.bank.truly_most
        if prod(map(len, codes.values())) > most:
            self.send({"title": "Too many cells selected", "status": 403}, 403)
            return
        self.send(self.bank.dataset(codes, lists))

    def send(self, told: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Answer with JSON."""
        self.send_bytes(json.dumps(told).encode(), status, headers or {})

    def send_bytes(
        self, body: bytes, status: int = 200, headers: dict[str, str] | None = None, length: int | None = None
    ) -> None:
        """Answer with bytes; ``length`` other than theirs cuts the answer."""
        self.send_response(status)
        told = {"content-type": "application/json; charset=utf-8"} | (headers or {})
        for name, value in told.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        if length is not None:
            self.close_connection = True


def status(code: int, **headers: str) -> Fault:
    """Answer with a status: 429, 503, ..."""
    return lambda handler, bank: handler.send(
        {"status": code}, code, {name.replace("_", "-"): value for name, value in headers.items()}
    )


def cut(handler: Handler, bank: Bank) -> None:
    """Break off in the middle of the answer."""
    body = json.dumps(bank.dataset(bank.dimensions)).encode()
    handler.send_bytes(body[: len(body) // 2], length=len(body))


def drip(handler: Handler, bank: Bank) -> None:
    """Send a byte now and then: never silent, never done."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "100000")
    handler.end_headers()
    for _ in range(200):
        try:
            handler.wfile.write(b" ")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.02)


def says(told: Any) -> Fault:
    """Answer with this as JSON."""
    return lambda handler, bank: handler.send(told)


def body(content: bytes, kind: str = "application/json") -> Fault:
    """Answer with these bytes."""
    return lambda handler, bank: handler.send_bytes(content, headers={"content-type": kind})


def changed(when: str) -> Fault:
    """Change the table, and answer from the new version."""

    def fault(handler: Handler, bank: Bank) -> None:
        bank.updated = when
        bank.cells = {key: None if value is None else value + 1000 for key, value in bank.cells.items()}
        asked = bank.queries[-1]["selection"]
        handler.send(bank.dataset({one["variableCode"]: tuple(one["valueCodes"]) for one in asked}))

    return fault


@contextmanager
def opened(bank: Bank) -> Iterator[Bank]:
    """Open a bank on a free port of this machine."""
    handler = type("BankHandler", (Handler,), {"bank": bank})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    bank.address = f"http://127.0.0.1:{server.server_address[1]}/api/pxwebapi/v2"
    try:
        yield bank
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def population(regions: int = 3, years: int = 4) -> Bank:
    """Return a small bank: places by sex by year, with one cell of each state."""
    dimensions = {
        "Region": tuple(f"{301 + i:04d}" for i in range(regions)),
        "Kjonn": ("1", "2"),
        "ContentsCode": ("Personer1",),
        "Tid": tuple(str(2009 + i) for i in range(years)),
    }
    keys = list(product(*dimensions.values()))
    cells: dict[tuple[str, ...], float | None] = {key: float(10 + i) for i, key in enumerate(keys)}
    marks = {keys[0]: ":", keys[1]: "..", keys[2]: ".", keys[3]: ":"}
    for key in keys[:3]:
        cells[key] = None
    cells[keys[3]] = 0.0  # suppressed, with a zero beside the mark: no zero
    return Bank(dimensions, cells, marks)
