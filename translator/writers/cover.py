"""A cover drawn from the titles and the languages: two columns of a page, one for each language."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from translator.languages import direction
from translator.writers.columns import width, wrap
from translator.writers.html import environment
from translator.writers.volume import Volume
from translator.writers.words import Words

PALETTES = (
    ("#f4eedd", "#1d4f5b", "#b98b4a"), ("#f1ece4", "#4a3b5c", "#b06a55"), ("#eef0ea", "#2f4a38", "#a8823c"),
    ("#f3ece6", "#6b2f2a", "#8a8452"), ("#ecf0f2", "#22405e", "#b5804f"), ("#f2efe6", "#3d3a34", "#96603a"),
)  # fmt: skip
"""Paper, ink and accent; a book keeps its own."""
SIZES = ((132, 14), (104, 18), (80, 24), (64, 30))
"""Size of the letters and how many of them fit into a line."""
LINES = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a title, where it stands and how it looks."""

    text: str
    y: int
    size: int
    fill: str
    lang: str
    dir: str


def cover(volume: Volume, said: Words) -> str:
    """The cover as SVG."""
    digest = hashlib.sha256(volume.identifier("").encode()).digest()
    paper, ink, accent = PALETTES[digest[0] % len(PALETTES)]
    return environment().get_template("cover.svg.j2").render(
        volume=volume, words=said, lines=_lines(volume, ink, accent), paper=paper, ink=ink, accent=accent,
        author=volume.metadata.get("author", "")[:80],
        bars=[40 + byte % 61 for byte in digest[1:15]],
    )  # fmt: skip


def _lines(volume: Volume, ink: str, accent: str) -> list[Line]:
    """The title in the reader's language large, the other below it, smaller and in the accent."""
    titles = ((volume.titles.target, volume.target_language), (volume.titles.source, volume.source_language))
    out: list[Line] = []
    y = 200
    for title, language in titles:
        if not title:
            continue
        large = not out
        size, lines = _fitted(title)
        size = size if large else size * 7 // 10
        y += size if large else size + 60
        for text in lines:
            out.append(Line(text, y, size, ink if large else accent, language, direction(language)))
            y += size * 5 // 4
    return out


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest letters in which *title* fits, and its lines; what is far too long ends in an ellipsis."""
    for size, columns in SIZES:
        lines = wrap(title, columns)
        if len(lines) <= LINES and all(width(line) <= columns for line in lines):
            return size, lines
    return size, [*lines[: LINES - 1], f"{lines[LINES - 1].rstrip('.,;:—- ')}…"]
