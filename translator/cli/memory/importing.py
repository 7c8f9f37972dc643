"""``translator memory import``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from translator.cli import _console, _options
from translator.cli.memory import _store
from translator.errors import ExitCode
from translator.i18n import _
from translator.memory.store import Store

AT_ONCE = 1000
"""Units stored in one transaction."""


@click.command(
    "import",
    help=_("Take corrections from editions (JSON), TMX, XLIFF and tab-separated tables.")
    + "\n\n"
    + _(
        "In files this program wrote, a sentence counts as corrected when its text was changed; in others, when the "
        "file says it was reviewed (every unit of a TMX, every line of a table)."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@_options.source_option(_("For tables: language of the first column."))
@_options.target_option(required=False)
@click.option("--all", "everything", is_flag=True, help=_("Take what nobody reviewed as well."))
@_store.memory_option()
@_options.json_option()
@_options.quiet_option()
def command(
    *, files: tuple[Path, ...], source: str | None, target: str | None, everything: bool, memory: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    pair = _store.languages_pair(source, target)
    results = []
    with _store.opened(memory) as store:
        for path in files:
            results.append({"file": str(path), **_one(store, path, pair, everything)})
            _tell(results[-1])
    if as_json:
        _console.emit_json(results)
    return int(ExitCode.DONE)


def _one(store: Store, path: Path, pair: _store.Pair | None, everything: bool) -> dict[str, int]:
    """Import one file; how many were new or changed, known, not reviewed, broken."""
    from translator.reviewing.reading import read

    seen: Counter[str] = Counter()
    new = 0
    for units in _store.batches(read(path, pair, everything=everything), AT_ONCE):
        corrections = [one for unit in units for one in unit.corrections]
        new += store.put_corrections(corrections)
        seen["corrections"] += len(corrections)
        seen["broken"] += sum(bool(unit.broken) for unit in units)
        seen["unreviewed"] += sum(not unit.broken and not unit.corrections for unit in units)
    return {"new": new, "known": seen["corrections"] - new, **{k: seen[k] for k in ("unreviewed", "broken")}}


def _tell(result: dict[str, object]) -> None:
    parts = [_("{new} new or changed"), _("{known} known")]
    parts += [_("{unreviewed} not reviewed")] if result["unreviewed"] else []
    parts += [_("{broken} broken and left out")] if result["broken"] else []
    _console.say(f"{result['file']}: {', '.join(part.format(**result) for part in parts)}.")
