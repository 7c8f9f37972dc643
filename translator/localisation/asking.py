"""Texts of messages through the pipeline, each verified; what cannot be kept whole is not given at all.

What people have corrected comes first. Then three ways, each for what the one before could not do: with a number in the place of a plural's placeholder, so that
the model sees “25 files” and chooses the form; with the placeholders as they are; cut at every placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from translator.catalogs import icu, pieces
from translator.catalogs.pieces import Piece
from translator.document import Note, Span
from translator.engines import Progress
from translator.i18n import _
from translator.localisation import sentences
from translator.localisation.wording import cased, tagged, word
from translator.memory.corrections import Place, clean, known, language
from translator.memory.store import Correction
from translator.pipeline import Job
from translator.planning import Unit
from translator.protected import has_letters
from translator.translating import Engines, translate_units


@dataclass(frozen=True, slots=True)
class Asking:
    """A text to translate."""

    text: str
    dialects: frozenset[str] = frozenset()
    sample: str = ""
    """For a plural form: a number that takes it."""
    argument: str = ""
    """How the number is written in the text, where the format says; found otherwise."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it."""

    text: str | None
    """The translation; ``None`` when no way kept every piece."""
    notes: tuple[Note, ...] = ()
    lost: tuple[str, ...] = ()
    """The pieces that were lost."""
    corrected: bool = False
    """Whether a person made it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the work needs."""

    job: Job
    engines: Engines
    source: str


def answer(askings: Iterable[Asking], desk: Desk, progress: Progress | None = None) -> dict[Asking, Answer]:
    """Translate every distinct asking; what needs another way goes it together, in one run."""
    done: dict[Asking, Answer] = {}
    todo = []
    for asking in dict.fromkeys(askings):
        if has_letters(_language(asking)):
            todo.append(asking)
        else:
            done[asking] = Answer(asking.text)
    done |= _corrected(todo, desk)
    todo = [asking for asking in todo if asking not in done]
    numbered = _numbered(todo)
    done |= _at_first(todo, numbered, desk, progress)
    done |= _at_first(_open(numbered, done), {}, desk)
    done |= _cut(_open(todo, done), desk)
    return done


def _open(askings: Iterable[Asking], done: Mapping[Asking, Answer]) -> list[Asking]:
    return [asking for asking in askings if done[asking].text is None]


def _language(asking: Asking) -> str:
    text = asking.text
    for piece in reversed(pieces.find(text, asking.dialects)):
        text = text[: piece.start] + " " + text[piece.end :]
    return text


def _corrected(askings: Sequence[Asking], desk: Desk) -> dict[Asking, Answer]:
    """What people have translated before, as the memory of corrections has it; every piece must be there."""
    # A correction has its white space evened out, and knows nothing of plural forms.
    texts = {asking: _read(asking.text, asking.dialects) for asking in askings if not asking.sample}
    fit = [asking for asking, text in texts.items() if text.strip() == clean(text)]
    question = partial(
        known,
        [Place(clean(texts[asking])) for asking in fit],
        pair=(language(desk.source), language(desk.job.target)),
    )
    nothing: dict[int, Correction] = {}
    out = {}
    for at, correction in desk.engines.recall(question, nothing).items():
        asking = fit[at]
        lead, _core, trail = texts[asking].partition(texts[asking].strip())
        answer = _verified(asking, _written(lead + correction.target + trail, asking.dialects), ())
        if answer.text is not None:
            out[asking] = replace(answer, corrected=True)
    return out


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A plural form with its number written out."""

    asking: Asking
    piece: Piece
    """What stands there otherwise."""

    @property
    def text(self) -> str:
        """What the model reads: “25 files”."""
        text, piece = self.asking.text, self.piece
        return text[: piece.start] + self.asking.sample + text[piece.end :]

    def restored(self, translation: str) -> str | None:
        """*translation* with the piece in the place of its number; ``None`` where that is not one clear place."""
        pattern = re.escape(self.asking.sample).replace(r"\.", "[.,]")
        found = list(re.finditer(rf"(?<![\d.,]){pattern}(?![\d]|[.,]\d)", translation))
        if len(found) != 1:
            return None
        return translation[: found[0].start()] + self.piece.text + translation[found[0].end() :]


def _numbered(askings: Iterable[Asking]) -> dict[Asking, _Numbered]:
    """The plural forms whose number can be written out."""
    out = {}
    for asking in askings:
        piece = number_piece(asking)
        if piece and not re.search(rf"(?<!\d){re.escape(asking.sample)}(?!\d)", asking.text):
            out[asking] = _Numbered(asking, piece)
    return out


def _at_first(
    askings: Sequence[Asking],
    numbered: Mapping[Asking, _Numbered],
    desk: Desk,
    progress: Progress | None = None,
) -> dict[Asking, Answer]:
    """Texts as they are, and *numbered* ones with their number."""
    texts = [(numbered[asking].text if asking in numbered else asking.text) for asking in askings]
    made = _translated(
        [(text, asking.dialects) for text, asking in zip(texts, askings, strict=True)], desk, progress
    )
    out = {}
    for asking, (translation, notes) in zip(askings, made, strict=True):
        text = numbered[asking].restored(translation) if asking in numbered else translation
        out[asking] = Answer(None) if text is None else _verified(asking, text, notes)
    return out


def _translated(
    texts: Sequence[tuple[str, frozenset[str]]], desk: Desk, progress: Progress | None
) -> list[tuple[str, tuple[Note, ...]]]:
    """Texts through the pipeline, all sentences in one run."""
    wordings = [word(_read(text, dialects), dialects, desk.source) for text, dialects in texts]
    units = [wording.units() for wording in wordings]
    flat = [unit for some in units for unit in some]
    pairs = iter(sentences.translate(flat, desk.source, desk.job, desk.engines, progress))
    out = []
    for wording, some in zip(wordings, units, strict=True):
        own = [next(pairs) for _unit in some]
        made = [cased(pair.source_text, tagged(pair.target), desk.job.target) for pair in own]
        joined = wording.joined(made, desk.job.target)
        notes = tuple(note for pair in own for note in pair.notes if note.severe)
        out.append((_written(joined, wording.dialects), notes))
    return out


def _cut(askings: Sequence[Asking], desk: Desk) -> dict[Asking, Answer]:
    """Every piece set aside, what stands between translated on its own."""
    wordings = [word(_read(asking.text, asking.dialects), asking.dialects, desk.source) for asking in askings]
    parts = dict.fromkeys(part for wording in wordings for cut in wording.cuts() for part in cut.language)
    units = [Unit(0, (Span(part),), desk.source) for part in parts]
    made = translate_units(units, desk.engines.get(desk.source)) if units else []
    known = {part: cased(part, one.text, desk.job.target) for part, one in zip(parts, made, strict=True)}
    note = Note("cut", _("Translated in parts, because a placeholder was lost otherwise."))
    out = {}
    for asking, wording in zip(askings, wordings, strict=True):
        joined = [cut.joined(lambda part: known[part]) for cut in wording.cuts()]
        text = _written(wording.joined(joined, desk.job.target), asking.dialects)
        out[asking] = _verified(asking, text, (note,))
    return out


def _verified(asking: Asking, translation: str, notes: tuple[Note, ...]) -> Answer:
    lost = pieces.lost(asking.text, translation, asking.dialects)
    if not translation.strip() and not lost:
        lost = [_("the whole text")]
    if not lost and _edge(asking.text) != _edge(translation):
        lost = ["\\n"]
    return Answer(None if lost else translation, notes, tuple(lost))


def _edge(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")


_WORD_OF_NUMBER = re.compile(
    r"n|num|number|count|total|quantity|amount|size|len|length|\w*_?count|num_\w+|n_\w+", re.IGNORECASE
)
_INTEGER = re.compile(r"%(?:\d+\$)?[-+ #0'*.\d]*(?:hh|h|ll|l|q|j|z|t)*[diu]|%L?n|%\((\w+)\)[ds]|%<PRI\w+>")


def number_piece(asking: Asking) -> Piece | None:
    """The placeholder of the number in a plural form, if there is exactly one candidate."""
    if not asking.sample:
        return None
    found = [
        p
        for p in pieces.find(asking.text, asking.dialects)
        if p.kind in {"printf", "named"} and p.text != "%%"
    ]
    if asking.argument:
        said = {asking.argument, "#"} if asking.argument == "#" else {asking.argument}
        own = [p for p in found if p.text in said or p.text.strip("{} ") == asking.argument]
        return own[0] if len(own) == 1 else None
    for likely in (
        [p for p in found if _INTEGER.fullmatch(p.text)],
        [p for p in found if _WORD_OF_NUMBER.fullmatch(p.text.strip("%{}$#@() ").split(",")[0])],
        found,
    ):
        if len(likely) == 1:
            return likely[0]
    return None


def _read(text: str, dialects: frozenset[str]) -> str:
    """MessageFormat's doubled apostrophes as people write them."""
    return text.replace("''", "'") if "java" in dialects and "'{" not in text else text


def _written(text: str, dialects: frozenset[str]) -> str:
    if "java" in dialects:
        return re.sub(r"'+", "''", text)
    return icu.safe(text) if "icu" in dialects else text
