"""``translator models route``."""

from __future__ import annotations

from typing import Any

import click

from translator import languages
from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.errors import ModelMissing
from translator.i18n import _


@click.command(
    "route", help=_("Show how one language would be translated into another, and what would be better.")
)
@click.argument("source", metavar="FROM", type=_options.KNOWN_LANGUAGE)
@click.argument("target", metavar="TO", type=_options.KNOWN_LANGUAGE)
@_shown.index_option()
@_options.json_option()
def command(source: str, target: str, index_url: str | None, as_json: bool) -> None:
    from translator.models import index, library, wanted

    way = wanted.way(library.installed(), index.known(index_url), (source, target))
    pair = f"{languages.to_argos(source)} {languages.to_argos(target)}"
    pivots = " --with-pivots" if way.best and len(way.best.legs) > 1 else ""
    where = f" --index {index_url}" if index_url else ""
    install = f"translator models install {pair}{pivots}{where}" if way.missing else ""
    if as_json:
        told: dict[str, Any] = {
            "from": source, "to": target, "route": [_shown.as_json(leg) for leg in way.now.legs] if way.now else None,
            "missing": [item.package.label for item in way.missing], "command": install,
        }  # fmt: skip
        _console.emit_json(told)
    elif way.now:
        kinds = _shown.kinds(way.now.legs)
        rows = [[_shown.pair(leg), leg.label, _shown.kind(kinds[leg]), str(leg.path)] for leg in way.now.legs]
        _console.table([_("Step"), _("Package"), _("Kind"), _("Place")], rows)
        if way.missing:
            _console.say(_("Better: `{command}`").format(command=install))
    if way.now is None:
        raise ModelMissing(
            _("Nothing installed translates {source} into {target}. Missing: {packages}.").format(
                source=source, target=target, packages=", ".join(item.package.label for item in way.missing)
            )
            if way.missing
            else _("Nothing installed or in the index translates {source} into {target}.").format(
                source=source, target=target
            ),
            _("Install it: `{command}`.").format(command=install)
            if install
            else _("`translator models update` refreshes the index, `translator models search` lists it."),
        )
