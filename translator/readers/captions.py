"""What a paragraph shows by its letters alone, whatever the format: a caption, a rule, a bullet somebody typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from translator.document import Block, cut
from translator.readers.lines import caption_parts, is_rule

_TYPED_BULLET = re.compile(r"([•◦‣▪▫●■►➤▶])[ \t\u00a0]*(?=\S)")


def recognised(block: Block) -> Iterator[Block]:
    """*block* as what it is: itself, or a divider, a list item, a caption and its credit."""
    if block.kind not in {"paragraph", "caption"}:
        yield block
        return
    text = block.text
    if is_rule(text):
        yield Block("divider")
        return
    bullet = _TYPED_BULLET.match(text)
    if bullet:
        spans = cut(block.spans, bullet.end(), len(text))
        yield replace(block, kind="item", spans=spans, level=1, marker=bullet.group(1))
        return
    at = 0
    for part in caption_parts(text):
        start = text.index(part, at)
        at = start + len(part)
        yield replace(block, kind="caption", spans=cut(block.spans, start, at))
    if not at:
        yield block
