"""What the site's builder calls: pages of processes, tutorials and packages are made here."""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from docs.site import figures, processes, reference, tutorials


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill the parts of the navigation that are made, and add written pages that it does not name."""
    filled: dict[str, list[Any]] = {
        "Processes": [{name: f"processes/{name}.md"} for name in processes.names()],
        "Tutorials": [{tutorials.title(p): f"tutorials/{p.stem}.md"} for p in tutorials.paths()],
        "API": [{name: f"api/{name}.md"} for name in reference.packages()],
    }
    for section in config.nav or []:
        for title, pages in section.items() if isinstance(section, dict) else ():
            if title in filled:
                section[title] = pages + filled[title]
    named = set(_pages(config.nav))
    docs = Path(config.docs_dir)
    written = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]
    if more := [page for page in written if page not in named]:
        (config.nav or []).append({"More": more})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and figures that are made."""
    made: dict[str, str | bytes] = {}
    for name in processes.names():
        made[f"processes/{name}.md"] = processes.page(name)
        made[f"processes/{name}.svg"] = figures.figure(name)
    for path in tutorials.paths():
        made[f"tutorials/{path.stem}.md"] = tutorials.page(path)
    for name in reference.packages():
        made[f"api/{name}.md"] = reference.page(name)
    for uri, content in made.items():
        files.append(File.generated(config, uri, content=content))
    return files


def _pages(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav or []
    return [page for part in parts for page in _pages(part)]
