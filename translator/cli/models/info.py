"""``translator models info``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.i18n import _

if TYPE_CHECKING:
    from translator.models.index import Available
    from translator.models.package import Package
    from translator.models.store import Record


@click.command("info", help=_("Show what the index and this machine know about packages, such as `en ru`."))
@click.argument("words", nargs=-1, required=True, metavar="PAIR|PACKAGE...")
@_shown.index_option()
@_options.json_option()
def command(words: tuple[str, ...], index_url: str | None, as_json: bool) -> None:
    from translator import paths
    from translator.models import index, library, store, wanted

    offered = index.known(index_url)
    recorded = store.records(paths.installed_packages()).packages
    told = []
    for source, target in wanted.pairs(words):
        here = [p for p in library.installed() if (p.source, p.target) == (source, target)]
        there = [item for item in offered if (item.source, item.target) == (source, target)]
        if not here and not there:
            wanted.choose(offered, (source, target))
        told += [_installed(package, recorded.get(package.path.name)) for package in here]
        told += [_available(item) for item in there]
    if as_json:
        _console.emit_json(told)
        return
    rows = [[key, str(value)] for one in told for key, value in (*one.items(), ("", " ")) if value]
    _console.table([_("Field"), _("Value")], rows[:-1])


def _installed(package: Package, record: Record | None) -> dict[str, Any]:
    return {
        "installed": package.label,
        **_shown.as_json(package),
        "size": _shown.size(package),
        "argos_version": package.argos_version,
        "tokenizer": package.tokenizer.name,
        "target_prefix": package.target_prefix,
        "sha256": record.sha256 if record else "",
        "came_from": record.came_from if record else "",
    }


def _available(item: Available) -> dict[str, Any]:
    package = item.package
    return {
        "available": package.label,
        "code": package.code,
        "version": package.version,
        "from": package.source,
        "to": package.target,
        "argos_version": package.argos_version,
        "links": " ".join(item.links),
    }
