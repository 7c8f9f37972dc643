"""Sentences through engines: one run a language, equal sentences once, addresses guarded, marks put back.

This is the part of the pipeline that talks to engines. It knows units and pairs, not documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self, TypeVar

from translator import alignment, marks, protected
from translator.casing import begun
from translator.document import Spans
from translator.engines import Engine, EngineOptions, Progress, Translation, known_sources, open_engine
from translator.engines.remembering import RememberingEngine
from translator.i18n import _
from translator.memory.store import Store
from translator.planning import Unit
from translator.terminology import Termed

T = TypeVar("T")


@dataclass(slots=True)
class Engines:
    """The engines of a run, opened when first needed and kept until the end."""

    name: str
    target: str
    options: EngineOptions
    memory: Store | None = None
    """Where finished segments are remembered; the caller opens and closes it."""
    fresh: bool = False
    """Compute everything anew, and remember that."""
    tell: Callable[[str], None] = lambda _message: None
    """Gets one line when the memory fails."""
    stopped: Callable[[], bool] = lambda: False
    """Whether the person wants to stop; asked between two batches when a memory keeps what is finished."""
    opened: dict[str, Engine] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get(self, source: str) -> Engine:
        """The engine from *source* into the run's target language.

        Raises:
            ModelMissing, ModelError: as :func:`translator.engines.open_engine`.
        """
        if source not in self.opened:
            engine = open_engine(self.name, source, self.target, self.options)
            if self.memory is not None:
                engine = RememberingEngine(
                    engine, self.memory, fresh=self.fresh, tell=self.tell, stopped=self.stopped
                )
            self.opened[source] = engine
        return self.opened[source]

    def recall(self, question: Callable[[Store], T], otherwise: T) -> T:
        """Ask the memory; *otherwise* where there is none, or where it fails, which is told."""
        if self.memory is None:
            return otherwise
        try:
            return question(self.memory)
        except Exception as error:  # noqa: BLE001 - drivers differ; whatever it is, the translation must go on
            self.tell(_("The memory failed ({reason}); this run goes on without it.").format(reason=error))
            self.memory = None
            return otherwise

    def sources(self) -> frozenset[str]:
        """The languages that can be translated into the run's target; empty when any can."""
        return known_sources(self.name, self.target)

    def remarks(self) -> list[str]:
        """What the user should know about the engines that worked."""
        return [engine.remark for engine in self.opened.values() if engine.remark]

    def close(self) -> None:
        """Free all models."""
        for engine in self.opened.values():
            engine.close()
        self.opened.clear()


def translate_units(
    units: Sequence[Unit], engine: Engine, progress: Progress | None = None
) -> list[Translation]:
    """Translate *units* (all in the engine's source language); what must survive letter by letter does."""
    texts = [unit.text for unit in units]
    made = _once(texts, engine, progress)
    guarded = {unit.text: protected.pieces(unit.text, unit.language_spans, unit.language) for unit in units}
    broken = {text for text, stretches in guarded.items() if protected.lost(text, stretches, made[text].text)}
    made |= _in_parts(sorted(broken), guarded, engine)
    return [replace(made[text], text=begun(text, made[text].text)) for text in texts]


def _once(texts: Iterable[str], engine: Engine, progress: Progress | None) -> dict[str, Translation]:
    """Every distinct text translated in one run."""
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, engine.translate(distinct, progress), strict=True))


def _in_parts(
    texts: Sequence[str], guarded: dict[str, list[tuple[int, int]]], engine: Engine
) -> dict[str, Translation]:
    """The second way for sentences that lost a piece: cut there, translate the language between, join."""
    if not texts:
        return {}
    cuts = {text: protected.cut_at(text, guarded[text]) for text in texts}
    parts = _once([part for one in cuts.values() for part in one.language], engine, None)
    out = {}
    for text, one in cuts.items():
        scores = [parts[part].score for part in one.language] or [0.0]
        problem = next((parts[part].problem for part in one.language if parts[part].problem), "")
        joined = one.joined(lambda part: parts[part].text)
        out[text] = Translation(joined, sum(scores) / len(scores), problem)
    return out


def place_marks(units: Sequence[Unit], termed: Sequence[Termed], engine: Engine | None) -> list[Spans]:
    """The translations with the marks of their sources.

    A mark on a glossary term follows the term; the others are aligned in one pooled scoring run. Without an engine
    they go where their very letters stand, and else over the whole sentence.
    """
    settled = [_places_of_terms(one) for one in termed]
    questions = [
        [
            alignment.Question(unit.text, *place, one.text)
            for place in marks.to_locate(unit.language_spans, one.text)
            if place not in known
        ]
        for unit, one, known in zip(units, termed, settled, strict=True)
    ]
    asked = list(dict.fromkeys(question for some in questions for question in some)) if engine else []
    found = dict(zip(asked, alignment.locate(asked, engine), strict=True)) if engine and asked else {}
    return [
        marks.place(
            unit.language_spans,
            one.text,
            known | {(q.start, q.end): found.get(q) for q in some},
            unit.anchors,
        )
        for unit, one, known, some in zip(units, termed, settled, questions, strict=True)
    ]


def _places_of_terms(termed: Termed) -> dict[tuple[int, int], alignment.Found | None]:
    """Where the terms of the source stand in the translation: what alignment need not guess."""
    return {use.source: alignment.Found(*use.target, 1.0) for use in termed.uses if use.target}
