"""``translator glossary remove``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.errors import ExitCode
from translator.i18n import _, ngettext


@click.command("remove", help=_("Remove concepts from a glossary file; comments and order of the rest stay."))
@click.argument("glossary", metavar="NAME|FILE")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_options.quiet_option()
def command(glossary: str, ids: tuple[str, ...]) -> int:
    from translator.glossary.editing import drop, file_to_edit

    path = file_to_edit(glossary)
    drop(path, ids)
    _console.say(
        ngettext("Removed {n} concept from {path}.", "Removed {n} concepts from {path}.", len(ids)).format(
            n=len(ids), path=path
        )
    )
    return int(ExitCode.DONE)
