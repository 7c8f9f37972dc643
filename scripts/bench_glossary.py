"""Measure the glossary workshop on made-up glossaries of 10,000 concepts: load, compiled load, match, lint.

    python scripts/bench_glossary.py [--concepts 10000] [--repeat 3]

Times are process time (best of the repeats), so that other programs on the machine disturb little.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LIMITS = {"TOML load": 1.0, "compiled load": 0.05, "matching 1 MB": 0.5, "lint": 3.0}
SYLLABLES = "ba ke li mo nu ra se ti vo za gri pla stro ken dal mir tor vel an or".split()


def word(seed: random.Random, least: int = 2) -> str:
    """A word nobody has seen."""
    return "".join(seed.choice(SYLLABLES) for _ in range(seed.randint(least, least + 2)))


def toml(concepts: int, seed: random.Random) -> tuple[str, list[str]]:
    """A glossary file, and its English terms."""
    parts = ['[glossary]\nname = "bench"\nlanguages = ["en", "ru"]\n']
    terms = []
    for at in range(concepts):
        term = f"{word(seed)} {word(seed)} {at:x}"
        terms.append(term)
        parts.append(
            f'[[concept]]\nid = "c-{at}"\ndomain = "bench"\ndefinition = "Thing number {at}, explained in a sentence of its own."\n'
            f'source = "Register, entry {at}"\n[[concept.en]]\nterm = "{term}"\nvariants = ["{term} item"]\n'
            f'[[concept.ru]]\nterm = "термин номер {at}"\ngender = "m"\nnumber = "sg"\nanimacy = "inan"\n'
        )
    return "\n".join(parts), terms


def text(size: int, terms: list[str], seed: random.Random) -> str:
    """*size* bytes of sentences, a term in every third one."""
    out: list[str] = []
    length = 0
    while length < size:
        words = [word(seed) for _ in range(seed.randint(8, 20))]
        if seed.random() < 0.33:
            words.insert(seed.randrange(len(words)), seed.choice(terms))
        sentence = " ".join(words).capitalize() + "."
        out.append(sentence)
        length += len(sentence) + 1
    return "\n".join(out)


def best(run: Callable[[], object], repeat: int) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--concepts", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRANSLATOR_CACHE_DIR"] = folder
        from translator.glossary.formats import FORMATS, read_glossary
        from translator.glossary.lint import lint
        from translator.glossary.matching import Matcher

        seed = random.Random(1)
        source, terms = toml(options.concepts, seed)
        path = Path(folder) / "bench.toml"
        path.write_text(source, encoding="utf-8")
        data = source.encode("utf-8")
        module = FORMATS.load("toml")
        glossary = read_glossary(path)
        times = {
            "TOML load": best(lambda: module.load(data, "bench", "bench.toml"), options.repeat),
            "compiled load": best(lambda: read_glossary(path), 3 * options.repeat),
        }
        start = time.process_time()
        matcher = Matcher(glossary, "en", "ru")
        building = time.process_time() - start
        lines = text(1_000_000, terms, seed).splitlines()
        found = sum(len(matcher.find(line)) for line in lines)
        times["matching 1 MB"] = best(lambda: [matcher.find(line) for line in lines], options.repeat)
        times["lint"] = best(lambda: lint(glossary, source), options.repeat)
    print(
        f"{options.concepts} concepts, {len(data) / 1e6:.1f} MB of TOML; matcher built in {building:.2f} s; {found} matches"
    )
    for name, seconds in times.items():
        verdict = "ok" if seconds <= LIMITS[name] else f"over the limit of {LIMITS[name]} s"
        print(f"{name:15} {seconds * 1000:8.1f} ms  {verdict}")


if __name__ == "__main__":
    main()
