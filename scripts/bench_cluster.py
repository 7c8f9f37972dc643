#!/usr/bin/env python3
"""Measure what a second worker of a Ray cluster brings, and what a million words cost; prints a Markdown table.

    uv run --extra ray python scripts/bench_cluster.py
    uv run --extra ray python scripts/bench_cluster.py --articles 800 --rounds 3

The cluster is a real one on this machine: a head that works on nothing, and one node per worker with one processor
each, every one of them a process group of its own (``ray start``). Each run is `translator translate FOLDER
--engine-cluster …`, from its start to the last written edition; an empty run is subtracted, so that what remains is
work that grows with the articles. Let nothing else run meanwhile.
"""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "bench"))
from articles import articles

PORT = 6389
RAY = str(Path(sys.executable).with_name("ray"))


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    os.environ |= {
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(24),
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    texts = articles(args.articles)
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(folder / "all", texts)
        write(folder / "few", texts[:2])
        seconds = {workers: measured(folder, workers, args.rounds) for workers in (1, 2)}
    print(f"{args.articles} articles, {words} words, {args.rounds} rounds, median\n")
    print("| workers | seconds of work | words a second | efficiency | processor hours a million words |")
    print("|---:|---:|---:|---:|---:|")
    for workers, took in seconds.items():
        efficiency = seconds[1] / (workers * took)
        hours = workers * took / words * 1e6 / 3600
        print(f"| {workers} | {took:.1f} | {words / took:.0f} | {efficiency:.2f} | {hours:.2f} |")


def write(folder: Path, texts: list[str]) -> None:
    """One file an article."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text)


def measured(folder: Path, workers: int, rounds: int) -> float:
    """Median seconds for all articles, less those for two of them."""
    with cluster(workers) as address:
        return statistics.median(
            run(folder / "all", address) - run(folder / "few", address) for _ in range(rounds)
        )


def run(source: Path, address: str) -> float:
    """Seconds that one command takes."""
    with tempfile.TemporaryDirectory() as out:
        line = [sys.executable, "-m", "translator", "translate", str(source), "-f", "en", "-t", "ru"]
        line += [
            "-o",
            f"{out}/",
            "--to-format",
            "json",
            "--memory",
            "none",
            "-q",
            "--engine-cluster",
            address,
        ]
        start = time.perf_counter()
        subprocess.run(line, check=True)
        return time.perf_counter() - start


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a running cluster."""
    address = f"{socket.gethostbyname(socket.gethostname())}:{PORT}"
    options = [["--head", f"--port={PORT}", "--num-cpus=0", "--include-dashboard=false"]]
    options += [[f"--address={address}", "--num-cpus=1"]] * workers
    started: list[subprocess.Popen[bytes]] = []
    try:
        for more in options:
            line = [RAY, "start", "--block", "--disable-usage-stats", *more]
            started.append(
                subprocess.Popen(
                    line, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            )
            await_nodes(address, len(started))
        yield address
    finally:
        for node in reversed(started):
            os.killpg(node.pid, signal.SIGKILL)
            node.wait()


def await_nodes(address: str, count: int) -> None:
    """Until *count* nodes say that they are there."""
    ask = f"import ray; ray.init({address!r}, logging_level=50); print(sum(n['Alive'] for n in ray.nodes()))"
    for _attempt in range(60):
        said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
        if said.stdout.strip() == str(count):
            return
        time.sleep(1)
    sys.exit("The cluster did not start.")


if __name__ == "__main__":
    main()
