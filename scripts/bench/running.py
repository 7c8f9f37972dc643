"""What every measurement needs: processes timed from start to end, contenders that take turns, tables."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
WORKER = HERE / "contenders.py"
PEER_PACKAGES = ("torch==2.13.0", "argostranslate==1.11.0", "sentencex")


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


def take_turns(workers: Iterable[Worker], groups: int, rounds: int) -> None:
    """Let every contender do each group in turn, so that all see the same machine."""
    waiting = list(workers)
    for _ in range(rounds):
        for at in range(groups):
            for worker in waiting:
                worker.take(at)


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
