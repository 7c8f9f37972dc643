"""Ctrl-C while sentences are computed: what is in work is finished and kept; pressed again, it stops at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from translator.cli import _console
from translator.i18n import _, ngettext


@dataclass(slots=True)
class Wish:
    """Whether the person wants to stop; engines look at it between batches."""

    stop: bool = False

    def __call__(self) -> bool:
        return self.stop


@contextmanager
def gently(wish: Wish) -> Iterator[None]:
    """While the block runs, the first Ctrl-C sets *wish*, the second interrupts as usual."""
    before = signal.getsignal(signal.SIGINT)
    if before in {signal.SIG_IGN, None} or threading.current_thread() is not threading.main_thread():
        yield
        return

    def first(_signal: int, _frame: FrameType | None) -> None:
        wish.stop = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _console.say(_("Finishing the sentences in work; press Ctrl-C again to stop at once."))

    signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def say(done: int, total: int, *, kept: bool) -> None:
    """Say that the work was interrupted, of how many files how many are done, and whether sentences are *kept*."""
    if total <= 1:
        _console.say(_("Interrupted."))
    else:
        text = ngettext("{n} of {total} files is done", "{n} of {total} files are done", done)
        _console.say(_("Interrupted: {done}.").format(done=text.format(n=done, total=total)))
    if kept:
        _console.say(_("Finished sentences are kept: the same command again goes on from here."))
