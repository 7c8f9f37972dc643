"""``translator memory prune``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click

from translator.cli import _console, _options
from translator.cli.memory import _store
from translator.errors import ExitCode, UsageError
from translator.i18n import _, ngettext


@click.command(
    "prune",
    help=_("Forget the machine's translations older than a number of days, or the corrections from one file.")
    + "\n\n"
    + _("Corrections are never forgotten by age."),
)
@click.option(
    "--older-than",
    "days",
    type=click.IntRange(0, 36500),
    metavar="DAYS",
    help=_("Machine translations older than this."),
)
@click.option("--origin", metavar="NAME", help=_("Corrections that came from the file of this name."))
@_store.memory_option()
@_options.quiet_option()
def command(days: int | None, origin: str | None, memory: str | None) -> int:
    if days is None and not origin:
        raise UsageError(
            _("Nothing was named to forget."), _("Use --older-than DAYS, or --origin with a file's name.")
        )
    with _store.opened(memory) as store:
        if days is not None:
            before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
            gone = store.forget_machine(before)
            text = ngettext("{n} machine translation forgotten.", "{n} machine translations forgotten.", gone)
            _console.say(text.format(n=gone))
        if origin:
            gone = store.forget_corrections(origin)
            text = ngettext("{n} correction forgotten.", "{n} corrections forgotten.", gone)
            _console.say(text.format(n=gone))
    return int(ExitCode.DONE)
