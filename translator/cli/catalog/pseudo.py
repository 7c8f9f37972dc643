"""``translator catalog pseudo``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from translator.catalogs import Asked, format_of, is_bilingual, open_catalog
from translator.catalogs.destinations import destination
from translator.cli import _console, _options
from translator.cli.catalog import _files
from translator.errors import UsageError
from translator.i18n import _, ngettext


@click.command(
    "pseudo",
    help=_("Make a pseudo-translation: accented and longer (en-XA), or written from right to left (ar-XB).")
    + "\n\n"
    + _(
        "Every text of an interface that stays plain was never marked for translation; every text that is cut off "
        "will be cut off in German too."
    ),
)
@_files.files_argument()
@click.option("-o", "--output", metavar="PATH", help=_("Where to write, for a single file."))
@click.option("--bidi", is_flag=True, help=_("Turn words from right to left."))
@click.option(
    "--grow", type=click.IntRange(0, 300), default=40, show_default=True, help=_("Per cent to grow by.")
)
@click.option("--overwrite", is_flag=True, help=_("Replace an output file that is there already."))
@_files.format_option()
@_options.quiet_option()
def command(**given: Any) -> int:
    from translator.localisation.pseudo import LOCALES, Style, pseudo

    if given["output"] and len(given["files"]) > 1:
        raise UsageError(_("-o names one file, and there are several to translate."))
    style: Style = "bidi" if given["bidi"] else "accented"
    failed = 0

    def one(name: str) -> None:
        data = _files.read_bytes(name)
        form = given["format"] or format_of(name, data)
        both = is_bilingual(form) and form != "xcstrings"
        asked = Asked(name, data, None, None if both else LOCALES[style])
        catalog = open_catalog(asked, form)
        place = Path(given["output"] or _beside(Path(name), form, LOCALES[style]))
        filled = pseudo(catalog, style, grow=given["grow"] / 100)
        if _files.Found(asked, form, place, in_place=False).write(
            catalog.data(), overwrite=given["overwrite"]
        ):
            said = ngettext("{n} entry, wrote {path}", "{n} entries, wrote {path}", filled.filled)
            _console.say(said.format(n=filled.filled, path=place))

    for name, error in _files.each(given["files"], one):
        if error:
            _console.fail(f"{name}: {error.message}", error.hint)
            failed = max(failed, int(error.exit_code))
    return failed


def _beside(path: Path, format: str, locale: str) -> Path:
    if is_bilingual(format):
        suffix = ".po" if path.suffix == ".pot" else path.suffix
        return path.with_name(f"{path.stem}.{locale}{suffix}")
    return destination(path, format, "en", locale)
