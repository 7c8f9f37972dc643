"""How fast a catalog is filled, against calling the engine entry by entry.

    uv run scripts/bench_catalogs.py [CATALOG.po] [--to ru] [--entries 400] [--engine argos]

Both ways translate the same messages with the same model and no memory; the first number is what
``translator catalog translate`` does, verification of placeholders included.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from translator.catalogs import Asked, open_catalog
from translator.engines import EngineOptions
from translator.localisation import Wish, fill
from translator.pipeline import Job
from translator.translating import Engines

USUAL = Path(__file__).resolve().parent.parent / "locales" / "ru" / "LC_MESSAGES" / "translator.po"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("catalog", nargs="?", type=Path, default=USUAL)
    parser.add_argument("--to", default="ru")
    parser.add_argument("--entries", type=int, default=400)
    parser.add_argument("--engine", default="argos")
    asked = parser.parse_args()
    catalog = open_catalog(Asked(asked.catalog.name, asked.catalog.read_bytes(), None, asked.to))
    plain = [entry for entry in catalog.entries if not entry.plural][: asked.entries]
    for entry in plain:
        entry.state = "empty"
    catalog.entries = plain
    with Engines(asked.engine, asked.to, EngineOptions()) as engines:
        engine = engines.get(catalog.source_language)
        engine.translate(["The model is loaded before the clock starts."])
        one = timed(lambda: [engine.translate([entry.source[0]]) for entry in plain])
        many = timed(
            lambda: fill(
                catalog, Job(asked.to, catalog.source_language, asked.engine), engines, Wish(reuse=False)
            )
        )
    print(f"{len(plain)} entries, {asked.engine} {catalog.source_language} → {asked.to}")
    print(f"entry by entry    {len(plain) / one:8.1f} entries a second")
    print(f"catalog translate {len(plain) / many:8.1f} entries a second, {one / many:.1f} times as fast")
    return 0


def timed(work) -> float:
    """Seconds *work* takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
