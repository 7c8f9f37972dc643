"""What pandoc reads: marks, links, notes, lists, tables, captions, languages, titles and metadata."""

from __future__ import annotations

from html import escape

import pytest
from conftest import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.document import Block, Mark, Span
from translator.readers import read, read_bytes
from translator.readers.cleaning import clean
from translator.readers.links import safe_target
from translator.readers.markers import ordered


def page(html: str, name: str = "a.html") -> list[Block]:
    return list(read_bytes(html.encode(), name, "html").blocks)


def markdown(text: str) -> list[Block]:
    return list(read_bytes(text.encode(), "a.md").blocks)


def spans(*parts: str | tuple[str, str] | tuple[str, str, str]) -> tuple[Span, ...]:
    """Spans by hand: plain text, or text with a kind of mark and perhaps its target."""
    out = []
    for part in parts:
        text, *mark = (part,) if isinstance(part, str) else part
        out.append(Span(text, (Mark(*mark),) if mark else ()))  # type: ignore[arg-type]
    return tuple(out)


def test_marks_survive() -> None:
    assert markdown('*a* **b** ~~c~~ `d` x^2^ H~2~O [e](https://f.example/?a=b&c "t") "quotes" -- ...') == [
        Block("paragraph", spans(
            ("a", "emphasis"), " ", ("b", "strong"), " ", ("c", "strike"), " ", ("d", "code"), " x", ("2", "superscript"),
            " H", ("2", "subscript"), "O ", ("e", "link", "https://f.example/?a=b&c"), ' "quotes" -- ...',
        ))
    ]  # fmt: skip


def test_marks_nest_and_join() -> None:
    assert page('<p><b>a <i>b</i></b><b>c</b> <a href="/x">d <b>e</b></a>') == [
        Block("paragraph", (
            Span("a ", (Mark("strong"),)), Span("b", (Mark("strong"), Mark("emphasis"))), Span("c", (Mark("strong"),)),
            Span(" "), Span("d ", (Mark("link", "/x"),)), Span("e", (Mark("link", "/x"), Mark("strong"))),
        ))
    ]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java%0Ascript:alert(1)",
        "\x01javascript:alert(1)", "javascript&colon;alert(1)", "jav&#x0A;ascript:alert(1)", "vbscript:x", "data:text/html,<b>",
        "DATA:text/html;base64,AAAA", "file:///etc/passwd", "blob:https://a.example/1", "view-source:https://a.example",
    ],
)  # fmt: skip
def test_a_link_that_runs_or_embeds_something_is_dropped_and_its_text_kept(address: str) -> None:
    assert page(f'<p>a <a href="{address}">b</a> c</p>') == [Block("paragraph", (Span("a b c"),))]


@pytest.mark.parametrize(
    "address",
    ["https://a.example/ü?x=1#y", "http://a.example:8080/", "mailto:a@b.example", "tel:+99631234567", "/path", "#part",
     "//a.example/x", "?q=a:b", "article.html"],
)  # fmt: skip
def test_a_link_a_reader_can_follow_is_kept(address: str) -> None:
    assert safe_target(address) == address


@settings(max_examples=300)
@given(st.text(max_size=40))
def test_no_address_becomes_a_script(text: str) -> None:
    for address in (text, f"javascript:{text}", f"{text}javascript:alert(1)"):
        kept = safe_target(address)
        assert not "".join(kept.split()).lower().startswith(("javascript:", "data:", "vbscript:"))
        assert kept.isprintable() or not kept.isascii()


def test_footnotes_become_notes_with_their_marks() -> None:
    for blocks in (markdown("One.[^a] Two.[^b]\n\n[^a]: First *note*.\n\n[^b]: Second.\n\n    Its tail."),
                   page('<p>One.<a href="#f1" role="doc-noteref"><sup>1</sup></a> Two.<a href="#f2" role="doc-noteref"><sup>2</sup></a></p>'
                        '<section class="footnotes" role="doc-endnotes"><ol><li id="f1"><p>First <i>note</i>.</p></li>'
                        '<li id="f2"><p>Second.</p><p>Its tail.</p></li></ol></section>')):  # fmt: skip
        assert blocks == [
            Block(
                "paragraph",
                spans("One.", ("[1]", "noteref", "note-1"), " Two.", ("[2]", "noteref", "note-2")),
            ),
            Block("note", spans("First ", ("note", "emphasis"), "."), marker="1", id="note-1"),
            Block("note", spans("Second."), marker="2", id="note-2"),
            Block("note", spans("Its tail.")),
        ]


def test_lists_keep_their_nesting_and_numbers() -> None:
    found = [
        (b.level, b.marker, b.text) for b in markdown("3. a\n4. b\n   - c\n   - d\n\n     more of d\n5. e")
    ]
    assert found == [
        (1, "3.", "a"), (1, "4.", "b"), (2, "•", "c"), (2, "•", "d"), (2, "", "more of d"), (1, "5.", "e"),
    ]  # fmt: skip
    assert [b.marker for b in page("<ol type=i start=3><li>a<li>b</ol><ol type=A><li>c</ol>")] == [
        "iii.",
        "iv.",
        "A.",
    ]


@pytest.mark.parametrize(
    ("numerals", "start", "expected"),
    [("LowerRoman", 1994, "mcmxciv."), ("UpperRoman", 4, "IV."), ("LowerAlpha", 26, "z."), ("UpperAlpha", 27, "27."),
     ("DefaultStyle", 0, "0."), ("LowerRoman", 0, "0.")],
)  # fmt: skip
def test_numerals(numerals: str, start: int, expected: str) -> None:
    assert ordered([start, {"t": numerals}, {"t": "Period"}], 1) == [expected]


def test_quotes_code_verse_and_rules() -> None:
    found = markdown("> a\n>\n> > b\n\n```\nx = 1\n  y\n```\n\n---\n\n| one\n| two")
    assert [(b.kind, b.level, b.text) for b in found][:4] == [
        ("quote", 1, "a"), ("quote", 2, "b"), ("code", 0, "x = 1\n  y"), ("divider", 0, ""),
    ]  # fmt: skip
    verse = read_bytes(b"| Roses are red\n| violets are blue\n", "a.rst").blocks
    assert verse == (Block("verse", spans("Roses are red\nviolets are blue")),)


def test_line_breaks_are_spaces_paragraphs_or_verse() -> None:
    assert [(b.kind, b.text) for b in page("<p>a<br>b</p><p>c<br><br>d<br></p><p>e<br>f<br>g</p>")] == [
        ("paragraph", "a b"), ("paragraph", "c"), ("paragraph", "d"), ("verse", "e\nf\ng"),
    ]  # fmt: skip


def test_a_table_is_cells_with_their_places() -> None:
    found = page(
        "<table><caption>Counted</caption><tr><th>Country<th>Men<tr><td rowspan=2>Russia<td>1<tr><td><b>2</b></table>"
    )
    assert [(b.kind, b.cell, b.text) for b in found] == [
        ("caption", None, "Counted"), ("cell", (0, 0), "Country"), ("cell", (0, 1), "Men"), ("cell", (1, 0), "Russia"),
        ("cell", (1, 1), "1"), ("cell", (2, 1), "2"),
    ]  # fmt: skip
    assert found[-1].spans == spans(("2", "strong"))


def test_a_table_that_only_lays_out_a_page_is_read_through() -> None:
    found = page(
        "<table><tr><td><h1>Title</h1><p>One.</p><p>Two.</p></td><td><ul><li>menu</li></ul></td></tr></table>"
    )
    assert [(b.kind, b.text) for b in found] == [
        ("heading", "Title"), ("paragraph", "One."), ("paragraph", "Two."), ("item", "menu"),
    ]  # fmt: skip


def test_pictures_speak_by_their_caption_else_by_their_description() -> None:
    figure = (
        '<figure><img src=a alt="two men talking"><figcaption>Two ministersPhoto: A / B</figcaption></figure>'
    )
    assert [(b.kind, b.text) for b in page(figure)] == [
        ("caption", "Two ministers"),
        ("caption", "Photo: A / B"),
    ]
    inline = page('<p>a <img src=x.png alt="two men talking"> b <img src=y alt="IMG_12.jpg"><img src=z></p>')
    assert [(b.kind, b.text) for b in inline] == [("paragraph", "a b"), ("caption", "two men talking")]
    linked = page('<p><a href="https://a.example"><img src=x alt="the full picture"></a></p>')
    assert linked == [Block("caption", spans(("the full picture", "link", "https://a.example")))]


def test_bullets_rules_and_credits_that_somebody_typed_are_recognised() -> None:
    found = page("<p>• <b>Read</b> also</p><p>____</p><p>The <i>base</i> in KantPhoto: A / B</p>")
    assert found == [
        Block("item", spans(("Read", "strong"), " also"), 1, "•"),
        Block("divider"),
        Block("caption", spans("The ", ("base", "emphasis"), " in Kant")),
        Block("caption", spans("Photo: A / B")),
    ]


def test_languages_are_what_the_file_says() -> None:
    document = read_bytes(
        '<html lang="ro"><body><p>a</p><p lang="ru">б</p><div lang="uk"><p>в</p><ul><li>г<li lang="bg">д</ul></div>'
        '<blockquote lang=fr><p>e</blockquote><p><span lang="de">f</span></p><p><span lang="de">g</span> h</p>'
        '<table><tr><td lang=es>i<td>j</table><h2 lang=it>k</h2>'.encode(), "a.html")  # fmt: skip
    assert document.language == "ro"
    assert [(b.text, b.language) for b in document.blocks] == [
        ("a", None), ("б", "ru"), ("в", "uk"), ("г", "uk"), ("д", "bg"), ("e", "fr"), ("f", "de"), ("g h", None),
        ("i", "es"), ("j", None), ("k", "it"),
    ]  # fmt: skip


def test_what_a_reader_does_not_see_is_left_out() -> None:
    found = page(
        "<!-- a --><script>b</script><style>c</style><noscript>d</noscript><template>e</template>"
        "<p hidden>f</p><p style='color: red; display : none'>g</p><button>h</button><p>seen</p><svg><text>i</text></svg>"
    )
    assert found == [Block("paragraph", spans("seen"))]


def test_html_inside_markdown_is_read_as_html() -> None:
    found = markdown(
        'A <b>bold</b> word.[^1]\n\n<div lang="ru"><p>Слово <a href="/x">тут</a></p></div>\n\n[^1]: Note.'
    )
    assert found == [
        Block("paragraph", spans("A ", ("bold", "strong"), " word.", ("[1]", "noteref", "note-1"))),
        Block("paragraph", spans("Слово ", ("тут", "link", "/x")), language="ru"),
        Block("note", spans("Note."), marker="1", id="note-1"),
    ]
    assert markdown("a <script>b</script> c <a href='javascript:x'>d</a>")[0].text.split() == ["a", "c", "d"]


def test_ids_are_kept_where_something_links_to_them() -> None:
    found = page('<h2 id="one">One</h2><h2 id="two">Two</h2><p id="p">See <a href="#two">two</a>.</p>')
    assert [b.id for b in found] == ["", "two", ""]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("<title>A | Site</title><h1>A <i>b</i></h1><p>c", "a.html", "A b"),
        ("<title>A</title><p>c", "a.html", "A"),
        ("<p>c</p><h2>d</h2><p>e", "a.html", ""),
        ("---\ntitle: A\n---\n\nText.", "a.md", "A"),
        ("# A\n\n## B", "a.md", "A"),
        ("## B\n\ntext", "a.md", "B"),
        ("A\n=\n\ntext", "a.rst", "A"),
        ("#+TITLE: A\n\ntext", "a.org", "A"),
    ],
)
def test_the_title_is_what_a_reader_takes_for_it(text: str, name: str, title: str) -> None:
    document = read_bytes(text.encode(), name)
    assert document.title == title
    if title and not name.endswith("html"):
        assert document.blocks[0].text == title


def test_metadata_is_what_the_file_says() -> None:
    document = read(SAMPLES / "treaty-council.md")
    assert document.language == "en"
    assert document.metadata == {"author": "Malika Rasulova", "date": "2025-10-12"}
    two = read_bytes(b"---\nauthor: [A, B]\ndescription: |\n  One.\n  Two.\n---\n\ntext", "a.md")
    assert two.metadata == {"author": "A, B", "description": "One. Two."}


def test_latex_and_org_cannot_include_a_file(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    for name, text in {
        "a.tex": f"Hello \\input{{{secret}}} \\include{{{secret}}} world.",
        "a.org": f'Hello\n#+INCLUDE: "{secret}"\nworld.',
        "a.rst": f"Hello\n\n.. include:: {secret}\n\nworld.",
    }.items():
        text_read = read_bytes(text.encode(), name).text
        assert "Hello" in text_read
        assert "SECRET" not in text_read


@settings(max_examples=40)
@given(
    st.lists(
        st.text(
            st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn"), max_codepoint=0x4FF),
            min_size=1,
            max_size=30,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_letter_of_a_page_is_lost(paragraphs: list[str]) -> None:
    texts = [f"x{text}x" for text in paragraphs]
    told = "".join(block.text for block in page("".join(f"<p>{escape(text)}</p>" for text in texts)))
    assert "".join(told.split()) == "".join(clean("".join(texts)).split())
