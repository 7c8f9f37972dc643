"""How sentences are joined into running text on either side."""

from __future__ import annotations

from translator.document import Edition, EditionBlock, Pair
from translator.languages import is_spaced


def target_gap(pair: Pair, first: bool, edition: Edition) -> str:
    """The white space before the translation of *pair*: the source's own where both languages space their words."""
    if first or not is_spaced(edition.target_language):
        return ""
    return pair.gap or ("" if is_spaced(edition.source_language) else " ")


def target_text(block: EditionBlock, edition: Edition) -> str:
    """The translation of *block* as running text."""
    return "".join(target_gap(p, not at, edition) + p.target_text for at, p in enumerate(block.pairs))
