"""The model against simple rivals."""

from calibration.rival import Score, all_rivals
from calibration.rivals.gravity import exponents
from calibration.validation.back_test import BackTest
from calibration.validation.material import Material
from calibration.validation.municipal import Contest
from experiments.report.document import Block, Section, Table, Text
from experiments.report.words import Words


def rivals(m: Material, words: Words) -> Section:
    """Return the model against its rivals."""
    part = m.taking_part

    def share(value: float) -> str:
        return f"{words.number(100 * value, 0)} %"

    exps = dict(zip(("population", "stock", "distance"), exponents(), strict=True))
    told = words(
        "rivals.participation", none=share(part.none_recorded), expected=share(part.none_expected),
        right=share(part.right), last=share(part.last_year), missed=words.number(part.missed, 0),
    )  # fmt: skip
    return Section(
        "rivals", words("rivals.title"),
        (
            Text(words("rivals.lead")), contest_table(m.settled, words), Text(told),
            contest_table(m.moves, words),
            Text(words("rivals.gravity", **{k: words.number(v, 2) for k, v in exps.items()}), "note"),
        ),
    )  # fmt: skip


def contest_table(found: Contest, words: Words) -> Table:
    """Return the scores of the model and its rivals."""
    names = {one.name: one.label(words.language) for one in all_rivals(found.of)}

    rows: list[tuple[str, ...]]
    head: tuple[str, ...]

    def row(who: str, own: Score, scaled: Score | None) -> tuple[str, ...]:
        known = words.number(scaled.mae, 2) if scaled else ""
        if found.of == "moves":
            return who, words.number(own.mae, 2), words.number(own.rank, 3)
        return who, words.number(own.mae, 2), words.number(own.rank, 3), words.number(own.bias, 2), known

    if found.of == "moves":
        rows = [row(words("rivals.model_mean"), found.model["scaled"], None)]
        rows += [row(names[name], one["scaled"], None) for name, one in found.rivals.items()]
        head = ("who", "scaled_mae", "rank")
    else:
        rows = [
            row(words("rivals.model_mean"), found.model["mean"], found.model["scaled"]),
            row(words("rivals.model_median"), found.model["median"], None),
        ]
        rows += [row(names[name], one["own"], one["scaled"]) for name, one in found.rivals.items()]
        head = ("who", "mae", "rank", "bias", "scaled_mae")
    return Table(words(f"rivals.{found.of}"), tuple(words(f"rivals.{x}") for x in head), tuple(rows))


def back_test_blocks(found: BackTest, words: Words) -> tuple[Block, ...]:
    """Return the scores of a back-test and what they may be used for."""
    rows = []
    for name, (own, known) in found.scores().items():
        label = words(f"rivals.{name}" if name.startswith("model") else f"back_test.{name}")
        shown = ((own.mae, 2), (own.rank, 3), (own.bias, 2), (known.mae, 2))
        rows.append((label, *(words.number(value, digits) for value, digits in shown)))
    head = tuple(words(f"rivals.{name}") for name in ("who", "mae", "rank", "bias", "scaled_mae"))
    title = words("back_test.title", year=found.year, runs=len(found.runs))
    blocks: list[Block] = [Table(title, head, tuple(rows))]
    if len(found.runs) > 1:
        blocks.append(Text(words("back_test.chance", chance=words.number(found.chance(), 2))))
    return (*blocks, Text(words("back_test.said", year=found.year)))
