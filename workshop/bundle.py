"""The Vega libraries as one script, as ``vl-convert-python`` carries them: a process of its own.

Bundling takes two seconds in which no other thread of the process would run.
"""

import sys
from pathlib import Path
from typing import Final

GLOBALS: Final = "window.vega = vega; window.vegaLite = vegaLite; window.vegaEmbed = vegaEmbed;"


def main() -> None:
    """Write the script to the file that is named."""
    import vl_convert

    from experiments.storage import write_text

    write_text(Path(sys.argv[1]), vl_convert.javascript_bundle(GLOBALS))


if __name__ == "__main__":
    main()
