"""What enforcement asks of an engine, and how token scores become scores of words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
"""A word of a translation; hyphenated ones are one."""


class Scored(Protocol):
    """A stretch of a translation and its log-probability."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """Behind the last character."""
        ...

    @property
    def log_prob(self) -> float:
        """Natural logarithm."""
        ...


class Translated(Protocol):
    """What an engine made of a sentence."""

    @property
    def text(self) -> str:
        """The translation."""
        ...

    @property
    def problem(self) -> str:
        """Empty when sound."""
        ...


class Translator(Protocol):
    """The part of an engine that enforcement uses; see ``translator.engines.Engine``."""

    source: str
    """The tag of the language it translates from."""
    signature: Mapping[str, str]
    """What it is; the package's ``sha256`` finds its calibration."""

    def translate(self, sentences: Sequence[str]) -> Sequence[Translated]:
        """Translate *sentences*, in order."""
        ...

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Sequence[Scored]]:
        """Log-probabilities of given translations, token by token."""
        ...


class Stage(Translator, Protocol):
    """One leg of a route: a translator that also says what it translates into."""

    target: str
    """The tag of the language it translates into."""


class Remembering:
    """A translator that scores no pair twice; it lives as long as one call of enforcement."""

    def __init__(self, engine: Translator) -> None:
        self.source = engine.source
        self.signature = engine.signature
        self._engine = engine
        self._known: dict[tuple[str, str], Sequence[Scored]] = {}

    def translate(self, sentences: Sequence[str]) -> Sequence[Translated]:
        """As the engine does."""
        return self._engine.translate(sentences) if sentences else []

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Sequence[Scored]]:
        """As the engine does, asking it for new pairs only."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if new:
            self._known.update(zip(new, self._engine.score(new), strict=True))
        return [self._known[pair] for pair in pairs]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a translation."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end


def total(scores: Sequence[Scored]) -> float:
    """The log-probability of a whole translation."""
    return sum(score.log_prob for score in scores)


def outside(scores: Sequence[Scored], span: Span) -> float:
    """The log-probability of everything but *span*."""
    return sum(score.log_prob for score in scores if score.end <= span.start or score.start >= span.end)


def mean(scores: Sequence[Scored]) -> float:
    """The mean log-probability of a token."""
    return total(scores) / max(len(scores), 1)


def words(text: str) -> list[Span]:
    """Where the words of *text* stand."""
    return [Span(match.start(), match.end()) for match in WORD.finditer(text)]


def by_word(scores: Sequence[Scored], spans: Sequence[Span]) -> list[float]:
    """The log-probability of each word: the sum over the tokens that share a character with it."""
    sums = [0.0] * len(spans)
    at = 0
    for score in scores:
        while at < len(spans) and spans[at].end <= score.start:
            at += 1
        if at < len(spans) and score.end > spans[at].start:
            sums[at] += score.log_prob
    return sums
