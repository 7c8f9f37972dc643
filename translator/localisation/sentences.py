"""Sentences of messages through the steps of the pipeline, placeholders guarded but not searched for.

A placeholder is marked as code, so that a sentence that loses one is cut there. Where it stands in the translation it
says itself; only paired tags must be aligned with their words, and that is what costs a scoring run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator import terminology
from translator.assembling import finish
from translator.document import Pair, Span, Spans
from translator.engines import Progress
from translator.pipeline import Job
from translator.planning import Unit
from translator.translating import Engines, place_marks, translate_units


def translate(
    units: Sequence[Unit], source: str, job: Job, engines: Engines, progress: Progress | None = None
) -> list[Pair]:
    """A pair for each of *units*, whose translations carry the links of their sources and no other mark."""
    if not units:
        return []
    engine = engines.get(source)
    plain = translate_units(units, engine, progress)
    enforced = terminology.enforce(units, [made.text for made in plain], engine, job.glossary, job.terms)
    linked = [replace(unit, spans=_links(unit.spans)) for unit in units]
    targets = place_marks(linked, enforced, engine)
    return [
        finish(unit, spans, made, termed, engine.output_language)
        for unit, spans, made, termed in zip(linked, targets, plain, enforced, strict=True)
    ]


def _links(spans: Spans) -> Spans:
    """*spans* with no marks but their links."""
    return tuple(Span(span.text, tuple(m for m in span.marks if m.kind == "link")) for span in spans)
