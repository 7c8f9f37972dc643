"""Wrong case without a reference: does the term's form fit the preposition before it and the adjective beside it?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from translator.document import TermUse
from translator.glossary.inflection.russian_government import preposition_cases, word_cases
from translator.glossary.inflection.russian_words import analyser


def inflection_errors(found: Iterable[tuple[str, TermUse]]) -> float:
    """The share of enforced terms whose form the preposition before it does not govern, or whose adjective on the left
    is in another case; *found* are sentences with one of their terms each."""
    judged = [_wrong(text, use) for text, use in found if use.target]
    return sum(judged) / len(judged) if judged else float("nan")


def _wrong(text: str, use: TermUse) -> bool:
    assert use.target is not None
    start, end = use.target
    cases = word_cases(text[start:end])
    governed = preposition_cases(text[:start]) or _adjective_cases(text[:start])
    return bool(cases and governed and not cases & governed)


def _adjective_cases(before: str) -> frozenset[str]:
    found = re.search(r"([\w-]+) [«\"]?$", before)
    parses = analyser().parse(found[1]) if found else []
    if not parses or parses[0].tag.POS not in {"ADJF", "PRTF"}:
        return frozenset()
    return frozenset(str(parse.tag.case) for parse in parses if parse.tag.case)
