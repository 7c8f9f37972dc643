"""``translator catalog``: for people who translate programs; one file per command."""

from __future__ import annotations

import click

from translator.cli._lazy import LazyGroup
from translator.i18n import N_, _

COMMANDS = {
    "translate": ("translator.cli.catalog.translate", N_("Fill what is empty, marked for review.")),
    "check": ("translator.cli.catalog.check", N_("Find broken placeholders, missing plurals and the like.")),
    "stats": ("translator.cli.catalog.stats", N_("Count what is translated, waits for review or is empty.")),
    "pseudo": ("translator.cli.catalog.pseudo", N_("Make a pseudo-translation to test an interface with.")),
}


@click.group(
    "catalog",
    cls=LazyGroup,
    lazy=COMMANDS,
    help=_("Translate the catalogs of programs: PO, XLIFF, Qt, Android, Apple, JSON, subtitles …"),
    no_args_is_help=True,
)
def command() -> None:
    pass
