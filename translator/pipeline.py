"""The order of the steps, and nothing else: Documents go in, Editions come out.

::

    plan ─▶ recall corrections ─▶ match terms ─▶ translate ─▶ enforce terms ─▶ place marks ─▶ check ─▶ assemble

Start reading at :func:`translate_documents`; :func:`translate` is the same for one document.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice

import translator
from translator import terminology
from translator.assembling import assemble, finish, kept
from translator.document import Document, Edition, Pair
from translator.engines import EngineOptions, Progress
from translator.errors import TranslatorError
from translator.glossary.concepts import Glossary
from translator.languages import canonical
from translator.planning import Plan, Unit, plan
from translator.reviewing import recalling
from translator.terminology import TermOptions
from translator.translating import Engines, place_marks, translate_units


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a run."""

    target: str
    source: str | None = None
    """The language of the documents; each one's is detected when ``None``."""
    engine: str = "argos"
    options: EngineOptions = field(default_factory=EngineOptions)
    glossary: Glossary | None = None
    terms: TermOptions = field(default_factory=TermOptions)
    fuzzy: int = 0
    """How like a corrected sentence another must be, in per cent, to be offered its correction; 0 offers none."""


def translate(
    document: Document,
    to: str,
    *,
    source: str | None = None,
    glossaries: Sequence[str | os.PathLike[str] | Glossary] = (),
    engine: str = "argos",
    options: EngineOptions | None = None,
    progress: Progress | None = None,
) -> Edition:
    """Translate *document* into the language *to* and return it as an Edition.

    Raises:
        LanguageUnknown: the source language cannot be told; name it with *source*.
        UsageError: the document is in *to* already, or a code is no language code.
        ModelMissing: no installed package or route for the pair.
        GlossaryError: a glossary cannot be found or read.
    """
    job = Job(
        canonical(to),
        canonical(source) if source else None,
        engine,
        options or EngineOptions(),
        terminology.load(glossaries),
    )
    with Engines(job.engine, job.target, job.options) as engines:
        return translate_documents([document], job, engines, progress)[0]


def translate_documents(
    documents: Sequence[Document], job: Job, engines: Engines, progress: Progress | None = None
) -> list[Edition]:
    """Translate *documents* together, so that their sentences fill the engine's batches.

    Raises: as :func:`translate`, for the first document that cannot be translated.
    """
    out = []
    for result in translate_each(documents, job, engines, progress):
        if isinstance(result, TranslatorError):
            raise result
        out.append(result)
    return out


def translate_each(
    documents: Sequence[Document], job: Job, engines: Engines, progress: Progress | None = None
) -> list[Edition | TranslatorError]:
    """As :func:`translate_documents`, with the error in the place of a document that cannot be translated."""
    plans = [_planned(document, job, engines) for document in documents]
    sound = [one for one in plans if isinstance(one, Plan)]
    reviewed = recalling.recall(sound, job.target, engines)
    units = [replace(unit, document=at) for at, one in enumerate(sound) for unit in one.units]
    pairs = iter(_pairs(units, reviewed, job, engines, progress))
    out: list[Edition | TranslatorError] = []
    for one in plans:
        if isinstance(one, Plan):
            own = list(islice(pairs, len(one.units)))
            out.append(assemble(one, own, job.target, _signature(job, engines, one), job.glossary))
        else:
            out.append(one)
    return out


def _planned(document: Document, job: Job, engines: Engines) -> Plan | TranslatorError:
    """The plan of a document, or why there is none; a missing model is known before any work is done."""
    try:
        one = plan(document, job.target, job.source, engines.sources())
        engines.get(one.source)
    except TranslatorError as error:
        return error
    return one


def _pairs(
    units: Sequence[Unit],
    reviewed: recalling.Recalled,
    job: Job,
    engines: Engines,
    progress: Progress | None,
) -> list[Pair]:
    """A pair for every unit, in order."""
    out: list[Pair | None] = [kept(unit) if unit.reason else None for unit in units]
    for some in _by_language(reviewed, units).values():
        corrections = [reviewed[at] for at in some]
        done = recalling.pairs([units[at] for at in some], corrections, job.target, engines, job.glossary)
        for at, pair in zip(some, done, strict=True):
            out[at] = pair
    waiting = [at for at, pair in enumerate(out) if pair is None]
    for source, some in _by_language(waiting, units).items():
        own = [units[at] for at in some]
        done = translate_sentences(own, source, job, engines, progress)
        done = recalling.offer(own, done, job.target, engines, job.fuzzy)
        for at, pair in zip(some, done, strict=True):
            out[at] = pair
    return [pair for pair in out if pair is not None]


def _by_language(waiting: Iterable[int], units: Sequence[Unit]) -> dict[str, list[int]]:
    by_language = sorted(waiting, key=lambda at: (units[at].language, at))
    return {code: list(some) for code, some in groupby(by_language, key=lambda at: units[at].language)}


def translate_sentences(
    units: Sequence[Unit], source: str, job: Job, engines: Engines, progress: Progress | None
) -> list[Pair]:
    """Units of one language through all steps, a pair for each."""
    engine = engines.get(source)
    plain = translate_units(units, engine, progress)
    enforced = terminology.enforce(units, [t.text for t in plain], engine, job.glossary, job.terms)
    targets = place_marks(units, enforced, engine)
    return [
        finish(unit, spans, translation, one, engine.output_language)
        for unit, spans, translation, one in zip(units, targets, plain, enforced, strict=True)
    ]


def _signature(job: Job, engines: Engines, one: Plan) -> Mapping[str, str]:
    """What made the edition: enough to make it again byte by byte."""
    signature = {"program": f"translator {translator.__version__}", **engines.get(one.source).signature}
    if job.glossary:
        signature["glossary"] = f"{job.glossary.name} {job.glossary.hash[:16]}"
    return signature
