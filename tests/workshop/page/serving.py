"""A server on loopback for one module: the page's files, a fixture page and data, under a strict policy."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PAGE, FIXTURE = ROOT / "workshop" / "page", Path(__file__).parent / "fixture"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
KINDS = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".html": "text/html"}


@contextmanager
def serving(data: Mapping[str, Any]) -> Iterator[str]:
    """Serve `data` by name below ``/data/``; gives the address."""
    files = {f"/page/{path.relative_to(PAGE).as_posix()}": path for path in PAGE.rglob("*") if path.is_file()}
    files |= {f"/{path.name}": path for path in FIXTURE.iterdir()} | {"/": FIXTURE / "index.html"}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.partition("?")[0]
            found = files.get(name)
            if name.startswith("/data/") and name[6:] in data:
                kind, body = "application/json", json.dumps(data[name[6:]]).encode()
            elif found is not None:
                kind, body = KINDS.get(found.suffix, "application/octet-stream"), found.read_bytes()
            else:
                self.send_response(204 if name == "/favicon.ico" else 404)
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
