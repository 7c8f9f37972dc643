"""Fluent patterns as trees of texts, and back."""

from __future__ import annotations

import re
from typing import Any

from translator.catalogs.messages import Choice, Leaf, Node, Parts, RawChoice, flatten
from translator.catalogs.plurals import CATEGORIES

_SPECIAL = re.compile(r"^([ \t]*)([\[*.}])", re.MULTILINE)
"""What a line of a pattern may not begin with, however far it is indented."""


def parse(text: str) -> Node:
    """The tree of a pattern as it stands in a file.

    Raises:
        ValueError: it is no pattern, or has too many branches.
    """
    return flatten(_parts(pattern(text), _wrapped(text)))


def _wrapped(text: str) -> str:
    return f"message = {text}\n"


def pattern(text: str) -> Any:
    """The syntax tree of a pattern.

    Raises:
        ValueError: it is none.
    """
    from fluent.syntax import FluentParser, ast

    body = FluentParser().parse(_wrapped(text)).body
    if len(body) != 1 or not isinstance(body[0], ast.Message) or body[0].value is None or body[0].attributes:
        raise ValueError("not a Fluent pattern")
    return body[0].value


def _parts(pattern: Any, text: str) -> Parts:
    from fluent.syntax import ast

    out: list[str | RawChoice] = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            out.append(element.value)
        elif isinstance(element.expression, ast.SelectExpression):
            out.append(_choice(element.expression, text))
        else:
            out.append(text[element.span.start : element.span.end])
    return Parts(tuple(out))


def _choice(expression: Any, text: str) -> RawChoice:
    selector = expression.selector
    branches, default = [], ""
    for variant in expression.variants:
        key = getattr(variant.key, "name", None) or variant.key.value
        branches.append((key, _parts(variant.value, text)))
        default = key if variant.default else default
    counts = all(key in CATEGORIES or re.fullmatch(r"\d+(\.\d+)?", key) for key, _inner in branches)
    return RawChoice(
        text[selector.span.start : selector.span.end],
        "plural" if counts else "select",
        tuple(branches),
        "",
        default,
    )


def number(choice: Choice) -> str:
    """How the number of a choice is usually written in its texts: ``{ $count }``."""
    return choice.argument


def render(node: Node) -> str:
    """*node* as the text of a pattern, several lines where it has any.

    Raises:
        ValueError: what comes out would not be read as the same.
    """
    text = _render(node, "    ")
    if isinstance(node, Choice) or "\n" in text:
        text = "\n    " + text
    if parse(text) != node and not _alike(parse(text), node):
        raise ValueError("the text cannot be written as a Fluent pattern")
    return text


def _render(node: Node, indent: str) -> str:
    if isinstance(node, Leaf):
        return _SPECIAL.sub(r'\1{"\2"}', node.text).replace("\n", f"\n{indent}")
    lines = [f"{{ {node.argument} ->"]
    for key, inner in node.branches:
        sign = "   *" if key == node.default else "    "
        lines.append(f"{indent}{sign}[{key}] {_render(inner, indent + '        ')}")
    return "\n".join([*lines, f"{indent}}}"])


def _alike(one: Node, other: Node) -> bool:
    """Whether two trees say the same, white space at the ends aside."""
    if isinstance(one, Leaf) and isinstance(other, Leaf):
        return _plain(one.text) == _plain(other.text)
    if isinstance(one, Choice) and isinstance(other, Choice):
        return [k for k, _n in one.branches] == [k for k, _n in other.branches] and all(
            _alike(a, b) for (_k, a), (_l, b) in zip(one.branches, other.branches, strict=True)
        )
    return False


def _plain(text: str) -> str:
    return " ".join(_SPECIAL.sub(r'\1{"\2"}', text).split())
