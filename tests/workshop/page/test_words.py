"""Words, colours and sources of the modules, without a browser."""

import json
import re
from pathlib import Path
from typing import Final

import pytest

from indicators.library import headlines

PAGE: Final = Path(__file__).resolve().parents[3] / "workshop" / "page"
MODULES: Final = sorted((PAGE / "modules").glob("*.js"))
WORDS: Final = json.loads((PAGE / "modules" / "words.json").read_text(encoding="utf-8"))
# what stands on what, in the least contrast that AA allows for text
PAIRS: Final = [
    ("ink", "paper"), ("ink", "shade"), ("faint", "paper"), ("faint", "shade"), ("a", "paper"),
    ("b", "paper"),
    ("b", "shade"), ("gain", "gain-paper"), ("loss", "loss-paper"), ("ink", "loss-paper"),
    ("ink", "gain-paper"), ("unclear", "paper"), ("paper", "b"), ("paper", "ink"),
]  # fmt: skip


def test_both_languages_have_the_same_words() -> None:
    assert list(WORDS["en"]) == list(WORDS["nb"]) and len(WORDS["nb"]) > 100
    for key, text in WORDS["en"].items():
        asked = sorted(re.findall(r"\{(\w+)\}", text))
        assert asked == sorted(re.findall(r"\{(\w+)\}", WORDS["nb"][key])), key
        assert text.strip() and WORDS["nb"][key].strip()


def used() -> set[str]:
    """Return the keys that modules name in full, and those a pattern of theirs can name."""
    found = set()
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"\"((?:map|flow|lines|life|vote|scrubber|card|amount)\.\w+)\"", text))
        for start in re.findall(r"`(\w+\.\w*)\$\{", text):
            found |= {key for key in WORDS["en"] if key.startswith(start)}
    return found


def test_every_word_asked_for_is_there_and_none_is_idle() -> None:
    asked = used()
    assert asked - set(WORDS["en"]) == set()
    assert set(WORDS["en"]) - asked == set()


def test_every_unit_of_a_headline_has_words_for_less_and_more() -> None:
    for unit in {one.unit for one in headlines()}:
        for lang in ("en", "nb"):
            for way in ("less", "more"):
                text = WORDS[lang][f"amount.{unit}.{way}"]
                assert "{n}" in text and "1000" not in text, "a figure beside a factor cannot be read"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_small_and_asks_nothing_of_the_network(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for word in (
        "fetch(",
        "eval(",
        "new Function",
        "innerHTML",
        "XMLHttpRequest",
        'setAttribute("style"',
        "import(",
    ):
        assert word not in text
    assert set(re.findall(r"https?://[^\"'\s]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"from \"([^\"]+)\"", text)) <= {f"./{one.name}" for one in MODULES}


def colours() -> dict[str, str]:
    """Return the colour tokens."""
    text = (PAGE / "style" / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_colours_have_the_contrast_of_aa(text: str, ground: str) -> None:
    found = colours()
    assert contrast(found[text], found[ground]) >= 4.5


def test_borders_and_the_focus_can_be_seen() -> None:
    found = colours()
    assert min(contrast(found[name], found["paper"]) for name in ("line", "focus", "marked")) >= 3


def test_styles_name_tokens_that_there_are() -> None:
    defined = set(re.findall(r"--([\w-]+):", (PAGE / "style" / "tokens.css").read_text(encoding="utf-8")))
    for path in PAGE.rglob("modules/*.css"):
        asked = set(re.findall(r"var\(--([\w-]+)", path.read_text(encoding="utf-8")))
        assert asked <= defined, path.name
