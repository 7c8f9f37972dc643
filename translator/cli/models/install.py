"""``translator models install``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.cli.models import _shown
from translator.i18n import _


@click.command(
    "install",
    help=_("Download, check and install packages: `en ru`, `en:ru de:en`, or `translate-en_ru`.")
    + "\n\n"
    + _(
        "A package is unpacked aside, tried out, and only then put in place. Its SHA-256 is recorded the first time "
        "and must be the same ever after."
    ),
)
@click.argument("words", nargs=-1, metavar="PAIR|PACKAGE...")
@click.option("--pair", "more", multiple=True, metavar="FROM:TO", help=_("A language pair; may be repeated."))
@click.option(
    "--with-pivots", is_flag=True, help=_("Where there is no direct package, install both steps of a route.")
)
@_shown.sha256_option(_("What the downloaded file must hash to."))
@click.option("--force", is_flag=True, help=_("Also what is already installed."))
@_shown.index_option()
@_options.json_option()
@_options.quiet_option()
def command(
    *, words: tuple[str, ...], more: tuple[str, ...], with_pivots: bool, sha256: str, force: bool,
    index_url: str | None, as_json: bool,
) -> None:  # fmt: skip
    from translator.models import index, installing, wanted

    pairs = wanted.pairs(words, more)
    if not pairs:
        raise click.UsageError(_("Name what to install, such as `en ru`."))
    offered = index.known(index_url)
    if not offered:
        _console.say(_("Fetching the package index …"))
        index.update(index_url)
        offered = index.available(index_url)
    chosen = dict.fromkeys(i for pair in pairs for i in wanted.choose(offered, pair, with_pivots=with_pivots))
    with _shown.reporting(json=as_json) as told, _shown.downloading() as progress:
        installing.install(list(chosen), sha256=sha256, force=force, progress=progress, told=told)
