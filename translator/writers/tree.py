"""The flat blocks of an edition as the nested structure that pages and books need: lists, quotes, tables, notes.

Nesting follows the levels the blocks carry, one step at a time and to a bounded depth, whatever a file claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Generic, Literal, Protocol, TypeVar

from translator.document import BlockKind

NodeKind = Literal["block", "list", "item", "quote", "table", "row", "cell", "gap", "notes"]
DEEPEST = 8
_NUMBERED = re.compile(r"[(\[]?\w{1,5}[.)\]]")


class Placed(Protocol):
    """What a block must tell to find its place: an ``EditionBlock``, or a view of one."""

    @property
    def kind(self) -> BlockKind: ...
    @property
    def level(self) -> int: ...
    @property
    def marker(self) -> str: ...
    @property
    def cell(self) -> tuple[int, int] | None: ...


B = TypeVar("B", bound=Placed)


@dataclass(slots=True)
class Node(Generic[B]):
    """A block, or a group of nodes."""

    kind: NodeKind
    block: B | None = None
    children: list[Node[B]] = field(default_factory=list)
    ordered: bool = False
    """For a list, whether its items are numbered."""
    span: int = 1
    """For a gap in a table row, how many columns it covers."""


def tree(blocks: Iterable[B]) -> list[Node[B]]:
    """The nodes of *blocks*, in the same order."""
    out: list[Node[B]] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        members = list(group)
        if kind == "item":
            out.append(_list(members))
        elif kind == "quote":
            out.append(_quote(members))
        elif kind == "cell":
            out += [_table(cells) for cells in _tables(members)]
        elif kind == "note":
            out.append(Node("notes", children=[Node("block", block) for block in members]))
        else:
            out += [Node("block", block) for block in members]
    return out


def leaves(nodes: Iterable[Node[B]]) -> Iterator[B]:
    """The blocks under *nodes*, in order."""
    for node in nodes:
        if node.block:
            yield node.block
        yield from leaves(node.children)


def _list(items: list[B]) -> Node[B]:
    root: Node[B] = Node("list", ordered=_is_numbered(items[0]))
    stack = [(items[0].level, root)]
    for item in items:
        while len(stack) > 1 and item.level < stack[-1][0]:
            stack.pop()
        level, at = stack[-1]
        if item.level > level and at.children and len(stack) < DEEPEST:
            inner: Node[B] = Node("list", ordered=_is_numbered(item))
            at.children[-1].children.append(inner)
            stack.append((item.level, inner))
            at = inner
        at.children.append(Node("item", item))
    return root


def _is_numbered(item: Placed) -> bool:
    return bool(_NUMBERED.fullmatch(item.marker.strip()))


def _quote(blocks: list[B]) -> Node[B]:
    """Quotes inside quotes, as deep as their levels say; a block that starts deep starts deep."""
    root: Node[B] = Node("quote")
    stack = [root]
    for block in blocks:
        depth = min(max(block.level, 1), DEEPEST)
        del stack[depth:]
        while len(stack) < depth:
            inner: Node[B] = Node("quote")
            stack[-1].children.append(inner)
            stack.append(inner)
        stack[-1].children.append(Node("block", block))
    return root


def _tables(cells: list[B]) -> Iterator[list[B]]:
    """*cells* cut where places stop rising: there another table begins. Equal places share a cell."""
    table: list[B] = []
    for cell in cells:
        if table and _place(cell) < _place(table[-1]):
            yield table
            table = []
        table.append(cell)
    if table:
        yield table


def _place(cell: Placed) -> tuple[int, int]:
    return cell.cell or (0, 0)


def _table(cells: list[B]) -> Node[B]:
    columns = {column: at for at, column in enumerate(sorted({_place(c)[1] for c in cells}))}
    table: Node[B] = Node("table")
    for _row, in_row in groupby(cells, key=lambda c: _place(c)[0]):
        row: Node[B] = Node("row")
        filled = 0
        for place, in_cell in groupby(in_row, key=_place):
            at = columns[place[1]]
            if at > filled:
                row.children.append(Node("gap", span=at - filled))
            row.children.append(Node("cell", children=[Node("block", block) for block in in_cell]))
            filled = at + 1
        if filled < len(columns):
            row.children.append(Node("gap", span=len(columns) - filled))
        table.children.append(row)
    return table
