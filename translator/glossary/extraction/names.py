"""Names: runs of capitalised words inside sentences, with the small words that link them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.languages import primary

_LINKS = {
    "en": "of the".split(),
    "fr": "de du des la le les l d".split(),
    "de": "der des".split(),
    "es": "de del la las los".split(),
    "it": "di del della delle dei".split(),
    "pt": "de do da dos das".split(),
    "ro": "de al a ale".split(),
}
"""Small words inside names; "and", "in" and their like stand between names as often, so they end one."""
_TOKEN = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*|[^\w\s]")
_START = set(".!?…:;«»“”„\"'‘’()[]—–-•*\n")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mr mrs ms dr i".split()
)


def names(text: str, language: str) -> Iterator[tuple[str, int]]:
    """The names in *text* with where they stand. A single word at the start of a sentence is none, because any word
    has a capital there; German, where every noun has one, needs two words."""
    links = set(_LINKS.get(primary(language), ()))
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        if not _capital(tokens[at][0]):
            at += 1
            continue
        end = _end(tokens, at, links, text)
        first = _opens(tokens, at, text)
        start = at
        if first and end - at > 1 and not _name_like(tokens[at][0], text, tokens[at][1]):
            start = at + 1  # «The», «Президент» and the like begin the sentence, the name may follow
            while start < end and not _capital(tokens[start][0]):
                start += 1
        few = 2 if primary(language) == "de" else 1
        if end - start >= few and not (first and end - start == 1 and start == at):
            found = text[tokens[start][1] : tokens[end - 1][2]]
            if len(found) > 2 and found.lower() not in _CALENDAR and not found.isdigit():
                yield found, tokens[start][1]
        at = end


def _capital(token: str) -> bool:
    return token[:1].isupper()


def _end(tokens: list[tuple[str, int, int]], at: int, links: set[str], text: str) -> int:
    """Where the run that begins at *at* ends; links count only between capitalised words."""
    end = at + 1
    while end < len(tokens):
        ahead = end
        while ahead < len(tokens) and tokens[ahead][0].lower() in links and ahead - end < 2:
            ahead += 1
        if ahead >= len(tokens) or not _capital(tokens[ahead][0]):
            break
        between = text[tokens[end - 1][2] : tokens[ahead][1]]
        if "\n" in between or any(not (c.isspace() or c.isalnum() or c in "’'") for c in between):
            break
        end = ahead + 1
    return end


def _opens(tokens: list[tuple[str, int, int]], at: int, text: str) -> bool:
    """Whether the token begins a sentence, a quotation or a line."""
    if at == 0:
        return True
    before = text[tokens[at - 1][1] : tokens[at][1]].strip(" \t")
    return bool(before) and (before[-1] in _START or "\n" in text[tokens[at - 1][2] : tokens[at][1]])


def _name_like(word: str, text: str, start: int) -> bool:
    """Whether a sentence's first word is a name itself: all capitals, or capitalised elsewhere in mid-sentence and
    never in small letters."""
    if word.isupper() and len(word) > 1:
        return True
    if re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text):
        return False
    return (
        re.search(rf"[a-zа-яіїєґăâîșț,] {re.escape(word)}(?!\w)", text[:start] + text[start + 1 :])
        is not None
    )
