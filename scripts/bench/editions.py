#!/usr/bin/env python3
"""How long every format of one article takes from its edition.json, and what a book of 200 articles needs.

    scripts/bench/editions.py [edition.json]

Prints seconds per format, and seconds and peak memory for EPUB, PDF and site, each measured in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLES = 200
ONE = """
import sys, time
from translator.writers import write
from translator.writers.json import read_edition
started = time.perf_counter()
write(read_edition(sys.argv[1]), sys.argv[2])
print(time.perf_counter() - started)
"""
BOOK = """
import resource, sys, time
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from translator.writers import WriteOptions
from translator.writers.json import read_edition
from translator.writers.volume import Chapter, Part, Titles, Volume
kind, source, target, count = sys.argv[1:]
first = read_edition(source)
def load(n):
    def read():
        edition = read_edition(source)
        return replace(edition, name=f"{n}", metadata={**edition.metadata, "date": f"2024-05-{n % 28 + 1:02d}"})
    return read
chapters = tuple(Chapter(f"text-{n}", load(n), Titles(f"Chapter {n}", f"Глава {n}")) for n in range(int(count)))
volume = Volume(first.source_language, first.target_language, Titles("Book", "Книга"), (Part(chapters),), index=True)
started = time.perf_counter()
if kind == "site":
    import_module("translator.writers.site").write_site(volume, Path(target), WriteOptions())
else:
    with open(target, "wb") as file:
        import_module(f"translator.writers.{kind}").write_volume(volume, file, WriteOptions())
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run(code: str, *arguments: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return [float(number) for number in done.stdout.split()]


def edition(folder: Path) -> Path:
    """A test article, translated by the starter package."""
    path = folder / "article.json"
    sample = Path(__file__).parents[2] / "tests" / "samples" / "summit-in-bishkek.txt"
    command = ["translate", str(sample), "--to", "ru", "-g", "cis-security", "-o", str(path), "-q"]
    subprocess.run([sys.executable, "-m", "translator", *command], check=True)
    return path


def main() -> None:
    from translator.writers import WRITERS

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = Path(sys.argv[1]) if len(sys.argv) > 1 else edition(folder)
        pairs = sum(len(block.get("pairs", ())) for block in json.loads(source.read_text())["blocks"])
        print(f"one article of {pairs} sentences")
        total = 0.0
        for format_, entry in WRITERS.items():
            (seconds,) = run(ONE, str(source), str(folder / f"x{entry.suffixes[0]}"))
            total += seconds
            print(f"  {format_:10} {seconds:6.2f} s")
        together = folder / "all"
        together.mkdir()
        outputs = [f"-o{together / 'x'}{entry.suffixes[0]}" for _name, entry in WRITERS.items()]
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "translator", "render", str(source), "-q", *outputs], check=True
        )
        print(
            f"  each alone {total:6.2f} s; all of them by one command {time.perf_counter() - started:.2f} s"
        )
        print(f"a book of {ARTICLES} such articles")
        for kind in ("epub", "pdf", "site"):
            seconds, megabytes = run(BOOK, kind, str(source), str(folder / f"book.{kind}"), str(ARTICLES))
            print(f"  {kind:10} {seconds:6.2f} s  {megabytes:6.0f} MB")


if __name__ == "__main__":
    main()
