"""``translator translate``: the main job."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import click

from translator.cli import _console, _options, _run, _summary, _watch
from translator.cli._asked import Asked
from translator.cli._translating import translating
from translator.errors import ExitCode
from translator.i18n import _
from translator.writers import LAYOUTS

_EXAMPLES = _("""\b
Examples:
  translator translate article.txt --to ru -g cis-security -o article.ru.html
  translator translate article.md --to ru -o article.ru.md -o article.ru.json
  translator translate articles/ --to ru -o editions/ --to-format html,json
  cat article.txt | translator translate --to ru -""")


_OVERWRITE = ("never", "newer", "always")


class _Command(click.Command):
    """Takes the word after ``--overwrite`` for its value only where it is one, and else for an input."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = args[: args.index("--")] if "--" in args else args
        for at, word in enumerate(options):
            if word == "--overwrite" and args[at + 1 : at + 2] not in [[choice] for choice in _OVERWRITE]:
                args[at] = "--overwrite=always"
        return super().parse_args(ctx, args)


@click.command(
    "translate",
    cls=_Command,
    help=_("Translate articles into bilingual editions, offline.")
    + "\n\n"
    + _(
        "Without -o the translation goes to standard output as plain text. The suffix of an output names its "
        "format; an output folder (its name ends in /) takes one file for each input, and a list of what was done, "
        "so that the next run does only what failed or changed."
    )
    + "\n\n"
    + _EXAMPLES,
)
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]...")
@_options.target_option(type=_options.KNOWN_LANGUAGE)
@_options.source_option(type=_options.KNOWN_LANGUAGE)
@_options.glossary_option()
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="PATH", help=_("Where to write; may be repeated.")
)
@click.option(
    "--to-format",
    "formats",
    metavar="NAME[,NAME]",
    help=_("Formats to write, where the suffix does not say."),
)
@click.option("--layout", type=click.Choice(LAYOUTS), help=_("How source and translation stand together."))
@click.option(
    "--overwrite",
    is_flag=False,
    flag_value="always",
    type=click.Choice(_OVERWRITE),
    help=_(
        "Where a file exists that this program did not make: leave it (never), replace it when the text is "
        "newer (newer), or replace it (always, also when no word follows)."
    ),
)
@click.option(
    "--include", multiple=True, metavar="GLOB", help=_("Of folders, only files like this; may be repeated.")
)
@click.option(
    "-x",
    "--exclude",
    multiple=True,
    metavar="GLOB",
    help=_("Of folders, no files like this; may be repeated."),
)
@click.option("--text", metavar="TEXT", help=_("Translate this text instead of files."))
@click.option("--format", "--input-format", "input_format", metavar="NAME", help=_("Format of the input."))
@click.option("--encoding", metavar="NAME", help=_("Encoding of a text file; found out when not given."))
@click.option(
    "--glossary-strict",
    is_flag=True,
    help=_("Put a term in even where its form is not certain, and mark it."),
)
@click.option(
    "--first-mention",
    type=click.Choice(["plain", "full"]),
    default="plain",
    show_default=True,
    help=_("Write an acronym's full form where it is mentioned first."),
)
@click.option(
    "--watch",
    "watching",
    is_flag=True,
    help=_("Stay, and translate what comes into the folders or changes there."),
)
@click.option("--strict", is_flag=True, help=_("Exit with status 1 when sentences were flagged."))
@click.option(
    "--memory", metavar="PATH|none", help=_("Where finished sentences are remembered; none: nowhere.")
)
@click.option("--fresh", is_flag=True, help=_("Translate everything anew, whatever the machine remembers."))
@click.option(
    "--fuzzy",
    type=click.IntRange(50, 100),
    metavar="PERCENT",
    help=_("Note beside a sentence what a person made of one this much like it."),
)
@click.option(
    "--dry-run", is_flag=True, help=_("Do everything but translate: accented text shows what would be.")
)
@click.option("--engine", default="argos", show_default=True, metavar="NAME", help=_("What translates."))
@click.option(
    "--beam", type=click.IntRange(1, 32), default=4, show_default=True, help=_("Width of the search.")
)
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help=_("Where to compute."),
)
@click.option(
    "--threads", type=click.IntRange(0), default=0, help=_("CPU threads; 0 takes all this process may use.")
)
@click.option(
    "--engine-cluster",
    metavar="local|ray://HOST:PORT",
    help=_("Translate on a Ray cluster, or with a process for each processor of this machine."),
)
@_options.json_option()
@_options.quiet_option()
def command(watching: bool, **given: Any) -> int:  # fmt: skip
    asked = Asked(**given)
    with closing(asked):
        if watching:
            return _watch.watch(asked)
        works = asked.works()
        if not works:
            _console.say(_("Everything is done already."))
            return int(ExitCode.DONE)
        return _do(asked, works)


def _do(asked: Asked, works: list[_run.Work]) -> int:
    """Translate *works*, say what became of them, and return the exit status."""
    lines: list[_summary.Line] = []
    try:
        with translating(asked) as translate:
            for outcome in _run.go(
                works, asked.read, translate, asked.deliver, _("Translating"), together=asked.together
            ):
                lines.append(asked.told(outcome, alone=len(works) == 1))  # noqa: PERF401 - kept when interrupted
    except KeyboardInterrupt:
        return asked.interrupted(len(lines), len(works))
    if len(works) > 1:
        _summary.show_many(lines)
    if asked.as_json and any(line.summary for line in lines):
        _console.emit_json([line.summary for line in lines if line.summary])
    failed = [line.error for line in lines if line.error]
    flagged = any(line.flagged for line in lines)
    return int(max(failed, default=ExitCode.FLAGGED if asked.strict and flagged else ExitCode.DONE))
