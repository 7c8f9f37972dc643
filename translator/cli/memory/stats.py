"""``translator memory stats``."""

from __future__ import annotations

from pathlib import Path

import click

from translator import languages
from translator.cli import _console, _options
from translator.cli.memory import _store
from translator.errors import ExitCode
from translator.i18n import _, ui_language


@click.command("stats", help=_("Say what the memory holds, by pair of languages, and where it is."))
@_store.memory_option()
@_options.json_option()
def command(memory: str | None, as_json: bool) -> int:
    with _store.opened(memory) as store:
        place, counts, pairs = store.place, dict(store.counts()), store.pairs()
    size = _size(Path(place))
    if as_json:
        rows = [
            {"from": one, "to": other, "segments": machine, "corrections": people}
            for (one, other), (machine, people) in pairs.items()
        ]
        _console.emit_json({"place": place, "bytes": size, **counts, "pairs": rows})
        return int(ExitCode.DONE)
    shown = ui_language()
    _console.table(
        (_("from"), _("to"), _("by the machine"), _("by people")),
        [
            (languages.name(one, shown), languages.name(other, shown), str(machine), str(people))
            for (one, other), (machine, people) in pairs.items()
        ],
    )
    shown_size = "" if size is None else f", {size / 1e6:.1f} MB" if size >= 1e6 else f", {size / 1e3:.0f} kB"
    _console.say(place + shown_size)
    return int(ExitCode.DONE)


def _size(path: Path) -> int | None:
    """Bytes on this machine; ``None`` for a memory elsewhere."""
    beside = [path, *(path.with_name(path.name + tail) for tail in ("-wal", "-shm"))]
    return sum(one.stat().st_size for one in beside if one.exists()) if path.exists() else None
