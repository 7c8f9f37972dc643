"""Whether a retranslated sentence may take the place of the plain one: nothing but the term should have changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from translator.glossary.scoring import Span

SHORTEST, LONGEST = 0.6, 1.6
"""Bounds of the length, as a share of the plain translation's."""
SIMILAR = 0.55
"""chrF of the text outside the terms that two translations of one sentence must share."""
WORSE = 0.8
"""Nats per token the new sentence may be less likely than the plain one."""
_KEPT = re.compile(r"\d+|https?://\S*[\w/]|[\w.+-]{1,64}@[\w.-]{1,255}|[A-Za-z]{2,}")
_ORDER = 6


def lost(source: str, plain: str, new: str) -> list[str]:
    """Numbers, addresses and Latin words that source and plain translation share and *new* lacks."""
    wanted = Counter(_KEPT.findall(source)) & Counter(_KEPT.findall(plain))
    return sorted((wanted - Counter(_KEPT.findall(new))).elements())


def fits(source: str, plain: str, plain_spans: Sequence[Span], new: str, new_spans: Sequence[Span]) -> bool:
    """Whether *new* is the same sentence as *plain* but for the terms, which stand at the spans."""
    if lost(source, plain, new) or not SHORTEST <= len(new) / max(len(plain), 1) <= LONGEST:
        return False
    return similarity(without(plain, plain_spans), without(new, new_spans)) >= SIMILAR


def without(text: str, spans: Sequence[Span]) -> str:
    """*text* with the spans cut out."""
    out, at = [], 0
    for span in sorted(spans, key=lambda s: s.start):
        out.append(text[at : span.start])
        at = span.end
    return "".join([*out, text[at:]])


def similarity(one: str, other: str) -> float:
    """The character n-gram F-score of two texts (chrF with both directions weighed alike), from 0 to 1."""
    first, second = "".join(one.split()), "".join(other.split())
    if first == second:
        return 1.0
    values: list[float] = []
    for n in range(1, _ORDER + 1):
        grams = [Counter(text[at : at + n] for at in range(len(text) - n + 1)) for text in (first, second)]
        if not grams[0] or not grams[1]:
            break
        shared = (grams[0] & grams[1]).total()
        values.append(2 * shared / (grams[0].total() + grams[1].total()))
    return sum(values) / len(values) if values else 0.0
