"""What making editions costs, on this machine.

    .venv/bin/python scripts/bench_editions.py                   # both parts; a few minutes
    .venv/bin/python scripts/bench_editions.py article           # one edition.json into every format
    .venv/bin/python scripts/bench_editions.py --articles 50 --words 1000 book

Nothing is translated by a model here: the pseudo engine makes the editions, so that what is measured is writing them.
Every measurement is a run of the program in a process of its own. Told are seconds on the clock, processor seconds, on
which other work on the machine has less influence, and the most memory the process held.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from translator.writers import WRITERS

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
ARTICLE = SAMPLES / "summit-in-bishkek.txt"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    seconds: float
    processor: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.processor:.1f} s of processor, at most {self.megabytes:.0f} MB"


def cost(line: list[str]) -> Cost:
    """What a run of the program takes; its own children (pandoc) count to its processor seconds."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "translator", *line], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"translator {' '.join(line)} gave {process.returncode}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def article(folder: Path, _given: argparse.Namespace) -> None:
    """All formats of one article from its edition.json: in one run, and each alone."""
    image = folder / "article.json"
    language = ["--from", "en", "--to", "ru", "-g", "cis-security"]
    cost(["translate", str(ARTICLE), *language, "--engine", "pseudo", "-q", "-o", str(image)])
    outputs = [folder / f"out{WRITERS[name].suffixes[0]}" for name in WRITERS]
    words = len(ARTICLE.read_text(encoding="utf-8").split())
    start = min((cost(["render", "--help"]) for _turn in range(3)), key=lambda one: one.processor)
    print(f"start-up: {start}")
    for output in outputs:
        print(f"{words} words as {output.suffix[1:]}: {_rendered(image, [output])}")
    print(f"all {len(outputs)} formats in one run: {_rendered(image, outputs)}")


def _rendered(image: Path, outputs: list[Path]) -> Cost:
    options = [part for output in outputs for part in ("-o", str(output))]
    runs = [cost(["render", str(image), "-q", "--overwrite", *options]) for _turn in range(3)]
    return min(runs, key=lambda one: one.seconds)


def book(folder: Path, given: argparse.Namespace) -> None:
    """A book of many articles as EPUB, PDF and site in one run, once its editions are there."""
    plan = _plan(folder, given.articles, given.words)
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in (folder / "articles").iterdir())
    print(f"{given.articles} articles, {words} words")
    build = ["edition", "build", str(plan), "--engine", "pseudo", "-q"]
    print(f"editions and EPUB: {cost([*build, '-o', str(folder / 'first.epub')])}", flush=True)
    outputs = [str(folder / "book.epub"), str(folder / "book.pdf"), f"{folder / 'site'}/"]
    everything = [part for output in outputs for part in ("-o", output)]
    print(f"EPUB, PDF and site of the editions: {cost([*build, *everything])}", flush=True)
    print(f"again, nothing changed: {cost([*build, *everything])}")


def _plan(folder: Path, articles: int, words: int) -> Path:
    """A book whose articles are paragraphs of the English samples, drawn anew for each, until they have *words*."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*-*.txt"))]
    paragraphs = [part for text in texts if " the " in text for part in text.split("\n\n")]
    chance = random.Random(1)
    (folder / "articles").mkdir()
    names = [f"articles/{number:03}.md" for number in range(articles)]
    for number, name in enumerate(names):
        text = f"# Article {number}"
        while len(text.split()) < words:
            text += f"\n\n{chance.choice(paragraphs)}"
        (folder / name).write_text(text, encoding="utf-8")
    plan = folder / "book.toml"
    head = 'title = "Many articles"\nfrom = "en"\nto = "ru"\nglossaries = ["cis-security"]\nindex = true\n'
    listed = "\n".join(f'  "{name}",' for name in names)
    plan.write_text(f"{head}articles = [\n{listed}\n]\n", encoding="utf-8")
    return plan


PARTS: dict[str, Callable[[Path, argparse.Namespace], None]] = {"article": article, "book": book}


def main() -> None:
    """Measure what is named, or everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], default=[])
    parser.add_argument("--articles", type=int, default=200, help="how many articles the book has")
    parser.add_argument("--words", type=int, default=400, help="how many words an article of the book has")
    given = parser.parse_args()
    for part in given.parts or PARTS:
        with tempfile.TemporaryDirectory(prefix="bench") as name:
            os.environ["TRANSLATOR_DATA_DIR"] = os.environ["TRANSLATOR_CACHE_DIR"] = name
            PARTS[part](Path(name), given)


if __name__ == "__main__":
    main()
