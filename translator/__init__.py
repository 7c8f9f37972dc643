"""Offline translation of articles, with terminology glossaries and bilingual editions.

::

    import translator

    article = translator.read("article.md")
    edition = translator.translate(article, to="ru", glossaries=["cis-security"])
    translator.write(edition, "article.ru.html")

    for pair in edition.pairs:
        print(pair.source_text, "→", pair.target_text)

The names below are the public ones; they are imported when first used, so ``import translator`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translator.detection import Detection as Detection
    from translator.detection import detect as detect
    from translator.document import Document as Document
    from translator.document import Edition as Edition
    from translator.errors import TranslatorError as TranslatorError
    from translator.glossary.concepts import Glossary as Glossary
    from translator.glossary.library import load_glossary as load_glossary
    from translator.pipeline import translate as translate
    from translator.readers import read as read
    from translator.writers import write as write

__version__ = "0.1.0"

_HOMES = {
    "Detection": "translator.detection",
    "Document": "translator.document",
    "Edition": "translator.document",
    "Glossary": "translator.glossary.concepts",
    "TranslatorError": "translator.errors",
    "detect": "translator.detection",
    "load_glossary": "translator.glossary.library",
    "read": "translator.readers",
    "translate": "translator.pipeline",
    "write": "translator.writers",
}

__all__ = [*_HOMES, "__version__"]  # noqa: PLE0604 - a list of the names above, kept in one place


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
