"""A report of a small study, as its reader gets it."""

import base64
import html
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from experiments.errors import RequestError
from experiments.report import page, paper
from experiments.report.build import build, document
from experiments.report.document import Document, Table
from experiments.report.material import Material, gather
from experiments.report.sections.headline import SENTENCES, chosen, sentence
from experiments.report.words import words_in
from indicators.library import indicator

LANGUAGES = ("en", "nb")


class Tags(HTMLParser):
    """Every tag of a page with its attributes, and whether tags are closed in order."""

    VOID = ("meta", "link", "img", "col", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module", params=LANGUAGES)
def made(material: Material, request: pytest.FixtureRequest) -> Document:
    return document(material, request.param, datetime(2026, 3, 1, tzinfo=UTC))


def test_the_page_is_well_formed_and_in_its_language(made: Document) -> None:
    tags = Tags(page.page(made))
    assert tags.open == []
    assert tags.all("html") == [{"lang": made.language}]
    assert len(tags.all("h1")) == 1
    keys = [one["id"] for one in tags.all("section")]
    assert len(keys) == len(set(keys)) == len(made.sections)
    assert {one["href"] for one in tags.all("a")} == {"#text", *(f"#{key}" for key in keys)}
    ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_figure_has_a_text_and_nothing_is_loaded_from_elsewhere(made: Document) -> None:
    text = page.page(made)
    tags = Tags(text)
    images = tags.all("img")
    assert len(images) == len(list(made.figures())) >= 5
    for image in images:
        assert len(image["alt"] or "") > 40
        assert (image["src"] or "").startswith("data:image/svg+xml;base64,")
        drawn = base64.b64decode((image["src"] or "").partition(",")[2])
        root = ElementTree.fromstring(drawn)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        links = [v for one in root.iter() for k, v in one.attrib.items() if k.endswith("href")]
        assert all(link.startswith("#") for link in links)
        assert b"url(http" not in drawn
    for _, attributes in tags.tags:
        for name in ("src", "href", "srcset", "data", "poster", "action"):
            assert not re.match(r"(?i)\s*(https?:)?//", attributes.get(name) or "")
    assert not tags.all("script") and "@import" not in text and "url(" not in text
    assert "default-src 'none'" in text


def test_the_same_study_is_the_same_page_apart_from_the_date(material: Material, made: Document) -> None:
    later = document(gather(material.saved.path), made.language, datetime(2027, 5, 2, tzinfo=UTC))
    assert page.page(later).replace("2027-05-02", "2026-03-01") == page.page(made)


def test_numbers_equal_those_of_the_comparison(material: Material, folder: Path, made: Document) -> None:
    told = json.loads((folder / "table.json").read_text(encoding="utf-8"))
    text = html.unescape(page.page(made))
    words = words_in(made.language)
    names = {one.name for one in chosen(material)}
    rows = [row for row in told["rows"] if row["indicator"] in names]
    assert len(rows) == SENTENCES * len(material.study.arms)
    for row in rows:
        said = sentence(material, row["scenario"], indicator(row["indicator"]), words)
        assert said in text
        found = re.search(
            r"([−+]?[\d.,\u202f]+) ?[^\[]* ?\[([^;]+); ([^\]]+)\]", said.partition(": ")[2] or said
        )
        assert found, said
        factor = 100 if row["unit"] == "share" else 1000 if row["unit"].startswith("1000 ") else 1
        wanted = [factor * row[key] for key in ("difference", "low", "high")]
        if row["low"] > 0 or row["high"] < 0:  # told as "shortens by", the smaller end first
            wanted = [abs(wanted[0]), *sorted(map(abs, wanted[1:]))]
        for figure, value in zip(found.groups(), wanted, strict=True):
            plain = figure.replace("\u202f", "").replace("−", "-").replace("+", "")
            plain = plain.replace(",", ".") if made.language == "nb" else plain.replace(",", "")
            digits = len(plain.partition(".")[2])
            step = 1000 if row["unit"].startswith("1000 ") else 10**-digits  # known to a thousand
            assert float(plain) == pytest.approx(value, abs=0.5001 * step), said
        if row["direction"]:
            assert re.search(rf"{row['better']} (of|av) {row['replicates']} ", said)


def test_there_is_no_map_of_an_invented_world_and_no_chapter_of_what_is_not_there(made: Document) -> None:
    keys = [section.key for section in made.sections]
    assert keys == [
        "headline", "scorecard", "payers", "distribution", "ledgers", "waiting", "tenure", "ranking",
        "assumptions", "coverage", "again", "sources", "figures",
    ]  # fmt: skip


def test_it_says_synthetic_and_how_to_make_it_again(made: Document) -> None:
    text = page.page(made)
    assert ("synthetic" if made.language == "en" else "syntetiske") in made.footer
    assert text.count(html.escape(made.footer, quote=False).replace("'", "&#39;")) == 2
    assert "python run.py compare integrated fragmented --replicates 4 --world tiny" in text
    made_in = "" if made.language == "en" else " --lang nb"
    again = f"python run.py report integrated-fragmented-tiny{made_in}"
    assert html.escape(f"&& {again}</code>", quote=False).replace("&lt;/code&gt;", "</code>") in text


def test_rows_are_as_wide_as_their_head() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells"):
        Table("t", ("a", "b"), (("x",),))


def test_both_files_are_written_and_the_pdf_is_tagged(folder: Path, material: Material) -> None:
    paths = build(material, "nb", datetime(2026, 3, 1, tzinfo=UTC))
    assert paths == (folder / "report.nb.html", folder / "report.nb.pdf")
    assert paths[0].stat().st_size > 100_000
    assert paths[1].read_bytes().startswith(b"%PDF-")


def test_the_pdf_is_tagged_and_the_same_each_time(made: Document) -> None:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    one = paper.paper(made, moment)
    assert b"/MarkInfo" in one and b"/StructTreeRoot" in one and b"pdfuaid" in one
    assert one == paper.paper(made, moment)
    assert len(re.findall(rb"/Type\s*/Page\b", one)) > 5


def test_without_a_study_or_something_to_compare_it_says_so(tmp_path: Path) -> None:
    from experiments import compare

    with pytest.raises(RequestError, match="is no study"):
        gather(tmp_path)
    alone = compare(["baseline-2013"], 1, 1, tmp_path, world="tiny", years=(2009, 2010))
    assert alone.path is not None
    with pytest.raises(RequestError, match="one scenario only"):
        gather(alone.path)


def test_one_replicate_is_enough_for_a_report_that_claims_nothing(tmp_path: Path) -> None:
    from experiments import compare

    path = compare(["integrated"], 1, 1, tmp_path, world="tiny", years=(2009, 2012)).path
    assert path is not None
    made = document(gather(path), "en", datetime(2026, 3, 1, tzinfo=UTC))
    text = page.page(made)
    assert "one future only" in text and words_in("en")("ranking.title") not in text


def test_the_pdf_has_its_title_its_language_bookmarks_and_a_text_for_every_figure(made: Document) -> None:
    pdf = paper.paper(made, datetime(2026, 3, 1, tzinfo=UTC))
    catalog = pdf[pdf.index(b"/Type/Catalog") :]
    assert f"/Lang({made.language})".encode() in catalog
    assert b"/DisplayDocTitle true" in catalog and b"/Outlines" in catalog
    assert f'<rdf:li xml:lang="x-default">{html.escape(made.title)}</rdf:li>'.encode() in pdf
    bookmarks = strings(pdf, b"/Title")
    assert [section.title for section in made.sections] == [one for one in bookmarks if one != made.title]
    told = strings(pdf, b"/Alt")
    assert pdf.count(b"/S/Figure") == len(told) >= len(list(made.figures()))
    assert {figure.alt for figure in made.figures()} == set(told)


def strings(pdf: bytes, key: bytes) -> list[str]:
    """Return what each entry of a name in a PDF says, in order."""
    found = []
    for at in re.finditer(re.escape(key) + rb"(?=[(<])", pdf):
        rest = pdf[at.end() : at.end() + 20_000]
        if rest.startswith(b"<"):
            found.append(bytes.fromhex(rest[1 : rest.index(b">")].decode()).decode("utf-16"))
            continue
        deep, end = 0, 0
        for end, sign in enumerate(rest):
            if rest[end - 1 : end] == b"\\":
                continue
            deep += (sign == ord("(")) - (sign == ord(")"))
            if deep == 0:
                break
        found.append(re.sub(rb"\\(.)", rb"\1", rest[1:end]).decode("latin-1"))
    return found
