"""The glossary's part in the pipeline: which terms stand in a sentence, and that they reach its translation.

The work is done in ``translator.glossary``; this module brings units, engines and notes together.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from translator.document import EditionBlock, Note, TermCard, TermUse
from translator.engines import Engine
from translator.glossary import checking, enforcement
from translator.glossary.concepts import Concept, Glossary, merged
from translator.glossary.enforcement import Enforced, Item, Rules
from translator.glossary.library import load_glossary
from translator.glossary.matching import Matcher
from translator.glossary.outcome import State, outcome
from translator.glossary.pivoting import enforce_through
from translator.i18n import N_, _, ngettext
from translator.planning import Unit


@dataclass(frozen=True, slots=True)
class TermOptions:
    """How insistent the glossary is."""

    strict: bool = False
    """Put a term in even where its form is not certain, and mark it."""
    first_mention: Literal["plain", "full"] = "plain"
    """``full``: an acronym's first mention in a document gets its full form beside it."""


@dataclass(frozen=True, slots=True)
class Termed:
    """A translation after the glossary has seen it."""

    text: str
    uses: tuple[TermUse, ...] = ()
    notes: tuple[Note, ...] = ()


def load(glossaries: Sequence[str | os.PathLike[str] | Glossary]) -> Glossary | None:
    """One glossary of all that are named or given, later ones winning; ``None`` for none.

    Raises:
        GlossaryError: one cannot be found or read.
    """
    loaded = [one if isinstance(one, Glossary) else load_glossary(one) for one in glossaries]
    return merged(loaded) if loaded else None


def serves(glossary: Glossary, source: str, target: str) -> bool:
    """Whether *glossary* has anything to say about translations from *source* into *target*."""
    return any(
        concept.do_not_translate or concept.counterpart(term, target) or concept.unwanted(target)
        for concept in glossary.concepts
        for term in concept.names(source)
    )


def cards(
    blocks: Iterable[EditionBlock], glossary: Glossary | None, source: str, target: str
) -> tuple[TermCard, ...]:
    """What a reader may want to know about the concepts that occur, in the order of their first use."""
    if glossary is None:
        return ()
    used = dict.fromkeys(use.concept for block in blocks for pair in block.pairs for use in pair.terms)
    found = [glossary.by_id[concept] for concept in used if concept in glossary.by_id]
    return tuple(_card(concept, glossary, source, target) for concept in found)


def _card(concept: Concept, glossary: Glossary, source: str, target: str) -> TermCard:
    return TermCard(
        concept.id,
        concept.glossary or glossary.name,
        tuple(term.text for term in concept.acceptable(source)),
        tuple(term.text for term in concept.acceptable(target)),
        concept.definition,
        concept.domain,
        concept.note,
    )


def enforce(
    units: Sequence[Unit],
    translations: Sequence[str],
    engine: Engine,
    glossary: Glossary | None,
    options: TermOptions,
) -> list[Termed]:
    """Bring the terms of *glossary* into *translations*, one of each unit (all of the engine's language)."""
    if glossary is None:
        return [Termed(text) for text in translations]
    matcher = Matcher(glossary, engine.source, engine.target)
    items = [
        Item(unit.text, text, tuple(matcher.find(unit.text, unit.context)), unit.document)
        for unit, text in zip(units, translations, strict=True)
    ]
    rules = Rules(strict=options.strict, first_mention=options.first_mention)
    stages: Sequence[Engine] = getattr(engine, "stages", ())
    if len(stages) == 2:
        done = enforce_through(items, stages, glossary, rules)
    else:
        done = enforcement.enforce(items, engine, engine.target, rules)
    return [Termed(one.target, one.uses, _notes(one)) for one in done]


def found(
    units: Sequence[Unit], translations: Sequence[str], languages: tuple[str, str], glossary: Glossary | None
) -> list[tuple[TermUse, ...]]:
    """The terms of *glossary* that stand in *translations* made by people, which are not touched."""
    if glossary is None:
        return [() for _unit in units]
    matcher = Matcher(glossary, *languages)
    return [
        tuple(use for use in _untouched(unit, text, matcher, languages[1]) if use.target)
        for unit, text in zip(units, translations, strict=True)
    ]


def _untouched(unit: Unit, text: str, matcher: Matcher, target: str) -> tuple[TermUse, ...]:
    item = Item(unit.text, text, tuple(matcher.find(unit.text, unit.context)))
    return outcome(State(item, text, checking.check(item.matches, text, target))).uses


_REASONS = {
    "no-span": N_("left out by the model, or no clear place"),
    "span-too-wide": N_("no exact place in the translation"),
    "overlap": N_("another term stands there"),
    "form-uncertain": N_("the right form is not certain"),
    "changed-rest": N_("it would spoil the sentence"),
}


def _notes(done: Enforced) -> tuple[Note, ...]:
    """What a person should know about the terms of one sentence: one note a reason."""
    missing: dict[str, dict[str, None]] = {}
    notes: list[Note] = []
    for use in done.uses:
        if use.how == "kept":
            message = _("Term “{term}” left alone: something else may be meant.").format(term=use.wanted)
            notes.append(Note("term-ambiguous", message, severe=False))
        elif use.how == "flagged" and use.target:
            message = _("Term “{form}” put in, but its form is not certain.").format(form=use.form)
            notes.append(Note("term-unsure", message))
        elif use.target is None:
            missing.setdefault(use.reason, {})[use.wanted] = None
    notes += [_missing(reason, list(terms)) for reason, terms in missing.items()]
    for concept, there in done.unwanted:
        message = _("“{term}” is not to be used ({concept}).").format(term=there.text, concept=concept.id)
        notes.append(Note("term-forbidden", message))
    return tuple(dict.fromkeys(notes))


def _missing(reason: str, terms: Sequence[str]) -> Note:
    listed = ", ".join(f"“{term}”" for term in terms)
    message = ngettext("Term missing: {terms} ({reason}).", "Terms missing: {terms} ({reason}).", len(terms))
    why = _(_REASONS[reason]) if reason in _REASONS else reason
    return Note("term-missing", message.format(terms=listed, reason=why))
