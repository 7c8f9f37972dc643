"""The letter of a label that the keyboard reaches: ``_Open`` (GTK), ``&Open`` (Qt, KDE, Windows)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator import languages

_GTK = re.compile(
    r"(?<![\w_])_(?=[^\W_])|(?<=[A-Z])_(?=[a-z])|(?<=[A-Z][a-z])_(?=[a-z])|(?<=[A-Z][a-z][a-z])_(?=[a-z])"
)
_QT = re.compile(r"(?<![\w&])&(?=[^\W_])(?!\w+;)|(?<=[A-Za-z])&(?=[a-z])(?!\w+;)")
_LONGEST = 60
"""Longer texts are prose, not labels."""


@dataclass(frozen=True, slots=True)
class Label:
    """A message taken apart."""

    text: str
    """Without the mark."""
    mark: str = ""
    """``_``, ``&`` or nothing."""
    letter: str = ""


def split(text: str) -> Label:
    """Take the accelerator of *text* away, where it has exactly one."""
    if len(text) > _LONGEST or "\n" in text.strip("\n"):
        return Label(text)
    for mark, pattern in (("_", _GTK), ("&", _QT)):
        places = [match.start() for match in pattern.finditer(text)]
        if len(places) == 1 and text.count(mark) == 1:
            at = places[0]
            return Label(text[:at] + text[at + 1 :], mark, text[at + 1])
    return Label(text)


def put(label: Label, translation: str, taken: list[tuple[int, int]], language: str) -> str:
    """Put the accelerator into *translation*: on the same letter, else the first; never inside *taken* stretches.

    Languages typed through an input method get ``(_O)`` after the text, as their own catalogs do.
    """
    if not label.mark:
        return translation
    if languages.script(language) in {"Jpan", "Hani", "Hang"}:
        return f"{translation.rstrip()}({label.mark}{label.letter.upper()})"
    free = [
        at for at, ch in enumerate(translation) if ch.isalnum() and not any(a <= at < b for a, b in taken)
    ]
    if not free:
        return translation
    starts = [at for at in free if at == 0 or not translation[at - 1].isalnum()]
    wanted = label.letter.casefold()
    places = [*(at for at in (*starts, *free) if translation[at].casefold() == wanted), *starts, *free]
    return translation[: places[0]] + label.mark + translation[places[0] :]


def faults(source: str, target: str) -> bool:
    """Whether *target* lost the accelerator that *source* has."""
    mark = split(source).mark
    return bool(mark) and target.count(mark) != 1
