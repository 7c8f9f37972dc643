"""``translator render``: any edition again, in other formats and layouts, without the engine."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import click

from translator.cli import _console, _options, _outputs
from translator.document import Edition
from translator.errors import ExitCode, InputError, UsageError
from translator.i18n import _, ui_language
from translator.writers import LAYOUTS, Layout, WriteOptions

_EXAMPLES = _("""\b
Examples:
  translator render article.ru.json -o article.ru.html -o article.ru.md
  translator render article.ru.json --layout interleaved
  translator render editions/*.json --to-format html,text -o pages/""")


@click.command(
    "render",
    help=_("Write an edition again, in other formats and layouts; nothing is translated anew.")
    + "\n\n"
    + _("Without -o the edition goes to standard output as plain text.")
    + "\n\n"
    + _EXAMPLES,
)
@click.argument("files", nargs=-1, required=True, metavar="EDITION...")
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="PATH", help=_("Where to write; may be repeated.")
)
@click.option(
    "--to-format",
    "formats",
    metavar="NAME[,NAME]",
    help=_("Formats to write, where the suffix does not say."),
)
@click.option("--layout", type=click.Choice(LAYOUTS), help=_("How source and translation stand together."))
@click.option(
    "--width", type=click.IntRange(0), metavar="N",
    help=_("For plain text: columns of the page; 0 leaves paragraphs on one line."),
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help=_("Overwrite files this program did not make."))
@_options.json_option()
@_options.quiet_option()
def command(
    files: tuple[str, ...], outputs: tuple[str, ...], formats: str | None, overwrite: bool, as_json: bool,
    **look: Any,
) -> int:  # fmt: skip
    wanted = tuple(name.strip() for name in (formats or "").split(",") if name.strip())
    editions = [_read(name) for name in files]
    targets = [
        _outputs.targets(
            _plain_name(name, edition), edition.target_language, outputs, wanted, many=len(files) > 1
        )
        for name, edition in zip(files, editions, strict=True)
    ]
    if as_json and any(target.path == _outputs.STDOUT for own in targets for target in own):
        raise UsageError(
            _("--json and an edition cannot both go to standard output."), _("Name files with -o.")
        )
    _outputs.check_free([t for own in targets for t in own], list(files), "always" if overwrite else None)
    options = _look(**look)
    results = []
    for edition, own in zip(editions, targets, strict=True):
        written = [p for target in own if (p := _outputs.deliver(edition, target, options))]
        results.append({"name": edition.name, "written": written})
        for path in written:
            _console.say(_("Wrote {path}").format(path=path))
    if as_json:
        _console.emit_json(results)
    return int(ExitCode.DONE)


def _read(name: str) -> Edition:
    from translator.writers.json import from_json, read_edition

    if name != _outputs.STDOUT:
        return read_edition(name)
    try:
        return from_json(sys.stdin.buffer.read().decode("utf-8-sig"), _("standard input"))
    except UnicodeDecodeError as error:
        raise InputError(_("Standard input is not UTF-8.")) from error


def _plain_name(name: str, edition: Edition) -> str:
    """The name outputs are called after: ``article.ru.json`` gives ``article.ru.html``, not ``article.ru.ru.html``."""
    path = Path(name)
    for ending in (".edition", f".{edition.target_language}"):
        if path.stem.endswith(ending):
            path = path.with_name(path.stem.removesuffix(ending) + path.suffix)
    return str(path)


def _look(layout: Layout | None, width: int | None) -> WriteOptions:
    """Both languages, fitted to the terminal, unless asked for something else."""
    columns = shutil.get_terminal_size((100, 24)).columns if width is None else width
    return WriteOptions(layout=layout or "side-by-side", ui_language=ui_language(), width=columns)
