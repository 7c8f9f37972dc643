"""Finished sentences become pairs, pairs become an Edition."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from translator import languages
from translator.checks import Subject, check
from translator.document import Edition, EditionBlock, Note, Pair, Span, Spans, Status, TermUse
from translator.engines import Translation
from translator.glossary.concepts import Glossary
from translator.i18n import N_, _
from translator.marks import with_notes
from translator.memory.corrections import Near
from translator.memory.store import Correction
from translator.planning import Plan, Unit
from translator.terminology import Termed, cards

_PROBLEMS = {
    "loop": N_("The engine repeats itself, also with other settings."),
    "empty": N_("The engine gave nothing, also with other settings."),
    "copied": N_("The engine gave the source back, also with other settings."),
}
_COVERS = {"loop": "repeated", "empty": "empty", "copied": "untranslated"}


def kept(unit: Unit) -> Pair:
    """The pair of a unit that is not translated: the source on both sides, with the reason."""
    if unit.reason is None:
        raise ValueError("a kept unit has a reason")
    status: Status = "flagged" if unit.reason.severe else "kept"
    return Pair(unit.spans, unit.spans, status, (unit.reason,), gap=unit.gap, language=unit.language)


def finish(unit: Unit, target: Spans, translation: Translation, termed: Termed, into: str) -> Pair:
    """The pair of a unit translated *into* a language, checked."""
    checked = check(Subject(unit.spans, target, unit.language, into))
    notes: list[Note] = []
    if translation.problem:
        notes.append(Note(_COVERS[translation.problem], _(_PROBLEMS[translation.problem])))
    notes += [note for note in checked if note.code not in {n.code for n in notes}]
    notes += termed.notes
    status: Status = "flagged" if any(note.severe for note in notes) else "translated"
    uses = tuple(_placed(use, unit.spans, target) for use in termed.uses)
    score = round(translation.score, 4)
    return Pair(unit.spans, target, status, tuple(notes), uses, score, unit.gap, unit.language)


def edited(unit: Unit, target: Spans, correction: Correction, uses: Collection[TermUse], into: str) -> Pair:
    """The pair of a unit that a person translated; what the checks say is told, and changes nothing."""
    origin = f" ({correction.origin})" if correction.origin else ""
    notes = [Note("reviewed", _("Translated by a person{origin}.").format(origin=origin), severe=False)]
    notes += [replace(note, severe=False) for note in check(Subject(unit.spans, target, unit.language, into))]
    placed = tuple(_placed(use, unit.spans, target) for use in uses)
    return Pair(unit.spans, target, "edited", tuple(notes), placed, None, unit.gap, unit.language)


def offered(pair: Pair, near: Near) -> Pair:
    """*pair* with a note of the reviewed sentence that is much like it."""
    one = near.correction
    message = _("A person translated a sentence {likeness} % like this: “{source}” → “{target}”.").format(
        likeness=near.likeness, source=one.source, target=one.target
    )
    return replace(pair, notes=(*pair.notes, Note("near-review", message, severe=False)))


def _placed(use: TermUse, source: Spans, target: Spans) -> TermUse:
    """The term's places counted in the final texts, footnote marks included."""
    there = with_notes(target, *use.target) if use.target else None
    return replace(use, source=with_notes(source, *use.source), target=there)


def assemble(
    plan: Plan, pairs: Sequence[Pair], target: str, signature: Mapping[str, str], glossary: Glossary | None
) -> Edition:
    """Put *pairs*, one a unit of *plan*, into the blocks they came from."""
    by_block: dict[int, list[Pair]] = {}
    for unit, pair in zip(plan.units, pairs, strict=True):
        own = replace(pair, language=None) if languages.same_language(unit.language, plan.source) else pair
        by_block.setdefault(unit.block, []).append(own)
    blocks = [
        EditionBlock(
            block.kind, tuple(by_block.get(at, ())), block.level, block.marker,
            _language(by_block.get(at, ())), block.id, block.cell,
        )
        for at, block in enumerate(plan.blocks)
    ]  # fmt: skip
    title = _title(plan, blocks)
    shown = tuple(blocks[:-1] if plan.extra_title else blocks)
    return Edition(
        plan.source,
        target,
        shown,
        title,
        dict(plan.document.metadata),
        dict(signature),
        cards(shown, glossary, plan.source, target),
        plan.document.name,
    )


def _language(pairs: Collection[Pair]) -> str | None:
    """The language of a block that is not in the document's language throughout."""
    spoken = {pair.language for pair in pairs}
    return spoken.pop() if len(spoken) == 1 else None


def _title(plan: Plan, blocks: Sequence[EditionBlock]) -> Pair | None:
    """The document's title with its translation, taken from the heading that says it."""
    wanted = plan.document.title.strip()
    if not wanted:
        return None
    candidates = blocks[-1:] if plan.extra_title else blocks
    for block in candidates:
        if block.kind == "heading" and block.pairs and block.source_text.strip() == wanted:
            return _joined(block.pairs)
    return None


def _joined(pairs: Sequence[Pair]) -> Pair:
    """Several sentences of a heading as one pair."""
    if len(pairs) == 1:
        return pairs[0]
    source: list[Span] = []
    target: list[Span] = []
    for pair in pairs:
        source += [Span(pair.gap), *pair.source] if pair.gap else pair.source
        target += [Span(" "), *pair.target] if target else pair.target
    worst = "flagged" if any(pair.flagged for pair in pairs) else pairs[0].status
    notes = tuple(note for pair in pairs for note in pair.notes)
    return Pair(tuple(source), tuple(target), worst, notes)
