"""The inputs of one ``translate`` through reading, translating and writing, many at a time.

Documents are taken together until there is text enough to fill the engine's batches, and never more, so that memory
stays bounded however many files there are. With one input an error ends the run; with many it is told, noted in the
manifest, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.cli import _console, _manifest, _outputs
from translator.cli._inputs import Item
from translator.document import Document, Edition
from translator.engines import Progress
from translator.errors import TranslatorError

TOGETHER = 200_000
"""Characters of source text that are translated together: some 200 articles' sentences fill every batch."""


@dataclass(frozen=True, slots=True)
class Work:
    """One input and where its editions go."""

    item: Item
    targets: tuple[_outputs.Target, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    work: Work
    edition: Edition | None = None
    written: tuple[str, ...] = ()
    error: TranslatorError | None = None


Read = Callable[[Item], Document]
Translate = Callable[[Sequence[Document], Progress | None], Iterable[Edition | TranslatorError]]
Deliver = Callable[[Edition, _outputs.Target], str]


def go(
    works: Sequence[Work],
    read: Read,
    translate: Translate,
    deliver: Deliver,
    label: str,
    *,
    alone: bool | None = None,
    together: int | None = None,
) -> Iterator[Outcome]:
    """Do *works* and yield what became of each, in order; *alone*: an error ends the run (usual for one input).

    *together* is how many characters of source text are translated together (:data:`TOGETHER`).

    Raises:
        TranslatorError: the only input there is cannot be read, translated or written.
    """
    alone = len(works) == 1 if alone is None else alone
    done = 0
    for group in _groups(works, read, together or TOGETHER):
        documents = [document for _work, document in group if isinstance(document, Document)]
        with _console.progress(label) as bar:
            made = iter(translate(documents, bar if alone else _files(bar, done, len(group), len(works))))
        for work, document in group:
            result = next(made) if isinstance(document, Document) else document
            outcome = _delivered(work, result, deliver)
            if outcome.error and alone:
                raise outcome.error
            yield outcome
        done += len(group)


def _files(bar: Progress, before: int, now: int, total: int) -> Progress:
    """Progress in sentences of the *now* files at work, told as progress in files."""
    return lambda done, all_: bar(before + now * done // max(all_, 1), total)


def _groups(
    works: Iterable[Work], read: Read, together: int
) -> Iterator[list[tuple[Work, Document | TranslatorError]]]:
    """Inputs read, as many together as make up a good run."""
    group: list[tuple[Work, Document | TranslatorError]] = []
    size = 0
    for work in works:
        try:
            document: Document | TranslatorError = read(work.item)
        except TranslatorError as error:
            document = error
        if isinstance(document, Document):
            size += sum(len(block.text) for block in document.blocks)
        group.append((work, document))
        if size >= together:
            yield group
            group, size = [], 0
    if group:
        yield group


def _delivered(work: Work, result: Edition | TranslatorError, deliver: Deliver) -> Outcome:
    if isinstance(result, TranslatorError):
        return Outcome(work, error=result)
    try:
        written = tuple(path for target in work.targets if (path := deliver(result, target)))
    except TranslatorError as error:
        return Outcome(work, result, error=error)
    return Outcome(work, result, written)


def noted(outcome: Outcome, folder: Path, asked: str) -> _manifest.Entry:
    """What the manifest in *folder* says about *outcome*."""
    path = Path(outcome.work.item.name)
    outputs = {Path(p).relative_to(folder).as_posix(): _manifest.digest(Path(p)) for p in outcome.written}
    return _manifest.Entry(
        outcome.work.item.name,
        _manifest.digest(path),
        asked,
        "failed" if outcome.error else "done",
        outputs,
        len(outcome.edition.flagged) if outcome.edition else 0,
        outcome.error.message if outcome.error else "",
    )
