"""Pseudo-translation: accented letters in brackets, so that every sentence is visibly "translated".

It needs no model, changes nothing that must survive (digits, addresses, placeholders in braces) and gives the same
answer every time, which makes it the engine of most tests and of ``--dry-run``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from translator.engines import EngineOptions, Progress, TokenScore, Translation

_PLAIN = "AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZzАаЕеИиОоУу"
_ACCENTED = "ÅåÇçĐđÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽžӐӑӖӗӢӣӦӧӰӱ"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
_KEEP = re.compile(r"(https?://\S+|\S+@\S+\.\w+|\{[^{}]*\}|%\S+|<[^<>]*>|&\w+;)")


def accented(text: str) -> str:
    """*text* with its letters accented, addresses and placeholders left alone."""
    parts = _KEEP.split(text)
    return "".join(part if at % 2 else part.translate(_TABLE) for at, part in enumerate(parts))


class PseudoEngine:
    """The engine itself; see :class:`translator.engines.Engine` for the contract."""

    def __init__(self, source: str, target: str) -> None:
        self.source = source
        self.target = target
        self.signature: Mapping[str, str] = {"engine": "pseudo"}
        self.output_language = "und"
        self.remark = ""

    def translate(self, sentences: Sequence[str], progress: Progress | None = None) -> list[Translation]:
        """Accent every sentence and set it in brackets."""
        out = [Translation(f"[{accented(s)}]" if s.strip() else "", 0.0) for s in sentences]
        if progress:
            progress(len(out), len(out))
        return out

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[list[TokenScore]]:
        """Every word costs one nat, except that a word of the source costs nothing in its accented form."""
        return [self._score(source, target) for source, target in pairs]

    def _score(self, source: str, target: str) -> list[TokenScore]:
        known = set(accented(source).split())
        words = [
            TokenScore(m.start(), m.end(), 0.0 if m[0].strip("[]") in known else -1.0)
            for m in re.finditer(r"\S+", target)
        ]
        return [*words, TokenScore(len(target), len(target), 0.0)]

    def close(self) -> None:
        """Nothing to free."""


def open_engine(source: str, target: str, options: EngineOptions) -> PseudoEngine:  # noqa: ARG001
    """Open the pseudo engine for any pair."""
    return PseudoEngine(source, target)


def sources(target: str) -> frozenset[str]:  # noqa: ARG001
    """Any language: the empty set says so."""
    return frozenset()


def state(target: str) -> str:  # noqa: ARG001
    """Always the same: there are no models."""
    return ""
