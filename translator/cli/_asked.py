"""What ``translate`` was asked: its options, and what they come to."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from translator.cli import _console, _inputs, _interrupt, _manifest, _outputs, _run, _summary
from translator.document import Document, Edition
from translator.errors import ExitCode, UsageError
from translator.i18n import _, ui_language
from translator.writers import Layout, WriteOptions

if TYPE_CHECKING:
    from translator.glossary.concepts import Glossary
    from translator.memory.store import Store

_IRRELEVANT = frozenset(
    "files outputs memory fresh overwrite as_json strict include exclude threads glossaries engine_cluster".split()
)
"""Options that do not change what is written (glossaries count by their content)."""


@dataclass(frozen=True)
class Asked:
    """The options, under the names Click gives them."""

    files: tuple[str, ...]
    target: str
    source: str | None
    glossaries: tuple[str, ...]
    outputs: tuple[str, ...]
    formats: str | None
    layout: Layout | None
    overwrite: str | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    text: str | None
    input_format: str | None
    encoding: str | None
    glossary_strict: bool
    first_mention: Literal["plain", "full"]
    strict: bool
    memory: str | None
    fresh: bool
    fuzzy: int | None
    dry_run: bool
    engine: str
    beam: int
    device: str
    threads: int
    engine_cluster: str | None
    as_json: bool

    def works(self, wanted: Callable[[_inputs.Item], bool] | None = None) -> list[_run.Work]:
        """Every input that is *wanted* and has something to do, with its targets.

        Raises:
            UsageError, InputError, OutputError: before any work, where it would destroy something or cannot succeed.
        """
        items = self._items()
        works = [_run.Work(item, own) for item, own in zip(items, self._all_targets(items), strict=True)]
        if self.engine_cluster and any(t.path == _outputs.STDOUT for w in works for t in w.targets):
            raise UsageError(_("What a cluster translates goes into files."), _("Name them with -o."))
        works = [work for work in works if wanted is None or wanted(work.item)]
        if self.folder is None:
            _outputs.check_free([t for w in works for t in w.targets], self.files, self.overwrite)
        elif not self.fresh:
            works = [work for work in works if not self._done(work)]
        return [w for w in works if not _outputs.to_skip(w.item.name, w.targets, self.overwrite)]

    def _items(self) -> list[_inputs.Item]:
        if self.text is not None and self.files:
            raise UsageError(_("Give either files or --text, not both."), "")
        if self.text is not None:
            return [_inputs.Item("")]
        found = _inputs.expand(self.files or ("-",), self.include, self.exclude, self.folder)
        made = self.manifest.made() if self.manifest else set()
        return [item for item in found if Path(item.name).resolve() not in made]

    def _all_targets(self, items: list[_inputs.Item]) -> list[tuple[_outputs.Target, ...]]:
        """Where the editions of each item go: ``a.txt`` and ``a.md`` in one folder do not share a name."""
        many = len(items) > 1 or any(item.under for item in items)
        found = [self._targets(item, many=many) for item in items]
        for at in {at for places in _outputs.clashing(found).values() for at in places}:
            found[at] = self._targets(items[at], many=many, whole=True)
        for path, places in _outputs.clashing(found).items():
            one, other = (items[at].name for at in places[:2])
            raise UsageError(
                _("{one} and {other} would both be written to {path}.").format(
                    one=one, other=other, path=path
                ),
                _("Translate them in two runs, into different folders."),
            )
        return found

    def _targets(self, item: _inputs.Item, *, many: bool, whole: bool = False) -> tuple[_outputs.Target, ...]:
        """Where the editions of *item* go."""
        formats = tuple(name.strip() for name in (self.formats or "").split(",") if name.strip())
        found = _outputs.targets(
            item.name, self.target, self.outputs, formats, many=many, under=item.under, whole=whole
        )
        if self.as_json and any(t.path == _outputs.STDOUT for t in found):
            if self.outputs or formats or many:
                raise UsageError(
                    _("--json and an edition cannot both go to standard output."), _("Name files with -o.")
                )
            return (_outputs.Target(_outputs.STDOUT, "json"),)
        return tuple(found)

    @cached_property
    def folder(self) -> Path | None:
        """The output folder that gets a manifest: the only output, when it is a folder."""
        only = self.outputs[0] if len(self.outputs) == 1 else ""
        return Path(only) if only and _outputs.is_folder(only) and self.text is None else None

    @cached_property
    def manifest(self) -> _manifest.Manifest | None:
        """What earlier runs noted in the output folder."""
        return _manifest.Manifest(self.folder) if self.folder else None

    def _done(self, work: _run.Work) -> bool:
        """Whether an earlier run did it, by the manifest."""
        if self.manifest is None or work.item.name == "-":
            return False
        now = _manifest.digest(Path(work.item.name))
        known = self.manifest.entries.get(work.item.name)
        return known is not None and _manifest.is_done(known, self.manifest.folder, now, self.wish)

    @cached_property
    def loaded(self) -> list[Glossary]:
        """The named glossaries."""
        from translator.glossary.library import load_glossary

        return [load_glossary(name) for name in self.glossaries]

    @cached_property
    def glossary(self) -> Glossary | None:
        """All named glossaries as one."""
        from translator import terminology

        return terminology.load(self.loaded)

    @cached_property
    def wish(self) -> str:
        """A digest of everything that decides the outputs besides the input."""
        from translator.engines import state

        said = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in _IRRELEVANT}
        said["glossary"] = self.glossary.hash if self.glossary else ""
        said["ui_language"] = ui_language()
        said["models"] = state(self.engine_name, self.target)
        said["corrections"] = self.corrections()
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def engine_name(self) -> str:
        """What translates; a dry run only accents the text."""
        return "pseudo" if self.dry_run else self.engine

    @cached_property
    def store(self) -> Store | None:
        """The memory."""
        from translator.memory.opening import open_store

        return open_store("none" if self.dry_run else self.memory, _console.warn)

    def refresh(self) -> None:
        """Look at the corrections again: they have changed."""
        self.__dict__.pop("wish", None)

    def corrections(self) -> int:
        """The state of the corrections: with new ones, files are done again."""
        try:
            return self.store.changes() if self.store else 0
        except Exception:  # noqa: BLE001 - drivers differ; trouble with the memory is told when it is used
            return 0

    def read(self, item: _inputs.Item) -> Document:
        """Read one input."""
        from translator.readers import read, read_bytes

        if self.text is not None:
            return read_bytes(self.text.encode(), "", self.input_format or "text")
        if item.name == "-" and sys.stdin.isatty():
            _console.say(_("Type or paste the text; Ctrl-D on a line of its own ends it."))
        return read(item.name, self.input_format, encoding=self.encoding)

    @property
    def together(self) -> int | None:
        """Characters of source text in one go: far more for a cluster than for one machine."""
        if not self.engine_cluster:
            return None
        from translator import cluster

        return cluster.TOGETHER

    def deliver(self, edition: Edition, target: _outputs.Target) -> str:
        """Write one edition and return its path (empty for standard output)."""
        if self.folder is not None:
            _outputs.make_folder(Path(target.path).parent)
            _outputs.check_free([target], self.files, self.overwrite)
        return _outputs.deliver(edition, target, self._look(target))

    def close(self) -> None:
        """Write down what was done, and let go of the memory."""
        if "store" in self.__dict__ and self.store:
            self.store.close()
        self.save()

    def save(self) -> None:
        """Write the manifest."""
        if self.manifest is not None:
            self.manifest.save()

    def told(self, outcome: _run.Outcome, *, alone: bool) -> _summary.Line:
        """Say what became of one input, and note it in the manifest."""
        if outcome.error:
            _console.fail(f"{outcome.work.item.name}: {outcome.error.message}", outcome.error.hint)
        elif outcome.edition and alone:
            _summary.show(outcome.edition, list(outcome.written))
        if self.manifest is not None and self.manifest.folder.is_dir():
            self.manifest.note(_run.noted(outcome, self.manifest.folder, self.wish))
        return _summary.line(outcome, whole=self.as_json)

    def interrupted(self, done: int, total: int) -> int:
        """Say what is done and how to go on."""
        remembered = not self.engine_cluster and self.memory != "none"
        _interrupt.say(done, total, kept=remembered and not self.dry_run)
        if self.manifest is not None and not remembered:
            _console.say(_("Finished files are kept: the same command again does the others."))
        return int(ExitCode.INTERRUPTED)

    def _look(self, target: _outputs.Target) -> WriteOptions:
        """How the edition is to look at *target*: only the translation on standard output, unless asked."""
        usual: Layout = "translation" if target.path == _outputs.STDOUT else "side-by-side"
        width = shutil.get_terminal_size((100, 24)).columns
        return WriteOptions(layout=self.layout or usual, ui_language=ui_language(), width=width)
