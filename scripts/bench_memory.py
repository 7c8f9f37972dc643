"""What the memory costs and saves, on this machine.

    .venv/bin/python scripts/bench_memory.py                   # everything; some minutes
    .venv/bin/python scripts/bench_memory.py lookup fuzzy      # only these
    .venv/bin/python scripts/bench_memory.py --segments 100000 lookup

Times of runs are processor seconds of the process, so that other work on the machine counts little; the start-up is
that of the same command with ``--dry-run``, which does everything but translate.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from translator.engines import Translation
from translator.engines.pseudo import PseudoEngine
from translator.engines.remembering import RememberingEngine
from translator.memory.corrections import Place, known, near
from translator.memory.keys import segment_key
from translator.memory.sqlite import SqliteStore
from translator.memory.store import Correction, Segment

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"


def _cpu(line: list[str]) -> float:
    """Processor seconds of a run of the program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "translator", *line], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def runs(folder: Path, _segments: int) -> None:
    """The same article twice, then with one paragraph changed; without and with a glossary."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*-*.txt"))[:4])
    article = folder / "article.txt"
    article.write_text(text, encoding="utf-8")
    for name, more in (("", []), (" with a glossary", ["-g", "cis-security"])):
        line = ["translate", str(article), "--from", "en", "--to", "ru", "-o", str(folder / "a.json"), *more]
        memory = ["--memory", str(folder / f"runs{len(more)}.sqlite")]
        start = min(
            _cpu([*line[: -len(more) or None], "--dry-run", *more, "--overwrite"]) for _turn in range(3)
        )
        without = _cpu([*line, "--memory", "none"])
        first = _cpu([*line, *memory])
        second = min(_cpu([*line, *memory]) for _turn in range(3))
        changed = text.replace(". ", ". The minister did not say when. ", 1)
        article.write_text(changed, encoding="utf-8")
        one = _cpu([*line, *memory])
        article.write_text(text, encoding="utf-8")
        share = (second - start) / (first - start)
        print(
            f"{len(text.split())} words{name}: start-up {start:.2f} s, without memory {without:.2f} s, ",
            end="",
        )
        print(
            f"first run {first:.2f} s, second {second:.2f} s ({share:.1%} of the first beyond start-up), ",
            end="",
        )
        print(f"one paragraph changed {one:.2f} s")


def overhead(folder: Path, _segments: int) -> None:
    """What storing costs by the sentence, against what translating one costs (measured by ``runs``)."""

    class Ready(PseudoEngine):
        def translate(self, sentences, progress=None):  # noqa: ARG002
            return [Translation(text, -0.5) for text in sentences]

    texts = [f"{n} {'a sentence of the usual length for the news of a day ' * 2}" for n in range(20_000)]
    with closing(SqliteStore(folder / "overhead.sqlite")) as store:
        began = time.process_time()
        RememberingEngine(Ready("en", "ru"), store).translate(texts)
        print(
            f"looking up and storing a new sentence: {(time.process_time() - began) / len(texts) * 1e6:.0f} µs"
        )
        began = time.process_time()
        RememberingEngine(Ready("en", "ru"), store).translate(texts)
        print(f"finding a sentence again: {(time.process_time() - began) / len(texts) * 1e6:.0f} µs")


def lookup(folder: Path, segments: int) -> None:
    """One segment, and an article's, out of very many."""
    path = folder / "lookup.sqlite"
    with closing(SqliteStore(path)) as store:
        for at in range(0, segments, 10_000):
            store.put_segments([_segment(n) for n in range(at, min(at + 10_000, segments))], "en", "ru")
    chance = random.Random(1)
    with closing(SqliteStore(path)) as store:
        for size, turns in ((1, 2000), (100, 100)):
            times = []
            for _turn in range(turns):
                keys = [_segment(chance.randrange(segments)).key for _n in range(size)]
                began = time.perf_counter()
                assert len(store.segments(keys)) == len(set(keys))
                times.append(time.perf_counter() - began)
            times.sort()
            print(
                f"{segments} segments ({path.stat().st_size / 1e6:.0f} MB), {size} at a time: median "
                f"{statistics.median(times) * 1e6:.0f} µs, 99th percentile {times[int(turns * 0.99)] * 1e6:.0f} µs"
            )


def _segment(number: int) -> Segment:
    text = f"Sentence number {number} of very many that were translated once upon a time."
    return Segment(segment_key(b"bench", text), text, text.upper(), -0.5)


def fuzzy(folder: Path, _segments: int) -> None:
    """Corrections of 100,000 sentences: exact ones for an article, and near ones."""
    chance = random.Random(1)
    words = [f"{a}{b}" for a in "bcdfghklmnprst" for b in ("asta", "erna", "ilo", "onto", "ura")]
    made = [
        Correction(f"{n} {' '.join(chance.choices(words, k=chance.randrange(4, 25)))}", "x", "en", "ru")
        for n in range(100_000)
    ]
    with closing(SqliteStore(folder / "fuzzy.sqlite")) as store:
        began = time.process_time()
        store.put_corrections(made)
        print(f"storing {len(made)} corrections: {time.process_time() - began:.1f} s")
        wanted = [Place(one.source) for one in chance.sample(made, 100)]
        began = time.process_time()
        assert len(known(wanted, store, pair=("en", "ru"))) == 100
        print(f"exact ones for 100 sentences: {(time.process_time() - began) * 1e3:.1f} ms")
        texts = [place.text.replace("asta", "ista") for place in wanted]
        began = time.process_time()
        found = near(texts, store.all_corrections(("en", "ru")), 85)
        print(f"near ones for 100 sentences: {time.process_time() - began:.2f} s, {len(found)} found")


PARTS: dict[str, Callable[[Path, int], None]] = {
    "runs": runs, "overhead": overhead, "lookup": lookup, "fuzzy": fuzzy,
}  # fmt: skip


def main() -> None:
    """Measure what is named, or everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], default=[])
    parser.add_argument("--segments", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        os.environ["TRANSLATOR_DATA_DIR"] = os.environ["TRANSLATOR_CACHE_DIR"] = name
        for part in given.parts or PARTS:
            PARTS[part](Path(name), given.segments)


if __name__ == "__main__":
    main()
