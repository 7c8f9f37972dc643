"""A group of commands that imports one when it is used, and lists all of them without importing any."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from translator.i18n import _

Table = Mapping[str, tuple[str, str]]
"""Name → (module with ``command``, one line for the list, marked with ``N_``)."""


class LazyGroup(click.Group):
    """See the module; *lazy* is the table of commands, shown in its order."""

    def __init__(self, *args: Any, lazy: Table, **more: Any) -> None:
        super().__init__(*args, **more)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the table's order."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command."""
        if cmd_name not in self.lazy:
            return None
        command: click.Command = import_module(self.lazy[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(about)) for name, (_module, about) in self.lazy.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does it, with the nearest command named when there is none."""
        if args and args[0] not in self.lazy and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], self.lazy, n=1)
            hint = _("Did you mean “{name}”?").format(name=near[0]) if near else ""
            message = _("There is no command “{name}”.").format(name=args[0])
            raise click.UsageError(f"{message} {hint}".strip(), ctx)
        return super().resolve_command(ctx, args)
