"""``translator translate``: the main job."""

from __future__ import annotations

from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import Any, Literal

import click

from translator.cli import _console, _options, _outputs, _summary
from translator.document import Document, Edition
from translator.errors import ExitCode, UsageError
from translator.i18n import _, ui_language
from translator.writers import LAYOUTS, Layout, WriteOptions

_EXAMPLES = _("""\b
Examples:
  translator translate article.txt --to ru -g cis-security -o article.ru.html
  translator translate article.md --to ru -o article.epub -o article.tmx
  cat article.txt | translator translate --to ru -""")


@click.command(
    "translate",
    help=_("Translate articles into bilingual editions, offline.")
    + "\n\n"
    + _(
        "Without -o the translation goes to standard output as plain text. The suffix of an output names its "
        "format; an output folder takes one file for each input."
    )
    + "\n\n"
    + _EXAMPLES,
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@_options.target_option()
@_options.source_option()
@_options.glossary_option()
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="PATH", help=_("Where to write; may be repeated.")
)
@click.option(
    "--to-format",
    "formats",
    metavar="NAME[,NAME]",
    help=_("Formats to write, where the suffix does not say."),
)
@click.option("--format", "--input-format", "input_format", metavar="NAME", help=_("Format of the input."))
@click.option("--encoding", metavar="NAME", help=_("Encoding of a text file; found out when not given."))
@click.option("--text", metavar="TEXT", help=_("Translate this text instead of files."))
@click.option("--layout", type=click.Choice(LAYOUTS), help=_("How source and translation stand together."))
@click.option(
    "--glossary-strict",
    is_flag=True,
    help=_("Put a term in even where its form is not certain, and mark it."),
)
@click.option(
    "--first-mention", type=click.Choice(["plain", "full"]), default="plain", show_default=True,
    help=_("Write an acronym's full form where it is mentioned first."),
)  # fmt: skip
@click.option("--strict", is_flag=True, help=_("Exit with status 1 when sentences were flagged."))
@click.option("--overwrite", is_flag=True, help=_("Overwrite files this program did not make."))
@click.option(
    "--dry-run", is_flag=True, help=_("Do everything but translate: accented text shows what would be.")
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
@click.option(
    "--memory", metavar="PATH|none", help=_("Where finished sentences are remembered; none: nowhere.")
)
@click.option("--fresh", is_flag=True, help=_("Translate everything anew, whatever the memory says."))
@_options.json_option()
@_options.quiet_option()
def command(**given: Any) -> int:
    asked = _Asked(**given)
    wanted = asked.checked_targets()
    documents = asked.documents()
    editions = asked.editions(documents)
    results = []
    for edition, own in zip(editions, wanted, strict=True):
        written = [path for target in own if (path := _outputs.deliver(edition, target, asked.look(target)))]
        _summary.show(edition, written)
        results.append(_summary.as_json(edition, written))
    if asked.as_json and all(result["written"] for result in results):
        _console.emit_json(results)
    flagged = any(edition.flagged for edition in editions)
    return int(ExitCode.FLAGGED if asked.strict and flagged else ExitCode.DONE)


@dataclass(frozen=True)
class _Asked:
    """The options, and what they come to."""

    files: tuple[str, ...]
    target: str
    source: str | None
    glossaries: tuple[str, ...]
    outputs: tuple[str, ...]
    formats: str | None
    input_format: str | None
    encoding: str | None
    text: str | None
    layout: Layout | None
    glossary_strict: bool
    first_mention: Literal["plain", "full"]
    strict: bool
    overwrite: bool
    dry_run: bool
    engine: str
    beam: int
    device: str
    threads: int
    memory: str | None
    fresh: bool
    as_json: bool

    @property
    def inputs(self) -> tuple[str, ...]:
        """File names, or ``-``."""
        if self.text is not None and self.files:
            raise UsageError(_("Give either files or --text, not both."), "")
        return ("",) if self.text is not None else self.files or ("-",)

    def checked_targets(self) -> list[list[_outputs.Target]]:
        """The targets of every input; refused before any work where they would destroy something."""
        formats = tuple(name.strip() for name in (self.formats or "").split(",") if name.strip())
        many = len(self.inputs) > 1
        found = [
            _outputs.targets(name, self.target, self.outputs, formats, many=many) for name in self.inputs
        ]
        if self.as_json and any(t.path == _outputs.STDOUT for own in found for t in own):
            if self.outputs or formats or many:
                raise UsageError(
                    _("--json and an edition cannot both go to standard output."), _("Name files with -o.")
                )
            return [[_outputs.Target(_outputs.STDOUT, "json")]]
        _outputs.check_free([t for own in found for t in own], list(self.files), overwrite=self.overwrite)
        return found

    def documents(self) -> list[Document]:
        """Read all inputs."""
        from translator.readers import read, read_bytes

        if self.text is not None:
            return [read_bytes(self.text.encode(), "", self.input_format or "text")]
        return [read(name, self.input_format, encoding=self.encoding) for name in self.inputs]

    def editions(self, documents: list[Document]) -> list[Edition]:
        """Translate them."""
        from translator import terminology
        from translator.engines import EngineOptions
        from translator.memory.opening import open_store
        from translator.pipeline import Job, translate_documents
        from translator.translating import Engines

        options = EngineOptions(beam=self.beam, device=self.device, threads=self.threads)
        job = Job(
            self.target,
            self.source,
            "pseudo" if self.dry_run else self.engine,
            options,
            terminology.load(self.glossaries),
            terminology.TermOptions(strict=self.glossary_strict, first_mention=self.first_mention),
        )
        store = open_store("none" if self.dry_run else self.memory, _console.warn)
        with (
            closing(store) if store else nullcontext(),
            Engines(job.engine, job.target, options, store, self.fresh, _console.warn) as engines,
            _console.progress(_("Translating")) as bar,
        ):
            editions = translate_documents(documents, job, engines, bar)
            remarks = engines.remarks()
        for remark in remarks:
            _console.warn(remark)
        return editions

    def look(self, target: _outputs.Target) -> WriteOptions:
        """How the edition is to look at *target*: only the translation on standard output, unless asked."""
        import shutil

        usual: Layout = "translation" if target.path == _outputs.STDOUT else "side-by-side"
        width = shutil.get_terminal_size((100, 24)).columns
        return WriteOptions(layout=self.layout or usual, ui_language=ui_language(), width=width)
