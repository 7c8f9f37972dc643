"""Inline marks in the translation: bold, links, code and footnote marks find their words again.

A mark goes, in this order, where its very letters stand in the translation (names, numbers, code); over the whole
sentence if it covers the whole source sentence; where word alignment found its words; and where that is unsure,
over the whole sentence. A link is never lost: two unsure links share the sentence between them.
Start reading at :func:`place`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from translator.alignment import Found, words
from translator.document import Mark, Span, Spans, merged, plain

SURE = 0.5
"""The confidence from which an alignment is believed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One mark over a stretch of the source, however many spans it crosses."""

    mark: Mark
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A footnote mark: it has no words of its own and stands after the character before *at*."""

    span: Span
    at: int


def spoken(spans: Spans) -> tuple[Spans, tuple[Anchor, ...]]:
    """Split *spans* into what is language and the footnote marks that stand in it (offsets in the language)."""
    kept: list[Span] = []
    anchors: list[Anchor] = []
    at = 0
    for span in spans:
        if any(mark.kind == "noteref" for mark in span.marks):
            anchors.append(Anchor(span, at))
        else:
            kept.append(span)
            at += len(span.text)
    return tuple(kept), tuple(anchors)


def runs(spans: Spans) -> list[Run]:
    """The marks of *spans* with their stretches, outermost first; white space at the edges is left out."""
    out: list[Run] = []
    open_runs: dict[Mark, int] = {}
    at = 0
    for span in (*spans, Span("")):
        closing = [m for m in open_runs if m not in span.marks]
        out += [Run(mark, open_runs.pop(mark), at) for mark in closing]
        for mark in span.marks:
            open_runs.setdefault(mark, at)
        at += len(span.text)
    text = plain(spans)
    trimmed = [_trimmed(run, text) for run in out]
    return sorted((r for r in trimmed if r.start < r.end), key=lambda r: (r.start, -r.end))


def _trimmed(run: Run, text: str) -> Run:
    inner = text[run.start : run.end]
    lead, tail = len(inner) - len(inner.lstrip()), len(inner) - len(inner.rstrip())
    return Run(run.mark, run.start + lead, run.end - tail) if inner.strip() else Run(run.mark, 0, 0)


def with_notes(spans: Spans, start: int, end: int) -> tuple[int, int]:
    """A stretch counted without footnote marks, counted in *spans*, which has them."""
    at = 0
    for span in spans:
        if any(mark.kind == "noteref" for mark in span.marks):
            shift = len(span.text)
            start += shift if at <= start else 0
            end += shift if at < end else 0
        at += len(span.text)
    return start, end


def to_locate(spans: Spans, target: str) -> list[tuple[int, int]]:
    """The stretches of the source whose place only alignment can tell."""
    text = plain(spans)
    asked = {(r.start, r.end) for r in runs(spans) if not _whole(r, text) and not _verbatim(r, text, target)}
    return sorted(asked)


def place(
    spans: Spans,
    target: str,
    found: Mapping[tuple[int, int], Found | None],
    anchors: Sequence[Anchor] = (),
) -> Spans:
    """*target* with the marks of *spans*; *found* answers what :func:`to_locate` asked for."""
    text = plain(spans)
    placed: list[tuple[Mark, int, int]] = []
    unsure: list[Run] = []
    taken: list[tuple[int, int]] = []
    for run in runs(spans):
        where = _where(run, text, target, found.get((run.start, run.end)))
        if where is None or (run.mark.kind == "link" and _overlaps(where, taken)):
            unsure.append(run)
            continue
        placed.append((run.mark, *where))
        if run.mark.kind == "link":
            taken.append(where)
    placed += [(run.mark, 0, len(target)) for run in unsure if run.mark.kind not in {"link", "code"}]
    # Code that is not there letter by letter is not code there: protecting it is not this step's job.
    links = [run for run in unsure if run.mark.kind == "link"]
    shares = _shares(len(links), target, taken)
    placed += [(run.mark, *share) for run, share in zip(links, shares, strict=False)]
    homeless = [Span(f" [{text[run.start : run.end]}]", (run.mark,)) for run in links[len(shares) :]]
    return (*_with_anchors(_spans_of(target, placed), anchors, len(text)), *homeless)


def _where(run: Run, text: str, target: str, found: Found | None) -> tuple[int, int] | None:
    if _whole(run, text):
        return (0, len(target)) if target else None
    verbatim = _verbatim(run, text, target)
    if verbatim:
        return verbatim
    if found is not None and found.confidence >= SURE:
        return found.start, found.end
    return None


def _whole(run: Run, text: str) -> bool:
    """Whether the mark covers every letter of the sentence (closing punctuation may stand outside)."""
    return not any(ch.isalnum() for ch in text[: run.start] + text[run.end :])


def _verbatim(run: Run, text: str, target: str) -> tuple[int, int] | None:
    """Where the very letters stand in the target, if exactly once on both sides and as whole words."""
    piece = text[run.start : run.end]
    if text.count(piece) != 1 or target.count(piece) != 1:
        return None
    start = target.index(piece)
    end = start + len(piece)
    cuts_word = (start and target[start - 1].isalnum() and piece[0].isalnum()) or (
        end < len(target) and target[end].isalnum() and piece[-1].isalnum()
    )
    return None if cuts_word else (start, end)


def _overlaps(where: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(where[0] < end and start < where[1] for start, end in taken)


def _shares(count: int, target: str, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Equal stretches of *target* for *count* links, clear of those that are placed (a link cannot stand in a link).

    Fewer than *count* when there are not words enough; one link alone gets the whole sentence.
    """
    if count == 1 and not taken and target:
        return [(0, len(target))]
    free = [w for w in words(target) if not _overlaps(w, taken)]
    free = _longest_clear_run(free, taken)
    shown = min(count, len(free))
    borders = [at * len(free) // shown for at in range(shown + 1)] if shown else []
    return [(free[low][0], free[high - 1][1]) for low, high in pairwise(borders)]


def _longest_clear_run(
    free: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The longest row of *free* words with no placed link between them."""
    rows: list[list[tuple[int, int]]] = [[]]
    for word in free:
        if rows[-1] and _overlaps((rows[-1][-1][1], word[0]), taken):
            rows.append([])
        rows[-1].append(word)
    return max(rows, key=len)


def _spans_of(target: str, placed: Sequence[tuple[Mark, int, int]]) -> Spans:
    """*target* cut at every border of a mark; outer marks first."""
    order = sorted(placed, key=lambda p: (p[1], -p[2]))
    borders = sorted({0, len(target), *(b for _, s, e in order for b in (s, e))})
    out = []
    for start, end in pairwise(borders):
        inside: list[Mark] = []
        for mark, s, e in order:
            second_link = mark.kind == "link" and any(m.kind == "link" for m in inside)
            if s <= start and end <= e and mark not in inside and not second_link:
                inside.append(mark)
        out.append(Span(target[start:end], tuple(inside)))
    return merged(tuple(out))


def _with_anchors(spans: Spans, anchors: Sequence[Anchor], source_length: int) -> Spans:
    """*spans* with the footnote marks put in: at the end where they stood there, else at a proportional word end."""
    target = plain(spans)
    ends = [end for _, end in words(target)]
    out = list(spans)
    for anchor in sorted(anchors, key=lambda a: a.at, reverse=True):
        wanted = len(target) * anchor.at / max(source_length, 1)
        near = anchor.at < source_length - 2 and ends
        place_at = min(ends, key=lambda e: abs(e - wanted)) if near else len(target)
        out = _inserted(out, anchor.span, place_at)
    return tuple(out)


def _inserted(spans: Sequence[Span], new: Span, at: int) -> list[Span]:
    out: list[Span] = []
    done = False
    for span in spans:
        if not done and at <= len(span.text):
            out += [Span(span.text[:at], span.marks), new, Span(span.text[at:], span.marks)]
            done = True
        else:
            out.append(span)
        at -= len(span.text)
    return [s for s in (out if done else [*out, new]) if s.text]
