"""Where sentences begin and end, and where a long one may be cut.

:func:`sentences` asks sentencex and corrects it: ``places`` finds the marks that may end a sentence, ``rules`` decide
with the ``words`` of the language, and sentencex has the last word where no rule speaks.
:func:`split_long` cuts what is still too long for a model at the borders of its clauses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from translator.languages import primary
from translator.segmentation.clauses import clauses, split_long
from translator.segmentation.places import Place, masked, places, stretch_of
from translator.segmentation.rules import ends

__all__ = ["Offsets", "clauses", "sentences", "split_long"]

Offsets = list[tuple[int, int]]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SURE = re.compile(
    r"[•‣▪◦●■](?=\s)"
    r"|(?:Photo|Image|Picture|Video|Photograph|Foto|Imagine|Bild|Crédit photo|Фото|Видео|Відео|Снимок|Світлина)"
    r"(?: by| credit)?s?\s?:(?=\s)"
)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between borders that need no thought: line breaks, bullets, picture credits.

    A credit often lost the space before it: ``… in World War IIPhoto: A. Smith``.
    """
    for line in _LINE.finditer(text):
        start = line.start()
        for sure in _SURE.finditer(text, line.start(), line.end()):
            before = text[max(start, sure.start() - 8) : sure.start()]
            last = before.rstrip()[-1:]
            if (
                last
                and (last.isalnum() or last in '”»’")…')
                and (before[-1].isspace() or sure[0][0].isalpha())
            ):
                yield start, sure.start()
                start = sure.start()
        yield start, line.end()


def _votes(text: str, language: str) -> list[int]:
    """Where sentencex sees a sentence begin."""
    from sentencex import get_sentence_boundaries

    return [found["start_index"] for found in get_sentence_boundaries(primary(language), masked(text))]


def _borders(text: str, language: str) -> Iterator[int]:
    """Where the sentences of *text*, a stretch without line breaks, end."""
    stretch = stretch_of(text, language)
    votes: list[int] | None = None
    start = 0
    for found in places(stretch):
        place = Place(
            stretch, start, found.start(), found.end(), found["mark"], found["close"], found["note"]
        )
        over = ends(place)
        if over is None:
            votes = _votes(text, language) if votes is None else votes
            at = bisect_left(votes, found.end("mark"))
            over = at < len(votes) and votes[at] <= place.after
        if over:
            yield place.end
            start = place.end + len(place.lead) - len(place.lead.lstrip())
    yield len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def sentences(text: str, language: str) -> Offsets:
    """Where the sentences of *text* stand: ``(start, end)`` in characters, in order, the end exclusive.

    Together they cover everything but the white space between them. A line break always ends a sentence; a stretch
    without letters or digits belongs to the sentence before it on its line. *language* is a BCP 47 tag; for one
    nothing is known about, the general rules still hold.
    """
    out: Offsets = []
    for begin, stop in _stretches(text):
        at = begin
        first = len(out)
        for border in _borders(text[begin:stop], language):
            start, end = _trimmed(text, at, begin + border)
            at = begin + border
            if start >= end:
                continue
            if len(out) > first and not any(char.isalnum() for char in text[start:end]):
                out[-1] = (out[-1][0], end)
            else:
                out.append((start, end))
    return out
