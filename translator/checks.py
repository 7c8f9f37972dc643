"""Checks on a finished pair: what a careful person would look for, and quiet otherwise.

Each check is a function of a :class:`Subject` that returns a :class:`Note` or nothing; ``CHECKS`` lists them. They
know nothing of engines or glossaries: what those found wrong reaches a pair as a note of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from translator import languages, numbers, protected
from translator.document import Note, Spans, plain
from translator.i18n import _


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked."""

    source: Spans
    target: Spans
    source_language: str
    target_language: str

    @property
    def source_text(self) -> str:
        """The source's letters."""
        return plain(self.source)

    @property
    def target_text(self) -> str:
        """The translation's letters."""
        return plain(self.target)


def check(subject: Subject) -> tuple[Note, ...]:
    """All notes on *subject*, in the order of ``CHECKS``; after "empty" nothing else is said."""
    notes: list[Note] = []
    for one in CHECKS:
        note = one(subject)
        if note is not None:
            notes.append(note)
            if note.code == "empty":
                break
    return tuple(notes)


def empty(subject: Subject) -> Note | None:
    """The translation has no letters though the source has."""
    if protected.has_letters(subject.source_text) and not any(ch.isalnum() for ch in subject.target_text):
        return Note("empty", _("The translation is empty."))
    return None


def wrong_numbers(subject: Subject) -> Note | None:
    """Every number of the source stands in the translation, and no long number is invented."""
    missing = numbers.missing(subject.source_text, subject.target_text)
    if missing:
        return Note("numbers", _("Numbers missing: {numbers}.").format(numbers=", ".join(missing)))
    invented = numbers.invented(subject.source_text, subject.target_text)
    if invented:
        return Note("numbers", _("Numbers not in the source: {numbers}.").format(numbers=", ".join(invented)))
    return None


_PLAIN_LETTERS = re.compile(r"[^\W\d_]+")


def copied(subject: Subject) -> Note | None:
    """The translation is the source again, or keeps a long stretch of it."""
    source = [w.casefold() for w in _PLAIN_LETTERS.findall(_without_pieces(subject.source_text))]
    target = [w.casefold() for w in _PLAIN_LETTERS.findall(_without_pieces(subject.target_text))]
    if len(source) >= 2 and source == target and any(w.islower() for w in subject.source_text.split()):
        return Note("untranslated", _("The translation is the same as the source."))
    if languages.script(subject.source_language) == languages.script(subject.target_language):
        shared = _longest_shared_run(source, target)
        if shared >= max(6, 0.6 * len(source)):
            return Note("untranslated", _("A long stretch of the source was left as it was."))
    return None


def _without_pieces(text: str) -> str:
    for start, end in reversed(protected.pieces(text)):
        text = text[:start] + " " + text[end:]
    return text


def _longest_shared_run(one: list[str], other: list[str]) -> int:
    """The length of the longest common run of words (dynamic programming over one row)."""
    best = 0
    row: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    for word in one:
        new = {at: row.get(at - 1, 0) + 1 for at in places.get(word, ())}
        best = max(best, *new.values()) if new else best
        row = new
    return best


def repeated(subject: Subject) -> Note | None:
    """The translation says the same words over and over and the source does not."""
    if loops(subject.target_text) > max(1, loops(subject.source_text)):
        return Note("repeated", _("The translation repeats itself."))
    if _stutters(subject.target_text) and not _stutters(subject.source_text):
        return Note("repeated", _("The translation repeats itself."))
    return None


def _stutters(text: str) -> bool:
    """Whether a small letter stands three times in a row, as models stutter over names they do not know."""
    text = _without_pieces(text)
    return any(a == b == c and a.islower() for a, b, c in zip(text, text[1:], text[2:], strict=False))


def loops(text: str) -> int:
    """How often the most repeated run of one to four words stands right after itself (1: no repetition).

    A single repeated word counts from three times on, since “very, very” is good style.
    """
    tokens = [t.casefold() for t in re.findall(r"\w+", text)]
    best = 1
    for size in range(1, 5):
        for start in range(len(tokens) - size):
            count = _repetitions(tokens, start, size)
            if count > best and (size > 1 or count >= 3):
                best = count
    return best


def _repetitions(tokens: list[str], start: int, size: int) -> int:
    """How many times ``tokens[start : start + size]`` follows itself, the first included."""
    first = tokens[start : start + size]
    count = 1
    while tokens[start + count * size : start + (count + 1) * size] == first:
        count += 1
    return count


_EXPECTED = {"Jpan": {"CJK", "HIRAGANA", "KATAKANA"}, "Hani": {"CJK"}, "Hang": {"HANGUL", "CJK"}}
_SCRIPT_NAMES = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Hebr": "HEBREW", "Grek": "GREEK", "Armn": "ARMENIAN",
    "Geor": "GEORGIAN", "Deva": "DEVANAGARI", "Beng": "BENGALI", "Gujr": "GUJARATI", "Guru": "GURMUKHI",
    "Taml": "TAMIL", "Telu": "TELUGU", "Knda": "KANNADA", "Mlym": "MALAYALAM", "Sinh": "SINHALA", "Thai": "THAI",
    "Laoo": "LAO", "Khmr": "KHMER", "Mymr": "MYANMAR", "Ethi": "ETHIOPIC",
}  # fmt: skip


def wrong_script(subject: Subject) -> Note | None:
    """More than a third of the translation's letters are not of the target language's script.

    Words that stand in the source letter by letter (names, addresses) do not count.
    """
    script = languages.script(subject.target_language)
    expected = _EXPECTED.get(script) or {_SCRIPT_NAMES.get(script, "")}
    if expected == {""}:
        return None
    known = set(re.findall(r"\w+", subject.source_text))
    new = [w for w in re.findall(r"\w+", _without_pieces(subject.target_text)) if w not in known]
    letters = [unicodedata.name(ch, "").split(" ")[0] for word in new for ch in word if ch.isalpha()]
    wrong = sum(name not in expected for name in letters)
    if len(letters) >= 4 and wrong > len(letters) / 3:
        return Note("script", _("Much of the translation is in another script."))
    if "\ufffd" in subject.target_text or "⁇" in subject.target_text:
        return Note("script", _("The translation has characters that could not be written."))
    return None


_DENSE = {"zh", "ja", "ko"}


def length(subject: Subject) -> Note | None:
    """The translation is far shorter or longer than the source; short sentences vary freely."""
    source, target = (len(re.sub(r"\s", "", t)) for t in (subject.source_text, subject.target_text))
    if source < 25:
        return None
    dense = (languages.primary(subject.target_language) in _DENSE) - (
        languages.primary(subject.source_language) in _DENSE
    )
    ratio = target / source * {1: 2.6, 0: 1.0, -1: 1 / 2.6}[dense]
    if ratio < 0.45:
        return Note("length", _("The translation is much shorter than the source: something may be missing."))
    if ratio > 2.4:
        return Note("length", _("The translation is much longer than the source."))
    return None


def addresses(subject: Subject) -> Note | None:
    """Addresses, code and the like are there letter by letter."""
    text = subject.source_text
    stretches = protected.pieces(text, subject.source, subject.source_language)
    missing = protected.lost(text, stretches, subject.target_text)
    if missing:
        return Note("protected", _("Not in the translation: {pieces}.").format(pieces=", ".join(missing)))
    return None


def links(subject: Subject) -> Note | None:
    """Every link of the source is in the translation."""
    wanted, there = _link_targets(subject.source), _link_targets(subject.target)
    missing = sorted(wanted - there)
    if missing:
        return Note("links", _("Links missing: {links}.").format(links=", ".join(missing)))
    return None


def _link_targets(spans: Spans) -> set[str]:
    return {mark.target for span in spans for mark in span.marks if mark.kind == "link"}


CHECKS: tuple[Callable[[Subject], Note | None], ...] = (
    empty, copied, repeated, wrong_script, length, wrong_numbers, addresses, links,
)  # fmt: skip
"""In the order they are reported."""
