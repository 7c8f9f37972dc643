"""Corrections by people: where they come from, and which of them fits a sentence.

A correction is found by its source text with white space evened out. Of several, the one whose neighbours are the
same wins; among the rest, one that was given for any place, then the latest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator import languages
from translator.document import Edition, Pair, Spans
from translator.memory.store import Correction, Store


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence and its neighbours in the text; empty where there is none."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """A correction of a sentence that is much like another."""

    correction: Correction
    likeness: int
    """From 0 to 100: twice the letters in common order by all letters of both."""


def clean(text: str) -> str:
    """*text* as it is kept and looked up: NFC, white space evened out."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def language(code: str) -> str:
    """*code* as it is kept: regions that no package tells apart are dropped (``en-GB`` → ``en``).

    Raises:
        UsageError: *code* is not a language tag.
    """
    return languages.from_argos(languages.to_argos(code))


def spoken(spans: Spans) -> str:
    """The letters of *spans* without footnote marks."""
    kept = (span.text for span in spans if not any(mark.kind == "noteref" for mark in span.marks))
    return clean("".join(kept))


def places(texts: Sequence[str]) -> list[Place]:
    """The sentences of one text, in order, with their neighbours."""
    cleaned = [clean(text) for text in texts]
    around = ["", *cleaned, ""]
    return [Place(text, around[at], around[at + 2]) for at, text in enumerate(cleaned)]


def from_edition(edition: Edition, origin: str = "", *, everything: bool = False) -> list[Correction]:
    """What people corrected in *edition*, with its context; *everything* takes the machine's sentences too."""
    pairs = list(edition.pairs)
    where = places([spoken(pair.source) for pair in pairs])
    if edition.title and edition.title.status == "edited" and edition.title not in pairs:
        pairs.append(edition.title)
        where.append(Place(spoken(edition.title.source)))
    return [
        Correction(
            place.text,
            spoken(pair.target),
            language(pair.language or edition.source_language),
            language(edition.target_language),
            place.before,
            place.after,
            origin or edition.name,
        )
        for pair, place in zip(pairs, where, strict=True)
        if _taken(pair, everything) and place.text and spoken(pair.target)
    ]


def _taken(pair: Pair, everything: bool) -> bool:
    return pair.status == "edited" or (everything and pair.status == "translated")


def known(wanted: Sequence[Place], store: Store, *, pair: tuple[str, str]) -> dict[int, Correction]:
    """The corrections that fit, by the sentence's number in *wanted*; *pair* is as :func:`language` gives it."""
    by_source: dict[str, list[Correction]] = {}
    for one in store.corrections({place.text for place in wanted if place.text}, pair):
        by_source.setdefault(one.source, []).append(one)
    return {
        at: _best(by_source[place.text], place) for at, place in enumerate(wanted) if place.text in by_source
    }


def _best(found: Sequence[Correction], place: Place) -> Correction:
    """Context first, then one for any place, then the latest."""

    def fit(numbered: tuple[int, Correction]) -> tuple[int, bool, int]:
        at, one = numbered
        same = (one.before != "" and one.before == place.before) + (
            one.after != "" and one.after == place.after
        )
        return same, not one.before and not one.after, at

    return max(enumerate(found), key=fit)[1]


def near(texts: Iterable[str], corrections: Iterable[Correction], least: int) -> dict[str, Near]:
    """For each of *texts* the correction whose source is most like it, if it is at least *least* (1 to 100) like it.

    Rapidfuzz compares a million short sentences a second where ``difflib`` takes minutes.
    """
    from rapidfuzz import fuzz, process

    by_length = sorted(corrections, key=lambda one: len(one.source))
    lengths = [len(one.source) for one in by_length]
    sources = [one.source for one in by_length]
    out = {}
    for text in dict.fromkeys(clean(text) for text in texts):
        low, high = _band(lengths, len(text), least)
        best = process.extractOne(text, sources[low:high], scorer=fuzz.ratio, score_cutoff=least)
        if best:
            out[text] = Near(by_length[low + best[2]], int(best[1]))
    return out


def _band(lengths: Sequence[int], length: int, least: int) -> tuple[int, int]:
    """Where the texts stand whose length alone does not rule them out: 2·min ≥ least·(both)."""
    from bisect import bisect_left, bisect_right

    share = least / 100
    return bisect_left(lengths, length * share / (2 - share)), bisect_right(
        lengths, length * (2 - share) / share
    )
