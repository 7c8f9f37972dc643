"""Wrong case without a reference: does the term's form fit the preposition before it and the adjective beside it?"""

from __future__ import annotations

from collections.abc import Iterable

from translator.document import TermUse
from translator.glossary.inflection.russian_government import left_agreement, preposition_cases, word_cases


def inflection_errors(found: Iterable[tuple[str, TermUse]]) -> float:
    """The share of enforced terms whose form agrees neither with the preposition that governs it nor with the
    adjective on its left; *found* are sentences with one of their terms each."""
    judged = [_wrong(text, use) for text, use in found if use.target]
    return sum(judged) / len(judged) if judged else float("nan")


def _wrong(text: str, use: TermUse) -> bool:
    assert use.target is not None
    start, end = use.target
    cases = word_cases(text[start:end])
    governed = preposition_cases(text[:start]) or left_agreement(text[:start])
    return bool(cases and governed and not cases & governed)
