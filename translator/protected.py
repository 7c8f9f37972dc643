"""What must come through a translation letter by letter: addresses, code, file names, and how to make sure.

A sentence is first translated as it stands, since most packages copy an address well. Only where a piece got lost
the sentence is cut at its pieces, the stretches of language between them are translated on their own, and the
pieces are put back. Nothing is ever sent as a placeholder: fixed models drop, double or translate those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.document import Spans

_PIECES = re.compile(
    r"""(?:https?|ftp)://[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]’']   # addresses
      | www\.[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]’']
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                              # e-mail
      | (?<![\w@])[@#]\w{2,}                                      # handles, hashtags
      | (?<!\w)(?:~|\.{1,2})?/(?:[\w.+-]+/)+[\w.+-]*              # paths
      | (?<![\w.])[\w-]+\.(?:com|org|net|ru|ro|md|kg|kz|by|ua|am|az|ge|eu|info|io)(?:/[^\s<>"“”«»]*)?(?![\w-])  # sites
    """,
    re.VERBOSE,
)


def pieces(text: str, spans: Spans = ()) -> list[tuple[int, int]]:
    """Stretches of *text* that must survive: addresses and the like, and what *spans* mark as code."""
    found = [m.span() for m in _PIECES.finditer(text)]
    at = 0
    for span in spans:
        end = at + len(span.text)
        if span.text.strip() and any(mark.kind == "code" for mark in span.marks):
            found.append((at, end))
        at = end
    return _without_overlaps(found)


def _without_overlaps(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(stretches, key=lambda s: (s[0], -s[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence cut at its pieces: ``parts`` alternate language, piece, language, piece, … language."""

    parts: tuple[str, ...]

    @property
    def language(self) -> list[str]:
        """The stretches that hold something to translate."""
        return [part.strip() for part in self.parts[::2] if has_letters(part)]

    def joined(self, translate: Callable[[str], str]) -> str:
        """The sentence again, its language translated and its pieces as they were."""
        out = []
        for at, part in enumerate(self.parts):
            if at % 2 or not has_letters(part):
                out.append(part)
                continue
            lead = part[: len(part) - len(part.lstrip())]
            tail = part[len(part.rstrip()) :]
            out.append(lead + translate(part.strip()) + tail)
        return "".join(out)


def cut_at(text: str, stretches: Sequence[tuple[int, int]]) -> Cut:
    """Cut *text* at *stretches* (sorted, not overlapping)."""
    parts, at = [], 0
    for start, end in stretches:
        parts += [text[at:start], text[start:end]]
        at = end
    return Cut((*parts, text[at:]))


def has_letters(text: str) -> bool:
    """Whether there is anything to translate in *text*."""
    return any(ch.isalpha() for ch in text)


def lost(text: str, stretches: Sequence[tuple[int, int]], translation: str) -> list[str]:
    """The pieces of *text* that *translation* does not have, each counted as often as it occurs."""
    rest, missing = translation, []
    for start, end in stretches:
        piece = text[start:end]
        if piece in rest:
            rest = rest.replace(piece, "\0", 1)
        else:
            missing.append(piece)
    return missing
