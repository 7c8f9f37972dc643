"""Which addresses may be alive in an edition: the web, mail and telephone; nothing that runs or reads the disk."""

from __future__ import annotations

import re
from urllib.parse import urljoin

_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What browsers skip while looking for a scheme, and what hides one from the eye."""
_ENCODED = str.maketrans({letter: f"%{ord(letter):02X}" for letter in ' "<>`{}|^\\'})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
ALIVE = {"http:", "https:", "mailto:", "tel:"}


def safe_address(target: str, base: str = "") -> str | None:
    """*target* as an address that is safe to follow, or ``None``.

    *base* is the address the article came from; relative addresses are made whole with it and are not alive
    without one, because beside the edition there is nothing they could mean.
    """
    address = _INVISIBLE.sub("", target).strip().translate(_ENCODED)
    if not address or address.startswith("#"):
        return None
    scheme = _SCHEME.match(address)
    if not scheme:
        return _absolute(address, base)
    return address if scheme[0].lower() in ALIVE else None


def anchor_of(target: str) -> str | None:
    """The id inside the document that *target* points to (``#part`` → ``part``), or ``None``."""
    return target[1:] if target.startswith("#") and len(target) > 1 else None


def _absolute(address: str, base: str) -> str | None:
    if address.startswith("//"):
        return f"https:{address}"
    if not base or safe_address(base) is None:
        return None
    try:
        return safe_address(urljoin(base, address))
    except ValueError:
        return None
