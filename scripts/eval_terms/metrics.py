"""What is measured on translations with terms. Every definition is written where it is computed.

The lemma test follows the scorer of the WMT25 terminology task: a term is there when it is a substring in small
letters or when its lemmas stand one behind the other. Russian lemmas come from pymorphy3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[\w'’\-]+")


@dataclass(frozen=True, slots=True)
class Checked:
    """One occurrence to be scored."""

    row: int
    terms: tuple[str, ...]
    """Acceptable target terms, the wanted one first."""
    hypothesis: str
    reference: str


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> frozenset[str]:
    """The lemmas of a Russian word, ё as е."""
    from translator.glossary.inflection.russian_words import analyser

    return frozenset(parse.normal_form.replace("ё", "е") for parse in analyser().parse(word.lower()))


def plain(text: str) -> str:
    """*text* in small letters, ё as е."""
    return text.lower().replace("ё", "е")


def realisations(term: str, sentence: str) -> list[str]:
    """The stretches of *sentence* whose lemmas are those of *term*, in small letters, in order."""
    words, wanted = WORD.findall(sentence), [lemmas(word) for word in WORD.findall(term)]
    seen = [lemmas(word) for word in words]
    return [
        plain(" ".join(words[at : at + len(wanted)]))
        for at in range(len(words) - len(wanted) + 1 if wanted else 0)
        if all(want & seen[at + k] for k, want in enumerate(wanted))
    ]


def by_lemma(term: str, sentence: str) -> bool:
    """Whether *term* is there by substring or by lemmas (TSR-lemma)."""
    return plain(term) in plain(sentence) or bool(realisations(term, sentence))


def exactly(term: str, sentence: str) -> bool:
    """Whether the dictionary form stands there as whole words (TSR-exact)."""
    return re.search(rf"(?<!\w){re.escape(plain(term))}(?!\w)", plain(sentence)) is not None


def share(values: Iterable[bool]) -> float:
    """The share of true ones; not a number when there are none."""
    kept = list(values)
    return sum(kept) / len(kept) if kept else float("nan")


def term_success(rows: Sequence[Checked], test: Callable[[str, str], bool] = by_lemma) -> float:
    """Share of occurrences with an acceptable term in the output; the k-th occurrence of a term in a sentence needs
    the term k times."""
    return share(_counted(rows, test))


def _counted(rows: Sequence[Checked], test: Callable[[str, str], bool]) -> list[bool]:
    out: list[bool] = []
    seen: dict[tuple[int, tuple[str, ...]], int] = {}
    for row in rows:
        key = (row.row, row.terms)
        seen[key] = seen.get(key, 0) + 1
        there = any(test(term, row.hypothesis) for term in row.terms)
        if there and seen[key] > 1:
            there = sum(len(realisations(term, row.hypothesis)) for term in row.terms) >= seen[key]
        out.append(there)
    return out


def form_match(rows: Sequence[Checked]) -> float:
    """Of the occurrences right by lemma whose reference has the term too: the share with the reference's form."""
    hits = []
    for row in rows:
        for term in row.terms:
            here, there = set(realisations(term, row.hypothesis)), set(realisations(term, row.reference))
            if here and there:
                hits.append(bool(here & there))
                break
    return share(hits)


def base_form_excess(rows: Sequence[Checked]) -> float:
    """Share of dictionary forms among the terms of the output, less the same share in the reference; over the
    occurrences that have the term on both sides. Positive: too few are inflected."""
    ours, theirs = [], []
    for row in rows:
        for term in row.terms:
            here, there = realisations(term, row.hypothesis), realisations(term, row.reference)
            if here and there:
                ours.append(plain(" ".join(WORD.findall(term))) in here)
                theirs.append(plain(" ".join(WORD.findall(term))) in there)
                break
    return share(ours) - share(theirs)


def duplication(rows: Sequence[Checked]) -> float:
    """Share of (sentence, term) pairs with the term more often in the output than in the source, beyond what the
    reference has."""
    wanted: dict[tuple[int, str], int] = {}
    texts: dict[tuple[int, str], Checked] = {}
    for row in rows:
        key = (row.row, row.terms[0])
        wanted[key] = wanted.get(key, 0) + 1
        texts[key] = row
    return share(
        len(realisations(term, texts[row, term].hypothesis))
        > max(count, len(realisations(term, texts[row, term].reference)))
        for (row, term), count in wanted.items()
    )


def placement(rows: Sequence[Checked], width: int) -> float:
    """Window overlap (WMT21): of the content words within *width* words of the term in the reference, the share that
    stands within *width* words of it in the output; by lemma."""
    overlaps = []
    for row in rows:
        term = row.terms[0]
        here, there = _windows(term, row.hypothesis, width), _windows(term, row.reference, width)
        if here is not None and there:
            overlaps.append(sum(any(one & other for other in here) for one in there) / len(there))
    return sum(overlaps) / len(overlaps) if overlaps else float("nan")


def _windows(term: str, sentence: str, width: int) -> list[frozenset[str]] | None:
    words = WORD.findall(sentence)
    seen, wanted = [lemmas(word) for word in words], [lemmas(word) for word in WORD.findall(term)]
    for at in range(len(words) - len(wanted) + 1 if wanted else 0):
        if all(want & seen[at + k] for k, want in enumerate(wanted)):
            end = at + len(wanted)
            near = [*range(max(at - width, 0), at), *range(end, min(end + width, len(words)))]
            return [seen[k] for k in near if len(words[k]) > 3]
    return None


def consistency(rows: Sequence[Checked]) -> float:
    """1 − (renderings other than the most frequent one) / (rendered occurrences), a concept being its list of terms;
    a rendering is the term whose lemmas stand in the output."""
    used: dict[tuple[str, ...], dict[str, int]] = {}
    for row in rows:
        found = next((term for term in row.terms if by_lemma(term, row.hypothesis)), None)
        if found:
            counts = used.setdefault(tuple(sorted(row.terms)), {})
            counts[found] = counts.get(found, 0) + 1
    total = sum(sum(counts.values()) for counts in used.values())
    return sum(max(counts.values()) for counts in used.values()) / total if total else float("nan")
