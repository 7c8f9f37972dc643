"""Catalogs through the same engine, glossary and checks as articles.

::

    entry ─▶ leaves (plural forms, branches) ─▶ wording (sentences, pieces, tags) ─▶ pipeline ─▶ verify ─▶ catalog

Start reading at :func:`translator.localisation.filling.fill`.
"""

from __future__ import annotations

from translator.localisation.filling import Filled, Wish, fill, fill_all

__all__ = ["Filled", "Wish", "fill", "fill_all"]
