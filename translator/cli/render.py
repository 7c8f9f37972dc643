"""``translator render``: any edition again, in other formats and layouts, without the engine."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from translator.cli import _console, _options, _outputs
from translator.document import Edition
from translator.errors import ExitCode, InputError, UsageError
from translator.i18n import _, ngettext, ui_language
from translator.writers import LAYOUTS, Layout, WriteOptions

_EXAMPLES = _("""\b
Examples:
  translator render article.ru.json -o article.ru.html -o article.ru.md
  translator render article.ru.json --layout interleaved
  translator render editions/*.json --to-format html,text -o pages/
  translator render --from article.ru.docx -o article.ru.html -o article.ru.json""")


@click.command(
    "render",
    help=_("Write an edition again, in other formats and layouts; nothing is translated anew.")
    + "\n\n"
    + _("Without -o the edition goes to standard output as plain text.")
    + "\n\n"
    + _EXAMPLES,
)
@click.argument("files", nargs=-1, metavar="[EDITION]...")
@click.option(
    "--from", "correction", metavar="FILE",
    help=_("Take the corrections from a file this program wrote and a person mended: XLIFF, TMX, TSV, HTML, "
           "Markdown, DOCX or ODT. Without EDITION, the one the file carries or that lies beside it."),
)  # fmt: skip
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
def command(  # noqa: PLR0917 - Click passes them by name
    files: tuple[str, ...], correction: str | None, outputs: tuple[str, ...], formats: str | None, overwrite: bool,
    as_json: bool, **look: Any,
) -> int:  # fmt: skip
    wanted = tuple(name.strip() for name in (formats or "").split(",") if name.strip())
    read = (
        [_corrected(correction, files)]
        if correction
        else [_Read(name, _read(name)) for name in _named(files)]
    )
    targets = [
        _outputs.targets(
            _plain_name(one.name, one.edition),
            one.edition.target_language,
            outputs,
            wanted,
            many=len(read) > 1,
        )
        for one in read
    ]
    if as_json and any(target.path == _outputs.STDOUT for own in targets for target in own):
        raise UsageError(
            _("--json and an edition cannot both go to standard output."), _("Name files with -o.")
        )
    # A corrected file may be made anew from itself, and the edition it belongs to brought up to date.
    sources = [] if correction else list(files)
    _outputs.check_free(
        [t for own in targets for t in own], sources, "always" if overwrite or correction else None
    )
    options = _look(**look)
    results = []
    for one, own in zip(read, targets, strict=True):
        written = [p for target in own if (p := _outputs.deliver(one.edition, target, options))]
        results.append(
            {"name": one.edition.name, "written": written, **({"edited": one.edited} if correction else {})}
        )
        for path in written:
            _console.say(_("Wrote {path}").format(path=path))
    if as_json:
        _console.emit_json(results)
    return int(ExitCode.DONE)


@dataclass(frozen=True, slots=True)
class _Read:
    """An edition and what outputs are named after."""

    name: str
    edition: Edition
    edited: tuple[int, ...] = ()


def _named(files: tuple[str, ...]) -> tuple[str, ...]:
    if not files:
        raise UsageError(
            _("Name an edition.json, or a corrected file with --from."), _("See translator render --help.")
        )
    return files


def _corrected(path: str, files: tuple[str, ...]) -> _Read:
    """The edition with the corrections in *path*."""
    from translator.corrections import corrected

    if len(files) > 1:
        raise UsageError(_("--from corrects one edition at a time."), "")
    done = corrected(path, _read(files[0]) if files else None)
    count = len(done.edited)
    _console.say(ngettext("{n} sentence corrected.", "{n} sentences corrected.", count).format(n=count))
    if done.unclear:
        message = ngettext(
            "{n} sentence could not be found in the file and stays as it was.",
            "{n} sentences could not be found in the file and stay as they were.",
            done.unclear,
        )
        _console.warn(message.format(n=done.unclear))
    return _Read(files[0] if files else path, done.edition, tuple(done.edited))


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
