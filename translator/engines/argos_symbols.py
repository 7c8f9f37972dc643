"""Characters a model has never seen: swapped for their twins, set aside, or left for the decoder to copy.

A piece outside the vocabulary reaches the model as ``<unk>`` and comes back as ``⁇`` or as nothing. So before a
sentence is tokenised, typographic variants become the ones the package knows, invisible characters it does not
know go, and unknown symbols at either end (bullets, emoji) are set aside and put back around the translation.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_TWINS: dict[str, tuple[str, ...]] = {
    "“": ('"', "«"), "”": ('"', "»"), "„": ("“", '"', "«"), "‟": ("“", '"'), "«": ("“", '"'), "»": ("”", '"'),
    "‹": ("‘", "'"), "›": ("’", "'"), "″": ('"',), "‘": ("'", "’"), "’": ("'",), "‚": ("'",), "‛": ("'",),
    "′": ("'", "’"), "ʼ": ("’", "'"), "ʹ": ("'",), "`": ("'",), "´": ("'",), "'": ("’",), '"': ("”",),
    "—": ("–", "-"), "–": ("—", "-"), "―": ("—", "–", "-"), "‒": ("–", "-"), "‐": ("-",), "‑": ("-",),
    "−": ("-", "–"), "…": ("...",), "№": ("No",), "€": ("EUR",), "£": ("GBP",), "¿": ("",), "¡": ("",),
    "ё": ("е",), "Ё": ("Е",), "ș": ("ş", "s"), "Ș": ("Ş", "S"), "ț": ("ţ", "t"), "Ț": ("Ţ", "T"),
    "ş": ("ș", "s"), "Ş": ("Ș", "S"), "ţ": ("ț", "t"), "Ţ": ("Ț", "T"), "ł": ("l",), "Ł": ("L",), "đ": ("d",),
    "Đ": ("D",), "ø": ("o",), "Ø": ("O",), "ı": ("i",), "ß": ("ss",), "æ": ("ae",), "Æ": ("Ae",), "ə": ("a",),
    "Ə": ("A",),
}  # fmt: skip
"""What may stand for a character the package does not know, best first."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sentence ready for its package."""

    lead: str
    """Unknown symbols before it, with the space after them; put back before the translation."""
    text: str
    trail: str
    """Unknown symbols after it."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it to translate: no letter at all."""
        return not any(char.isalpha() for char in self.text)


def prepare(text: str, known: Callable[[str], bool]) -> Prepared:
    """Make *text* readable for a package; ``known(c)`` tells whether its vocabulary has the character."""
    low, high = 0, len(text)
    while low < high and (text[low].isspace() or _set_aside(text[low], known)):
        low += 1
    while high > low and (text[high - 1].isspace() or _set_aside(text[high - 1], known)):
        high -= 1
    middle = "".join(char if char.isspace() or known(char) else _twin(char, known) for char in text[low:high])
    return Prepared(text[:low].lstrip(), " ".join(middle.split()), text[high:].rstrip())


def _set_aside(char: str, known: Callable[[str], bool]) -> bool:
    """Whether *char* at an end of the sentence is a symbol the package can make nothing of."""
    if known(char) or unicodedata.category(char)[0] not in "SCZP":
        return False
    return _twin(char, known) in {char, "", " "}


def _twin(char: str, known: Callable[[str], bool]) -> str:
    """What stands for the unknown *char*: a variant, its letter without marks, a space, or itself."""
    for twin in _TWINS.get(char, ()):
        if all(map(known, twin)):
            return twin
    category = unicodedata.category(char)
    if category[0] in "CZ":
        return " " if category[0] == "Z" else ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return plain if plain and plain != char and all(map(known, plain)) else char
