"""What translates the documents of one ``translate``: the engines of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from translator.cli import _console, _interrupt, _run
from translator.document import Document, Edition
from translator.errors import TranslatorError
from translator.i18n import _, ui_language

if TYPE_CHECKING:
    from translator.cli._asked import Asked
    from translator.engines import Progress
    from translator.pipeline import Job


@contextmanager
def translating(asked: Asked) -> Iterator[_run.Translate]:
    """What translates documents as *asked*, open while the block runs; then it says what the person should know."""
    remarks: list[str] = []
    opened = _on_cluster if asked.engine_cluster else _here
    with opened(asked, _job(asked), remarks) as translate:
        yield translate
    for remark in remarks:
        _console.warn(remark)


def _job(asked: Asked) -> Job:
    from translator.engines import EngineOptions
    from translator.pipeline import Job
    from translator.terminology import TermOptions

    options = EngineOptions(beam=asked.beam, device=asked.device, threads=asked.threads)
    terms = TermOptions(strict=asked.glossary_strict, first_mention=asked.first_mention)
    return Job(
        asked.target, asked.source, asked.engine_name, options, asked.glossary, terms, asked.fuzzy or 0
    )


@contextmanager
def _here(asked: Asked, job: Job, remarks: list[str]) -> Iterator[_run.Translate]:
    """Engines and memory of this machine."""
    from translator.pipeline import translate_each
    from translator.translating import Engines

    wish = _interrupt.Wish()
    with Engines(
        job.engine, job.target, job.options, asked.store, asked.fresh, _console.warn, wish
    ) as engines:

        def translate(documents: Sequence[Document], bar: Progress | None) -> list[Edition | TranslatorError]:
            with _interrupt.gently(wish) if asked.store else nullcontext():
                return translate_each(documents, job, engines, bar)

        yield translate
        remarks += [*engines.remarks(), *_idle(asked, engines.opened)]


@contextmanager
def _on_cluster(asked: Asked, job: Job, remarks: list[str]) -> Iterator[_run.Translate]:
    """A cluster, which is held as long; its workers say themselves what is to say about their models."""
    from translator.cluster import Cluster, task

    sources: set[str] = set()
    with Cluster(asked.engine_cluster or "local") as cluster:
        known = task(job, asked.memory, asked.store, ui_language(), fresh=asked.fresh)

        def translate(
            documents: Sequence[Document], _bar: Progress | None
        ) -> Iterator[Edition | TranslatorError]:
            with _console.progress(_("Translating")) as bar:
                for at, result in enumerate(cluster.translate(documents, known, _console.warn)):
                    bar(at, len(documents))
                    if isinstance(result, Edition):
                        sources.add(result.source_language)
                    yield result

        yield translate
    remarks += _idle(asked, sorted(sources))


def _idle(asked: Asked, sources: Iterable[str]) -> Iterator[str]:
    """A line for each glossary that has nothing for a pair of languages that was translated."""
    from translator import languages, terminology

    for source in sources:
        names = {
            "source": languages.name(source, ui_language()),
            "target": languages.name(asked.target, ui_language()),
        }
        for glossary in asked.loaded:
            if not terminology.serves(glossary, source, asked.target):
                yield _("The glossary {name} has no terms for {source} → {target}.").format(
                    name=glossary.name, **names
                )
