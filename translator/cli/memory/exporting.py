"""``translator memory export``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import click

from translator import __version__
from translator.cli import _console, _options, _outputs
from translator.cli.memory import _store
from translator.errors import ExitCode, UsageError
from translator.i18n import _, ngettext
from translator.memory.store import Correction, Store

AT_ONCE = 1000


@click.command(
    "export",
    help=_("Write the corrections as TMX 1.4b (.tmx), or as training pairs (.tsv): source, tab, target.")
    + "\n\n"
    + _("The corrections of one pair of languages with --from and --to; a .tsv needs them."),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_options.source_option(_("Only from this language."))
@_options.target_option(required=False)
@click.option("--all", "everything", is_flag=True, help=_("Write the machine's translations too."))
@click.option("--overwrite", is_flag=True, help=_("Overwrite a file this program did not make."))
@_store.memory_option()
@_options.quiet_option()
def command(
    *,
    file: Path,
    source: str | None,
    target: str | None,
    everything: bool,
    overwrite: bool,
    memory: str | None,
) -> int:
    from translator.files import replacing

    pair = _store.languages_pair(source, target)
    suffix = file.suffix.lower()
    if suffix not in {".tmx", ".tsv"}:
        raise UsageError(_("A memory is written as .tmx or .tsv."), "")
    if suffix == ".tsv" and pair is None:
        raise UsageError(_("Training pairs are of two languages."), _("Name them with --from and --to."))
    _outputs.check_free([_outputs.Target(str(file), suffix[1:])], (), "always" if overwrite else None)
    with _store.opened(memory) as store, replacing(file) as out:
        rows = _store.rows(store, pair, machine=everything)
        count = _write(_without_corrected(rows, store), out, suffix)
    _outputs.remember(file)
    _console.say(ngettext("{n} pair in {path}.", "{n} pairs in {path}.", count).format(n=count, path=file))
    return int(ExitCode.DONE)


def _without_corrected(rows: Iterable[_store.Row], store: Store) -> Iterator[_store.Row]:
    """*rows* without the machine's translations of sentences that a person translated."""
    from translator.memory.corrections import clean

    for some in _store.batches(rows, AT_ONCE):
        wanted: dict[_store.Pair, set[str]] = {}
        for row, status in some:
            if status == "translated":
                wanted.setdefault(_pair(row), set()).add(clean(row.source))
        corrected = {
            (pair, one.source) for pair, sources in wanted.items() for one in store.corrections(sources, pair)
        }
        yield from (
            (row, status)
            for row, status in some
            if status == "edited" or (_pair(row), clean(row.source)) not in corrected
        )


def _pair(row: Correction) -> _store.Pair:
    return row.source_language, row.target_language


def _write(rows: Iterable[_store.Row], out: IO[bytes], suffix: str) -> int:
    from translator.memory import tables, tmx

    if suffix == ".tsv":
        return tables.write_training(rows, out)
    return tmx.write(rows, out, f"translator {__version__}")
