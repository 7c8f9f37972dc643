"""The few shapes of pandoc's document tree that an edition needs, and the call that turns it into a file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from translator.document import Mark
from translator.errors import OutputError
from translator.i18n import _
from translator.languages import direction
from translator.writers.inline import sound
from translator.writers.links import safe_address
from translator.writers.nesting import Child

Json = Any
VERSION = [1, 23, 1]
_WRAPPED = {
    "strong": "Strong", "emphasis": "Emph", "strike": "Strikeout", "superscript": "Superscript",
    "subscript": "Subscript",
}  # fmt: skip
Footnote = Callable[[str], list[Json] | None]
"""The blocks of the note with this id, or ``None`` when it is not a footnote."""


def words(text: str) -> list[Json]:
    """*text* as words, spaces and line breaks."""
    out: list[Json] = []
    for number, text_line in enumerate(sound(text).replace("\t", " ").split("\n")):
        if number:
            out.append({"t": "LineBreak"})
        for at, word in enumerate(text_line.split(" ")):
            if at:
                out.append({"t": "Space"})
            if word:
                out.append({"t": "Str", "c": word})
    return out


def inlines(children: list[Child], footnote: Footnote, base: str = "") -> list[Json]:
    """Text and elements as pandoc's inlines."""
    out: list[Json] = []
    for child in children:
        if isinstance(child, str):
            out += words(child)
        else:
            out += _marked(child.mark, child.children, footnote, base)
    return out


def _marked(mark: Mark, children: list[Child], footnote: Footnote, base: str) -> list[Json]:
    if mark.kind == "code":
        return [{"t": "Code", "c": [["", [], []], sound(_plain(children))]}]
    if mark.kind == "noteref" and (note := footnote(mark.target)) is not None:
        return [{"t": "Note", "c": note}]
    inner = inlines(children, footnote, base)
    if mark.kind == "link":
        address = safe_address(mark.target, base)
        return [{"t": "Link", "c": [["", [], []], inner, [address, ""]]}] if address else inner
    return [{"t": _WRAPPED.get(mark.kind, "Superscript"), "c": inner}]


def _plain(children: list[Child]) -> str:
    return "".join(child if isinstance(child, str) else _plain(child.children) for child in children)


def para(content: list[Json]) -> Json:
    """A paragraph."""
    return {"t": "Para", "c": content}


def styled(style: str, language: str, blocks: list[Json]) -> Json:
    """Blocks with a named style, in a language and its direction."""
    pairs = [["custom-style", style], ["lang", language], ["dir", direction(language)]]
    return {"t": "Div", "c": [["", [], pairs], blocks]}


def in_language(language: str, content: list[Json]) -> Json:
    """Inlines in a language."""
    return {"t": "Span", "c": [["", [], [["lang", language], ["dir", direction(language)]]], content]}


def heading(level: int, content: list[Json]) -> Json:
    """A heading."""
    return {"t": "Header", "c": [level, ["", [], []], content]}


def table(columns: int, head: list[list[list[Json]]], rows: list[list[list[Json]]]) -> Json:
    """A table of equally wide columns; a cell is a list of blocks."""
    widths = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": 1 / columns}]] * columns
    body = [["", [], []], 0, [], [_row(row) for row in rows]]
    return {
        "t": "Table",
        "c": [["", [], []], [None, []], widths, [["", [], []], [_row(row) for row in head]], [body], [["", [], []], []]],
    }  # fmt: skip


def _row(cells: list[list[Json]]) -> Json:
    made = [[["", [], []], {"t": "AlignDefault"}, 1, 1, blocks] for blocks in cells]
    return [["", [], []], made]


def convert(blocks: list[Json], meta: dict[str, str], to: str, reference: Path) -> bytes:
    """A document in pandoc's format *to*, with the styles of *reference*; in its sandbox pandoc knows no date.

    Raises:
        OutputError: pandoc refused.
    """
    import pypandoc

    tree = {
        "pandoc-api-version": VERSION,
        "meta": {key: {"t": "MetaInlines", "c": words(value)} for key, value in meta.items() if value},
        "blocks": blocks,
    }
    done = subprocess.run(
        [
            pypandoc.get_pandoc_path(),
            "--from=json",
            f"--to={to}",
            f"--reference-doc={reference}",
            "--output=-",
            "--sandbox",
        ],
        input=json.dumps(tree, ensure_ascii=False).encode("utf-8"),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n", maxsplit=1)[0]
        raise OutputError(_("The document could not be made: {reason}.").format(reason=reason.rstrip(".")))
    return done.stdout
