"""How fast catalogs are filled, against calling the engine entry by entry.

    uv run scripts/bench_catalogs.py [CATALOG ...] [--to ru] [--entries 400] [--rounds 3] [--engine argos]

All ways translate the same messages with the same package, beam and threads, and no memory, in alternating rounds:

- *entry by entry*: one call of the engine for each message, and nothing verified;
- *catalog translate*: what the command does, placeholders verified and what lost one translated again;
- *bound*: the engine given all messages at once, and nothing verified. No way of filling can be faster than that.

Seconds of the clock are those of the fastest round. Processor time tells how much less work the batches are; it is
the same on a busy machine, and does not count that batches keep every core busy where a single sentence keeps one.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from translator.catalogs import Asked, Catalog, is_bilingual, open_catalog
from translator.catalogs.formats import format_of
from translator.engines import EngineOptions
from translator.engines.argos_device import cores
from translator.localisation import Wish, fill_all
from translator.pipeline import Job
from translator.translating import Engines

USUAL = Path(__file__).resolve().parent.parent / "locales" / "ru" / "LC_MESSAGES" / "translator.po"


@dataclass
class Times:
    """What the rounds of one way took."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def take(self, work: Callable[[], object]) -> None:
        begin, used = time.perf_counter(), time.process_time()
        work()
        self.clock.append(time.perf_counter() - begin)
        self.processor.append(time.process_time() - used)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("catalogs", nargs="*", type=Path)
    parser.add_argument("--to", default="ru")
    parser.add_argument("--entries", type=int, default=400, help="of each catalog at most")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", default="argos")
    asked = parser.parse_args()
    paths = asked.catalogs or [USUAL]

    def opened() -> list[Catalog]:
        return [one for path in paths if (one := emptied(path, asked.to, asked.entries)).entries]

    catalogs = opened()
    texts = [entry.source[0] for catalog in catalogs for entry in catalog.entries]
    source = catalogs[0].source_language
    job = Job(asked.to, source, asked.engine)
    each, whole, bound = Times(), Times(), Times()
    with Engines(asked.engine, asked.to, EngineOptions()) as engines:
        engine = engines.get(source)
        engine.translate(["The model is loaded before the clock starts."])
        for _round in range(asked.rounds):
            each.take(lambda: [engine.translate([text]) for text in texts])
            fresh = opened()
            whole.take(lambda fresh=fresh: fill_all(fresh, job, engines, Wish(reuse=False)))
            bound.take(lambda: engine.translate(texts))
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{len(catalogs)} files, {len(texts)} entries, {len(set(texts))} distinct, {words:.1f} words each; "
          f"{asked.engine} {source} → {asked.to}, {cores()} cores, {asked.rounds} rounds")  # fmt: skip
    for name, times in (("entry by entry", each), ("catalog translate", whole), ("bound", bound)):
        print(row(name, len(texts), times, each))
    return 0


def emptied(path: Path, target: str, most: int) -> Catalog:
    """The plain messages of a catalog, nothing translated, whatever language it is for."""
    data = path.read_bytes()
    form = format_of(path.name, data)
    catalog = open_catalog(Asked(path.name, data, None, None if is_bilingual(form) else target), form)
    catalog.target_language = target
    catalog.entries = [e for e in catalog.entries if not e.plural and e.state != "locked"][:most]
    for entry in catalog.entries:
        entry.state = "empty"
    return catalog


def row(name: str, entries: int, times: Times, against: Times) -> str:
    """Entries a second, by the clock and by processor time, and how many times those of *against*."""
    clock, processor = min(times.clock), statistics.median(times.processor)
    return (
        f"{name:18} {entries / clock:8.1f} entries/s ({min(against.clock) / clock:.1f} times)   "
        f"{entries / processor:8.1f} entries/processor s ({statistics.median(against.processor) / processor:.1f} times)"
    )


if __name__ == "__main__":
    sys.exit(main())
