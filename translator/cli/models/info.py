"""``translator models info``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.i18n import N_, _

_LABELS = {
    "installed": N_("Installed"),
    "available": N_("Available"),
    "from": N_("From"),
    "to": N_("To"),
    "type": N_("Type"),
    "path": N_("Place"),
    "size": N_("Size"),
    "argos_version": N_("Made for Argos"),
    "tokenizer": N_("Tokenizer"),
    "target_prefix": N_("Prefix"),
    "sha256": N_("SHA-256"),
    "came_from": N_("Came from"),
    "links": N_("Addresses"),
}
"""Key → what a person reads; the others only repeat."""

if TYPE_CHECKING:
    from translator.models.index import Available
    from translator.models.package import Package
    from translator.models.store import Record


@click.command("info", help=_("Show what the index and this machine know about packages, such as `en ru`."))
@click.argument("words", nargs=-1, required=True, metavar="PAIR|PACKAGE...")
@_shown.index_option()
@_options.json_option()
def command(words: tuple[str, ...], index_url: str | None, as_json: bool) -> None:
    from translator.models import index, library, wanted

    offered, packages, recorded = index.known(index_url), library.installed(), _shown.recorded()
    here, loose = _shown.by_name(packages, words)
    there = [item for item in offered if item.package.code in {package.code for package in here}]
    for source, target in wanted.pairs(loose):
        own = [p for p in packages if (p.source, p.target) == (source, target)]
        other = [item for item in offered if (item.source, item.target) == (source, target)]
        if not own and not other:
            wanted.choose(index.available(index_url), (source, target))
        here += own
        there += other
    told = [_installed(package, recorded.get(package.path.name)) for package in dict.fromkeys(here)]
    told += [_available(item) for item in dict.fromkeys(there)]
    if as_json:
        _console.emit_json(told)
    else:
        click.echo("\n\n".join(_in_words(one) for one in told))


def _in_words(told: dict[str, Any]) -> str:
    """One package, a line for each thing known about it: no table, so that sums and addresses can be copied."""
    shown = {**told, "size": _shown.megabytes(told["size"]) if "size" in told else ""}
    width = max(len(_(label)) for label in _LABELS.values())
    lines = [f"{_(label):{width}}  {shown[key]}" for key, label in _LABELS.items() if shown.get(key)]
    return "\n".join(lines)


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
