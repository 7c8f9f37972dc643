"""The places of a text where a sentence may end, and what stands around each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from translator.languages import primary
from translator.segmentation.pairs import Spans, brackets, quotations
from translator.segmentation.words import Words, words_of

_USUAL = ".!?…"
_OWN = {"el": ";", "hy": ":"}
"""Marks of one language: the Greek question mark, the Armenian full stop as it is typed."""
WEAK = _USUAL + "".join(_OWN.values())
"""Marks that also stand inside sentences."""
STRONG = "‼⁇⁈⁉。！？｡．։؟۔܀܁܂።፧፨।॥။។៕᠃᠉"
"""Marks that end a sentence wherever they stand."""
QUOTES = "\"'“”„«»‘’‚‹›「」『』"


@lru_cache(maxsize=8)
def _place_pattern(marks: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<mark>\.(?:[ \u00a0]\.){{2,}}|[{marks}{STRONG}]+)"
        r"(?P<close>(?:[ \u00a0\u202f]?»(?!\w)|[)\]}”’」』）】〉》›]|[\"'“‘](?!\w))*)"
        r"(?P<note>(?:[ \u00a0]?\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|(?<=[^\W\d_]{3}\.)\d{1,2}(?=\s)|\*{1,3}(?=\s))*)"
    )


_LEAD = re.compile(r"[\W_]{0,64}")
_WORD = re.compile(r"[^\W_][^\s.,;:!?…\"“”„«»()\[\]{}—–]{0,64}")
_TOKEN = re.compile(r"[^\W_][^\s,;:!?…\"“”„«»()\[\]{}—–]*$")
_CHAIN = re.compile(r"(?<![\w.])(?:[^\W\d_]{1,2}\.[ \u00a0])+[^\W\d_]{1,2}$")
_BEFORE = 40
_MASK = dict.fromkeys(map(ord, QUOTES + "()[]{}（）*_"), " ")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text without line breaks, with what has been found out about the whole of it."""

    text: str
    language: str
    words: Words
    quotes: Spans
    brackets: Spans
    plain: bool
    """Whether it is written without capitals, so that a small letter says nothing."""


@dataclass(frozen=True)
class Place:
    """A mark that may end a sentence."""

    stretch: Stretch
    start: int
    """Where the sentence begins."""
    dot: int
    """Where the mark stands."""
    end: int
    """Where the sentence would end: after closing quotation marks and footnote numbers."""
    mark: str
    close: str
    """Closing quotation marks and brackets after it."""
    note: str
    """The number of a footnote after it."""

    @cached_property
    def lead(self) -> str:
        """What stands between the end and the next word: white space, opening marks, dashes."""
        found = _LEAD.match(self.stretch.text, self.end)
        return found[0] if found else ""

    @cached_property
    def after(self) -> int:
        """Where the next word begins."""
        return self.end + len(self.lead)

    @cached_property
    def word(self) -> str:
        """The next word."""
        found = _WORD.match(self.stretch.text, self.after)
        return found[0] if found else ""

    @cached_property
    def token(self) -> str:
        """The word before the mark, inner dots included: ``U.S`` of ``U.S.``"""
        found = _TOKEN.search(self.stretch.text[max(self.dot - _BEFORE, self.start) : self.dot])
        return found[0] if found else ""

    @cached_property
    def chain(self) -> str:
        """The short dotted words before the mark without their spaces: ``т.д`` of ``т. д.``"""
        found = _CHAIN.search(self.stretch.text[max(self.dot - _BEFORE, self.start) : self.dot])
        return found[0].replace(" ", "").replace("\u00a0", "") if found else ""

    @cached_property
    def before(self) -> str:
        """The text between the beginning of the sentence, or not far from it, and the token."""
        end = self.dot - len(self.token)
        return self.stretch.text[max(self.start, end - _BEFORE) : end].rstrip()

    @property
    def piece(self) -> str:
        """The sentence that would end here, or the last of it."""
        return self.stretch.text[max(self.start, self.end - 400) : self.end]

    @property
    def quoted(self) -> bool:
        """Whether a quotation closes here."""
        return any(char in QUOTES for char in self.close)

    @property
    def capital(self) -> bool:
        """Whether a capital letter follows."""
        return self.word[:1].isupper()


def stretch_of(text: str, language: str) -> Stretch:
    """*text* with its quotations, brackets and the words of its language."""
    return Stretch(text, language, words_of(language), quotations(text), brackets(text), text.islower())


def masked(text: str) -> str:
    """*text* with quotation marks and brackets as spaces, for a splitter that keeps quotations whole."""
    return text.translate(_MASK)


def places(stretch: Stretch) -> Iterator[re.Match[str]]:
    """The marks of *stretch* in order, as matches with the groups ``mark``, ``close`` and ``note``."""
    return _place_pattern(_USUAL + _OWN.get(primary(stretch.language), "")).finditer(stretch.text)
