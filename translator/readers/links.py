"""Where a link may lead: addresses a reader of the edition can follow without harm."""

from __future__ import annotations

import re
from urllib.parse import unquote

_SCHEMES = {"http", "https", "ftp", "ftps", "mailto", "tel", "sms", "geo", "news", "xmpp", "urn", "doi"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def safe_target(address: str) -> str:
    """*address* as it may stand in an edition, or an empty string: ``javascript:``, ``data:``, ``file:`` … are dropped.

    Browsers ignore blanks and control characters before and inside a scheme; so does this, also where they are
    written as ``%0a``.
    """
    bare = _INVISIBLE.sub("", address)
    for form in (bare, _INVISIBLE.sub("", unquote(bare))):
        found = _SCHEME.match(form)
        if found and found.group(1).lower() not in _SCHEMES:
            return ""
    return _INVISIBLE.sub(lambda m: "%20" if m.group() == " " else "", address.strip())
