"""Break what can be broken while articles are translated, then count what was lost. It must be nothing.

    .venv/bin/python scripts/fault_campaign.py              # 50 kills and everything else
    .venv/bin/python scripts/fault_campaign.py --kills 10   # shorter

Each fault runs the real program with the starter package. Lost means: a finished segment or a correction that is no
longer in the memory, an edition whose bytes differ from an undisturbed run, or a file that is neither the old nor the
new one. Prints one line a fault and ends with status 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from translator.memory import tmx
from translator.memory.sqlite import SqliteStore
from translator.memory.store import Correction, Segment

_PROGRAM = "from translator.engines import remembering; remembering.CHUNK = 16\nfrom translator.cli import main; main()"
"""The program, storing often so that there is much to lose."""


@dataclass
class Ground:
    """A folder with articles, what an undisturbed run makes of them, and how to run the program there."""

    folder: Path
    files: int
    sentences: int

    seconds: float = 0.0
    """How long the undisturbed run takes."""

    def prepare(self) -> None:
        """Write the articles and translate them undisturbed."""
        (self.folder / "in").mkdir()
        for n in range(self.files):
            lines = [
                f"Minister number {n * self.sentences + m} met the delegation on day {m} of the talks."
                for m in range(self.sentences)
            ]
            (self.folder / "in" / f"{n}.txt").write_text("\n\n".join(lines), encoding="utf-8")
        began = time.monotonic()
        self.run(self.folder / "whole", "none", check=True)
        self.seconds = time.monotonic() - began

    def line(self, out: Path, memory: Path | str) -> list[str]:
        """The command."""
        words = ["translate", str(self.folder / "in"), "--to", "ru", "--from", "en", "-o", f"{out}/"]
        return [sys.executable, "-c", _PROGRAM, *words, "--to-format", "json", "--memory", str(memory)]

    def run(
        self, out: Path, memory: Path | str, *, check: bool = False, **more
    ) -> subprocess.CompletedProcess[str]:
        """Run the program to its end."""
        return subprocess.run(self.line(out, memory), check=check, capture_output=True, text=True, **more)

    def place(self, name: str) -> Path:
        """A new folder for one fault."""
        made = self.folder / name
        made.mkdir()
        return made

    def wrong(self, out: Path) -> int:
        """Editions in *out* that are missing or not the undisturbed ones, and half-written files."""
        whole = sorted((self.folder / "whole").glob("[0-9]*.json"))
        differing = sum(
            not (out / w.name).exists() or (out / w.name).read_bytes() != w.read_bytes() for w in whole
        )
        return differing + len(list(out.rglob("*.part")))


def segments(memory: Path) -> set[tuple[bytes, str]]:
    """Every finished segment."""
    if not memory.exists():
        return set()
    with closing(sqlite3.connect(memory)) as database:
        try:
            return {
                (bytes(key), target) for key, target in database.execute("SELECT key, target FROM segments")
            }
        except sqlite3.OperationalError:
            return set()


def kills(ground: Ground, times: int, seed: int) -> int:
    """``kill -9`` at random points of a job, which is gone on with until it ends; then of another, *times* in all."""
    chance = random.Random(seed)
    lost = hits = jobs = 0
    while hits < times:
        jobs += 1
        hit, missing = _killed(ground, ground.place(f"kills{jobs}"), chance, times - hits)
        hits, lost = hits + hit, lost + missing
    return lost


def _killed(ground: Ground, place: Path, chance: random.Random, most: int) -> tuple[int, int]:
    """Kill one job again and again, at *most* so often; how often it was hit, and what was lost."""
    memory, out = place / "memory.sqlite", place / "out"
    hits, lost, known = 0, 0, set()
    while hits < most:
        process = subprocess.Popen(ground.line(out, memory), stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0.1, 1.0) * ground.seconds)
            break  # done before it was hit
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            hits += 1
        now = segments(memory)
        lost += len(known - now)
        known = now
        for left in out.glob("[0-9]*.json") if out.exists() else ():
            lost += left.read_bytes() != (ground.folder / "whole" / left.name).read_bytes()
    for left in out.rglob("*.part") if out.exists() else ():
        left.unlink()  # a killed process cannot tidy up; a temporary file is no edition
    ground.run(out, memory, check=True)
    return hits, lost + len(known - segments(memory)) + ground.wrong(out)


def disk_full(ground: Ground, **_more) -> int:
    """The disk with the memory and the editions is full in mid-run; then there is room again."""
    for kilobytes in (320, 224, 160, 128, 96):
        lost = _disk_of(ground, kilobytes)
        if lost is not None:
            return lost
    raise AssertionError("the disk was never full")


def _disk_of(ground: Ground, kilobytes: int) -> int | None:
    """What a disk of that size loses; ``None`` when it was large enough."""
    place = ground.place(f"full{kilobytes}")
    mounted = os.getuid() == 0 and _mount(place, f"{kilobytes}k")
    out, memory = place / "out", place / "memory.sqlite"
    most = kilobytes * 256  # without a disk of its own: bytes of one file

    def limited() -> None:
        if not mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    try:
        done = ground.run(out, memory, preexec_fn=limited)
        if done.returncode == 0 and "memory failed" not in done.stderr:
            return None
        if "Traceback" in done.stderr:
            return 1
        known = segments(memory)
        if mounted:
            subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)
        ground.run(out, memory, check=True)
        return len(known - segments(memory)) + ground.wrong(out)
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=False)


def _held(memory: Path) -> set[tuple[bytes, str]]:
    """The segments, read by the program's own store."""
    with closing(SqliteStore(memory, read_only=True)) as store:
        return {(one.key, one.target) for one, _source, _target in store.all_segments()}


def _mount(place: Path, size: str) -> bool:
    """A small file system in memory, where that is allowed."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=False, capture_output=True
    )
    return done.returncode == 0


def read_only(ground: Ground, **_more) -> int:
    """A memory that cannot be written: it is used, nothing in it changes, the editions are right."""
    place = ground.place("readonly")
    memory = place / "memory" / "memory.sqlite"
    memory.parent.mkdir()
    mounted = os.getuid() == 0 and _mount(memory.parent, "8m")
    if os.getuid() == 0 and not mounted:
        print("read-only memory: not tried; root writes everywhere and may not mount here", file=sys.stderr)
        return 0
    ground.run(place / "first", memory, check=True)
    known = segments(memory)
    memory.chmod(0o444)
    memory.parent.chmod(0o555)
    if mounted:  # root writes everywhere else
        subprocess.run(["mount", "-o", "remount,ro", str(memory.parent)], check=True)
    try:
        done = ground.run(place / "out", memory, check=True)
        return ("read-only" not in done.stderr) + len(known ^ _held(memory)) + ground.wrong(place / "out")
    finally:
        if mounted:
            subprocess.run(["umount", str(memory.parent)], check=False)
        else:
            memory.parent.chmod(0o755)


def clock_back(ground: Ground, **_more) -> int:
    """The clock stands ten years earlier in the second run."""
    place = ground.place("clock")
    memory = place / "memory.sqlite"
    ground.run(place / "first", memory, check=True)
    known = segments(memory)
    code = (
        "import datetime, time\nreal = datetime.datetime\n"
        "class Back(real):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None): return real.now(tz) - datetime.timedelta(days=3650)\n"
        "datetime.datetime = Back\nnow = time.time\ntime.time = lambda: now() - 315360000\n"
    )
    line = ground.line(place / "out", memory)
    line[2] = code + line[2]
    subprocess.run(line, check=True, capture_output=True)
    with closing(SqliteStore(memory)) as store:
        store.put_corrections([Correction("One", "Раз", "en", "ru", created="2099-01-01T00:00:00+00:00")])
        store.put_corrections([Correction("One", "Один", "en", "ru", created="1999-01-01T00:00:00+00:00")])
        kept = [one.target for one in store.corrections(["One"], ("en", "ru"))]
    return len(known - segments(memory)) + (kept != ["Один"]) + ground.wrong(place / "out")


def two_writers(ground: Ground, **_more) -> int:
    """Two runs of the same job at once into one memory, and corrections imported meanwhile."""
    place = ground.place("two")
    memory = place / "memory.sqlite"
    runs = [
        subprocess.Popen(ground.line(place / name, memory), stderr=subprocess.DEVNULL) for name in ("a", "b")
    ]
    with closing(SqliteStore(memory)) as store:
        for n in range(200):
            store.put_corrections([Correction(f"Correction {n}", "Поправка", "en", "ru")])
    failed = sum(run.wait() != 0 for run in runs)
    with closing(SqliteStore(memory)) as store:
        missing = 200 - store.counts()["corrections"]
    return failed + missing + ground.wrong(place / "a") + ground.wrong(place / "b")


def newer_version(ground: Ground, **_more) -> int:
    """A memory from a newer program: not a byte of it changes, and the run does without."""
    place = ground.place("newer")
    memory = place / "memory.sqlite"
    with closing(sqlite3.connect(memory)) as database:
        database.executescript(
            "CREATE TABLE future (x); INSERT INTO future VALUES (1); PRAGMA user_version = 999;"
        )
    before = memory.read_bytes()
    ground.run(place / "out", memory, check=True)
    return (memory.read_bytes() != before) + ground.wrong(place / "out")


def truncated(ground: Ground, **_more) -> int:
    """A memory cut in the middle: what is left of it stays on disk, the run ends well."""
    lost = 0
    for share in (0.1, 0.5, 0.9):
        place = ground.place(f"cut{share}")
        memory = place / "memory.sqlite"
        with closing(SqliteStore(memory)) as store:
            made = [Segment(f"{n:016d}".encode(), f"source {n}", f"target {n}", 0.0) for n in range(2000)]
            store.put_segments(made, "en", "ru")
        data = memory.read_bytes()[: int(memory.stat().st_size * share)]
        memory.write_bytes(data)
        ground.run(place / "out", memory, check=True)
        kept = [path.read_bytes()[:1000] for path in place.glob("memory.sqlite*")]
        lost += not any(one[100:1000] == data[100:1000] for one in kept)
        lost += ground.wrong(place / "out")
    return lost


def broken_tmx(ground: Ground, *, units: int = 20_000, **_more) -> int:
    """A TMX with a broken unit in the middle: every other unit arrives."""
    place = ground.place("tmx")
    path, memory = place / "m.tmx", place / "memory.sqlite"
    rows = ((Correction(f"Sentence {n}.", f"Предложение {n}.", "en", "ru"), "edited") for n in range(units))
    with path.open("wb") as file:
        tmx.write(rows, file, "campaign 1")
    data = path.read_bytes()
    at = data.index(b"<seg>", len(data) // 2)
    path.write_bytes(data[:at] + b"<seg>\xff & <b>" + data[at + 5 :])
    line = [sys.executable, "-m", "translator", "memory", "import", str(path), "--memory", str(memory)]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    with closing(SqliteStore(memory)) as store:
        return units - 1 - store.counts()["corrections"] + ("1 broken" not in done.stderr)


Fault = Callable[..., int]
FAULTS: dict[str, Fault] = {
    "disk full": disk_full,
    "read-only memory": read_only,
    "clock going backwards": clock_back,
    "two writers": two_writers,
    "memory from a newer version": newer_version,
    "truncated memory": truncated,
    "TMX with a broken unit": broken_tmx,
}


def campaign(times: int, files: int, sentences: int, seed: int = 1) -> dict[str, int]:
    """Every fault once and ``kill -9`` *times*; fault → what was lost."""
    folder = Path(tempfile.mkdtemp(prefix="faults"))
    os.environ["TRANSLATOR_DATA_DIR"] = str(folder / "data")
    os.environ["TRANSLATOR_CACHE_DIR"] = str(folder / "cache")
    try:
        ground = Ground(folder, files, sentences)
        ground.prepare()
        found = {f"kill -9 at {times} random points": kills(ground, times, seed)}
        for name, fault in FAULTS.items():
            found[name] = fault(ground)
        return found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the campaign and print what was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--files", type=int, default=6)
    parser.add_argument("--sentences", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = campaign(given.kills, given.files, given.sentences, given.seed)
    for name, lost in found.items():
        print(f"{name}: {lost} lost")
    print(f"in all: {sum(found.values())} lost")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
