"""What every writer owes: the whole source in order, sound files, the same bytes again, nothing hostile alive."""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import editions
import pypandoc
import pytest
from conftest import GOLDEN
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from wcwidth import clip

from translator.document import Edition, EditionBlock, Mark, Pair, Span
from translator.errors import OutputError, UsageError
from translator.languages import direction
from translator.writers import LAYOUTS, WRITERS, Layout, WriteOptions, write, write_to
from translator.writers.columns import width, wrap
from translator.writers.json import from_json
from translator.writers.links import safe_address
from translator.writers.tree import leaves, tree

VISIBLE = re.compile(r"[^\s\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f\ufffe]+")
WIDE = 4000
SOUND = [name for name in editions.EDITIONS if name != "hostile"]
WITH_SOURCE: tuple[Layout, ...] = ("side-by-side", "interleaved", "source")


def output(edition: Edition, format: str, **options: object) -> bytes:
    file = io.BytesIO()
    write_to(edition, file, format, WriteOptions(**options))  # type: ignore[arg-type]
    return file.getvalue()


def squeezed(text: str) -> str:
    return "".join(VISIBLE.findall(text))


# How the text is got out of each format again; a new format needs a line here.


class _Sentences(HTMLParser):
    """The text of every element of one side."""

    def __init__(self, side: str) -> None:
        super().__init__()
        self.side, self.depth, self.found = side, 0, []

    def handle_starttag(self, tag, attrs):
        if self.depth and tag != "br":
            self.depth += 1
        elif not self.depth and dict(attrs).get("class") in {self.side, f"note {self.side}"}:
            self.depth = 1
            self.found.append("")

    def handle_endtag(self, tag):
        if self.depth and tag != "br":
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.found[-1] += data


def html_text(data: bytes, edition: Edition, layout: Layout) -> str:
    parser = _Sentences("s")
    parser.feed(data.decode())
    return "".join(parser.found)


def markdown_text(data: bytes, edition: Edition, layout: Layout) -> str:
    return pypandoc.convert_text(data.decode(), "plain", "gfm+footnotes", extra_args=["--wrap=none"])


def text_text(data: bytes, edition: Edition, layout: Layout) -> str:
    """The source column of wide pages, everything of others."""
    data = re.sub(rb" <https?://[^>]*>", b"", data)
    if layout != "side-by-side":
        return data.decode()
    half = WIDE // 2 - 1
    right = direction(edition.source_language) == "rtl" != direction(edition.target_language)
    lines = data.decode().splitlines()
    return "\n".join(
        (clip(x, half, WIDE) if right else clip(x, 0, half)) if width(x) > half else x for x in lines
    )


def json_text(data: bytes, edition: Edition, layout: Layout) -> str:
    assert from_json(data.decode()) == edition
    return "".join(p.source_text for p in ([edition.title] if edition.title else []) + list(edition.pairs))


def epub_text(data: bytes, edition: Edition, layout: Layout) -> str:
    return html_text(ZipFile(io.BytesIO(data)).read("EPUB/text.xhtml"), edition, layout)


def pdf_text(data: bytes, edition: Edition, layout: Layout) -> str:
    """The text layer, without the hyphens at the ends of lines, in the order in which it was set."""
    pages = [
        re.sub(r"(?m)[-\u2010\u00ad]$", "", page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages
    ]
    return "".join(pages)


def docx_text(data: bytes, edition: Edition, layout: Layout) -> str:
    """The paragraphs, then the footnotes; all notes of these editions are number 1."""
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    out = ""
    for name in ("word/document.xml", "word/footnotes.xml"):
        for part in ElementTree.fromstring(ZipFile(io.BytesIO(data)).read(name)).iter():
            out += (
                part.text or ""
                if part.tag == f"{word}t"
                else "1"
                if part.tag == f"{word}footnoteReference"
                else ""
            )
    return out


def odt_text(data: bytes, edition: Edition, layout: Layout) -> str:
    content = ZipFile(io.BytesIO(data)).read("content.xml").decode()
    notes = re.findall(r"(?s)<text:note-body>(.*?)</text:note-body>", content)
    text = re.sub(r"(?s)<text:note .*?</text:note>", "1", content.replace("<text:s/>", " ")) + "".join(notes)
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def tsv_text(data: bytes, edition: Edition, layout: Layout) -> str:
    return "".join(row["source"] for row in csv.DictReader(io.StringIO(data.decode()), dialect="excel-tab"))


def tmx_text(data: bytes, edition: Edition, layout: Layout) -> str:
    root = ElementTree.fromstring(data, forbid_dtd=False)
    for code in [*root.iter("bpt"), *root.iter("ept")]:
        code.text = ""
    return "".join("".join(unit.find("tuv/seg").itertext()) for unit in root.iter("tu"))


def xliff_text(data: bytes, edition: Edition, layout: Layout) -> str:
    return "".join(
        "".join(e.itertext()) for e in ElementTree.fromstring(data).iter() if e.tag.endswith("}source")
    )


EXTRACT: dict[str, Callable[[bytes, Edition, Layout], str]] = {
    "html": html_text,
    "markdown": markdown_text,
    "text": text_text,
    "json": json_text,
    "epub": epub_text,
    "pdf": pdf_text,
    "docx": docx_text,
    "odt": odt_text,
    "tsv": tsv_text,
    "tmx": tmx_text,
    "xliff": xliff_text,
    "xliff2": xliff_text,
}


def test_every_format_is_under_contract() -> None:
    assert set(EXTRACT) == set(WRITERS)


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("layout", WITH_SOURCE)
@pytest.mark.parametrize("format", EXTRACT)
def test_every_source_sentence_stands_in_order(name: str, layout: Layout, format: str) -> None:
    edition = editions.EDITIONS[name]()
    # Wide enough that no sentence is broken over two lines of a column.
    data = output(edition, format, layout=layout, width=WIDE)
    text = squeezed(EXTRACT[format](data, edition, layout))
    if (
        format == "pdf" and direction(edition.source_language) == "rtl"
    ):  # its text layer is in the order of the eye
        assert not Counter(squeezed("".join(p.source_text for p in edition.pairs))) - Counter(text)
        return
    at = 0
    notes_last = sorted(edition.blocks, key=lambda b: b.kind == "note")
    for block in notes_last:
        for pair in block.pairs:
            wanted = squeezed(re.sub(r"\|", "", pair.source_text))
            found = re.compile(".{0,6}?".join(map(re.escape, wanted))).search(text.replace("|", ""), at)
            assert found, f"{pair.source_text!r} is missing or out of place"
            at = found.end()


@pytest.mark.parametrize("name", ["en_ru", "ar_en", "hostile"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("format", list(WRITERS))
def test_the_same_edition_gives_the_same_bytes(name: str, layout: Layout, format: str) -> None:
    assert output(editions.EDITIONS[name](), format, layout=layout) == output(
        editions.EDITIONS[name](), format, layout=layout
    )


GOLDENS = [
    (name, layout, suffix)
    for name in ("en_ru", "ar_en", "zh_en", "he_ru", "empty")
    for layout, suffix in [("side-by-side", ".html"), ("side-by-side", ".md"), ("side-by-side", ".txt"), ("side-by-side", ".json")]
] + [("en_ru", layout, suffix) for layout in LAYOUTS[1:] for suffix in (".md", ".txt")]  # fmt: skip


@pytest.mark.parametrize(("name", "layout", "suffix"), GOLDENS)
def test_an_edition_looks_as_it_was_approved(
    name: str, layout: Layout, suffix: str, save_golden: bool
) -> None:
    made = output(editions.EDITIONS[name](), WRITERS.for_suffix(suffix) or "", layout=layout).decode()
    # The style sheet and the script have tests of their own; a golden page shows the structure.
    made = re.sub(
        r"(?s)<style>.*?</style>|<script>.*?</script>|sha256-[A-Za-z0-9+/=]+|(?<=id=.edition.>)[^<]+",
        "…",
        made,
    )
    path = GOLDEN / "writers" / f"{name}.{layout}{suffix}"
    if save_golden:
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", editions.EDITIONS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_is_well_formed_and_its_ids_are_unique(name: str, layout: Layout) -> None:
    page = output(editions.EDITIONS[name](), "html", layout=layout).decode()
    body = re.search(r"(?s)<body>.*</body>", page)
    assert body
    root = ElementTree.fromstring(re.sub(r"(?s)<script.*?</script>", "", body[0]))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    targets = {e.get("href")[1:] for e in root.iter("a") if e.get("href", "").startswith("#")}
    assert targets <= set(ids)


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_every_sentence_says_its_language_and_direction(name: str) -> None:
    edition = editions.EDITIONS[name]()
    body = re.search(r"(?s)<body>.*</body>", output(edition, "html").decode())
    assert body
    for element in ElementTree.fromstring(re.sub(r"(?s)<script.*?</script>", "", body[0])).iter("span"):
        if element.get("class") in {"s", "t"}:
            assert element.get("lang")
        if element.get("class") == "s" and element.get("lang") in {"ar", "he"}:
            assert element.get("dir") == "rtl"


class _Alive(HTMLParser):
    """What could act in a page: scripts, handlers, frames, addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs


def assert_inert(page: str, scripts: int) -> None:
    alive = _Alive()
    alive.feed(page)
    assert alive.tags.count("script") == scripts
    assert not {"iframe", "img", "svg", "object", "embed", "video", "base"} & set(alive.tags)
    assert not [name for name, _value in alive.attributes if name.startswith("on")]
    # Pandoc's own for tables; an article has no way to a style.
    styles = [value for name, value in alive.attributes if name == "style"]
    assert all(re.fullmatch(r"text-align: left;|width: \d+%", style or "") for style in styles)
    addresses = [value for name, value in alive.attributes if name in {"href", "src", "action"} and value]
    assert all(re.match(r"https?://|mailto:|#|data:image/svg\+xml,%3Csvg", a) for a in addresses), addresses


@pytest.mark.parametrize("layout", LAYOUTS)
def test_hostile_text_is_inert_in_a_page(layout: Layout) -> None:
    assert_inert(output(editions.hostile(), "html", layout=layout).decode(), scripts=3)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("flavour", ["gfm", "commonmark", "markdown"])
def test_hostile_text_is_inert_in_markdown(layout: Layout, flavour: str) -> None:
    text = output(editions.hostile(), "markdown", layout=layout).decode()
    assert_inert(pypandoc.convert_text(text, "html", flavour), scripts=0)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("format", list(WRITERS))
def test_terminal_control_codes_never_get_out(format: str, layout: Layout) -> None:
    edition = Edition(
        "en", "ru", (EditionBlock("paragraph", (Pair((Span("a\x1b[31mb\x07"),), (Span("\x9bc\x00"),)),)),)
    )
    made = output(edition, format, layout=layout)
    if WRITERS[format].binary and format != "epub":
        return  # its text is packed; the typesetter and pandoc were given the same cleaned text
    if format == "epub":
        made = b"".join(ZipFile(io.BytesIO(made)).read(name) for name in ZipFile(io.BytesIO(made)).namelist())
    made = made.decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", made) or format == "json"
    assert "\x1b" not in made


@pytest.mark.parametrize(
    ("target", "base", "wanted"),
    [
        ("https://example.org/a b", "", "https://example.org/a%20b"),
        ("HTTP://EXAMPLE.org", "", "HTTP://EXAMPLE.org"),
        ("mailto:a@example.org", "", "mailto:a@example.org"),
        ("//example.org/x", "", "https://example.org/x"),
        ("x.html", "https://example.org/a/b.html", "https://example.org/a/x.html"),
        ("../../../x", "https://example.org/a/", "https://example.org/x"),
        ("x.html", "", None),
        ("x.html", "javascript:alert(1)", None),
        ("#part", "", None),
        ("", "", None),
        ("javascript:alert(1)", "https://example.org", None),
        ("java\nscript:alert(1)", "https://example.org", None),
        ("\u200ejavascript:alert(1)", "", None),
        ("data:text/html,x", "", None),
        ("file:///etc/passwd", "", None),
        ("http://[bad", "https://example.org", "http://[bad"),
    ],
)  # fmt: skip
def test_only_harmless_addresses_are_alive(target: str, base: str, wanted: str | None) -> None:
    assert safe_address(target, base) == wanted


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.xyz") as caught:
        write(editions.ru_en(), tmp_path / "a.xyz")
    assert ".html" in caught.value.hint


def test_a_failing_writer_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.html"
    path.write_text("old")
    module = WRITERS.load("html")

    def torn(edition: Edition, file: io.BytesIO, options: WriteOptions) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "write", torn)
    with pytest.raises(OutputError, match="No space left"):
        write(editions.ru_en(), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


# Columns


LINES = st.text(alphabet=st.sampled_from("ab é-и́中文，。「」 שלום 🪖👩‍🚀ภาษา\u0301"), max_size=60)


@settings(max_examples=300)
@given(text=LINES, columns=st.integers(4, 40))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_chinese_never_begins_a_line_with_a_comma_or_ends_one_with_an_opening_quote() -> None:
    lines = wrap("他说，「我们都是邻居」，然后离开了。" * 6, 11)
    assert not any(line[0] in "，。」" or line[-1] == "「" for line in lines)


def test_columns_of_wide_letters_stay_aligned() -> None:
    text = output(editions.zh_en(), "text", width=40).decode()
    rows = [line for line in text.splitlines() if re.search("[\u4e00-\u9fff]", line) and "•" not in line]
    assert len(rows) >= 4
    assert all(clip(row, 18, 21) == "   " and clip(row, 21, 22).strip() for row in rows[:4])


@pytest.mark.parametrize("columns", [1, 20, 40, 80, 200])
def test_text_never_leaves_the_page(columns: int) -> None:
    for name in SOUND:
        for line in output(editions.EDITIONS[name](), "text", width=columns).decode().splitlines():
            assert width(line) <= max(columns, 20) or line.startswith("    "), line


# The tree


def _block(kind: str, level: int = 0, cell: tuple[int, int] | None = None, marker: str = "•") -> EditionBlock:
    return EditionBlock(kind, (), level=level, cell=cell, marker=marker)  # type: ignore[arg-type]


BLOCKS = st.lists(
    st.builds(
        _block,
        st.sampled_from(["paragraph", "item", "quote", "cell", "note", "divider"]),
        st.integers(0, 10**6),
        st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)),
        st.sampled_from(["•", "1.", "a)", ""]),
    ),
    max_size=30,
)


@settings(max_examples=300)
@given(blocks=BLOCKS)
def test_the_tree_keeps_every_block_in_order_at_a_bounded_depth(blocks: list[EditionBlock]) -> None:
    nodes = tree(blocks)
    assert [id(block) for block in leaves(nodes)] == [id(block) for block in blocks]

    def depth(children: list) -> int:
        return 1 + max((depth(child.children) for child in children), default=0)

    assert depth(nodes) <= 20


def test_lists_nest_and_tables_find_their_columns() -> None:
    nodes = tree(editions.en_ru().blocks)
    items = next(node for node in nodes if node.kind == "list")
    assert [len(child.children) for child in items.children] == [1, 0]
    cells = [_block("cell", cell=place) for place in ((0, 0), (0, 5), (1, 5), (0, 0))]
    first, second = tree(cells)
    assert [[c.kind for c in row.children] for row in first.children] == [["cell", "cell"], ["gap", "cell"]]
    assert len(second.children) == 1


# Markdown says what was meant


MARKS = st.lists(
    st.sampled_from([Mark("strong"), Mark("emphasis"), Mark("strike"), Mark("code"), Mark("link", "https://example.org/x")]),
    max_size=2, unique=True,
)  # fmt: skip
SPANS = st.lists(
    st.builds(Span, st.text(st.sampled_from("ab и中“”*_`[]<>&|#-+1.!~^$\\ @:/"), min_size=1, max_size=8), MARKS.map(tuple)),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=40)
@given(spans=SPANS, layout=st.sampled_from(LAYOUTS))
def test_markdown_shows_the_letters_that_were_written(spans: list[Span], layout: Layout) -> None:
    pair = Pair(tuple(spans), tuple(spans))
    edition = Edition("en", "ru", (EditionBlock("paragraph", (pair,)),))
    text = output(edition, "markdown", layout=layout).decode()
    page = pypandoc.convert_text(text, "html", "gfm", extra_args=["--wrap=none"])
    said = _Words()
    said.feed(page)
    wanted = "".join("".join(span.text for span in spans).split())
    head = "EnglishRussian" if layout == "side-by-side" else ""
    times = 2 if layout in {"side-by-side", "interleaved"} else 1
    assert "".join(said.text.split()) == head + wanted * times


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data):
        self.text += data
