"""Which tests are run against a wrong: the mirrored file, twin equality, then others that run the line."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from benchmarks.mutation.operators import Mutant

TESTS: Final = ("tests/agents", "tests/simulation")
TWIN: Final = "tests/simulation/twin/test_twin.py"
# the model and its twin, bit by bit: 40 months through the policy date, where dwellings are few, where people
# have lived through much, where leases begin and end and homes are found, and with other parameters
WHOLE: Final = (
    f"{TWIN}::test_equal_bit_by_bit_through_the_policy_date[1]",
    f"{TWIN}::test_equal_where_the_queue_is_long_and_dwellings_are_few",
    f"{TWIN}::test_equal_where_people_have_lived_through_much[1.0]",
    f"{TWIN}::test_equal_where_municipalities_rent_in_what_has_stood_empty",
    f"{TWIN}::test_equal_where_leases_nobody_needs_are_given_back",
    f"{TWIN}::test_equal_where_households_find_a_home_themselves[1.0]",
    f"{TWIN}::test_equal_with_parameters_anywhere_in_their_ranges[31]",
)


def mirror(path: str) -> str:
    """Return the file of tests that mirrors a file of the core."""
    place = PurePosixPath(path)
    return f"tests/{place.parent}/test_{place.stem}.py"


def chosen_for(
    one: Mutant, files: Mapping[str, Mapping[str, Any]], root: Path, whole: float, budget: float
) -> tuple[list[str], float, bool]:
    """Return the tests to run against a wrong, in order, their seconds when all is well, and if any runs it.

    Parameters
    ----------
    files : by file of tests, its `seconds` and the `lines` of the core it ran, by file.
    whole : seconds of the twin's equality (:data:`WHOLE`).
    budget : seconds that files other than the mirrored one and the twin's may take together.

    Notes
    -----
    What stands outside functions, and in compiled kernels, has no lines that could be followed there: any
    file of tests that runs some line of that file will do, or else those in the mirrored folder.
    The mirrored file is run in any case: it may have grown since the lines were followed.
    """
    first, last = one.lines
    run = {name: set(had["lines"].get(one.path, ())) for name, had in files.items()}
    reached = {name for name, lines in run.items() if lines & set(range(first, last + 1))}
    own = mirror(one.path)
    if not reached and (one.top or one.path.startswith("simulation/kernels/")):
        reached = {name for name, lines in run.items() if lines}
        folder = str(PurePosixPath(own).parent)
        reached = reached or {name for name in files if str(PurePosixPath(name).parent) == folder}
        reached |= {TWIN}
    chosen, seconds = [], 0.0
    if (root / own).is_file() and own != TWIN:
        chosen, seconds = [own], files.get(own, {"seconds": 2.0})["seconds"]
    if TWIN in reached:
        chosen, seconds = [*chosen, *WHOLE], seconds + whole
    spent = 0.0
    others = (reached & set(files)) - {own}  # the twin's file among them: it has more than these two
    worth = {name: files[name]["seconds"] / (1 + len(run[name])) for name in others}
    for name in sorted(worth, key=lambda name: (worth[name], name)):
        if spent + files[name]["seconds"] <= budget:
            spent += files[name]["seconds"]
            chosen.append(name)
    return chosen, seconds + spent, bool(reached)
