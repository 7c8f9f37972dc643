"""Marks find their words again, and no link is ever lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translator.alignment import Found
from translator.document import Mark, Span, Spans, plain
from translator.marks import place, runs, spoken, to_locate

BOLD = Mark("strong")
LINK = Mark("link", "https://example.org/a")
OTHER = Mark("link", "https://example.org/b")
NOTE = Mark("noteref", "fn1")


def shown(spans: Spans) -> str:
    """``[words](kind…)`` for marked stretches, to read the expectations at a glance."""
    return "".join(f"[{s.text}]({'+'.join(m.kind for m in s.marks)})" if s.marks else s.text for s in spans)


def test_a_mark_over_the_whole_sentence_covers_the_whole_translation() -> None:
    assert (
        shown(place((Span("Read this", (BOLD,)), Span(".")), "Прочтите это.", {}))
        == "[Прочтите это.](strong)"
    )


def test_a_name_that_is_kept_letter_by_letter_keeps_its_mark() -> None:
    source = (Span("He works for "), Span("AFP", (LINK,)), Span(" in Kant."))
    assert shown(place(source, "Он работает в AFP в Канте.", {})) == "Он работает в [AFP](link) в Канте."


def test_an_aligned_stretch_gets_the_mark() -> None:
    source = (Span("The "), Span("parliament", (BOLD,)), Span(" voted."))
    found = {(4, 14): Found(0, 9, 0.9)}
    assert to_locate(source, "Парламент проголосовал.") == [(4, 14)]
    assert shown(place(source, "Парламент проголосовал.", found)) == "[Парламент](strong) проголосовал."


def test_an_unsure_mark_stays_on_the_whole_sentence() -> None:
    source = (Span("The "), Span("parliament", (LINK,)), Span(" voted."))
    found = {(4, 14): Found(0, 9, 0.2)}
    assert shown(place(source, "Парламент проголосовал.", found)) == "[Парламент проголосовал.](link)"


def test_two_unsure_links_share_the_sentence() -> None:
    source = (Span("one", (LINK,)), Span(" and "), Span("two", (OTHER,)), Span(" go"))
    placed = place(source, "раз и два идут", {})
    assert [s.marks for s in placed if s.marks] == [(LINK,), (OTHER,)]
    assert plain(placed) == "раз и два идут"


def test_a_link_with_no_room_left_is_written_at_the_end() -> None:
    source = (Span("one", (LINK,)), Span(" and "), Span("two", (OTHER,)), Span(" go"))
    placed = place(source, "да", {})
    assert {m for s in placed for m in s.marks} == {LINK, OTHER}


def test_a_footnote_mark_at_the_end_stays_at_the_end() -> None:
    source = (Span("It was signed."), Span("1", (NOTE,)))
    language, anchors = spoken(source)
    assert plain(language) == "It was signed."
    assert shown(place(language, "Он был подписан.", {}, anchors)) == "Он был подписан.[1](noteref)"


def test_a_mark_that_crosses_spans_is_one_run() -> None:
    spans = (Span("a ", (BOLD,)), Span("b", (BOLD, LINK)), Span(" c"))
    assert [(r.mark, r.start, r.end) for r in runs(spans)] == [(BOLD, 0, 3), (LINK, 2, 3)]


MARKS = st.lists(st.sampled_from([BOLD, LINK, OTHER, Mark("emphasis"), NOTE]), max_size=2, unique=True)
TEXT = st.text(alphabet="ab .,я", max_size=12)


@given(st.lists(st.builds(Span, TEXT.filter(bool), MARKS.map(tuple)), max_size=6), TEXT)
def test_placing_keeps_the_translation_and_every_link(spans: list[Span], target: str) -> None:
    language, anchors = spoken(tuple(spans))
    placed = place(language, target, {}, anchors)
    links = {run.mark for run in runs(language) if run.mark.kind == "link"}
    assert links <= {m for s in placed for m in s.marks}
    without_notes = "".join(s.text for s in placed if NOTE not in s.marks)
    assert without_notes.startswith(target)
    assert sum(NOTE in s.marks for s in placed) == len(anchors)
