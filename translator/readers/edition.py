"""An ``edition.json`` as the document it was made from: to translate it again, with another model or glossary."""

from __future__ import annotations

import json

from translator.document import Block, Document, Edition, EditionBlock, Span, merged, plain
from translator.errors import InputError
from translator.i18n import _
from translator.image import Wrong, decode
from translator.readers.source import Source

SCHEMA = "translator-edition/1"


def read(source: Source) -> Document:
    """Read the source side of an edition.

    Raises:
        InputError: it is not JSON, not an edition, or something in it does not fit.
    """
    try:
        value = json.loads(source.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _unsound(source.name, str(error)) from error
    if not isinstance(value, dict) or value.pop("schema", None) != SCHEMA:
        raise InputError(
            _("{name} is JSON, but not an edition of this version.").format(name=source.name),
            _("`translator translate ARTICLE --to LANG -o {name}` makes one.").format(name="article.json"),
        )
    try:
        edition: Edition = decode(Edition, value)
    except (Wrong, RecursionError) as error:
        raise _unsound(source.name, f"{getattr(error, 'where', '')}: {error}") from error
    return Document(
        tuple(_block(block) for block in edition.blocks),
        title=plain(edition.title.source) if edition.title else "",
        language=edition.source_language,
        name=edition.name or source.name,
        format=source.format,
        metadata=edition.metadata,
    )


def _block(block: EditionBlock) -> Block:
    spans = [span for pair in block.pairs for span in (Span(pair.gap), *pair.source)]
    return Block(
        block.kind, merged(tuple(spans)), block.level, block.marker, block.language, block.id, block.cell
    )


def _unsound(name: str, problem: str) -> InputError:
    return InputError(
        _("{name} is not a sound edition: {problem}.").format(name=name, problem=problem[:200]),
        _("Mend that place, or make the edition again with `translator translate`."),
    )
