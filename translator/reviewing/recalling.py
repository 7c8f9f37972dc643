"""Sentences that people translated before, in the texts at hand: the pipeline's first step, before any engine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from translator.assembling import edited, offered
from translator.document import Pair
from translator.errors import TranslatorError
from translator.glossary.concepts import Glossary
from translator.memory.corrections import Near, Place, clean, known, language, near, places
from translator.memory.store import Correction
from translator.planning import Plan, Unit
from translator.terminology import Termed, found
from translator.translating import Engines, place_marks

Recalled = dict[int, Correction]
"""The unit's number among all → what a person made of it."""


def recall(plans: Sequence[Plan], target: str, engines: Engines) -> Recalled:
    """The corrections for the units of *plans*, counted through; context counts within one text only.

    What no model can translate may still have been translated by a person; what is kept for another reason stays.
    """
    units: list[Unit] = []
    where: list[Place] = []
    for plan in plans:
        units += plan.units
        where += places([unit.text for unit in plan.units])
    by_language: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if unit.reason is None or unit.reason.code == "other-language":
            by_language.setdefault(language(unit.language), []).append(at)
    out: Recalled = {}
    for source, some in by_language.items():
        question = partial(known, [where[at] for at in some], pair=(source, language(target)))
        nothing: dict[int, Correction] = {}
        out |= {some[at]: one for at, one in engines.recall(question, nothing).items()}
    return out


def pairs(
    units: Sequence[Unit],
    corrections: Sequence[Correction],
    target: str,
    engines: Engines,
    glossary: Glossary | None,
) -> list[Pair]:
    """The pairs of *units* of one language that people translated."""
    texts = [one.target for one in corrections]
    source = units[0].language
    try:
        engine = None if units[0].reason else engines.get(source)
    except TranslatorError:
        engine = None
    uses = found(units, texts, (source, target), glossary)
    termed = [Termed(text, terms) for text, terms in zip(texts, uses, strict=True)]
    spans = place_marks(units, termed, engine)
    return [
        edited(unit, there, correction, terms, target)
        for unit, there, correction, terms in zip(units, spans, corrections, uses, strict=True)
    ]


def offer(
    units: Sequence[Unit], made: Sequence[Pair], target: str, engines: Engines, least: int
) -> list[Pair]:
    """*made*, the machine's pairs of *units* of one language, with notes of corrections of sentences much like them."""
    if not least or not units:
        return list(made)
    pair = (language(units[0].language), language(target))
    texts = [unit.text for unit in units]
    nothing: dict[str, Near] = {}
    like = engines.recall(lambda store: near(texts, store.all_corrections(pair), least), nothing)
    return [
        offered(one, like[key]) if (key := clean(unit.text)) in like else one
        for unit, one in zip(units, made, strict=True)
    ]
