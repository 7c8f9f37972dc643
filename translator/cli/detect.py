"""``translator detect``: which language a text is in, as a whole and paragraph by paragraph."""

from __future__ import annotations

from typing import Any

import click

from translator import languages
from translator.cli import _console, _options
from translator.errors import ExitCode
from translator.i18n import _, ui_language


@click.command(
    "detect",
    help=_("Tell which language a text is written in.")
    + "\n\n"
    + _(
        "The confidence is between 0 and 1. When it is too low no language is given and the exit status is 3."
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--text", metavar="TEXT", help=_("Look at this text instead of files."))
@click.option("--paragraphs", is_flag=True, help=_("Tell the language of every paragraph."))
@_options.json_option()
@_options.quiet_option()
def command(files: tuple[str, ...], text: str | None, paragraphs: bool, as_json: bool) -> int:
    results = [_look(name, blocks, paragraphs) for name, blocks in _inputs(files, text)]
    if as_json:
        _console.emit_json(results)
    else:
        for result in results:
            _show(result, named=len(results) > 1)
    unsure = any(result["language"] is None for result in results)
    return int(ExitCode.INPUT if unsure else ExitCode.DONE)


def _inputs(files: tuple[str, ...], text: str | None) -> list[tuple[str, list[str]]]:
    if text is not None:
        return [("", [text])]
    from translator.readers import read

    documents = [read(name) for name in files or ("-",)]
    return [
        (document.name, [block.text for block in document.blocks if block.spans]) for document in documents
    ]


def _look(name: str, blocks: list[str], paragraphs: bool) -> dict[str, Any]:
    from translator.detection import detect, detect_blocks

    found = detect("\n\n".join(blocks))
    result: dict[str, Any] = {
        "file": name,
        "language": found.language,
        "confidence": round(found.confidence, 3),
        "ranking": [[code, round(probability, 3)] for code, probability in found.ranking[:5]],
    }
    if paragraphs:
        result["paragraphs"] = [
            {"language": one.language, "confidence": round(one.confidence, 3), "text": text[:80]}
            for text, one in zip(blocks, detect_blocks(blocks, found.language), strict=True)
        ]
    return result


def _show(result: dict[str, Any], *, named: bool) -> None:
    if "paragraphs" in result:
        rows = [
            [p["language"] or "?", f"{p['confidence']:.2f}", p["text"].replace("\n", " ")]
            for p in result["paragraphs"]
        ]
        _console.table([_("Language"), _("Confidence"), _("Text")], rows)
        return
    parts = [result["file"]] if named else []
    code = result["language"]
    if code is None:
        guesses = ", ".join(languages.name(g, ui_language()) for g, _p in result["ranking"][:3])
        parts += ["?", f"{result['confidence']:.2f}", _("not sure") + (f" ({guesses})" if guesses else "")]
    else:
        parts += [code, f"{result['confidence']:.2f}", languages.name(code, ui_language())]
    click.echo("\t".join(parts))
