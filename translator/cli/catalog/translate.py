"""``translator catalog translate``."""

from __future__ import annotations

from contextlib import closing, nullcontext
from typing import Any

import click

from translator.cli import _console, _options
from translator.cli.catalog import _files
from translator.errors import ExitCode, UsageError
from translator.i18n import _, ngettext

SHOWN = 20


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
    run = _Run(given)
    failed = 0
    for name, error in _files.each(given["files"], run.one):
        if error:
            _console.fail(f"{name}: {error.message}", error.hint)
            failed = max(failed, int(error.exit_code))
    if given["as_json"]:
        _console.emit_json(run.results)
    left = any(result["left"] for result in run.results)
    return failed or int(ExitCode.FLAGGED if given["strict"] and left else ExitCode.DONE)


class _Run:
    """One call of the command."""

    def __init__(self, given: dict[str, Any]) -> None:
        from translator import terminology

        self.given = given
        self.results: list[dict[str, Any]] = []
        if given["output"] and len(given["files"]) > 1:
            raise UsageError(_("-o names one file, and there are several to translate."))
        self.glossary = terminology.load(given["glossaries"])

    def one(self, name: str) -> None:
        """Translate one file."""
        given = self.given
        file = _files.opened(name, given["format"], given["source"], given["target"], given["output"])
        if given["dry_run"]:
            self._would(file)
            return
        filled = self._filled(file)
        from translator.localisation.proving import proven

        wrote = file.write(proven(file.catalog, file.asked), overwrite=given["overwrite"])
        self._tell(file, filled, wrote=wrote)

    def _filled(self, file: _files.Opened) -> Any:
        from translator.engines import EngineOptions
        from translator.localisation import Wish, fill
        from translator.memory.opening import open_store
        from translator.pipeline import Job
        from translator.translating import Engines

        given, catalog = self.given, file.catalog
        job = Job(catalog.target_language, catalog.source_language, given["engine"], glossary=self.glossary)
        wish = Wish(review=not given["no_review"], fuzzy=given["fuzzy"])
        store = open_store(given["memory"], _console.warn)
        with (
            closing(store) if store else nullcontext(),
            Engines(job.engine, job.target, EngineOptions(), store, given["fresh"], _console.warn) as engines,
            _console.progress(_("Translating")) as bar,
        ):
            filled = fill(catalog, job, engines, wish, bar)
            for remark in engines.remarks():
                _console.warn(remark)
        return filled

    def _would(self, file: _files.Opened) -> None:
        states = ("empty", "review") if self.given["fuzzy"] else ("empty",)
        count = sum(entry.state in states for entry in file.catalog.entries)
        said = ngettext(
            "{name}: {n} entry to fill, into {path}", "{name}: {n} entries to fill, into {path}", count
        )
        _console.say(said.format(name=file.catalog.name, n=count, path=file.output))
        self.results.append(
            {"file": file.catalog.name, "output": str(file.output), "to_fill": count, "left": []}
        )

    def _tell(self, file: _files.Opened, filled: Any, *, wrote: bool) -> None:
        catalog = file.catalog
        said = ngettext("{name}: {n} entry filled", "{name}: {n} entries filled", filled.filled)
        parts = [said.format(name=catalog.name, n=filled.filled)]
        if filled.reused:
            again = ngettext("{n} from an equal message", "{n} from equal messages", filled.reused)
            parts.append(again.format(n=filled.reused))
        if filled.left:
            parts.append(
                ngettext("{n} left empty", "{n} left empty", len(filled.left)).format(n=len(filled.left))
            )
        _console.say(", ".join(parts) + ".")
        for remark in catalog.remarks:
            _console.warn(f"{catalog.name}: {remark}")
        self._doubts(_("Left empty:"), filled.left)
        self._doubts(_("To look at:"), filled.noted)
        if wrote:
            _console.say(_("Wrote {path}").format(path=file.output))
        self.results.append(_result(file, filled, wrote=wrote))

    def _doubts(self, title: str, doubts: list[Any]) -> None:
        if not doubts:
            return
        _console.say("  " + title)
        for doubt in doubts[:SHOWN]:
            _console.say(f"  · {doubt.entry.key}: {doubt.reason}")
        if len(doubts) > SHOWN:
            rest = len(doubts) - SHOWN
            _console.say("  " + ngettext("… and {n} more.", "… and {n} more.", rest).format(n=rest))


def _result(file: _files.Opened, filled: Any, *, wrote: bool) -> dict[str, Any]:
    return {
        "file": file.catalog.name,
        "output": str(file.output),
        "written": wrote,
        "filled": filled.filled,
        "reused": filled.reused,
        "left": [{"key": doubt.entry.key, "reason": doubt.reason} for doubt in filled.left],
        "noted": [{"key": doubt.entry.key, "reason": doubt.reason} for doubt in filled.noted],
    }
