"""``translator languages``: what can be translated now, with names anyone can read."""

from __future__ import annotations

import click

from translator import languages
from translator.cli import _console, _options
from translator.i18n import _, ui_language


@click.command(
    "languages",
    help=_("List the languages and what can be translated now.")
    + "\n\n"
    + _("With --all, every language the package index offers is listed too."),
)
@click.option("--all", "everything", is_flag=True, help=_("Also languages that would need another package."))
@_options.json_option()
def command(everything: bool, as_json: bool) -> None:
    pairs = _pairs(everything)
    rows = []
    for code in sorted({code for pair in pairs for code in pair}):
        targets = sorted(target for source, target in pairs if source == code)
        rows.append((code, languages.endonym(code), languages.name(code, ui_language()), targets))
    if as_json:
        _console.emit_json([dict(zip(("code", "endonym", "name", "into"), row, strict=True)) for row in rows])
    else:
        shown = [[code, own, name, " ".join(targets)] for code, own, name, targets in rows]
        _console.table([_("Code"), _("Own name"), _("Name"), _("Into")], shown)


def _pairs(everything: bool) -> set[tuple[str, str]]:
    from translator.models import library, routes

    pairs = routes.reachable(library.installed())
    if everything:
        from translator.models import index

        pairs |= {(package.source, package.target) for package in index.available()}
    return pairs
