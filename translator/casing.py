"""How a translation begins: a sentence that starts with a capital starts with one in any script that has them."""

from __future__ import annotations

import re

_FIRST = re.compile(r"\w+")


def begun(source: str, translation: str) -> str:
    """*translation* with a capital where *source* has one at its beginning.

    What stands before the first word does not matter (quotation marks, bullets). A first word with capitals of its own
    inside, such as “iPhone”, stays as it is.
    """
    asked, first = _FIRST.search(source), _FIRST.search(translation)
    if asked is None or first is None or not asked[0][0].isupper() or not first[0].islower():
        return translation
    at = first.start()
    return translation[:at] + translation[at].title() + translation[at + 1 :]
