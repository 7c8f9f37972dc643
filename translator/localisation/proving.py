"""A written catalog read again before it replaces anything: every message is there, and says what was meant."""

from __future__ import annotations

from translator.catalogs import Asked, Catalog, is_bilingual, open_catalog
from translator.errors import OutputError, TranslatorError
from translator.i18n import _


def proven(catalog: Catalog, asked: Asked) -> bytes:
    """The bytes of *catalog*, read again and compared.

    Raises:
        OutputError: they do not hold what they should; nothing is to be written then.
    """
    data = catalog.data()
    again = _again(catalog, asked, data)
    there = {(one.key, one.context, one.source): one for one in again.entries}
    for entry in catalog.entries:
        found = there.get((entry.key, entry.context, entry.source))
        wrong = found is None or (entry.state != "empty" and _said(entry.target) != _said(found.target))
        if wrong and (found is not None or entry.state not in {"empty", "locked"}):
            raise OutputError(
                _("{name}: “{key}” would not survive in this format; nothing was written.").format(
                    name=catalog.name, key=entry.key
                ),
                _("Translate this entry by hand, then run again."),
            )
    return data


def _again(catalog: Catalog, asked: Asked, data: bytes) -> Catalog:
    try:
        if is_bilingual(catalog.format):
            return open_catalog(Asked(asked.name, data, asked.source, asked.target), catalog.format)
        return open_catalog(Asked(asked.name, asked.data, asked.source, asked.target, data), catalog.format)
    except TranslatorError as error:
        raise OutputError(
            _("{name} would not be readable any more ({reason}); nothing was written.").format(
                name=catalog.name, reason=error.message
            )
        ) from error


def _said(texts: tuple[str, ...]) -> list[str]:
    """What texts say, white space aside, which formats treat in their own ways."""
    return [" ".join(text.split()) for text in texts if text]
