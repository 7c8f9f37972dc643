"""``translator glossary check``."""

from __future__ import annotations

from pathlib import Path

import click

from translator.cli import _console, _options
from translator.errors import ExitCode, UsageError
from translator.glossary.revision import Problem, Revision
from translator.i18n import _

_SHOWN = 60


@click.command(
    "check",
    help=_(
        "Check a translation against glossaries: terms that are missing, forbidden or named in several ways. SOURCE "
        "and TARGET are two texts in any format the program reads, or SOURCE alone is a TMX, XLIFF, PO or edition "
        "file. Exit status 1 when something was found."
    ),
)
@click.argument("source_file", metavar="SOURCE", type=click.Path(path_type=Path))
@click.argument("target_file", metavar="[TARGET]", type=click.Path(path_type=Path), required=False)
@_options.glossary_option()
@_options.source_option(_("Language of the source; from the file, else detected."))
@_options.target_option(required=False)
@click.option("--only", "kinds", multiple=True, type=click.Choice(["missed", "forbidden", "inconsistent"]), help=_("Report only this; may be repeated."))  # fmt: skip
@click.option(
    "--every", is_flag=True, help=_("Ask for every mention of a term, not only for one in a segment.")
)
@_options.json_option()
@_options.quiet_option()
def command(
    *, source_file: Path, target_file: Path | None, glossaries: tuple[str, ...], source: str | None,
    target: str | None, kinds: tuple[str, ...], every: bool, as_json: bool,
) -> int:  # fmt: skip
    from translator.cli.glossary import _bilingual
    from translator.glossary.library import load_all
    from translator.glossary.revision import revise

    if not glossaries:
        raise UsageError(_("Which glossary?"), _("Name it with -g."))
    read = _bilingual.read(source_file, target_file, (source or "", target or ""))
    one = source or read.source or _detected(" ".join(s.source for s in read.segments), "--from")
    two = target or read.target or _detected(" ".join(s.target for s in read.segments), "--to")
    glossary = load_all(glossaries, (one, two))
    assert glossary is not None
    result = revise(read.segments, glossary, one, two, every=every)
    found = [p for p in result.problems if not kinds or p.kind in kinds]
    if as_json:
        _console.emit_json(_data(found, result, one, two))
    else:
        _show(found, result)
    return int(ExitCode.FLAGGED if found else ExitCode.DONE)


def _detected(text: str, flag: str) -> str:
    from translator.detection import detect

    found = detect(text[:20_000]).language
    if not found:
        raise UsageError(_("The language could not be told."), _("Name it with {flag}.").format(flag=flag))
    return found


def _show(found: list[Problem], result: Revision) -> None:
    labels = {"missed": _("missed"), "forbidden": _("forbidden"), "inconsistent": _("inconsistent")}
    for problem in found:
        click.echo(
            f"{problem.segment.place}: {labels[problem.kind]}: {problem.message} [{problem.concept.id}]"
        )
        click.echo(f"    {_cut(problem.segment.source, problem.source)}")
        click.echo(f"    {_cut(problem.segment.target, problem.found)}")
    message = _("{segments} segments, {terms} terms, {kept} kept, {problems} to look at.")
    _console.say(
        message.format(segments=result.segments, terms=result.terms, kept=result.kept, problems=len(found))
    )


def _cut(text: str, words: str) -> str:
    """The stretch of *text* around *words*."""
    text = " ".join(text.split())
    at = max(text.find(words), 0)
    start, end = max(0, at - _SHOWN), at + len(words) + _SHOWN
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _data(found: list[Problem], result: Revision, source: str, target: str) -> dict[str, object]:
    problems = [
        {
            "kind": p.kind, "concept": p.concept.id, "place": p.segment.place, "source": p.source,
            "wanted": p.wanted, "found": p.found, "message": p.message, "source_text": p.segment.source,
            "target_text": p.segment.target,
        }
        for p in found
    ]  # fmt: skip
    counts = {"segments": result.segments, "terms": result.terms, "kept": result.kept}
    return {"from": source, "to": target, **counts, "problems": problems}
