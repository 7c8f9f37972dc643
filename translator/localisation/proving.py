"""A written catalog read again before it replaces anything: every message is there, and says what was meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.catalogs import Asked, Catalog, Entry, is_bilingual, open_catalog
from translator.errors import OutputError, TranslatorError
from translator.i18n import _


def proven(catalog: Catalog, asked: Asked) -> bytes:
    """The bytes of *catalog*, read again and compared; in the serialiser's own hand where the file's does not hold.

    Raises:
        OutputError: they do not hold what they should; nothing is to be written then.
    """
    data = catalog.data()
    broken = _broken(catalog, asked, data)
    if broken and hasattr(catalog, "own_hand"):
        catalog.own_hand = False
        data = catalog.data()
        broken = _broken(catalog, asked, data)
    if broken:
        raise OutputError(
            _("{name}: “{key}” would not survive in this format; nothing was written.").format(
                name=catalog.name, key=broken
            ),
            _("Translate this entry by hand, then run again."),
        )
    return data


def _broken(catalog: Catalog, asked: Asked, data: bytes) -> str:
    """The first entry that *data* does not hold as it should; empty when there is none."""
    meant: dict[tuple[str, str, tuple[str, ...]], list[Entry]] = {}
    for entry in catalog.entries:
        meant.setdefault(_identity(entry), []).append(entry)
    held: set[int] = set()
    try:
        for found in _again(catalog, asked, data):
            held.update(id(one) for one in meant.get(_identity(found), ()) if _holds(found, one))
    except TranslatorError as error:
        return error.message
    missing = (entry for entry in catalog.entries if id(entry) not in held)
    return next((entry.key for entry in missing if entry.state in {"done", "review"}), "")


def _identity(entry: Entry) -> tuple[str, str, tuple[str, ...]]:
    return entry.key, entry.context, entry.source


def _holds(found: Entry, meant: Entry) -> bool:
    """Whether *found* says what was *meant*; nothing in particular was meant of what is still empty."""
    return meant.state in {"empty", "locked"} or _said(found.target) == _said(meant.target)


def _again(catalog: Catalog, asked: Asked, data: bytes) -> Sequence[Entry]:
    """The entries of *data*."""
    both = is_bilingual(catalog.format)
    there = replace(asked, data=data if both else asked.data, existing=None if both else data)
    return open_catalog(there, catalog.format).entries


def _said(texts: tuple[str, ...]) -> list[str]:
    """What texts say, white space aside, which formats treat in their own ways."""
    return [" ".join(text.split()) for text in texts if text]
