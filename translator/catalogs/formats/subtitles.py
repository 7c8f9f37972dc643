"""SRT, WebVTT and ASS. translate-toolkit's store writes such files anew and loses what it does not know, so they are
read here and only their texts replaced. An entry is a passage: the cues one or more whole sentences run through.
"""

from __future__ import annotations

from collections.abc import Sequence

from translator.catalogs import layout
from translator.catalogs.cues import Cue, cues, passages, spoken
from translator.catalogs.entries import Asked, Changes, Entry, Review
from translator.catalogs.respeaking import split, too_fast
from translator.errors import InputError
from translator.i18n import _, ngettext

BILINGUAL = False


class SubtitleCatalog:
    """See the module."""

    format = "subtitles"

    def __init__(self, asked: Asked) -> None:
        self.name, self.remarks, self.changes = asked.name, list[str](), Changes()
        self.source_language, self.target_language = asked.source or "en", asked.target or ""
        self.fresh = not (asked.existing or b"").strip()
        self.original = asked.data if self.fresh else asked.existing or b""
        self.text, self.codec = _decoded(self.original)
        self.source = cues(_decoded(asked.data)[0])
        if not self.source:
            raise InputError(_("{name} holds no subtitles.").format(name=asked.name))
        self.cues = cues(self.text)
        if not self.fresh and [(c.start, c.end) for c in self.cues] != [
            (c.start, c.end) for c in self.source
        ]:
            raise InputError(
                _("The translated subtitles have other times than {name}.").format(name=asked.name),
                _("Name another output with -o."),
            )
        self.new: dict[int, str] = {}
        self.entries: Sequence[Entry] = self._entries()

    def _entries(self) -> list[Entry]:
        out, at = [], 0
        for group in passages(self.source):
            numbers = tuple(range(at, at + len(group)))
            at += len(group)
            there = " ".join(spoken(self.cues[n]) for n in numbers)
            out.append(
                Entry(
                    key=_clock(group[0]),
                    source=(" ".join(spoken(cue) for cue in group),),
                    target=("" if self.fresh else there,),
                    state="empty" if self.fresh else "done",
                    dialects=frozenset({"plain"}),
                    unit=numbers,
                )
            )
        return out

    def put(self, entry: Entry, texts: Sequence[str], review: Review | None) -> None:
        """Split the translation over the cues of the passage."""
        group = [self.cues[n] for n in entry.unit]
        for number, text in zip(entry.unit, split(texts[0], group), strict=True):
            self.new[number] = text
        entry.target, entry.state = tuple(texts), "review" if review else "done"
        self.changes.put.append(entry)

    def clear(self, entry: Entry) -> None:
        """A passage that could not be translated stays in the source language: an empty cue would say nothing."""

    def data(self) -> bytes:
        """The file with the new texts."""
        if not self.changes:
            return self.original
        fast = sum(too_fast(text, self.cues[n]) for n, text in self.new.items())
        if fast:
            said = ngettext(
                "{n} subtitle is hard to read in its time.",
                "{n} subtitles are hard to read in their time.",
                fast,
            )
            self.remarks.append(said.format(n=fast))
        end = layout.line_ends(self.text)
        out, at = [], 0
        for number, text in sorted(self.new.items()):
            cue = self.cues[number]
            out += [
                self.text[at : cue.span[0]],
                cue.before,
                text.replace("\n", "\\N" if cue.ass else end),
                cue.after,
            ]
            at = cue.span[1]
        return ("".join(out) + self.text[at:]).encode(self.codec)


def _clock(cue: Cue) -> str:
    minutes, seconds = divmod(int(cue.start), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and the codec to write it in: its own where that is Unicode, else UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16"), "utf-16"
    try:
        codec = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
        return data.decode(codec), codec
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        found = from_bytes(data).best()
        return (str(found) if found else data.decode("cp1252", "replace")), "utf-8"


def read(asked: Asked) -> SubtitleCatalog:
    """Read subtitles.

    Raises:
        InputError: there are none in the file.
    """
    return SubtitleCatalog(asked)
