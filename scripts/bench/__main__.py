#!/usr/bin/env python3
"""Measure speed and memory against Argos Translate and against CTranslate2 itself; prints Markdown tables.

    uv run python scripts/bench                      # everything; takes some minutes
    uv run python scripts/bench cold help            # only these
    uv run python scripts/bench --package FOLDER     # with an installed Argos package instead of the starter

The same package, beam and machine for all; the contenders take turns, and ratios are medians over the turns.
Argos Translate is installed into an environment of its own the first time (``--peer``; about 1.5 GB, because its
sentence splitters bring PyTorch). With a package that carries no splitter it downloads one at first use and cannot
run offline, so here it is given sentencex, the splitter this program uses. It hands CTranslate2 one short paragraph at a time, for which several threads
can be worse than one; so it is measured with one as well. Let nothing else run meanwhile.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from articles import PER_PARAGRAPH, articles
from catalogs import USUAL, catalogs
from running import (
    PROJECT,
    WORKER,
    Bench,
    Run,
    Worker,
    environment,
    install_peer,
    machine,
    memory,
    middle,
    ratio,
    seconds,
    table,
    take_turns,
)

SAMPLE = PROJECT / "tests/samples/summit-in-bishkek.txt"
PARTS = ("cold", "throughput", "catalogs", "many", "help", "models")
LOOPED, IN_ONE = 4, 200
"""Articles for Argos' command in a loop, and for its library in one process: enough for a rate."""


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help=", ".join(PARTS), metavar="PART")
    parser.add_argument(
        "--package", type=Path, help="an unpacked English→Russian Argos package; default: the starter"
    )
    parser.add_argument(
        "--peer", type=Path, default=Path.home() / ".cache/translator-bench", help="Argos' environment"
    )
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--many", type=int, default=1000, help="short articles for the part “many”")
    parser.add_argument(
        "--catalogs", type=Path, nargs="+", default=[USUAL], metavar="FILE", help="for the part “catalogs”"
    )
    parser.add_argument("--entries", type=int, default=400, help="of each catalog at most")
    args = parser.parse_args()
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(unknown)}")
    package = args.package or next((PROJECT / "translator/models/starter").glob("translate-en_ru-*"))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(args.peer, package.resolve(), args.rounds, Path(folder))
        bench.environment = environment(bench)
        parts = args.parts or PARTS
        if {"cold", "throughput", "catalogs", "many"} & set(parts):
            install_peer(args.peer)
        print(machine(package))
        if "cold" in parts:
            cold(bench)
        if "throughput" in parts:
            throughput(bench, args.articles)
        if "catalogs" in parts:
            catalogs(bench, args.catalogs, args.entries)
        if "many" in parts:
            many(bench, args.many)
        if "help" in parts:
            help_time(bench)
        if "models" in parts:
            models_list(bench)


def cold(bench: Bench) -> None:
    """One article, from the start of the process to the written file."""
    ours: list[Run] = []
    peers: list[Run] = []
    out = bench.folder / "article.html"
    for _ in range(max(bench.rounds, 5)):
        peers.append(bench.run(bench.peer / "bin/python", WORKER, "argos-article", SAMPLE))
        ours.append(
            bench.run(
                sys.executable,
                "-m",
                "translator",
                "translate",
                SAMPLE,
                "-f",
                "en",
                "-t",
                "ru",
                "-o",
                out,
                "-q",
            )
        )
        out.unlink()
    table(
        f"One article ({len(SAMPLE.read_text().split())} words), cold process",
        ("", "seconds", "peak memory", "times faster"),
        [
            ("argos-translate 1.11, text", f"{middle(peers):.2f}", f"{memory(peers):.0f} MB", "1.0"),
            (
                "translator, bilingual HTML",
                f"{middle(ours):.2f}",
                f"{memory(ours):.0f} MB",
                f"{ratio(seconds(peers), seconds(ours)):.1f}",
            ),
        ],
    )


def throughput(bench: Bench, count: int) -> None:
    """Many articles, models loaded; the contenders take turns group by group, so that all see the same machine."""
    file = bench.folder / "articles.json"
    texts = articles(count)
    size = max(1, count // 5)
    groups = [texts[at : at + size] for at in range(0, count, size)]
    file.write_text(json.dumps(groups))
    workers = {
        "argos-translate 1.11": Worker(bench, bench.peer / "bin/python", "argos", file),
        "argos-translate 1.11, OMP_NUM_THREADS=1": Worker(
            bench, bench.peer / "bin/python", "argos", file, OMP_NUM_THREADS="1"
        ),
        "CTranslate2 alone, its defaults": Worker(bench, sys.executable, "bare-defaults", file),
        "CTranslate2 alone, our threads and batches": Worker(bench, sys.executable, "bare", file),
        "translator": Worker(bench, sys.executable, "translator", file),
    }
    take_turns(workers.values(), len(groups), bench.rounds)
    peaks = {name: worker.done() for name, worker in workers.items()}
    first, bare = (
        workers["argos-translate 1.11"].turns,
        workers["CTranslate2 alone, our threads and batches"].turns,
    )
    sentences = bench.rounds * sum(len(text.split("\n\n")) * PER_PARAGRAPH for text in texts)
    table(
        f"{count} articles, {sentences // bench.rounds} sentences, models loaded, {bench.rounds} times in turns of {size} articles",
        ("", "sentences/s", "peak memory", "times Argos", "time / bare CTranslate2"),
        [
            (
                name, f"{sentences / sum(worker.turns):.0f}", f"{peaks[name]:.0f} MB",
                f"{ratio(first, worker.turns):.1f}", f"{ratio(worker.turns, bare):.2f}",
            )
            for name, worker in workers.items()
        ],
    )  # fmt: skip


def many(bench: Bench, count: int) -> None:
    """A folder of short articles, everything counted from the start of the process to the last written file."""
    source, out = bench.folder / "many", bench.folder / "many-out"
    source.mkdir()
    texts = articles(count)
    for number, text in enumerate(texts):
        (source / f"{number:04}.txt").write_text(text)
    per_article = len(texts[0].split("\n\n")) * PER_PARAGRAPH
    one_process = bench.folder / "one-process.json"
    one_process.write_text(json.dumps(texts[:IN_ONE]))
    loop = sum(
        bench.run(bench.peer / "bin/python", WORKER, "argos-article", source / f"{n:04}.txt").seconds
        for n in range(LOOPED)
    )
    library = bench.run(bench.peer / "bin/python", WORKER, "argos-articles", one_process)
    line = ("translate", source, "-f", "en", "-t", "ru", "-o", f"{out}/", "--to-format", "html", "-q")
    ours = bench.run(sys.executable, "-m", "translator", *line)
    rates = {
        f"argos-translate 1.11, its command in a loop ({LOOPED} articles)": LOOPED * per_article / loop,
        f"argos-translate 1.11, its library in one process ({IN_ONE} articles)": IN_ONE
        * per_article
        / library.seconds,
        f"translator, one command for the folder ({count} articles, bilingual HTML)": count
        * per_article
        / ours.seconds,
    }
    slowest = min(rates.values())
    table(
        f"{count} short articles, {per_article} sentences each, start and files included",
        ("", "sentences/s", "times faster"),
        [(name, f"{rate:.1f}", f"{rate / slowest:.1f}") for name, rate in rates.items()],
    )


def help_time(bench: Bench) -> None:
    """``translator --help``, from start to end."""
    runs = [bench.run(sys.executable, "-m", "translator", "--help") for _ in range(15)]
    empty = [bench.run(sys.executable, "-c", "pass") for _ in range(15)]
    table(
        "Start",
        ("", "milliseconds"),
        [
            ("`python -c pass`", f"{1000 * middle(empty):.0f}"),
            ("`translator --help`", f"{1000 * middle(runs):.0f}"),
        ],
    )


def models_list(bench: Bench) -> None:
    """``translator models list`` with a hundred packages."""
    packages = bench.folder / "packages"
    metadata = json.loads((bench.package / "metadata.json").read_text())
    for number in range(100):
        package = packages / f"translate-en_x{number:02}"
        (package / "model").mkdir(parents=True)
        code = "x" + "abcdefghij"[number // 10] + "abcdefghij"[number % 10]
        (package / "metadata.json").write_text(json.dumps({**metadata, "to_code": code}))
        for name in ("model/model.bin", "sentencepiece.model"):
            (package / name).symlink_to(bench.package / name)
    runs = [bench.run(sys.executable, "-m", "translator", "models", "list") for _ in range(15)]
    lines = len(runs[0].said.splitlines())
    table(
        "Models",
        ("", "milliseconds"),
        [(f"`translator models list`, {lines} lines", f"{1000 * middle(runs):.0f}")],
    )


if __name__ == "__main__":
    main()
