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

    def __init__(self, read: Callable[[str], str] = languages.canonical) -> None:
        self._read = read

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return self._read(value)
        except UsageError as error:
            self.fail(f"{error.message} {error.hint}", param, ctx)


def known_language(code: str) -> str:
    """The tag of a language there is: known to ISO 639 or CLDR, or one of a package here or in the index.

    Raises:
        UsageError: it is none.
    """
    tag = languages.canonical(code)
    if not (languages.is_known(tag) or _has_package(tag)):
        raise UsageError(
            _("There is no language “{code}”.").format(code=code),
            _("Use a code such as en, ru or pt-BR; `translator languages` lists what can be translated."),
        )
    return tag


def _has_package(code: str) -> bool:
    from translator.models import index, library

    packages = [*library.installed(), *(item.package for item in index.known())]
    return any(code in {package.source, package.target} for package in packages)


LANGUAGE = LanguageType()
"""For what people write down themselves, where any well-formed code will do."""
KNOWN_LANGUAGE = LanguageType(known_language)
"""For what is to be translated."""


def source_option(help: str = "", type: LanguageType = LANGUAGE) -> Decorator:
    """``-f/--from``."""
    return click.option(
        "-f", "--from", "--source-lang", "source", type=type, metavar="LANG",
        help=help or _("Language of the text; detected when not given."),
    )  # fmt: skip


def target_option(required: bool = True, type: LanguageType = LANGUAGE) -> Decorator:
    """``-t/--to``."""
    return click.option(
        "-t", "--to", "--target-lang", "target", type=type, metavar="LANG", required=required,
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
