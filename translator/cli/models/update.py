"""``translator models update``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.i18n import _, ngettext


@click.command(
    "update", help=_("Refresh the package index. Installed packages stay as they are; see `upgrade`.")
)
@_shown.index_option()
@_options.json_option()
@_options.quiet_option()
def command(index_url: str | None, as_json: bool) -> None:
    from translator.models import index, library, wanted

    done = index.update(index_url)
    newer = wanted.upgrades(library.installed(), index.available(index_url))
    if as_json:
        codes = [new.package.code for _old, new in newer]
        _console.emit_json(
            {"index": done.url, "packages": done.packages, "changed": done.changed, "newer": codes}
        )
        return
    text = ngettext("The index has {n} package", "The index has {n} packages", done.packages).format(
        n=done.packages
    )
    state = _("changed") if done.changed else _("unchanged")
    _console.say(f"{text} ({state}).")
    if newer:
        _console.say(
            _("Newer versions: {packages}. Install them with `translator models upgrade`.").format(
                packages=", ".join(new.package.label for _old, new in newer)
            )
        )
