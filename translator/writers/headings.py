"""Which line is the title of a page, and which level every heading below it has: one title, no level skipped."""

from __future__ import annotations

from translator.document import Edition, Pair


def title_apart(edition: Edition) -> Pair | None:
    """The title, unless the text itself begins with it or has none."""
    first = next(iter(edition.blocks), None)
    title = edition.title
    if not title or (first and first.kind == "heading" and first.source_text == title.source_text):
        return None
    return title


def opens_with_title(edition: Edition) -> bool:
    """Whether the first block serves as the title of the page."""
    first = next(iter(edition.blocks), None)
    return bool(first and first.kind == "heading" and not title_apart(edition))


def heading_levels(edition: Edition) -> dict[int, int]:
    """Index of each heading block → its level on the page, from 1.

    The title alone has level 1; the highest headings of the text get level 2 and none is more than one level
    below the heading before it, as readers who jump from heading to heading expect.
    """
    own = {at: max(block.level, 1) for at, block in enumerate(edition.blocks) if block.kind == "heading"}
    out: dict[int, int] = {}
    if opens_with_title(edition):
        out[0] = 1
        own.pop(0)
    highest = min(own.values(), default=1)
    before = 1
    for at, level in own.items():
        before = out[at] = min(level - highest + 2, before + 1, 6)
    return out
