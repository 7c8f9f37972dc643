"""What is to be done with each sentence of a document, decided before any engine is asked.

A :class:`Plan` holds the document's sentences in reading order as :class:`Unit` values: which language each is in
and whether it is translated or kept, and why. Start reading at :func:`plan`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from translator import languages
from translator.detection import detect, detect_blocks
from translator.document import Block, Document, Note, Span, Spans, cut
from translator.errors import LanguageUnknown, UsageError
from translator.i18n import _
from translator.marks import Anchor, spoken
from translator.protected import has_letters
from translator.segmentation import sentences

WHOLE = frozenset({"code"})
"""Kinds of block that are one unit and never translated."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence: what it says, where it stood, and what is to become of it."""

    block: int
    """The block's place in ``Plan.blocks``."""
    spans: Spans
    """The sentence as it was read, marks and footnote marks included."""
    language: str
    gap: str = ""
    """White space before it in its block."""
    context: str = ""
    """The text of its block."""
    reason: Note | None = None
    """Why it is kept as it is; ``None`` when it is translated."""
    document: int = 0
    """Which of the documents that are translated together it belongs to."""

    @property
    def language_spans(self) -> Spans:
        """The sentence without its footnote marks: what is translated."""
        return spoken(self.spans)[0]

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Its footnote marks."""
        return spoken(self.spans)[1]

    @property
    def text(self) -> str:
        """The letters to translate."""
        return "".join(span.text for span in self.language_spans)


@dataclass(frozen=True, slots=True)
class Plan:
    """A document ready for translation."""

    document: Document
    source: str
    """The document's language."""
    confidence: float
    """How sure that is, from 0 to 1; 1.0 when it was given."""
    blocks: tuple[Block, ...]
    """The document's blocks, and one more at the end when the title stands nowhere among them."""
    units: tuple[Unit, ...]
    extra_title: bool
    """Whether the last block holds the title only."""


def plan(document: Document, target: str, source: str | None = None, known: Collection[str] = ()) -> Plan:
    """Decide what becomes of every sentence of *document*.

    *source* is the language the user named, if any; *known* are the languages that can be translated into *target*.

    Raises:
        LanguageUnknown: the language cannot be told with enough confidence and none was named.
        UsageError: the text is in the target language already.
    """
    main, confidence = _document_language(document, source)
    if languages.same_language(main, target):
        raise UsageError(
            _("{name} is in {language} already.").format(
                name=document.name or _("The text"), language=languages.name(target, _reader())
            ),
            _("Choose another language with --to, or name the language of the text with --from."),
        )
    has_title = not document.title or any(
        block.kind == "heading" and block.text.strip() == document.title.strip() for block in document.blocks
    )
    blocks = (
        document.blocks if has_title else (*document.blocks, Block("heading", (Span(document.title),), 1))
    )
    spoken_in = _block_languages(blocks, main, target, named=source is not None)
    units = tuple(
        unit for at, block in enumerate(blocks) for unit in _units(at, block, spoken_in[at], target, known)
    )
    return Plan(document, main, confidence, blocks, units, not has_title)


def _document_language(document: Document, named: str | None) -> tuple[str, float]:
    """The language of the whole and how sure that is: named, else found, else declared by the file."""
    if named:
        return named, 1.0
    found = detect(document.text)
    declared = _declared(document.language)
    if found.language is None and declared:
        return declared, found.confidence
    if found.language is None:
        guesses = ", ".join(languages.name(code, _reader()) for code, _p in found.ranking[:3])
        best = found.ranking[0][0] if found.ranking else "en"
        raise LanguageUnknown(
            _("The language of {name} is not certain").format(name=document.name or _("the text"))
            + (_(" (perhaps {guesses}).").format(guesses=guesses) if guesses else "."),
            _("Name it with --from, for example --from {code}.").format(code=best),
        )
    return found.language, found.confidence


def _reader() -> str:
    from translator.i18n import ui_language

    return ui_language()


def _block_languages(blocks: Sequence[Block], main: str, target: str, named: bool) -> list[str]:
    """The language of each block: what is found, else what the file declares, else the document's.

    With ``--from`` every block is in that language, save what is plainly in the target language already.
    """
    found = detect_blocks([block.text for block in blocks], main, {main, target} if named else None)
    out = []
    for block, seen in zip(blocks, found, strict=True):
        code = seen.language if _believable(block.text, seen.language, main) else None
        if named:
            out.append(target if code and languages.same_language(code, target) else main)
        else:
            out.append(code or _declared(block.language) or main)
    return out


_EVIDENCE = 4
"""So many words that are no names speak for a language; the names in a photo credit look like any of them."""


def _believable(text: str, code: str | None, main: str) -> bool:
    """Whether a block that seems to be in another language than the document says enough to be believed."""
    if code is None or languages.same_language(code, main):
        return True
    if languages.script(code) != languages.script(main):
        return True
    return sum(word.islower() for word in text.split()) >= _EVIDENCE


def _declared(code: str | None) -> str | None:
    """What the file says, unless it says nonsense."""
    if not code:
        return None
    try:
        return languages.canonical(code)
    except UsageError:
        return None


def _units(at: int, block: Block, language: str, target: str, known: Collection[str]) -> list[Unit]:
    """The sentences of one block."""
    text = block.text
    if not text.strip():
        return []
    if block.kind in WHOLE:
        return [
            Unit(at, block.spans, language, reason=Note("code", _("Code is kept as it is."), severe=False))
        ]
    out: list[Unit] = []
    end_before = 0
    for start, end in _sentences(block, text, language):
        unit = Unit(at, cut(block.spans, start, end), language, text[end_before:start], text)
        out.append(replace(unit, reason=_reason(unit, target, known)))
        end_before = end
    return out


def _sentences(block: Block, text: str, language: str) -> list[tuple[int, int]]:
    if block.kind != "verse":
        return sentences(text, language)
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def _reason(unit: Unit, target: str, known: Collection[str]) -> Note | None:
    """Why the unit is kept, or ``None``."""
    if not has_letters(unit.text):
        return Note("no-letters", _("There is nothing to translate."), severe=False)
    if languages.same_language(unit.language, target):
        message = _("Already in {language}.").format(language=languages.name(target, _reader()))
        return Note("already-target", message, severe=False)
    if known and not any(languages.same_language(unit.language, code) for code in known):
        message = _("In {language}, which no installed model translates.").format(
            language=languages.name(unit.language, _reader())
        )
        return Note("other-language", message)
    return None
