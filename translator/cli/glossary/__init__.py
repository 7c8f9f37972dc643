"""``translator glossary``: the workshop for people who keep terminology; one file per command."""

from __future__ import annotations

import click

from translator.cli._lazy import LazyGroup
from translator.i18n import N_, _

COMMANDS = {
    "list": ("translator.cli.glossary.list", N_("List the glossaries on this machine.")),
    "show": ("translator.cli.glossary.show", N_("Show the concepts of a glossary.")),
    "search": ("translator.cli.glossary.search", N_("Find concepts by their terms or definitions.")),
}


@click.group(
    "glossary", cls=LazyGroup, lazy=COMMANDS, help=_("Keep terminology: show, check, convert, compare."),
    no_args_is_help=True,
)  # fmt: skip
def command() -> None:
    pass
