"""``translator config``: the settings and where each value comes from."""

from __future__ import annotations

import difflib
from importlib import import_module
from typing import Any

import click

from translator import settings
from translator.cli import _console, _options
from translator.errors import UsageError
from translator.i18n import _


@click.group("config", help=_("Show the settings and where each value comes from."))
def command() -> None:
    pass


@command.command("show", help=_("List the value of every option and what set it."))
@_options.json_option()
def show(as_json: bool) -> None:
    loaded = settings.load()
    _refuse_unknown(loaded)
    rows = [row for name, options in _commands() for row in _rows(name, options, loaded)]
    if as_json:
        _console.emit_json(
            [dict(zip(("command", "option", "value", "source"), row, strict=True)) for row in rows]
        )
    else:
        _console.table(
            [_("Command"), _("Option"), _("Value"), _("Set by")], [[str(c) for c in row] for row in rows]
        )


@command.command("path", help=_("Print where the settings files lie."))
def path() -> None:
    for file in settings.files():
        click.echo(str(file))


def _commands() -> list[tuple[str, list[click.Option]]]:
    """Every command that has options a file may set."""
    from translator.cli import COMMANDS

    out = []
    for name, (module, _about) in COMMANDS.items():
        if name == "config":
            continue
        loaded: click.Command = import_module(module).command
        out.append((name, [p for p in loaded.params if isinstance(p, click.Option) and p.name != "help"]))
    return out


def _long(option: click.Option) -> str:
    """The option as a settings file spells it."""
    return next(o for o in option.opts if o.startswith("--")).removeprefix("--")


def _rows(
    name: str, options: list[click.Option], loaded: settings.Settings
) -> list[tuple[str, str, Any, str]]:
    import os

    rows: list[tuple[str, str, Any, str]] = []
    for option in options:
        key = _long(option)
        variable = f"TRANSLATOR_{name}_{option.name}".upper()
        if os.environ.get(variable):
            rows.append((name, key, os.environ[variable], variable))
        elif loaded.origin(name, key):
            rows.append((name, key, loaded.values[name][key].value, loaded.origin(name, key)))
        elif isinstance(option.default, str | int | float) and option.default not in ("", False):
            rows.append((name, key, option.default, _("default")))
    return rows


def _refuse_unknown(loaded: settings.Settings) -> None:
    """Name the first key no command knows, with the nearest one that exists."""
    known = {name: [_long(option) for option in options] for name, options in _commands()}
    for name, table in loaded.values.items():
        for key, setting in table.items():
            options = known.get(name, [])
            if key in options:
                continue
            near = difflib.get_close_matches(key, options or list(known), n=1)
            raise UsageError(
                _("{path}: there is no setting “{key}” under [{command}].").format(
                    path=setting.source, key=key, command=name
                ),
                _("Did you mean “{name}”?").format(name=near[0]) if near else "",
            )
