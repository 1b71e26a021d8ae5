"""Write docs/licences.md from the metadata of what is installed: ``python docs/licences.py``.

Every package of ``constraints.txt`` is listed, with what it says its licence is. A licence that is not
among those known to go with ours ends the script with a sentence; a test asks the same.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "licences.md"
CONSTRAINTS: Final = ROOT / "constraints.txt"

# Licences that let a package be installed beside, and called by, code under the MIT licence. None asks that
# our own code come under it. MPL-2.0 asks this of changes to its own files only, and we change none.
COMPATIBLE: Final = frozenset(
    [
        "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "HPND", "ISC",
        "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
    ]
)  # fmt: skip
# What older metadata say in words of their own
NAMES: Final = {
    "apache": "Apache-2.0", "apache 2": "Apache-2.0", "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0", "apache license, version 2.0": "Apache-2.0",
    "apache license version 2.0": "Apache-2.0", "apache software license": "Apache-2.0",
    "apache-2": "Apache-2.0", "bsd": "BSD", "bsd 3-clause": "BSD-3-Clause", "new bsd": "BSD-3-Clause",
    "bsd license": "BSD", "bsd 3-clause license": "BSD-3-Clause", "bsd-3": "BSD-3-Clause",
    "simplified bsd": "BSD-2-Clause", "isc license": "ISC", "isc license (iscl)": "ISC", "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "mpl 2.0": "MPL-2.0",
    "python software foundation license": "PSF-2.0", "psf": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}  # fmt: skip

HEADING: Final = """\
# Licences

What the project is installed with, extras for tests, documentation and audit included, and under which
licence, as each package says of itself ("BSD": without saying which). The project is under the MIT licence;
all of these may be used with it. Tables of figures have terms of their own: [data](data.md).
This page is written by `python docs/licences.py` from what is installed; a test holds it against
`constraints.txt`.

| package | version | licence |
|---|---|---|
"""


def pins(text: str) -> dict[str, str]:
    """Return name and version of every package of a constraints file."""
    return dict(line.split("==") for line in text.splitlines() if "==" in line)


def licence_of(package: Distribution) -> str:
    """Return the licence a package says it is under, as an SPDX expression where it can be told."""
    said = package.metadata.get("License-Expression")
    if said:
        return str(said)
    kinds = package.metadata.get_all("Classifier") or []
    words = [kind.rsplit(" :: ", 1)[-1] for kind in kinds if kind.startswith("License :: OSI Approved ::")]
    written = (package.metadata.get("License") or "").strip().splitlines()
    if written and len(written[0]) < 60 and NAMES.get(written[0].lower(), written[0]) in COMPATIBLE:
        words = [written[0]]  # more exact than "BSD License"
    if not words and written:
        words = [written[0][:60]]
    return " AND ".join(dict.fromkeys(NAMES.get(word.lower(), word) for word in words)) or "not stated"


def incompatible(expression: str) -> list[str]:
    """Return the licences of an expression that are in the way; of alternatives one that is not suffices."""
    wrong = []
    for needed in re.split(r"\s+AND\s+", expression.replace("(", "").replace(")", "")):
        choices = re.split(r"\s+OR\s+", needed)
        names = [re.split(r"\s+WITH\s+", choice)[0].strip() for choice in choices]
        if not COMPATIBLE.intersection(names):
            wrong.append(needed)
    return wrong


def rows(page: str) -> dict[str, tuple[str, str]]:
    """Return version and licence of each package of the page."""
    found = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", page, re.MULTILINE)
    return {name: (version, licence) for name, version, licence in found if name != "package"}


def main() -> int:
    """Write the page; return an exit code."""
    lines, missing, wrong = [], [], []
    for name, version in pins(CONSTRAINTS.read_text(encoding="utf-8")).items():
        try:
            licence = licence_of(distribution(name))
        except PackageNotFoundError:
            missing.append(name)
            continue
        lines.append(f"| {name} | {version} | {licence} |")
        wrong += [f"{name}: {one}" for one in incompatible(licence)]
    if missing:
        print(f"Not installed, so its licence cannot be read: {', '.join(missing)}.", file=sys.stderr)
        return 1
    PAGE.write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{PAGE.name}: {len(lines)} packages")
    if wrong:
        print(f"Not known to go with the MIT licence: {'; '.join(wrong)}.", file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
