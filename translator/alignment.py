"""Where a stretch of the source went in its translation, found by occlusion.

The translation is scored twice by the model that made it: given the whole source, and given the source with the
stretch cut out. The words whose log-probability falls most are its rendering. The method and the evidence that it
beats raw attention: Ferrando et al. 2022 for occlusion in NMT; for fixed Argos packages our own measurements, see
``scripts/eval_terms.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_MIN_DROP = 0.7
"""Nats a word must lose before it counts as rendering anything of the stretch."""


class Scored(Protocol):
    """A stretch of a translation and its log-probability (see ``engines.TokenScore``)."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def log_prob(self) -> float: ...


class Scorer(Protocol):
    """What alignment asks of an engine."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Sequence[Scored]]:
        """Log-probabilities of given translations, token by token."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """Where in *target* is ``source[start:end]`` rendered?"""

    source: str
    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of whole words of the target, and how sure that is (0 to 1)."""

    start: int
    end: int
    confidence: float


def words(text: str) -> list[tuple[int, int]]:
    """The words of *text* as (start, end); in scripts without spaces, runs of letters."""
    return [m.span() for m in _WORD.finditer(text)]


def locate(questions: Sequence[Question], scorer: Scorer) -> list[Found | None]:
    """Answer all *questions* with one pooled scoring run; ``None`` where no stretch stands out."""
    fulls = list(dict.fromkeys((q.source, q.target) for q in questions))
    without = [(_cut_out(q.source, q.start, q.end), q.target) for q in questions]
    scores = scorer.score([*fulls, *without])
    full = dict(zip(fulls, scores[: len(fulls)], strict=True))
    return [
        _best_stretch(q, _drops(q.target, full[q.source, q.target], occluded))
        for q, occluded in zip(questions, scores[len(fulls) :], strict=True)
    ]


def _cut_out(text: str, start: int, end: int) -> str:
    """*text* without the stretch; never empty, because models need something to read."""
    left, right = text[:start].rstrip(), text[end:].lstrip()
    return f"{left} {right}".strip() or "…"


def _drops(
    target: str, full: Sequence[Scored], occluded: Sequence[Scored]
) -> list[tuple[tuple[int, int], float]]:
    """For every word of *target*, how many nats it loses without the stretch."""
    loss = [(a.start, a.end, a.log_prob - b.log_prob) for a, b in zip(full, occluded, strict=True)]
    out = []
    for start, end in words(target):
        fallen = sum(drop for s, e, drop in loss if s < end and e > start)
        out.append(((start, end), fallen))
    return out


def _best_stretch(question: Question, drops: list[tuple[tuple[int, int], float]]) -> Found | None:
    """The run of words with the largest sum of drops above a threshold (Kadane's maximum subarray)."""
    if not drops:
        return None
    peak = max(drop for _, drop in drops)
    if peak < _MIN_DROP:
        return None
    threshold = 0.22 * peak
    best, best_range, run, run_start = 0.0, (0, 0), 0.0, 0
    for at, (_, drop) in enumerate(drops):
        if run <= 0:
            run, run_start = 0.0, at
        run += drop - threshold
        if run > best:
            best, best_range = run, (run_start, at + 1)
    low, high = best_range
    inside = sum(drop for _, drop in drops[low:high])
    positive = sum(drop for _, drop in drops if drop > threshold) or 1.0
    confidence = max(0.0, min(1.0, inside / positive))
    asked = len(words(question.source[question.start : question.end])) or 1
    if high - low > 3 * asked + 2:
        confidence *= 0.4
    return Found(drops[low][0][0], drops[high - 1][0][1], confidence)
