"""The pipeline as a whole: nothing lost, nothing silently wrong, the same input gives the same Edition."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import translator
from translator.document import Block, Document, Mark, Span
from translator.engines import EngineOptions
from translator.errors import LanguageUnknown, ModelMissing, UsageError
from translator.pipeline import Job, translate_documents
from translator.translating import Engines

LINK = Mark("link", "https://example.org/base")


def document(*paragraphs: str | Block, **about: str) -> Document:
    blocks = tuple(p if isinstance(p, Block) else Block("paragraph", (Span(p),)) for p in paragraphs)
    return Document(blocks, name="test", **about)  # type: ignore[arg-type]


def pseudo(doc: Document, to: str = "ru", **more: str) -> translator.Edition:
    return translator.translate(doc, to, engine="pseudo", **more)  # type: ignore[arg-type]


ENGLISH = "The parliament ratified the agreement on Wednesday. The president signed it on Friday."
RUSSIAN = "Парламент ратифицировал соглашение в среду, и президент подписал его в пятницу."
FRENCH = "Le parlement a ratifié l’accord mercredi et le président l’a signé vendredi dans la capitale."


def test_every_sentence_is_paired_in_order() -> None:
    edition = pseudo(document(ENGLISH, "A third sentence stands alone here."))
    assert [p.source_text for p in edition.pairs] == [
        "The parliament ratified the agreement on Wednesday.",
        "The president signed it on Friday.",
        "A third sentence stands alone here.",
    ]
    assert all(p.target_text.startswith("[") for p in edition.pairs)
    assert edition.source_language == "en"


def test_a_paragraph_in_the_target_language_is_kept_and_says_so() -> None:
    edition = pseudo(document(ENGLISH, RUSSIAN, ENGLISH))
    kept = [p for p in edition.pairs if p.status == "kept"]
    assert [p.target_text for p in kept] == [RUSSIAN]
    assert kept[0].notes[0].code == "already-target"
    assert kept[0].language == "ru"


def test_a_paragraph_in_a_third_language_without_a_route_is_kept_and_flagged() -> None:
    edition = translator.translate(document(ENGLISH, ENGLISH, FRENCH), "ru")
    flagged = [p for p in edition.pairs if p.source_text == FRENCH]
    assert flagged[0].status == "flagged"
    assert flagged[0].target_text == FRENCH
    assert flagged[0].notes[0].code == "other-language"


def test_code_and_dividers_are_not_translated() -> None:
    code = Block("code", (Span("def main():\n    return 0"),))
    edition = pseudo(document(ENGLISH, code, Block("divider"), ENGLISH))
    assert edition.blocks[1].pairs[0].target_text == "def main():\n    return 0"
    assert edition.blocks[1].pairs[0].status == "kept"
    assert edition.blocks[2].pairs == ()


def test_marks_survive() -> None:
    block = Block("paragraph", (Span("Read "), Span("the agreement", (LINK,)), Span(" today, it is short.")))
    edition = pseudo(document(ENGLISH, block))
    targets = [span for pair in edition.pairs for span in pair.target if LINK in span.marks]
    assert targets


def test_footnote_marks_are_not_translated_and_come_back() -> None:
    note = Mark("noteref", "fn1")
    block = Block(
        "paragraph", (Span("The treaty was signed"), Span("1", (note,)), Span(" in Moscow last year."))
    )
    pair = next(iter(pseudo(document(block)).pairs))
    assert [s.text for s in pair.target if note in s.marks] == ["1"]
    assert pair.status == "translated"


def test_equal_sentences_are_translated_once_and_equally() -> None:
    edition = pseudo(document(ENGLISH, ENGLISH))
    pairs = list(edition.pairs)
    assert pairs[0].target == pairs[2].target


def test_the_title_is_paired() -> None:
    heading = Block("heading", (Span("Leaders meet in Bishkek"),), 1)
    edition = pseudo(document(heading, ENGLISH, title="Leaders meet in Bishkek"))
    assert edition.title is not None
    assert edition.title.source_text == "Leaders meet in Bishkek"
    assert len(edition.blocks) == 2


def test_a_title_that_stands_nowhere_in_the_text_is_translated_too() -> None:
    edition = pseudo(document(ENGLISH, title="What the summit decided"))
    assert edition.title is not None
    assert edition.title.target_text.startswith("[")
    assert len(edition.blocks) == 1


def test_a_language_that_cannot_be_told_asks_for_from() -> None:
    with pytest.raises(LanguageUnknown) as caught:
        pseudo(document("Ok hm"))
    assert "--from" in caught.value.hint


def test_a_text_in_the_target_language_is_refused() -> None:
    with pytest.raises(UsageError):
        pseudo(document(RUSSIAN))


def test_a_missing_model_names_the_command_that_installs_it() -> None:
    with pytest.raises(ModelMissing) as caught:
        translator.translate(document(ENGLISH), "fi")
    assert "translator models install en fi" in caught.value.hint


def test_documents_translated_together_equal_those_translated_alone() -> None:
    documents = [document(ENGLISH, "One more sentence about trade."), document(FRENCH), document(ENGLISH)]
    job = Job("ru", engine="pseudo", options=EngineOptions())
    with Engines("pseudo", "ru", EngineOptions()) as engines:
        together = translate_documents(documents, job, engines)
    assert together == [pseudo(one) for one in documents]


def test_an_edition_says_what_made_it() -> None:
    signature = pseudo(document(ENGLISH)).signature
    assert signature["program"] == f"translator {translator.__version__}"
    assert signature["engine"] == "pseudo"


LETTERS = st.text(alphabet="abc. ,?!éя\n«»—123", min_size=1, max_size=60)


@settings(max_examples=60)
@given(st.lists(LETTERS, min_size=1, max_size=4))
def test_no_letter_of_the_source_is_lost(paragraphs: list[str]) -> None:
    edition = pseudo(document(*paragraphs), source="en")
    assert len(edition.blocks) == len(paragraphs)
    for paragraph, block in zip(paragraphs, edition.blocks, strict=True):
        assert "".join(block.source_text.split()) == "".join(paragraph.split())


@pytest.mark.starter
def test_the_starter_package_translates_offline() -> None:
    edition = translator.translate(document("Russia ratified the agreement on Wednesday."), "ru")
    pair = next(iter(edition.pairs))
    assert "Росси" in pair.target_text
    assert edition.signature["engine"] == "argos"


@pytest.mark.starter
def test_addresses_and_numbers_come_through_letter_by_letter() -> None:
    text = "The text is at https://example.org/a?b=1&c=2 and questions go to press@example.org until 2027."
    pair = next(iter(translator.translate(document(text), "ru").pairs))
    assert "https://example.org/a?b=1&c=2" in pair.target_text
    assert "press@example.org" in pair.target_text
    assert "2027" in pair.target_text
