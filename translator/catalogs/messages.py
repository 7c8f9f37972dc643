"""Messages with branches (ICU MessageFormat, Fluent) as a tree whose leaves are whole texts.

What stands around a choice is drawn into its branches, so that a leaf is a sentence and not the half of one:
``Delete {n, plural, one {# file} other {# files}}?`` has the leaves ``Delete # file?`` and ``Delete # files?``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from translator.catalogs.plurals import Form

MOST_LEAVES = 48


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text without branches."""

    text: str
    argument: str = ""
    """The plural argument around it, if any."""
    sample: str = ""
    """For a plural's branch in the target language: a number that takes it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice between texts by an argument."""

    argument: str
    kind: str
    """``plural``, ``selectordinal`` or ``select``."""
    branches: tuple[tuple[str, Node], ...]
    offset: str = ""
    default: str = "other"
    """The key of the branch for everything else."""

    def branch(self, key: str) -> Node:
        """The branch *key*, else the one for everything else."""
        found = dict(self.branches)
        return found.get(key) or found.get(self.default) or self.branches[-1][1]


Node = Leaf | Choice


@dataclass(frozen=True, slots=True)
class Parts:
    """A message as it is written: text and choices in turn; a branch of a raw choice holds ``Parts``."""

    parts: tuple[str | RawChoice, ...]


@dataclass(frozen=True, slots=True)
class RawChoice:
    """A choice as it is written."""

    argument: str
    kind: str
    branches: tuple[tuple[str, Parts], ...]
    offset: str = ""
    default: str = "other"


def flatten(message: Parts) -> Node:
    """The tree of *message*.

    Raises:
        ValueError: it would have too many leaves.
    """
    tree = _flatten(message.parts)
    if sum(1 for _leaf in leaves(tree)) > MOST_LEAVES:
        raise ValueError("too many branches")
    return tree


def _flatten(parts: tuple[str | RawChoice, ...], budget: int = 4) -> Node:
    at = next((i for i, part in enumerate(parts) if isinstance(part, RawChoice)), None)
    if at is None:
        return Leaf("".join(part for part in parts if isinstance(part, str)))
    if budget == 0:
        raise ValueError("too many branches")
    choice = parts[at]
    assert isinstance(choice, RawChoice)
    branches = tuple(
        (key, _flatten((*parts[:at], *inner.parts, *parts[at + 1 :]), budget - 1))
        for key, inner in choice.branches
    )
    return Choice(choice.argument, choice.kind, branches, choice.offset, choice.default)


def leaves(node: Node) -> Iterator[Leaf]:
    """The texts of *node*, from left to right."""
    if isinstance(node, Leaf):
        yield node
    else:
        for _key, inner in node.branches:
            yield from leaves(inner)


def for_language(
    node: Node, forms: Sequence[Form], number: Callable[[Choice], str], *, exact: frozenset[str] = frozenset()
) -> Node:
    """*node* with the plural branches another language needs, each still with its source text.

    *forms* are that language's; *number* says how the number of a choice is written in its texts; the categories in
    *exact* stand for one number, in whatever language, and are kept.
    """
    return _for_language(node, _Wanted(forms, number, exact - {form.name for form in forms}), "", "")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a language needs."""

    forms: Sequence[Form]
    number: Callable[[Choice], str]
    exact: frozenset[str]


def _for_language(node: Node, wanted: _Wanted, argument: str, sample: str) -> Node:
    if isinstance(node, Leaf):
        return Leaf(node.text, argument, sample)
    if node.kind != "plural":
        inner = tuple((k, _for_language(n, wanted, argument, sample)) for k, n in node.branches)
        return replace(node, branches=inner)
    written = wanted.number(node)
    exact = [(k, n) for k, n in node.branches if k.lstrip("=").isdigit() or k in wanted.exact]
    kept = [(k, _for_language(n, wanted, "", "")) for k, n in exact]
    made = [(f.name, _for_language(_source(node, f), wanted, written, f.sample)) for f in wanted.forms]
    return replace(node, branches=(*kept, *made), default="other")


def _source(choice: Choice, form: Form) -> Node:
    """The source branch a target form is translated from."""
    known = dict(choice.branches)
    if form.alone and form.name in known:
        return known[form.name]
    return choice.branch(choice.default)


def rebuilt(node: Node, text: Callable[[Leaf], str]) -> Node:
    """*node* with every leaf's text replaced."""
    if isinstance(node, Leaf):
        return replace(node, text=text(node))
    return replace(node, branches=tuple((key, rebuilt(inner, text)) for key, inner in node.branches))
