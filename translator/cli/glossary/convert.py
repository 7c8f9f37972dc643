"""``translator glossary convert``."""

from __future__ import annotations

from pathlib import Path

import click

from translator.cli import _console, _options
from translator.cli.glossary import _files
from translator.errors import ExitCode, UsageError
from translator.i18n import _


@click.command("convert", help=_("Turn a glossary file into another format."))
@click.argument("source_file", type=click.Path(path_type=Path), metavar="FILE", required=False)
@click.argument("target_file", type=click.Path(path_type=Path), metavar="NEW-FILE", required=False)
@_files.format_option(
    "--from-format", "from_format", _("The format of FILE, where its suffix does not tell.")
)
@_files.format_option(
    "--to-format", "to_format", _("The format of NEW-FILE, where its suffix does not tell.")
)
@_files.pair_options()
@click.option("--overwrite", is_flag=True, help=_("Replace a file that exists."))
@click.option("--formats", is_flag=True, help=_("List the formats and stop."))
@_options.quiet_option()
def command(
    *, source_file: Path | None, target_file: Path | None, from_format: str | None, to_format: str | None,
    source: str | None, target: str | None, overwrite: bool, formats: bool,
) -> int:  # fmt: skip
    from translator.glossary.formats import read_glossary

    if formats:
        return _list()
    if source_file is None or target_file is None:
        raise UsageError(_("Which file, and into which?"))
    pair = _files.pair_of(source, target)
    with _console.progress(_("Reading")):
        glossary = read_glossary(source_file, pair, from_format)
    _files.write(glossary, target_file, to_format, pair, overwrite=overwrite)
    return int(ExitCode.DONE)


def _list() -> int:
    from translator.glossary.formats import FORMATS, can_write

    rows = [
        [name, " ".join(entry.suffixes), _("in and out") if can_write(name) else _("in"), _(entry.about)]
        for name, entry in FORMATS.items()
    ]
    _console.table([_("Format"), _("Suffixes"), _("Direction"), _("What it is")], rows)
    return int(ExitCode.DONE)
