"""``translator edition new``: a ``book.toml`` with every key explained."""

from __future__ import annotations

from pathlib import Path

import click

from translator.cli import _console
from translator.errors import ExitCode, OutputError
from translator.files import write_text
from translator.i18n import _


@click.command("new", help=_("Make a book.toml to fill in, with every key explained."))
@click.argument("path", default="book.toml", metavar="[FILE]")
def command(path: str) -> int:
    from translator.books.template import template

    if Path(path).exists():
        raise OutputError(_("{path} exists already.").format(path=path), _("Choose another name."))
    write_text(path, template())
    _console.say(_("Wrote {path}").format(path=path))
    _console.say(
        _("Name your articles in it, then: translator edition build {path} -o book.epub").format(path=path)
    )
    return int(ExitCode.DONE)
