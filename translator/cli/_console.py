"""What the program shows: results on stdout, everything else on stderr, plain where nobody looks."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from translator.i18n import _

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_quiet = False
_bar = False
"""Whether a bar of progress is on the terminal."""


def be_quiet(quiet: bool) -> None:
    """Say nothing but errors from now on (``-q``)."""
    global _quiet  # noqa: PLW0603 - one switch for the process, set by the command that parsed it
    _quiet = quiet


def say(message: str) -> None:
    """One line for the person, on stderr, unless ``-q``."""
    if not _quiet:
        _put(message)


def _put(message: str, *, color: bool | None = None) -> None:
    """Write a line on stderr; above the bar where there is one, which Click's own way to stderr would not know of."""
    click.echo(message, file=sys.stderr if _bar else None, err=True, color=color)


def fail(message: str, hint: str) -> None:
    """An error in one line, and a second with what to type next."""
    label = click.style(_("Error:"), fg="red", bold=True) if coloured() else _("Error:")
    _put(f"{label} {message}", color=coloured())
    if hint:
        _put(hint)


def warn(message: str) -> None:
    """Something that did not stop the run but should be known."""
    if not _quiet:
        label = click.style(_("Note:"), fg="yellow", bold=True) if coloured() else _("Note:")
        _put(f"{label} {message}", color=coloured())


def coloured() -> bool:
    """Whether stderr wants colour: a terminal, and nobody set ``NO_COLOR``."""
    if os.environ.get("NO_COLOR"):
        return False
    return sys.stderr.isatty() or bool(os.environ.get("FORCE_COLOR"))


def emit_json(value: Any) -> None:
    """A result for programs, on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def console(*, stderr: bool = True) -> Console:
    """A rich console on stderr (or stdout for results such as tables)."""
    from rich.console import Console

    return Console(
        stderr=stderr, no_color=bool(os.environ.get("NO_COLOR")) or None, highlight=False, markup=False
    )


def on_terminal() -> bool:
    """Whether a person reads stdout, and not a program."""
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "") -> None:
    """A table of results on stdout: aligned on a terminal, where nothing is cut off; tab-separated when piped."""
    if not on_terminal():
        for row in [columns, *rows]:
            click.echo("\t".join(str(cell) for cell in row))
        return
    console(stderr=False).print(_drawn(columns, rows, title=title))


def say_table(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
    """A table for the person at the terminal, on stderr unless ``-q``; the columns *numbers* stand right."""
    if not _quiet:
        console().print(_drawn(columns, rows, numbers=numbers))


def _drawn(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "", numbers: Sequence[int] = ()
) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = Table(title=title or None, box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left")
    for at, column in enumerate(columns):
        shown.add_column(column, overflow="fold", justify="right" if at in numbers else "left")
    for row in rows:
        shown.add_row(*(Text(str(cell)) for cell in row))
    return shown


@contextmanager
def progress(label: str, *, bytes_: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr while the block runs, on a terminal only; call the value with (done, total)."""
    if _quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    counter = (DownloadColumn(), TransferSpeedColumn()) if bytes_ else (MofNCompleteColumn(), Rate())
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=30), *counter, TimeRemainingColumn())
    global _bar  # noqa: PLW0603 - there is one terminal
    with Progress(*columns, console=console(), transient=True) as bar:
        task = bar.add_task(label, total=None)
        before, _bar = _bar, True
        try:
            yield lambda done, total: bar.update(task, completed=done, total=total or None)
        finally:
            _bar = before
