"""Subtitles as cues: where each text stands in its file, and which cues make up a sentence together.

Only the texts are ever replaced, so numbers, times, styles, positions and comments stay as they are, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TIME = re.compile(
    r"^[ \t]*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})[^\r\n]*(?:\r?\n|$)",
    re.MULTILINE,
)
_TEXT = re.compile(r"(?:[ \t]*\S[^\r\n]*(?:\r?\n|$))*")
_DIALOGUE = re.compile(r"^Dialogue:[ \t]*([^\r\n]*)", re.MULTILINE)
_FORMAT = re.compile(r"^Format:[ \t]*([^\r\n]*)", re.MULTILINE)
_FRAME = re.compile(r"((?:\{[^{}]*\})*)(.*?)((?:\{[^{}]*\})*)", re.DOTALL)
_WHOLE = re.compile(r"<(i|b|u)>((?:(?!</?\1>).)*)</\1>", re.DOTALL)
_END = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$|[♪#]$")
_ALONE = re.compile(r"^\s*(?:[-–—‐]\s*\S|\[|\(|♪|#|<v\b)")
_GAP = 1.5
"""Seconds of silence that end a sentence whatever its last character is."""
_MOST = 6
"""Cues joined at most."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle."""

    start: float
    """When it appears, in seconds."""
    end: float
    span: tuple[int, int]
    """Where its text stands in the file."""
    text: str
    """What it says: without what frames it, lines joined by newlines."""
    before: str = ""
    """Codes that frame the text, such as ``{\\an8}`` or ``<i>``."""
    after: str = ""
    ass: bool = False


def cues(text: str) -> list[Cue]:
    """The cues of a file in SRT, WebVTT or ASS."""
    if _DIALOGUE.search(text) and "[Events]" in text:
        return list(_ass(text))
    return list(_timed(text))


def _timed(text: str) -> Iterator[Cue]:
    for match in _TIME.finditer(text):
        found = _TEXT.match(text, match.end())
        if found is None or not found[0].strip():
            continue
        body = found[0].rstrip()
        yield _cue(
            text, _seconds(match[1]), _seconds(match[2]), match.end(), match.end() + len(body), ass=False
        )


def _ass(text: str) -> Iterator[Cue]:
    events = text.index("[Events]")
    named = _FORMAT.search(text, events)
    fields = [name.strip().lower() for name in (named[1] if named else "").split(",")]
    if not fields or fields[-1] != "text" or "start" not in fields or "end" not in fields:
        return
    for match in _DIALOGUE.finditer(text, events):
        values = match[1].split(",", len(fields) - 1)
        if len(values) < len(fields):
            continue
        start, end = (_seconds(values[fields.index(name)].strip()) for name in ("start", "end"))
        drawn = re.search(r"\\p[1-9]", values[-1]) is not None
        if values[-1].strip() and not drawn:
            yield _cue(text, start, end, match.end() - len(values[-1]), match.end(), ass=True)


def _cue(text: str, start: float, end: float, first: int, last: int, *, ass: bool) -> Cue:
    raw = text[first:last]
    plain = re.sub(r"\\[Nn]", "\n", raw) if ass else raw.replace("\r\n", "\n")
    frame = _FRAME.fullmatch(plain)
    before, inner, after = (frame[1], frame[2], frame[3]) if frame else ("", plain, "")
    whole = _WHOLE.fullmatch(inner.strip())
    if whole:
        before, inner, after = f"{before}<{whole[1]}>", whole[2], f"</{whole[1]}>{after}"
    return Cue(start, end, (first, last), inner, before, after, ass)


def _seconds(time: str) -> float:
    parts = [float(part) for part in time.replace(",", ".").split(":")]
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))


def passages(found: Sequence[Cue]) -> Iterator[list[Cue]]:
    """Cues that belong together because a sentence runs through them, in order."""
    group: list[Cue] = []
    for cue in found:
        if group and not _goes_on(group, cue):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


def _goes_on(group: Sequence[Cue], cue: Cue) -> bool:
    """Whether the last sentence of *group* runs on into *cue*."""
    last = group[-1]
    if (
        len(group) >= _MOST
        or _END.search(last.text.rstrip())
        or _ALONE.search(last.text)
        or _ALONE.search(cue.text)
    ):
        return False
    return 0 <= cue.start - last.end <= _GAP and cue.before == last.before and cue.after == last.after


def spoken(cue: Cue) -> str:
    """The text of a cue as running text; lines of two speakers stay lines."""
    if _ALONE.search(cue.text) and "\n" in cue.text:
        return cue.text.strip()
    return " ".join(cue.text.split())
