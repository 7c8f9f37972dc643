"""``translator models search``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.i18n import _

if TYPE_CHECKING:
    from translator.models.index import Available


@click.command(
    "search",
    help=_("Search the package index by language code or name; all words must fit. Works without a network."),
)
@click.argument("words", nargs=-1, metavar="[WORD]...")
@_shown.index_option()
@_options.json_option()
def command(words: tuple[str, ...], index_url: str | None, as_json: bool) -> None:
    from translator.models import index, library

    here = {package.code: package for package in library.installed() if package.origin == "installed"}
    found = [item for item in index.available(index_url) if _fits(item, words)]
    if as_json:
        _console.emit_json(
            [
                {
                    "code": item.package.code, "version": item.package.version, "from": item.source,
                    "to": item.target, "links": list(item.links),
                    "installed": here[item.package.code].version if item.package.code in here else None,
                }
                for item in found
            ]
        )  # fmt: skip
        return
    rows = []
    for item in found:
        package, old = item.package, here.get(item.package.code)
        rows.append([
            _shown.pair(package), package.code, package.version, f"{package.from_name} → {package.to_name}",
            _("installed: {version}").format(version=old.version) if old else "",
        ])  # fmt: skip
    if rows:
        _console.table([_("Pair"), _("Package"), _("Version"), _("Languages"), ""], rows)
    else:
        _console.say(_("The index has nothing that fits."))


def _fits(item: Available, words: tuple[str, ...]) -> bool:
    """Whether every word is a code of the package, part of its name, or the start of a language's name."""
    package = item.package
    codes = {item.source.casefold(), item.target.casefold(), package.from_code, package.to_code}
    names = f"{package.from_name} {package.to_name}".casefold().split()
    return all(
        word.casefold() in codes
        or (len(word) > 2 and any(name.startswith(word.casefold()) for name in names))
        or (len(word) > 4 and word.casefold() in package.code.casefold())
        for word in words
    )
