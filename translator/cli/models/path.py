"""``translator models path``."""

from __future__ import annotations

import click

from translator.cli.models import _shown
from translator.i18n import _


@click.command(
    "path", help=_("Print the folder packages are installed into, or those of the packages named.")
)
@click.argument("words", nargs=-1, metavar="[PAIR|PACKAGE]...")
def command(words: tuple[str, ...]) -> None:
    from translator import paths
    from translator.models import library

    if not words:
        click.echo(paths.installed_packages())
        return
    for package in _shown.named(library.installed(), words):
        click.echo(package.path)
