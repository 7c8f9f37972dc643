"""Catalogs filled by ``translator catalog translate``, against calling an engine entry by entry."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from running import PROJECT, Bench, Worker, ratio, table, take_turns

from translator.catalogs import Asked, is_bilingual, open_catalog
from translator.catalogs.formats import format_of

USUAL = PROJECT / "locales/ru/LC_MESSAGES/translator.po"


def catalogs(bench: Bench, paths: list[Path], most: int) -> None:
    """The messages of *paths*, *most* of each, models loaded, no memory; the contenders take turns file by file.

    *All at once, nothing verified* is the engine given all messages in one call: no way of filling is faster.
    """
    groups = [group for path in paths if (group := messages(path, most))]
    file = bench.folder / "messages.json"
    file.write_text(json.dumps(groups))
    peer = bench.peer / "bin/python"
    workers = {
        "argos-translate 1.11, entry by entry": Worker(bench, peer, "argos", file),
        "the same, OMP_NUM_THREADS=1": Worker(bench, peer, "argos", file, OMP_NUM_THREADS="1"),
        "translator's engine, entry by entry": Worker(bench, sys.executable, "entries", file),
        "translator's engine, all at once, nothing verified": Worker(bench, sys.executable, "at-once", file),
        "translator catalog translate": Worker(bench, sys.executable, "catalog", file),
    }
    take_turns(workers.values(), len(groups), bench.rounds)
    for worker in workers.values():
        worker.done()
    texts = [text for group in groups for text in group]
    words = sum(len(text.split()) for text in texts) / len(texts)
    argos, single = (workers[name].turns for name in list(workers)[:3:2])
    table(
        f"{len(groups)} catalogs, {len(texts)} entries of {words:.1f} words, {bench.rounds} rounds",
        ("", "entries/s", "times Argos", "times our engine, entry by entry"),
        [
            (name, f"{bench.rounds * len(texts) / sum(worker.turns):.0f}",
             f"{ratio(argos, worker.turns):.1f}", f"{ratio(single, worker.turns):.1f}")
            for name, worker in workers.items()
        ],
    )  # fmt: skip


def messages(path: Path, most: int) -> list[str]:
    """The plain messages of a catalog, each once, whatever language it is for."""
    data = path.read_bytes()
    form = format_of(path.name, data)
    catalog = open_catalog(Asked(path.name, data, None, None if is_bilingual(form) else "ru"), form)
    plain = (entry.source[0] for entry in catalog.entries if not entry.plural and entry.state != "locked")
    return list(dict.fromkeys(plain))[:most]
