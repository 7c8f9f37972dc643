"""``translator glossary coverage``."""

from __future__ import annotations

import click

from translator.cli import _console, _options
from translator.errors import ExitCode, UsageError
from translator.i18n import _


@click.command(
    "coverage",
    help=_("Tell what share of articles glossaries cover, which concepts occur, and which names they lack."),
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@_options.glossary_option()
@_options.source_option()
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help=_("How many names and concepts to show."))  # fmt: skip
@_options.json_option()
@_options.quiet_option()
def command(
    *, articles: tuple[str, ...], glossaries: tuple[str, ...], source: str | None, top: int, as_json: bool
) -> int:
    from translator.cli.glossary import _articles
    from translator.glossary.counting import coverage
    from translator.glossary.library import load_all

    if not glossaries:
        raise UsageError(_("Which glossary?"), _("Name it with -g."))
    found = _articles.texts(articles)
    language = _articles.language_of(found, source)
    glossary = load_all(glossaries)
    assert glossary is not None
    result = coverage([text for _name, text in found], glossary, language)
    if as_json:
        _console.emit_json(
            {
                "articles": len(found), "language": language, "words": result.words, "covered": result.covered,
                "matches": result.matches, "unused": result.unused, "concepts": dict(result.concepts),
                "unknown": dict(result.unknown[:top]),
            }
        )  # fmt: skip
        return int(ExitCode.DONE)
    share = f"{result.covered / max(result.words, 1):.1%}"
    message = _("{share} of {words} words belong to a term; {matches} mentions of {concepts} concepts.")
    click.echo(
        message.format(share=share, words=result.words, matches=result.matches, concepts=len(result.concepts))
    )
    click.echo()
    _console.table([_("Concept"), _("Times")], [[i, str(n)] for i, n in result.concepts[:top]])
    click.echo()
    _console.table([_("Unknown name"), _("Times")], [[i, str(n)] for i, n in result.unknown[:top]])
    return int(ExitCode.DONE)
