"""``translator memory``: what was translated and corrected before; one file per command."""

from __future__ import annotations

import click

from translator.cli._lazy import LazyGroup
from translator.i18n import N_, _

COMMANDS = {
    "import": ("translator.cli.memory.importing", N_("Take corrections from editions, TMX, XLIFF and tables.")),
    "export": ("translator.cli.memory.exporting", N_("Write corrections, or all pairs, as TMX or training pairs.")),
    "search": ("translator.cli.memory.search", N_("Find pairs by their words.")),
    "stats": ("translator.cli.memory.stats", N_("Say what the memory holds, and where it is.")),
    "prune": ("translator.cli.memory.prune", N_("Forget what is old, or what came from a wrong file.")),
    "merge": ("translator.cli.memory.merge", N_("Take in all that other memories hold.")),
}  # fmt: skip


@click.group(
    "memory", cls=LazyGroup, lazy=COMMANDS, help=_("Keep what was translated and corrected before."),
    no_args_is_help=True,
)  # fmt: skip
def command() -> None:
    pass
