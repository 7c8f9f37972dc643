"""Plain text: what becomes of lines, bullets, rules, captions and headlines, and that no letter is lost."""

from __future__ import annotations

import re

import pytest
from conftest import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.document import Block
from translator.readers import read, read_bytes
from translator.readers.cleaning import balanced, clean
from translator.readers.lines import caption_parts, is_rule
from translator.readers.text import blocks

WRAPPED = """\
The leaders of the states that make up the organization gathered on
Thursday in the capital of Kyrgyzstan. The president of Armenia did not
come, and nobody said why.
"""
JOINED = " ".join(WRAPPED.split())


def shape(text: str) -> list[tuple[str, str]]:
    """Kind (with level and marker where they say something) and letters of each block."""
    out = []
    for block in read_bytes(text.encode(), "a.txt").blocks:
        kind = block.kind + (str(block.level) if block.level else "")
        out.append((f"{kind} {block.marker}".strip(), block.text))
    return out


CASES = {
    "wrapped lines are one paragraph": (WRAPPED, [("paragraph", JOINED)]),
    "lines that are paragraphs stay apart": (
        "The first paragraph ends here.\nThe second one ends here, too.\nSo does the third.",
        [
            ("paragraph", "The first paragraph ends here."),
            ("paragraph", "The second one ends here, too."),
            ("paragraph", "So does the third."),
        ],
    ),
    "an address is not a paragraph": (
        "Nurlan Abdyrakhmanov\n12 Chui Avenue\nBishkek\n\n" + WRAPPED,
        [
            ("paragraph", "Nurlan Abdyrakhmanov"),
            ("paragraph", "12 Chui Avenue"),
            ("paragraph", "Bishkek"),
            ("paragraph", JOINED),
        ],
    ),
    "an indent begins a paragraph in a wrapped text": (
        "    The first one begins with an indent and is then wrapped at\n"
        "the usual width by the program.\n"
        "    The second one begins in the same way, and it is long too,\n"
        "so that it is wrapped.",
        [
            ("paragraph", "The first one begins with an indent and is then wrapped at the usual width by the program."),
            ("paragraph", "The second one begins in the same way, and it is long too, so that it is wrapped."),
        ],
    ),
    "a soft hyphen goes, a hard one stays": (
        "The spokes\xad\nperson of the well-known ministry spoke of a new air-\ndefence system and left.",
        [("paragraph", "The spokesperson of the well-known ministry spoke of a new air-defence system and left.")],
    ),
    "Chinese lines join without a space": (
        "吉尔吉斯斯坦议会星期三批准了与俄罗斯建立联合防空系统的协议并且\n发表声明说总统将会签署。",
        [("paragraph", "吉尔吉斯斯坦议会星期三批准了与俄罗斯建立联合防空系统的协议并且发表声明说总统将会签署。")],
    ),
    "bullets of every kind": (
        "• one\n◦ two\n- three\n* four\n– five\n·\tsix\n•seven",
        [("item1 •", "one"), ("item1 ◦", "two"), ("item1 -", "three"), ("item1 *", "four"),
         ("item1 –", "five"), ("item1 ·", "six"), ("item1 •", "seven")],
    ),
    "nested items by their indent": (
        "- one\n   - one a\n      - one a i\n   - one b\n- two",
        [("item1 -", "one"), ("item2 -", "one a"), ("item3 -", "one a i"), ("item2 -", "one b"), ("item1 -", "two")],
    ),
    "an item goes on in the next line": (
        "- the committee, which meets on Monday and needs\n  two days to read it;\n- the plenary",
        [("item1 -", "the committee, which meets on Monday and needs two days to read it;"), ("item1 -", "the plenary")],
    ),
    "numbers in a row are items": (
        "1. First\n2) Second\n(3) Third",
        [("item1 1.", "First"), ("item1 2)", "Second"), ("item1 (3)", "Third")],
    ),
    "a number alone is not an item": (
        "3. Oktober ist ein Feiertag.\n\n1992. It was a hard year.",
        [("paragraph", "3. Oktober ist ein Feiertag."), ("paragraph", "1992. It was a hard year.")],
    ),
    "minus and dialogue dash are no bullets": (
        "-5 degrees were measured.\n\n— А если связи не будет? — спросил он.",
        [("paragraph", "-5 degrees were measured."), ("paragraph", "— А если связи не будет? — спросил он.")],
    ),
    "rules": (
        "One.\n____\nTwo.\n\n* * *\n\nThree.\n\n---\n\n⁂",
        [("paragraph", "One."), ("divider", ""), ("paragraph", "Two."), ("divider", ""), ("paragraph", "Three."),
         ("divider", ""), ("divider", "")],
    ),
    "three dots are an omission, not a rule": ("One.\n\n...\n\nTwo.", [("paragraph", "One."), ("paragraph", "..."), ("paragraph", "Two.")]),
    "a glued credit": (
        "Two presidents at the celebration of “Victory Day” in World War IIPhoto: A. Name / Agency",
        [("caption", "Two presidents at the celebration of “Victory Day” in World War II"), ("caption", "Photo: A. Name / Agency")],
    ),
    "credits in other languages": (
        "Фото: ТАСС\n\nFoto: Agerpres\n\nPhoto by A. Name\n\nФото ТАСС\n\nPhoto: A / B",
        [("caption", "Фото: ТАСС"), ("caption", "Foto: Agerpres"), ("caption", "Photo by A. Name"), ("caption", "Фото ТАСС"),
         ("caption", "Photo: A / B")],
    ),
    "a sentence about photos is no caption": (
        "Photos of the meeting were published on Thursday.\n\nФотография была сделана в 1994 году.",
        [("paragraph", "Photos of the meeting were published on Thursday."), ("paragraph", "Фотография была сделана в 1994 году.")],
    ),
    "a title, a byline and a section head": (
        f"A summit nobody wanted\n\nBy Malika Rasulova\n\n{WRAPPED}\nWhat comes next\n\n{WRAPPED}",
        [("heading1", "A summit nobody wanted"), ("paragraph", "By Malika Rasulova"), ("paragraph", JOINED),
         ("heading2", "What comes next"), ("paragraph", JOINED)],
    ),
    "a question as a title": (f"Who needs a summit?\n\n{WRAPPED}", [("heading1", "Who needs a summit?"), ("paragraph", JOINED)]),
    "a lead is a paragraph": (f"The lead is a sentence.\n\n{WRAPPED}", [("paragraph", "The lead is a sentence."), ("paragraph", JOINED)]),
    "short lines in a row are no headings": (
        f"{WRAPPED}\nBishkek\n\nDushanbe\n\n{WRAPPED}",
        [("paragraph", JOINED), ("paragraph", "Bishkek"), ("paragraph", "Dushanbe"), ("paragraph", JOINED)],
    ),
    "underlined headings": (
        f"Title\n=====\n\n{WRAPPED}\nSection\n-------\n{WRAPPED}",
        [("heading1", "Title"), ("paragraph", JOINED), ("heading2", "Section"), ("paragraph", JOINED)],
    ),
    "one paragraph a line, with a title": (
        "A title of its own\nThe first paragraph is a sentence.\nThe second is one as well.",
        [("heading1", "A title of its own"), ("paragraph", "The first paragraph is a sentence."), ("paragraph", "The second is one as well.")],
    ),
    "line ends of every kind": (
        "One.\r\n\r\nTwo.\r\rThree.\x85\x85Four.\u2029Five.\x0cSix.",
        [("paragraph", word) for word in ("One.", "Two.", "Three.", "Four.", "Five.", "Six.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_text_is_read_as_a_person_reads_it(case: str) -> None:
    text, expected = CASES[case]
    assert shape(text) == expected


def test_the_title_is_the_headline_and_nothing_else() -> None:
    assert read(SAMPLES / "sammit-sng.txt").title == "Саммит СНГ закончился на день раньше"
    assert read(SAMPLES / "summit-in-bishkek.txt").title == ""


def test_line_ends_make_no_difference() -> None:
    text = (SAMPLES / "summit-in-bishkek.txt").read_text(encoding="utf-8")
    expected = read_bytes(text.encode(), "a.txt")
    for end in ("\r\n", "\r", "\x85", "\u2028"):
        assert read_bytes(text.replace("\n", end).encode(), "a.txt") == expected


def test_wrapping_at_any_usual_width_makes_no_difference() -> None:
    import textwrap

    text = (SAMPLES / "observers-in-tavush.txt").read_text(encoding="utf-8").split("____")[0]
    paragraphs = [p for p in text.split("\n\n") if len(p) > 200 and "Photo" not in p]
    for width in (50, 60, 72, 78, 100):
        wrapped = "\n\n".join(
            textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs
        )
        assert [b.text for b in blocks(wrapped)] == paragraphs, width


def test_control_characters_go_and_joiners_stay() -> None:
    assert clean("a\0b\x07c\x1b[d\u200be\ufefff\xadg\u2060") == "abc[defg"
    assert clean("می\u200cخواهم ക്\u200d") == "می\u200cخواهم ക്\u200d"
    assert clean("ភាសា\u200bខ្មែរ") == "ភាសា\u200bខ្មែរ"
    assert clean("e\u0301\u2126") == "éΩ"
    assert clean("a\U000e0041\U000e0042b") == "ab"


def test_bidirectional_controls_stay_only_where_they_are_balanced() -> None:
    assert balanced("a \u2067שלום\u2069 b") == "a \u2067שלום\u2069 b"
    assert balanced("a \u202bשלום\u202c b") == "a \u202bשלום\u202c b"
    assert balanced("a \u202eevil\u202c b") == "a evil b"
    assert balanced("\u2066a\u2066b\u2069\u202c") == "a\u2066b\u2069"
    assert clean("a\u202b\nb\u202c\u200f") == "a\nb\u200f"


def test_a_sentence_of_five_thousand_words_and_a_line_of_a_megabyte() -> None:
    sentence = " ".join(["word"] * 5000) + "."
    assert [b.text for b in blocks(sentence)] == [sentence]
    assert [len(b.text) for b in blocks("ж" * 1_000_000)] == [1_000_000]


@pytest.mark.slow
def test_twenty_megabytes_are_read_in_bounded_memory() -> None:
    import tracemalloc

    data = (WRAPPED + "\n").encode() * (20_000_000 // len(WRAPPED))
    tracemalloc.start()
    document = read_bytes(data, "a.txt")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(document.blocks) == 20_000_000 // len(WRAPPED)
    assert peak < 20 * len(data)


def visible(text: str) -> str:
    """The characters a reader may not lose, in order: no white space, no rule, no underline."""
    kept = [line for line in clean(text).split("\n") if not is_rule(line)]
    return re.sub(r"[\s\xad]", "", "".join(kept))


def told(found: list[Block]) -> str:
    return re.sub(r"\s", "", "".join(block.marker + block.text for block in found))


ALPHABET = st.one_of(
    st.sampled_from(
        "abcde АБВгд ăîș .,!?:;-–—•*_=~“”«»'()12390 \n\n\n\t\r\x0c\u2028\xad\u200b\ufeff\0\u202e\u202c\u2067\u2069é"
    ),
    st.characters(exclude_categories=("Cs",)),
)
LINES = st.lists(
    st.one_of(
        st.text(ALPHABET, max_size=90),
        st.sampled_from(["", "", "____", "* * *", "1. One", "2. Two", "  - item", "• item", "A Short Headline",
                         "Read on.Photo: A / B", "Фото: ТАСС", "=====", "-----", *WRAPPED.splitlines()]),
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip


@settings(max_examples=400)
@given(LINES)
def test_no_visible_character_is_lost_or_moved(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert told(blocks(clean(text))) == visible(text)


@settings(max_examples=200)
@given(LINES)
def test_every_block_is_sound(lines: list[str]) -> None:
    for block in blocks(clean("\n".join(lines))):
        assert (block.kind == "divider") == (not block.text)
        assert block.text == block.text.strip()
        assert "\n" not in block.text
        assert block.level >= (block.kind in {"item", "heading"})


@settings(max_examples=200)
@given(st.text(max_size=500))
def test_caption_parts_are_the_caption(text: str) -> None:
    parts = caption_parts(text.strip())
    assert not parts or re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)


@settings(max_examples=200)
@given(st.text(ALPHABET))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_one_error(data: bytes) -> None:
    from translator.errors import InputError

    try:
        document = read_bytes(data, "a.txt")
    except InputError as error:
        said = (error.message, error.hint)
        assert all(said)
    else:
        assert document.text.strip()
