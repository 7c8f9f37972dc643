"""Options that several commands share, so that a flag means the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from translator import languages
from translator.cli import _console
from translator.errors import UsageError
from translator.i18n import _

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class LanguageType(click.ParamType[str]):
    """A language code in any usual spelling; gives the canonical tag."""

    name = "lang"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return languages.canonical(value)
        except UsageError as error:
            self.fail(f"{error.message} {error.hint}", param, ctx)


LANGUAGE = LanguageType()


def source_option(help: str = "") -> Decorator:
    """``-f/--from``."""
    return click.option(
        "-f", "--from", "--source-lang", "source", type=LANGUAGE, metavar="LANG",
        help=help or _("Language of the text; detected when not given."),
    )  # fmt: skip


def target_option(required: bool = True) -> Decorator:
    """``-t/--to``."""
    return click.option(
        "-t", "--to", "--target-lang", "target", type=LANGUAGE, metavar="LANG", required=required,
        help=_("Language to translate into."),
    )  # fmt: skip


def glossary_option() -> Decorator:
    """``-g/--glossary``, repeatable."""
    return click.option(
        "-g", "--glossary", "glossaries", multiple=True, metavar="NAME|FILE",
        help=_("A glossary by name or file; may be repeated, later ones win."),
    )  # fmt: skip


def json_option() -> Decorator:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))


def quiet_option() -> Decorator:
    """``-q/--quiet``."""

    def quieten(_ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        _console.be_quiet(value)

    return click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=quieten, help=_("Say nothing but errors.")
    )
