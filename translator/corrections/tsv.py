"""What a table of sentences says. It knows no marks; those of words that are still there stay."""

from __future__ import annotations

import csv
import io

from translator.corrections.applying import Said
from translator.corrections.xml import number_of, pairs_of
from translator.document import Edition, Pair, Span, Spans, merged
from translator.errors import InputError
from translator.i18n import _


def said(data: bytes, name: str, format: str, base: Edition) -> dict[int, Said]:  # noqa: ARG001 - the contract
    """The translations in the file.

    Raises:
        InputError: it is not UTF-8, or lacks a column.
    """
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), dialect="excel-tab")
        held = list(rows)
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            _("{name} cannot be read as a table: {reason}.").format(name=name, reason=error)
        ) from error
    if held and not {"id", "target"} <= set(held[0]):
        raise InputError(
            _("{name} lacks the columns “id” and “target”.").format(name=name),
            _("Keep the first line of the table as it was written."),
        )
    pairs = pairs_of(base)
    out = {}
    for row in held:
        at = number_of(row["id"])
        if at in pairs and at is not None and row["target"] is not None:
            out[at] = Said(
                remarked(
                    row["target"].removeprefix("'") if _guarded(row["target"]) else row["target"], pairs[at]
                )
            )
    return out


def _guarded(cell: str) -> bool:
    """Whether the apostrophe at the beginning is ours, put there to keep a spreadsheet from calculating."""
    return cell[:1] == "'" and cell[1:2] in set("=@+-")


def remarked(text: str, pair: Pair) -> Spans:
    """*text* with the marks of the words of the old translation that are in it once, in the old order."""
    out: list[Span] = []
    at = 0
    for span in pair.target:
        place = text.find(span.text, at) if span.marks and text.count(span.text) == 1 else -1
        if place >= 0:
            out += [Span(text[at:place]), span]
            at = place + len(span.text)
    return merged((*out, Span(text[at:])))
