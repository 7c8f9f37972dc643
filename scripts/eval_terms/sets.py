"""Test sets: sentences with references and the terms that must be in their translations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from translator.glossary.checking import acceptable
from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.library import load_all
from translator.glossary.matching import Match, Matcher


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, its reference, and the glossary's matches in it."""

    source: str
    reference: str
    matches: tuple[Match, ...]

    def accepted(self, match: Match) -> list[str]:
        """The target terms that count for *match*."""
        return [term.text for term in acceptable(match, self.matches)]


def load(path: Path, glossaries: list[str], kind: str, pair: tuple[str, str]) -> list[Row]:
    """The rows of a file of JSON lines.

    A line with a list ``terms`` is matched with the named *glossaries*; one with tables of term pairs
    (``proper``, ``random``) with a glossary of just the pairs under *kind*.
    """
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    shared = load_all(glossaries) if glossaries and "terms" in lines[0] else None
    matcher = Matcher(shared, *pair) if shared else None
    return [_row(line, matcher or Matcher(_pairs(line[kind], pair), *pair), pair) for line in lines]


def _row(line: Mapping[str, str], matcher: Matcher, pair: tuple[str, str]) -> Row:
    source, target = line[pair[0]], line[pair[1]]
    found = tuple(match for match in matcher.find(source) if not match.ambiguous)
    return Row(source, target, found)


def _pairs(pairs: Mapping[str, str], languages: tuple[str, str]) -> Glossary:
    source, target = languages
    concepts = [
        Concept(f"{one} = {other}", (Term(one, source), Term(other, target))) for one, other in pairs.items()
    ]
    return Glossary("pairs", tuple(concepts))
