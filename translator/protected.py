"""What must come through a translation letter by letter: addresses, code, quotations in another script.

A sentence is first translated as it stands, since most packages copy an address well. Only where a piece got lost
the sentence is cut at its pieces, the stretches of language between them are translated on their own, and the
pieces are put back. Nothing is ever sent as a placeholder: fixed models drop, double or translate those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator import languages
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


def pieces(text: str, spans: Spans = (), language: str = "und") -> list[tuple[int, int]]:
    """Stretches of *text* that must survive.

    Addresses and the like; what *spans* mark as code; and where *language* is given, whole quotations in a script
    that is not its own (a Russian sentence quoted in an English article).
    """
    found = [m.span() for m in _PIECES.finditer(text)] + _foreign(text, language)
    at = 0
    for span in spans:
        end = at + len(span.text)
        if span.text.strip() and any(mark.kind == "code" for mark in span.marks):
            found.append((at, end))
        at = end
    return _without_overlaps(found)


_LONG = 3
"""So many words in another script are a quotation; fewer are a name, which a model may well transliterate."""


def _foreign(text: str, language: str) -> list[tuple[int, int]]:
    """Runs of at least three words in another alphabet than that of *language*, what stands between included."""
    own = _ALPHABETS.get(languages.script(language))
    if own is None:
        return []
    out: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for match in [*_WORD.finditer(text), None]:
        if match and any(ord(ch) > 0x2AF or ch.isascii() for ch in match[0]) and not own.search(match[0]):
            run.append(match.span())
            continue
        if len(run) >= _LONG:
            out.append((run[0][0], run[-1][1]))
        run = []
    return out


_WORD = re.compile(r"[^\W\d_]+")
_ALPHABETS = {"Latn": re.compile(r"[A-Za-z\u00c0-\u024f]"), "Cyrl": re.compile(r"[\u0400-\u052f]")}


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
        return [_trimmed(part)[1] for part in self.parts[::2] if has_letters(part)]

    def joined(self, translate: Callable[[str], str]) -> str:
        """The sentence again, its language translated and its pieces as they were."""
        out = []
        for at, part in enumerate(self.parts):
            if at % 2 or not has_letters(part):
                out.append(part)
                continue
            lead, inner, tail = _trimmed(part)
            out.append(lead + translate(inner) + tail)
        return "".join(out)


_EDGES = re.compile(r"([\s,.;:!?)\]”»’\"…—–-]*)(.*?)([\s(\[“«‘—–-]*)", re.DOTALL)
"""What closes the piece before, the language, and what opens the piece after."""


def _trimmed(part: str) -> tuple[str, str, str]:
    match = _EDGES.fullmatch(part)
    return (match[1], match[2], match[3]) if match else ("", part, "")


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
