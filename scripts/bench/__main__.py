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
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from articles import PER_PARAGRAPH, articles

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
WORKER = HERE / "contenders.py"
SAMPLE = PROJECT / "tests/samples/summit-in-bishkek.txt"
PEER_PACKAGES = ("torch==2.13.0", "argostranslate==1.11.0", "sentencex")
PARTS = ("cold", "throughput", "many", "help", "models")
LOOPED, IN_ONE = 4, 200
"""Articles for Argos' command in a loop, and for its library in one process: enough for a rate."""


@dataclass
class Run:
    """One process, from start to end."""

    seconds: float
    peak: float
    """Peak resident memory, MB."""
    said: str


@dataclass
class Bench:
    """What all measurements share."""

    peer: Path
    package: Path
    rounds: int
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *command: str | Path) -> Run:
        """Run *command* with an empty home and nothing installed but the package."""
        with (self.folder / "stdout").open("w+b") as out:
            start = time.perf_counter()
            child = subprocess.Popen(
                [str(part) for part in command], stdout=out, env=self.environment, cwd=self.folder
            )
            _pid, status, usage = os.wait4(child.pid, 0)
            seconds = time.perf_counter() - start
            if status:
                sys.exit(f"{command[0]} failed")
            out.seek(0)
            return Run(seconds, usage.ru_maxrss / 1024, out.read().decode())


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
    args = parser.parse_args()
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(unknown)}")
    package = args.package or next((PROJECT / "translator/models/starter").glob("translate-en_ru-*"))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(args.peer, package.resolve(), args.rounds, Path(folder))
        bench.environment = environment(bench)
        parts = args.parts or PARTS
        if {"cold", "throughput", "many"} & set(parts):
            install_peer(args.peer)
        print(machine(package))
        if "cold" in parts:
            cold(bench)
        if "throughput" in parts:
            throughput(bench, args.articles)
        if "many" in parts:
            many(bench, args.many)
        if "help" in parts:
            help_time(bench)
        if "models" in parts:
            models_list(bench)


def environment(bench: Bench) -> dict[str, str]:
    """A home of its own, with the package where both programs look for packages."""
    packages = bench.folder / "packages"
    packages.mkdir()
    (packages / bench.package.name).symlink_to(bench.package)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {
        **kept,
        "HOME": str(bench.folder),
        "ARGOS_PACKAGES_DIR": str(packages),
        "PYTHONPATH": str(PROJECT),
    }


def install_peer(peer: Path) -> None:
    """Make Argos' environment unless it is there."""
    if (peer / "bin/python").exists():
        return
    print(f"Installing {', '.join(PEER_PACKAGES)} into {peer} …", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", peer], check=True)
    subprocess.run([peer / "bin/python", "-m", "pip", "install", "-q", *PEER_PACKAGES], check=True)


def machine(package: Path) -> str:
    """Where and with what this was measured."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    cpu = next(
        (line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    size = sum(file.stat().st_size for file in package.rglob("*") if file.is_file()) / 1e6
    return (
        f"{cpu}, {cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"package {package.name} ({size:.0f} MB), beam 4.\n"
    )


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
    for _ in range(bench.rounds):
        for at in range(len(groups)):
            for worker in workers.values():
                worker.take(at)
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


class Worker:
    """A contender that has loaded its model and waits for its turn."""

    def __init__(self, bench: Bench, python: str | Path, what: str, file: Path, **environment: str) -> None:
        self._child = subprocess.Popen(
            [str(python), str(WORKER), what, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=bench.environment | environment, cwd=bench.folder, text=True,
        )  # fmt: skip
        self.turns: list[float] = []
        self._answer()

    def take(self, group: int) -> None:
        """Translate one group of articles."""
        assert self._child.stdin
        print(group, file=self._child.stdin, flush=True)
        self.turns.append(float(self._answer()))

    def done(self) -> float:
        """End it; its peak memory, MB."""
        assert self._child.stdin
        self._child.stdin.close()
        _pid, _status, usage = os.wait4(self._child.pid, 0)
        return usage.ru_maxrss / 1024

    def _answer(self) -> str:
        assert self._child.stdout
        line = self._child.stdout.readline()
        return line or sys.exit("a contender failed")


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


def middle(runs: list[Run]) -> float:
    """Median seconds."""
    return statistics.median(run.seconds for run in runs)


def memory(runs: list[Run]) -> float:
    """Median peak memory, MB."""
    return statistics.median(run.peak for run in runs)


def ratio(one: list[float], other: list[float]) -> float:
    """Median over the turns of time / time."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def seconds(runs: list[Run]) -> list[float]:
    """The times of *runs*."""
    return [run.seconds for run in runs]


def table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """A Markdown table."""
    print(f"**{title}**\n")
    for line in (head, ("---", *["---:"] * (len(head) - 1)), *rows):
        print(f"| {' | '.join(line)} |")
    print(flush=True)


if __name__ == "__main__":
    main()
