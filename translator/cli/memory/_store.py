"""The memory a command works on, and how it is named."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

import click

from translator.errors import InputError, UsageError
from translator.i18n import _
from translator.memory.store import Correction, Store

T = TypeVar("T")
Pair = tuple[str, str]
Row = tuple[Correction, str]
"""A pair and its status: ``edited`` by a person, or ``translated`` by a machine."""


def memory_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--memory``, which without a value is what ``translate`` is set to."""
    return click.option(
        "--memory", metavar="PATH", default=_usual,
        help=_("Which memory; the one `translate` uses when not given."),
    )  # fmt: skip


def _usual() -> str | None:
    """What the environment or the settings say for ``translate``."""
    said = os.environ.get("TRANSLATOR_TRANSLATE_MEMORY")
    context = click.get_current_context(silent=True)
    defaults = context.find_root().default_map if context else None
    found = said or ((defaults or {}).get("translate") or {}).get("memory")
    return str(found) if found else None


@contextmanager
def opened(memory: str | None) -> Iterator[Store]:
    """The memory, open while the block runs.

    Raises:
        UsageError: there is none to work on.
        InputError: it cannot be opened.
    """
    from translator.memory.opening import open_store

    if memory == "none":
        raise UsageError(_("There is no memory to work on."), _("Name one with --memory."))
    said: list[str] = []
    store = open_store(memory, said.append, fall_back=False)
    if store is None or said:
        if store:
            store.close()
        raise InputError(" ".join(said) or _("The memory cannot be opened."))
    try:
        yield store
    finally:
        store.close()


def batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """*items* in groups of *size*, the last one smaller."""
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some


def languages_pair(source: str | None, target: str | None) -> Pair | None:
    """The pair of ``--from`` and ``--to``, as the memory keeps it.

    Raises:
        UsageError: only one of them is given.
    """
    from translator.memory.corrections import language

    if not source and not target:
        return None
    if not source or not target:
        raise UsageError(_("--from and --to belong together."), "")
    return language(source), language(target)


def rows(store: Store, pair: Pair | None, *, machine: bool) -> Generator[Row, None, None]:
    """Corrections, and with *machine* the sound machine translations after them, as they come."""
    from translator.memory.corrections import language

    for one in store.all_corrections(pair):
        yield one, "edited"
    if not machine:
        return
    for segment, source, target in store.all_segments():
        own = (language(source), language(target))
        if not segment.problem and segment.target.strip() and pair in {None, own}:
            yield Correction(segment.source, segment.target, *own), "translated"
