"""ICU MessageFormat: read into a tree, written back. Simple arguments (``{name}``, ``{n, number}``) stay text.

The grammar is that of ICU 4.8 and later: an apostrophe quotes only before ``{``, ``}`` and, in a plural, ``#``.
"""

from __future__ import annotations

import re

from translator.catalogs.messages import Choice, Leaf, Node, Parts, RawChoice, flatten

_CHOICE = re.compile(r"\{\s*([\w.-]+)\s*,\s*(plural|select|selectordinal)\s*,")
_KEY = re.compile(r"\s*(=\d+|[\w-]+)\s*\{")
_OFFSET = re.compile(r"\s*offset\s*:\s*(\d+)")


def has_choice(text: str) -> bool:
    """Whether *text* chooses between branches."""
    return _CHOICE.search(text) is not None


def parse(text: str) -> Node:
    """The tree of *text*.

    Raises:
        ValueError: the braces do not match, or a choice lacks its ``other`` branch.
    """
    parts, end = _parts(text, 0, inside=False)
    if end != len(text):
        raise ValueError(f"an unexpected }} at {end + 1}")
    return flatten(parts)


def _parts(text: str, at: int, *, inside: bool) -> tuple[Parts, int]:
    """Text and choices from *at* to the closing brace (*inside*) or the end."""
    out: list[str | RawChoice] = []
    literal = ""
    while at < len(text):
        char = text[at]
        if char == "'" and at + 1 < len(text):
            taken = _quoted(text, at)
            literal += text[at:taken]
            at = taken
        elif char == "}":
            if inside:
                break
            raise ValueError(f"an unexpected }} at {at + 1}")
        elif char == "{":
            match = _CHOICE.match(text, at)
            if match:
                choice, at = _choice(text, match)
                out += [literal, choice] if literal else [choice]
                literal = ""
            else:
                end = _closing(text, at)
                literal += text[at:end]
                at = end
        else:
            literal += char
            at += 1
    if inside and at >= len(text):
        raise ValueError("a { that is never closed")
    if literal:
        out.append(literal)
    return Parts(tuple(out)), at


def _quoted(text: str, at: int) -> int:
    """The end of what the apostrophe at *at* quotes; just after it when it quotes nothing."""
    if text[at + 1] == "'":
        return at + 2
    if text[at + 1] in "{}#|":
        end = text.find("'", at + 1)
        return len(text) if end < 0 else end + 1
    return at + 1


def _closing(text: str, at: int) -> int:
    """The end of a simple argument."""
    end = text.find("}", at)
    if end < 0 or "{" in text[at + 1 : end]:
        raise ValueError(f"the {{ at {at + 1} is never closed")
    return end + 1


def _choice(text: str, match: re.Match[str]) -> tuple[RawChoice, int]:
    at, offset = match.end(), ""
    if found := _OFFSET.match(text, at):
        offset, at = found[1], found.end()
    branches: list[tuple[str, Parts]] = []
    while key := _KEY.match(text, at):
        inner, at = _parts(text, key.end(), inside=True)
        branches.append((key[1], inner))
        at += 1
    end = re.compile(r"\s*\}").match(text, at)
    if end is None:
        raise ValueError(f"a choice that is not closed at {at + 1}")
    if "other" not in {key for key, _inner in branches}:
        raise ValueError("a choice without “other”")
    return RawChoice(match[1], match[2], tuple(branches), offset), end.end()


def render(node: Node) -> str:
    """*node* as text again."""
    if isinstance(node, Leaf):
        return node.text
    return _rendered(node)


def _rendered(choice: Choice) -> str:
    offset = f" offset:{choice.offset}" if choice.offset else ""
    branches = " ".join(f"{key} {{{render(inner)}}}" for key, inner in choice.branches)
    return f"{{{choice.argument}, {choice.kind},{offset} {branches}}}"


_OPENS_QUOTE = re.compile(r"(?<!')'(?=[{}#|])")


def safe(translation: str) -> str:
    """*translation* with no apostrophe that would begin a quotation by accident (French ``l'{name}``)."""
    return _OPENS_QUOTE.sub("’", translation)
