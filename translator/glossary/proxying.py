"""Method P: let the model translate the sentence with an ordinary noun in the term's place, then swap the noun.

The noun (a *proxy*) has the gender, number and animacy of the wanted term, and a rendering whose forms are known.
The model's own adjectives, verbs and prepositions then agree with it, and so with the term that takes its place in
the same case. The nouns are data (``proxies/<source>-<target>.toml``); a calibration says which of them an installed
package renders as expected (:mod:`~translator.glossary.calibration`).
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from translator.glossary.checking import Occurrence, occurrences
from translator.glossary.concepts import Term
from translator.glossary.inflection import Form, declines, paradigm
from translator.glossary.matching import Match
from translator.glossary.repairs import put
from translator.glossary.scoring import Span
from translator.glossary.splicing import capitalised
from translator.languages import primary

_DETERMINER = re.compile(
    r"\b(?:the|a|an|this|that|these|those|its|his|her|their|our|my|your|any|some|no|every|each|[\w-]+[’']s)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_MOST = 12
"""Variants of one sentence that are scored at most."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A source noun and what a model makes of it."""

    source: str
    term: Term
    kind: str
    """``noun`` (takes an article), ``name`` or ``person`` (stand bare)."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A match and the proxy that stands for it; none when the term itself is written into the source."""

    match: Match
    proxy: Proxy | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence with proxies in the place of terms, ready for the engine."""

    source: str
    swaps: tuple[Swap, ...]


@lru_cache(maxsize=16)
def bank(source: str, target: str) -> tuple[Proxy, ...]:
    """The proxies for a pair of languages; none where the pair has no bank."""
    path = Path(__file__).parent / "proxies" / f"{primary(source)}-{primary(target)}.toml"
    if not path.is_file():
        return ()
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["proxy"]
    return tuple(_proxy(row, target) for row in rows)


def _proxy(row: Mapping[str, Any], target: str) -> Proxy:
    term = Term(
        row["target"],
        target,
        pos="noun" if row["kind"] == "noun" else "proper noun",
        gender=row["gender"],
        number=row.get("number", "sg"),
        animacy=row.get("animacy", "inan"),
    )
    return Proxy(row["source"], term, row["kind"])


def drafts(
    source: str, target: str, missed: Sequence[Match], proxies: Sequence[Proxy], count: int = 2
) -> list[Draft]:
    """Up to *count* ways to write *source* with proxies for the *missed* matches.

    *target* is the plain translation: a proxy whose rendering stands there already could not be told apart.
    """
    out: list[Draft] = []
    used: set[str] = set()
    for _turn in range(count):
        swaps = []
        taken = set(used)
        for match in missed:
            proxy = _choose(match, source, target, proxies, taken)
            if proxy:
                taken.add(proxy.source)
                swaps.append(Swap(match, proxy))
        used |= {swap.proxy.source for swap in swaps if swap.proxy}
        if swaps:
            out.append(Draft(written(source, swaps), tuple(swaps)))
    return out


def inline(source: str, missed: Sequence[Match]) -> Draft | None:
    """Method I: the wanted term itself in the source, for terms that never change their form."""
    swaps = [Swap(match, None) for match in missed if not declines(match.wanted)]
    return Draft(written(source, swaps), tuple(swaps)) if swaps else None


def written(source: str, swaps: Sequence[Swap]) -> str:
    """*source* with every swap made, articles put right."""
    for swap in sorted(swaps, key=lambda s: -s.match.start):
        before, after = source[: swap.match.start], source[swap.match.end :]
        word = swap.proxy.source if swap.proxy else swap.match.wanted.text
        if (
            swap.proxy
            and swap.proxy.kind == "noun"
            and not _DETERMINER.search(before)
            and not swap.match.plural
        ):
            word = f"the {word}"
        if not before.strip("\"“‘'(•-– "):
            word = word[:1].upper() + word[1:]
        source = _article(before, word) + word + after
    return source


def read_back(
    draft: Draft, translation: str, language: str
) -> list[tuple[str, tuple[tuple[Match, Span], ...]]]:
    """The translation of a draft with the terms in place: a text for every way to read the proxies' forms, each with
    where the terms stand. Empty when a proxy did not come out as expected."""
    found: list[tuple[Swap, Occurrence]] = []
    for swap in draft.swaps:
        term = swap.proxy.term if swap.proxy else swap.match.wanted
        there = [o for o in occurrences(term, translation, language) if o.exact]
        if len(there) != 1:
            return []
        found.append((swap, there[0]))
    found.sort(key=lambda pair: -pair[1].start)
    if any(a[1].start < b[1].end for a, b in itertools.pairwise(found)):
        return []
    options = [_texts(swap, occurrence) for swap, occurrence in found]
    if not all(options):
        return []
    return [
        _written_back(translation, found, choice, language)
        for choice in itertools.islice(itertools.product(*options), _MOST)
    ]


def _texts(swap: Swap, occurrence: Occurrence) -> list[str]:
    """The texts of the wanted term for every case the proxy's form may be."""
    if swap.proxy is None:
        return [occurrence.text]
    wanted = swap.match.wanted
    cells = {(form.case, form.number) for form in occurrence.forms}
    forms = paradigm(wanted)
    if not declines(wanted):
        return [wanted.text]
    fitting = [form.text for form in forms if (form.case, form.number) in cells]
    if not fitting:
        cases = {case for case, _number in cells}
        fitting = [form.text for form in forms if form.case in cases]
    return list(dict.fromkeys(fitting))


def _written_back(
    text: str, found: Sequence[tuple[Swap, Occurrence]], choice: Sequence[str], language: str
) -> tuple[str, tuple[tuple[Match, Span], ...]]:
    spans: list[tuple[Match, Span]] = []
    for (swap, occurrence), form in zip(found, choice, strict=True):
        length = len(text)
        shown = capitalised(form, text, occurrence.start)
        text, start, end = put(text, occurrence.start, occurrence.end, shown, language)
        shift = len(text) - length
        spans = [(match, Span(span.start + shift, span.end + shift)) for match, span in spans]
        spans.append((swap.match, Span(start, end)))
    return text, tuple(reversed(spans))


def _choose(
    match: Match, source: str, target: str, proxies: Sequence[Proxy], taken: Collection[str]
) -> Proxy | None:
    """The best proxy for *match* that nothing in the sentence could be confused with."""
    wanted = match.wanted
    if wanted.pos not in {"noun", "proper noun"}:
        return None
    kind = _kind(match, source)
    plural = wanted.number == "pl" or (match.plural and wanted.number != "sg")
    gender = wanted.gender or _gender(wanted)
    animate = wanted.animacy == "anim"
    fitting = [
        proxy
        for proxy in proxies
        if proxy.kind == kind
        and (proxy.term.number == "pl") == plural
        and (proxy.term.animacy == "anim") == animate
        and (plural or not gender or proxy.term.gender == gender)
        and proxy.source not in taken
        and proxy.source.lower() not in source.lower()
        and not occurrences(proxy.term, target, wanted.language)
    ]
    return min(fitting, key=lambda proxy: _ending(proxy.term) != _ending(wanted), default=None)


def _kind(match: Match, source: str) -> str:
    """Whether the term stands in the source as a noun with an article, or bare as a name."""
    if match.wanted.pos != "proper noun" or _DETERMINER.search(source[: match.start]) or match.plural:
        return "noun"
    return "person" if match.wanted.animacy == "anim" else "name"


def _gender(term: Term) -> str:
    """The gender of the head as the dictionary knows it, where the glossary does not say."""
    if primary(term.language) != "ru":
        return ""
    from translator.glossary.inflection.russian import head_gender

    return head_gender(term)


def _ending(term: Term) -> str:
    """The head's last letter as a rough declension class."""
    forms: tuple[Form, ...] = paradigm(term)
    genitive = next((form.text for form in forms if form.case == "gent"), term.text)
    return genitive.split(" ")[0][-1:]


def _article(before: str, word: str) -> str:
    """*before* with its indefinite article right for *word*."""
    found = re.search(r"\b([Aa])n? $", before)
    if not found:
        return before
    vowel = word[:1].lower() in "aeio" or (word[:1].lower() == "u" and not word.lower().startswith("uni"))
    return before[: found.start()] + found[1] + ("n " if vowel else " ")
