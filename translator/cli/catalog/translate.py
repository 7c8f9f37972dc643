"""``translator catalog translate``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import click

from translator.catalogs import Catalog, open_catalog
from translator.cli import _console, _interrupt, _options
from translator.cli.catalog import _files, _telling
from translator.errors import ExitCode, TranslatorError, UsageError
from translator.i18n import _

if TYPE_CHECKING:
    from translator.engines import Progress
    from translator.localisation.filling import Filled
    from translator.memory.store import Store
    from translator.translating import Engines

TOGETHER = 2000
"""Entries to fill that are waited for before the engine is asked; ten others weigh as much as one."""


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """An open file that waits to be filled."""

    at: int
    """Its place among the files named."""
    file: _files.Opened
    to_fill: int

    @property
    def weight(self) -> int:
        """What it adds to the waiting."""
        return 1 + self.to_fill + len(self.file.catalog.entries) // 10

    @property
    def kind(self) -> tuple[str, ...]:
        """Files of one kind can be filled together."""
        catalog = self.file.catalog
        alone = () if catalog.target_language else (catalog.name,)
        return (catalog.source_language, catalog.target_language, *alone)


@click.command(
    "translate",
    help=_("Fill the empty entries of catalogs, offline.")
    + "\n\n"
    + _(
        "Files that hold both languages (PO, XLIFF, TS, xcstrings) are completed in place; for the others the "
        "translated file is completed or made where its programs look for it. What a machine made is marked for "
        "review where the format can say so; what people have translated is never touched. An entry whose "
        "placeholders cannot all be kept is left empty and named."
    ),
)
@_files.files_argument()
@_options.target_option(required=False, type=_options.KNOWN_LANGUAGE)
@_options.source_option(_("Language of the messages; English where the file does not say."))
@_options.glossary_option()
@click.option("-o", "--output", metavar="PATH", help=_("Where to write, for a single file."))
@click.option("--fuzzy", is_flag=True, help=_("Translate entries anew that wait for review."))
@click.option("--no-review", is_flag=True, help=_("Do not mark translations for review."))
@click.option("--overwrite", is_flag=True, help=_("Replace an output file that is there already."))
@click.option(
    "--memory", metavar="PATH|none", help=_("Where finished sentences are remembered; none: nowhere.")
)
@click.option("--fresh", is_flag=True, help=_("Translate everything anew, whatever the memory says."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would be filled."))
@click.option("--engine", default="argos", show_default=True, metavar="NAME", help=_("What translates."))
@click.option("--strict", is_flag=True, help=_("Exit with status 1 when an entry was left empty."))
@_files.format_option()
@_options.json_option()
@_options.quiet_option()
def command(**given: Any) -> int:
    with _Run(given) as run:
        try:
            run.go()
        except KeyboardInterrupt:
            return run.interrupted()
    if given["as_json"]:
        _console.emit_json(run.told())
    left = any(result["left"] for result in run.told())
    return run.failed or int(ExitCode.FLAGGED if given["strict"] and left else ExitCode.DONE)


class _Run:
    """One call of the command: files wait until there is enough to fill the engine's batches."""

    def __init__(self, given: dict[str, Any]) -> None:
        from translator import terminology
        from translator.localisation import Wish

        if given["output"] and len(given["files"]) > 1:
            raise UsageError(_("-o names one file, and there are several to translate."))
        self.given = given
        self.failed = 0
        self._wanted = Wish(review=not given["no_review"], fuzzy=given["fuzzy"])
        self._glossary = terminology.load(given["glossaries"])
        self._results: dict[int, dict[str, Any]] = {}
        self._waiting: list[_Waiting] = []
        self._wish = _interrupt.Wish()
        self._open = ExitStack()
        self._engines: Engines | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close_engines()
        self._open.close()

    def go(self) -> None:
        """Do every file.

        Raises:
            TranslatorError: the only file there is cannot be done; with several that is told and counted.
        """
        for at, name in enumerate(dict.fromkeys(self.given["files"])):
            with self._telling(name):
                self._take(at, name)
            if sum(one.weight for one in self._waiting) >= TOGETHER:
                self._fill_waiting()
        self._fill_waiting()

    def told(self) -> list[dict[str, Any]]:
        """What became of the files, in the order they were named."""
        return [self._results[at] for at in sorted(self._results)]

    def interrupted(self) -> int:
        """Say what is done and how to go on."""
        kept = bool(self.__dict__.get("_store"))
        _interrupt.say(len(self._results), len(self.given["files"]), kept=kept)
        return int(ExitCode.INTERRUPTED)

    @contextmanager
    def _telling(self, name: str) -> Iterator[None]:
        """With several files an error is told and does not stop the others."""
        try:
            yield
        except TranslatorError as error:
            if len(self.given["files"]) == 1:
                raise
            _console.fail(f"{name}: {error.message}", error.hint)
            self.failed = max(self.failed, int(error.exit_code))

    def _take(self, at: int, name: str) -> None:
        """Open one file and let it wait."""
        from translator.localisation import large
        from translator.localisation.filling import is_wanted

        given = self.given
        found = _files.found(name, given["format"], given["source"], given["target"], given["output"])
        if large.is_large(found.asked, found.format):
            self._take_large(at, found)
            return
        file = _files.Opened(open_catalog(found.asked, found.format), found)
        count = sum(is_wanted(entry, self._wanted) for entry in file.catalog.entries)
        if given["dry_run"]:
            self._results[at] = _telling.say_would(found, count)
        else:
            self._waiting.append(_Waiting(at, file, count))

    def _take_large(self, at: int, found: _files.Found) -> None:
        """Fill and write a file that is taken in portions; nothing waits with it."""
        from translator.localisation import large

        if self.given["dry_run"]:
            self._results[at] = _telling.say_would(found, large.to_fill(found.asked, self._wanted))
            return
        with self._working() as bar:
            made = large.fill_large(found.asked, lambda one, told: self._fill([one], told)[0], bar)
        self._deliver(at, found, made.data, made.filled, made.remarks)

    def _fill_waiting(self) -> None:
        """Fill and write what waits, files of one pair of languages together."""
        from translator.localisation.proving import proven

        groups: dict[tuple[str, ...], list[_Waiting]] = {}
        for one in self._waiting:
            groups.setdefault(one.kind, []).append(one)
        self._waiting = []
        for group in groups.values():
            filled: list[Filled] = []
            for one in group:
                with self._telling(one.file.catalog.name):
                    filled = filled or self._filled(group)
                    catalog, found = one.file.catalog, one.file.found
                    data = proven(catalog, found.asked)
                    self._deliver(one.at, found, data, filled[group.index(one)], catalog.remarks)

    def _filled(self, group: list[_Waiting]) -> list[Filled]:
        with self._working() as bar:
            return self._fill([one.file.catalog for one in group], bar)

    def _fill(self, catalogs: list[Catalog], bar: Progress | None) -> list[Filled]:
        from translator.localisation import fill_all
        from translator.pipeline import Job

        first = catalogs[0]
        job = Job(first.target_language, first.source_language, self.given["engine"], glossary=self._glossary)
        return fill_all(catalogs, job, self._engines_into(job.target), self._wanted, bar)

    @contextmanager
    def _working(self) -> Iterator[Progress | None]:
        """A progress bar, and Ctrl-C taken gently where what is finished is kept."""
        keeping = self._store is not None
        with (
            _interrupt.gently(self._wish) if keeping else nullcontext(),
            _console.progress(_("Translating")) as bar,
        ):
            yield bar

    @cached_property
    def _store(self) -> Store | None:
        from translator.memory.opening import open_store

        store = open_store("none" if self.given["dry_run"] else self.given["memory"], _console.warn)
        if store is not None:
            self._open.callback(store.close)
        return store

    def _engines_into(self, target: str) -> Engines:
        """The engines into *target*; those of another language are let go."""
        from translator.engines import EngineOptions
        from translator.translating import Engines

        if self._engines is None or self._engines.target != target:
            self._close_engines()
            self._engines = Engines(
                self.given["engine"], target, EngineOptions(), self._store, self.given["fresh"], _console.warn,
                self._wish,
            )  # fmt: skip
        return self._engines

    def _close_engines(self) -> None:
        if self._engines is not None:
            for remark in self._engines.remarks():
                _console.warn(remark)
            self._engines.close()
            self._engines = None

    def _deliver(self, at: int, found: _files.Found, data: bytes, filled: Filled, remarks: list[str]) -> None:
        """Write one file and say what became of it."""
        wrote = found.write(data, overwrite=self.given["overwrite"])
        outcome = _telling.Outcome(found, filled, remarks, wrote)
        outcome.say()
        self._results[at] = outcome.as_json()
