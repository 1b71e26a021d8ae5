"""Writing tables and their descriptor, whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from data.building.table import Table, text_of

CREDIT = (
    "Figures from IMDi, Statistics Norway (SSB), UDI and Kartverket, rebuilt as compact tables; "
    "SSB and Kartverket under CC BY 4.0, IMDi's terms not stated, boundaries behind centroids "
    "from imdikator (MIT, (c) 2016 IMDi)."
)


def csv_bytes(table: Table) -> bytes:
    """Return the table as UTF-8 CSV with a header and plain line feeds."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([f.name for f in table.fields])
    writer.writerows([[text_of(cell) for cell in row] for row in table.rows])
    return buffer.getvalue().encode("utf-8")


def _resource(table: Table, content: bytes) -> dict[str, object]:
    fields = []
    for f in table.fields:
        entry: dict[str, object] = {
            "name": f.name,
            "type": f.type,
            "unit": f.unit,
            "description": f.description,
        }
        if f.enum:
            entry["constraints"] = {"enum": list(f.enum)}
        fields.append(entry)
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "encoding": "utf-8",
        "codeYear": table.code_year,
        "publisher": table.publisher,
        "licence": table.licence,
        "sources": list(table.sources),
        "rows": len(table.rows),
        "sha256": hashlib.sha256(content).hexdigest(),
        "schema": {"fields": fields, "missingValues": [""]},
    }


def write_atomic(path: Path, content: bytes) -> None:
    """Replace ``path`` in one step, so a reader never meets half a file."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_package(tables: Sequence[Table], folder: Path) -> int:
    """Write every table and ``datapackage.json``; return the number of bytes of the tables.

    The descriptor is written last: until then its hashes refuse a half-renewed folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents = {t.name: csv_bytes(t) for t in tables}
    package = {
        "name": "norwegian-refugee-settlement",
        "title": "Refugee settlement and housing in Norway: compact tables for the model",
        "description": CREDIT,
        "resources": [_resource(t, contents[t.name]) for t in tables],
    }
    for name, content in contents.items():
        write_atomic(folder / f"{name}.csv", content)
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    write_atomic(folder / "datapackage.json", text.encode("utf-8"))
    return sum(len(c) for c in contents.values())
