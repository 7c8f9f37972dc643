"""``translator work``: a warm worker for editors and scripts; JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import queue
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, nullcontext
from typing import IO, TYPE_CHECKING, Any

import click

from translator.cli import _console, _options, _requests
from translator.errors import ExitCode, TranslatorError
from translator.i18n import _

if TYPE_CHECKING:
    from translator.document import Edition
    from translator.engines import EngineOptions
    from translator.glossary.concepts import Glossary
    from translator.memory.store import Store
    from translator.translating import Engines

TOGETHER = 256
"""Requests that wait are translated together, so many at most."""


@click.command(
    "work",
    help=_("Stay and translate: one JSON object a line on standard input, one a line on standard output.")
    + "\n\n"
    + _(
        "A request has “text”, and may have “id”, “from”, “to”, “glossary” (a name or a list), “format” (of the "
        "text), “output” (a format of text), “layout” and “pairs” (true: sentence by sentence). The answer has “id”, "
        "“from”, “to”, “text”, “sentences”, “flagged” and perhaps “pairs”; or “id” and “error” with “message”, “hint” "
        "and “status”. Answers come in the order of the requests; the end of input ends the work."
    ),
)
@_options.target_option(required=False, type=_options.KNOWN_LANGUAGE)
@_options.source_option(type=_options.KNOWN_LANGUAGE)
@_options.glossary_option()
@click.option(
    "--memory", metavar="PATH|none", help=_("Where finished sentences are remembered; none: nowhere.")
)
@click.option("--engine", default="argos", show_default=True, metavar="NAME", help=_("What translates."))
@click.option(
    "--beam", type=click.IntRange(1, 32), default=4, show_default=True, help=_("Width of the search.")
)
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help=_("Where to compute."),
)
@click.option(
    "--threads", type=click.IntRange(0), default=0, help=_("CPU threads; 0 takes all this process may use.")
)
@_options.quiet_option()
def command(
    *, target: str | None, source: str | None, glossaries: tuple[str, ...], memory: str | None, engine: str,
    **how: Any,
) -> int:  # fmt: skip
    from translator.engines import EngineOptions
    from translator.memory.opening import open_store

    defaults = {"from": source, "to": target, "glossary": list(glossaries)}
    store = open_store(memory, _console.warn)
    # A file object of its own, never closed: Python would wait for the one that a thread is reading.
    lines_in = open(sys.stdin.fileno(), "rb", closefd=False)  # noqa: SIM115
    with closing(store) if store else nullcontext(), ExitStack() as stack:
        worker = Worker(engine, EngineOptions(**how), store, stack)
        for lines in _waiting(lines_in):
            for answer in worker.answers(lines, defaults):
                sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    return int(ExitCode.DONE)


class Worker:
    """Models and glossaries, opened when first asked for and kept; *stack* closes them."""

    def __init__(self, engine: str, options: EngineOptions, store: Store | None, stack: ExitStack) -> None:
        self._engine = engine
        self._options = options
        self._store = store
        self._stack = stack
        self._engines: dict[str, Engines] = {}
        self._glossaries: dict[tuple[str, ...], Glossary | None] = {}

    def answers(self, lines: list[bytes], defaults: dict[str, Any]) -> list[dict[str, Any]]:
        """An answer for every line, in order; lines of one kind are translated together."""
        out: list[dict[str, Any]] = [{} for _line in lines]
        kinds: dict[object, list[tuple[int, _requests.Request]]] = {}
        for at, line in enumerate(lines):
            try:
                request = _requests.understood(line, defaults)
                kinds.setdefault(request.kind, []).append((at, request))
            except TranslatorError as error:
                out[at] = _requests.failure(_requests.identity(line), error)
        for some in kinds.values():
            made = self._translated([request for _at, request in some])
            for (at, request), result in zip(some, made, strict=True):
                out[at] = (
                    _requests.failure(request.id, result)
                    if isinstance(result, TranslatorError)
                    else _requests.answer(request, result)
                )
        return out

    def _translated(self, requests: list[_requests.Request]) -> list[Edition | TranslatorError]:
        from translator.pipeline import Job, translate_each

        first = requests[0]
        try:
            job = Job(
                first.target, first.source, self._engine, self._options, self._glossary(first.glossaries)
            )
            return translate_each([one.document for one in requests], job, self._opened(first.target))
        except TranslatorError as error:
            return [error for _request in requests]

    def _opened(self, target: str) -> Engines:
        from translator.translating import Engines

        if target not in self._engines:
            engines = Engines(self._engine, target, self._options, self._store, tell=_console.warn)
            self._engines[target] = self._stack.enter_context(engines)
        return self._engines[target]

    def _glossary(self, names: tuple[str, ...]) -> Glossary | None:
        from translator import terminology

        if names not in self._glossaries:
            self._glossaries[names] = terminology.load(names)
        return self._glossaries[names]


def _waiting(file: IO[bytes]) -> Iterator[list[bytes]]:
    """The lines that wait at *file*, as soon as there is one; a thread reads ahead."""
    lines: queue.Queue[bytes | None] = queue.Queue(maxsize=4 * TOGETHER)
    threading.Thread(target=_read, args=(file, lines), daemon=True).start()
    ended = False
    while not ended:
        some = [lines.get()]
        while len(some) < TOGETHER and some[-1] is not None:
            try:
                some.append(lines.get_nowait())
            except queue.Empty:
                break
        ended = some[-1] is None
        wanted = [line for line in some if line]
        if wanted:
            yield wanted


def _read(file: IO[bytes], lines: queue.Queue[bytes | None]) -> None:
    """Put every line of *file* into *lines*; of one that is too long only so much that it is seen to be."""
    try:
        while line := file.readline(_requests.LONGEST + 2):
            rest = line
            while not rest.endswith(b"\n") and len(rest) == _requests.LONGEST + 2:
                rest = file.readline(_requests.LONGEST + 2)
            if line.strip():
                lines.put(line)
    finally:
        lines.put(None)
