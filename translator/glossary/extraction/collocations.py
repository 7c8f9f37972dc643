"""Collocations: two or three words that stand together more often than chance allows (Dunning's log-likelihood)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from translator.languages import primary

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…;:,()«»“”\"\n–—]+")
SIGNIFICANT = 10.83
"""The value chance passes once in a thousand times (χ², one degree of freedom)."""
_LINKS = {"en": {"of"}, "fr": {"de", "du", "des"}, "es": {"de", "del"}, "it": {"di"}, "pt": {"de", "do", "da"}, "ro": {"de", "al"}}  # fmt: skip


def collocations(texts: Iterable[str], language: str, least: int = 3) -> dict[str, tuple[int, float]]:
    """Phrases that occur at least *least* times and are significant, with how often and their log-likelihood.

    Words count in their dictionary form; a phrase is given as it is written most often. Words that link (articles,
    prepositions, pronouns) neither begin nor end one."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    phrases: Counter[tuple[str, ...]] = Counter()
    written: dict[tuple[str, ...], Counter[str]] = {}
    for text in texts:
        for stretch in _SENTENCE.split(text):
            tokens = _WORD.findall(stretch)
            keys = [_lemma(token.lower(), language) for token in tokens]
            words.update(keys)
            pairs.update(pairwise(keys))
            for size in (2, 3):
                for at in range(len(tokens) - size + 1):
                    if _possible(tokens[at : at + size], language):
                        key = tuple(keys[at : at + size])
                        phrases[key] += 1
                        written.setdefault(key, Counter())[" ".join(tokens[at : at + size])] += 1
    total = sum(words.values())
    found = {}
    for key, count in phrases.items():
        if count >= least:
            score = min(_likelihood(pairs[a, b], words[a], words[b], total) for a, b in pairwise(key))
            if score >= SIGNIFICANT:
                found[_usual(written[key])] = (count, score)
    return _without_parts(found)


def _possible(tokens: list[str], language: str) -> bool:
    """Whether this can be a term: content words at both ends, at most a link between, not all names."""
    if _function_word(tokens[0], language) or _function_word(tokens[-1], language):
        return False
    inner = [t for t in tokens[1:-1] if _function_word(t, language)]
    if any(t.lower() not in _LINKS.get(primary(language), ()) for t in inner):
        return False
    return not all(token[:1].isupper() for token in tokens)


@lru_cache(maxsize=50_000)
def _function_word(word: str, language: str) -> bool:
    """Whether *word* carries no content: short, or among the most frequent of the language's small words."""
    return len(word) < 3 or word.lower() in _STOP.get(primary(language), frozenset())


@lru_cache(maxsize=50_000)
def _lemma(word: str, language: str) -> str:
    from translator.glossary.inflection import lemmas

    return min(lemmas(word, language), default=word)


def _usual(spellings: Counter[str]) -> str:
    """The most frequent spelling, the alphabet deciding between equals."""
    return min(spellings, key=lambda text: (-spellings[text], text))


def _likelihood(both: int, one: int, other: int, total: int) -> float:
    """Dunning's G² of two words following each other."""
    table = ((both, one - both), (other - both, total - one - other + both))
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    value = 0.0
    for i, row in enumerate(table):
        for j, seen in enumerate(row):
            expected = rows[i] * columns[j] / max(total, 1)
            if seen > 0 and expected > 0:
                value += seen * math.log(seen / expected)
    return 2 * value if both * total > one * other else 0.0


def _without_parts(found: dict[str, tuple[int, float]]) -> dict[str, tuple[int, float]]:
    """A phrase that nearly always stands inside a longer one is that one."""
    kept = dict(found)
    for longer, (count, _score) in found.items():
        words = longer.split()
        for part in (" ".join(words[:-1]), " ".join(words[1:])):
            if len(words) == 3 and part in kept and kept[part][0] <= 1.25 * count:
                del kept[part]
    return kept


_STOP = {
    "en": frozenset(
        "the and for are but not you all any can had her was one our out has him his how its may new now old see two "
        "who did get she use with that have this will your from they know want been good much some time very when "
        "come here just like long make many more only over such take than them well were what which their there "
        "would about could other these first also into after before between during under against while where said "
        "says according including among both each most last next year years day days week month part since until "
        "because through without within being should those then".split()
    ),
    "ru": frozenset(
        "что как это его она они был была было были для или уже все всё если еще ещё при чтобы когда только также "
        "который которая которые которого которой которых этот эта эти этого этой того той так там тоже после перед "
        "между над под без более менее может могут быть есть нет год года году лет день дня сказал заявил отметил "
        "сообщил словам время где кто чем тем них нее неё него ему ей им нам вам мы вы свой своей своего около через "
        "однако поэтому например из-за несколько".split()
    ),
}
