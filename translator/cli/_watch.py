"""``translate --watch``: stay, and translate what comes into the folders or changes there.

It looks every two seconds instead of asking the system for events: that needs no library, works on network shares and
in containers, where events do not arrive, and costs one ``stat`` a file (10,000 files in a tenth of a second).
A file is taken when it is the same at two looks, so that one that is still being written is left to finish.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from translator.cli import _console, _run, _summary
from translator.cli._asked import Asked
from translator.cli._inputs import Item
from translator.cli._translating import translating
from translator.errors import ExitCode, InputError, UsageError
from translator.i18n import _

Stamp = tuple[int, int]
Seen = dict[str, Stamp]


def watch(asked: Asked, seconds: float = 2.0, sleep: Callable[[float], None] = time.sleep) -> int:
    """Translate until Ctrl-C, which is the usual end; the status then is 0.

    Raises:
        UsageError: the editions do not go into a folder.
    """
    if asked.folder is None:
        raise UsageError(
            _("What is watched is translated into a folder."), _("Name one with -o; its name ends in /.")
        )
    _console.say(_("Watching {places}; Ctrl-C ends it.").format(places=", ".join(asked.files)))
    before: Seen = {}
    done: Seen = {}
    corrections = asked.corrections()
    try:
        with translating(asked) as translate:
            while True:
                before = _look(asked, translate, before, done)
                sleep(seconds)
                if asked.corrections() != corrections:
                    corrections = asked.corrections()
                    asked.refresh()
                    done.clear()
    except KeyboardInterrupt:
        _console.say(_("Stopped watching."))
    return int(ExitCode.DONE)


def _look(asked: Asked, translate: _run.Translate, before: Seen, done: Seen) -> Seen:
    """Translate what has settled since the last look and was not *done* as it is; the files as they are now."""
    now: Seen = {}

    def settled(item: Item) -> bool:
        stamp = _stamp(item.name)
        if stamp is None:
            return False
        now[item.name] = stamp
        return before.get(item.name) == stamp != done.get(item.name)

    try:
        works = asked.works(settled)
    except InputError:  # nothing there yet
        return now
    done.update({name: stamp for name, stamp in now.items() if before.get(name) == stamp})
    lines = [
        asked.told(outcome, alone=False)
        for outcome in _run.go(works, asked.read, translate, asked.deliver, _("Translating"), alone=False)
    ]
    if lines:
        _summary.show_many(lines)
        asked.save()
    return now


def _stamp(name: str) -> Stamp | None:
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
