"""``translator edition``: books of many articles; one file per command."""

from __future__ import annotations

import click

from translator.cli._lazy import LazyGroup
from translator.i18n import N_, _

COMMANDS = {
    "new": ("translator.cli.edition.new", N_("Make a book.toml to fill in.")),
    "build": ("translator.cli.edition.build", N_("Make a book, a PDF or a site of many articles.")),
}


@click.group(
    "edition",
    cls=LazyGroup,
    lazy=COMMANDS,
    help=_("Make books and sites of many articles."),
    no_args_is_help=True,
)
def command() -> None:
    pass
