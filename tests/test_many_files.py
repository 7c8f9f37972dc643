"""Folders: the tree mirrored, only what failed or changed done again, nothing lost when it is stopped."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import interruptible
import pytest

from translator.cli import _run, run

TEXT = "The parliament ratified the agreement on {day}. The president signed it."
PROGRAM = [*interruptible.PROGRAM, "translate"]
"""The program, storing often; a shell in whose background tests run may have told its children to ignore Ctrl-C."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    for name, day in [("a.txt", "Monday"), ("2026/may/b.md", "Tuesday"), ("2026/c.txt", "Friday")]:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(TEXT.format(day=day), encoding="utf-8")
    return place


def pseudo(*arguments: object) -> int:
    words = [str(argument) for argument in arguments]
    return run(["translate", *words, "--to", "ru", "--from", "en", "--engine", "pseudo"])


def made(place: Path) -> list[str]:
    return sorted(
        path.relative_to(place).as_posix()
        for path in place.rglob("*")
        if path.is_file() and path.name != "translator-manifest.json"
    )


def statuses(place: Path) -> dict[str, str]:
    rows = json.loads((place / "translator-manifest.json").read_text(encoding="utf-8"))["files"]
    return {Path(row["input"]).name: row["status"] for row in rows}


def test_the_tree_is_mirrored(folder: Path, tmp_path: Path) -> None:
    assert pseudo(folder, "-o", f"{tmp_path}/out/", "--to-format", "html,json") == 0
    assert made(tmp_path / "out") == [
        "2026/c.ru.html", "2026/c.ru.json", "2026/may/b.ru.html", "2026/may/b.ru.json", "a.ru.html", "a.ru.json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--include", "*.md"], ["2026/may/b.ru.html"]),
        (["--include", "2026/*"], ["2026/c.ru.html", "2026/may/b.ru.html"]),
        (["-x", "2026/may/*"], ["2026/c.ru.html", "a.ru.html"]),
        (["--include", "*.txt", "-x", "c.*"], ["a.ru.html"]),
    ],
)
def test_include_and_exclude(folder: Path, tmp_path: Path, options: list[str], expected: list[str]) -> None:
    assert pseudo(folder, "-o", f"{tmp_path}/out/", *options) == 0
    assert made(tmp_path / "out") == expected


def test_hidden_files_links_to_folders_and_editions_are_passed_over(folder: Path, tmp_path: Path) -> None:
    (folder / ".hidden.txt").write_text("Hidden.", encoding="utf-8")
    (folder / "old.edition.json").write_text("{}", encoding="utf-8")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert pseudo(folder, "-o", f"{tmp_path}/out/") == 0
    assert len(made(tmp_path / "out")) == 3


def test_the_next_run_does_only_what_changed(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert pseudo(folder, "-o", f"{out}/") == 0
    before = {name: (out / name).stat().st_mtime_ns for name in made(out)}
    assert pseudo(folder, "-o", f"{out}/") == 0
    assert "Everything is done already." in capfd.readouterr().err
    (folder / "a.txt").write_text(TEXT.format(day="Sunday"), encoding="utf-8")
    assert pseudo(folder, "-o", f"{out}/") == 0
    changed = {name for name in made(out) if (out / name).stat().st_mtime_ns != before[name]}
    assert changed == {"a.ru.html"}


def test_another_wish_or_a_missing_output_is_done_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert pseudo(folder, "-o", f"{out}/") == 0
    (out / "a.ru.html").unlink()
    assert pseudo(folder, "-o", f"{out}/") == 0
    assert (out / "a.ru.html").exists()
    before = (out / "a.ru.html").stat().st_mtime_ns
    assert pseudo(folder, "-o", f"{out}/", "--layout", "interleaved") == 0
    assert (out / "a.ru.html").stat().st_mtime_ns != before


def test_a_new_model_is_used_for_what_was_done_with_another(folder: Path, tmp_path: Path) -> None:
    from argos_packages import make_package

    from translator import paths
    from translator.engines import state

    before = state("argos", "ru")
    make_package(paths.installed_packages(), "de", "uk")
    assert state("argos", "ru") == before
    make_package(paths.installed_packages(), "en", "ru", "9.0")
    assert state("argos", "ru") != before
    assert "translate-en_ru 9.0" in state("argos", "ru")


def on_terminal(line: list[str]) -> tuple[int, str]:
    """The exit status of a program and what it writes on stderr, which is a terminal of 60 columns."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 60))
    process = subprocess.Popen(line, stderr=theirs, env={**os.environ, "NO_COLOR": "1"})
    os.close(theirs)
    held = b""
    with suppress(OSError):  # how Linux says that nobody is there any more
        while data := os.read(ours, 4096):
            held += data
    os.close(ours)
    return process.wait(60), held.decode()


def test_on_a_terminal_a_run_ends_with_a_table(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\n \n")
    line = [sys.executable, "-m", "translator", "translate", str(folder), "--to", "ru", "--engine", "pseudo"]
    status, said = on_terminal([*line, "-o", f"{tmp_path}/out/"])
    assert status == 3
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", said).splitlines()
    rows = [line.split() for line in lines]
    assert ["File", "sentences", "flagged"] in rows
    assert max(len(line) for line in lines if "✓" in line) <= 60
    assert sum(row[:1] == ["✓"] for row in rows) == 3
    assert next(row[-1] for row in rows if row[:1] == ["✗"]) == "failed"
    assert "3 files done, 1 failed." in lines


def test_what_is_said_while_a_bar_is_shown_stands_on_a_line_of_its_own() -> None:
    code = (
        "from translator.cli import _console\n"
        "with _console.progress('Translating') as bar:\n"
        "    bar(1, 2)\n"
        "    _console.say('Something.')"
    )
    _status, said = on_terminal([sys.executable, "-c", code])
    assert re.search(r"\r(\x1b\[2K|\x1b\[1A)*Something\.\s", said), said


def test_a_failed_file_does_not_stop_the_others_and_is_tried_again(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    (folder / "broken.txt").write_bytes(b"\n \n")
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04 this is no document")
    assert pseudo(folder, "-o", f"{out}/") == 3
    assert len(made(out)) == 3
    assert statuses(out) == {
        "a.txt": "done", "b.md": "done", "c.txt": "done", "broken.txt": "failed", "damaged.docx": "failed",
    }  # fmt: skip
    said = capfd.readouterr().err
    assert "3 files done, 2 failed." in said
    (folder / "broken.txt").write_text(TEXT.format(day="Sunday"), encoding="utf-8")
    (folder / "damaged.docx").unlink()
    assert pseudo(folder, "-o", f"{out}/") == 0
    assert statuses(out)["broken.txt"] == "done"


def test_overwrite_never_newer_and_always(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    mine = out / "a.ru.html"
    mine.write_text("my own words", encoding="utf-8")
    assert pseudo(folder, "-o", f"{out}/") == 3
    assert mine.read_text(encoding="utf-8") == "my own words"
    assert pseudo(folder, "-o", f"{out}/", "--overwrite", "never") == 0
    assert mine.read_text(encoding="utf-8") == "my own words"
    later = time.time_ns() + 10**9
    os.utime(mine, ns=(later, later))
    assert pseudo(folder, "-o", f"{out}/", "--overwrite", "newer") == 0
    assert mine.read_text(encoding="utf-8") == "my own words"
    os.utime(folder / "a.txt", ns=(2 * later, 2 * later))
    assert pseudo(folder, "-o", f"{out}/", "--overwrite", "newer") == 0
    assert "<html" in mine.read_text(encoding="utf-8")
    mine.write_text("my own words", encoding="utf-8")
    assert pseudo(folder, "-o", f"{out}/", "--overwrite", "always") == 0
    assert "<html" in mine.read_text(encoding="utf-8")


def test_inputs_of_the_same_name_do_not_overwrite_each_other(folder: Path, tmp_path: Path) -> None:
    (folder / "a.md").write_text(TEXT.format(day="Thursday"), encoding="utf-8")
    assert pseudo(folder, "-o", f"{tmp_path}/out/") == 0
    assert {"a.md.ru.html", "a.txt.ru.html"} <= set(made(tmp_path / "out"))


def test_two_folders_with_the_same_names_are_refused_before_any_work(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text(TEXT.format(day="Thursday"), encoding="utf-8")
    assert pseudo(folder, other, "-o", f"{tmp_path}/out/") == 2
    assert "both" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_was_written_is_no_input_of_the_next_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    for place in ("out/", "./"):
        assert pseudo(".", "-o", place, "--to-format", "html,text") == 0
        before = made(folder)
        assert pseudo(".", "-o", place, "--to-format", "html,text") == 0
        assert "Everything is done already." in capfd.readouterr().err
        assert made(folder) == before


def test_memory_stays_bounded_and_batches_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read together up to a size, and no further ahead."""
    monkeypatch.setattr(_run, "TOGETHER", 100)
    read: list[str] = []
    groups: list[int] = []

    def reading(item):  # type: ignore[no-untyped-def]
        from translator.readers import read as really

        read.append(item.name)
        return really(item.name)

    def translating(documents, bar):  # type: ignore[no-untyped-def]
        groups.append(len(documents))
        assert len(read) == sum(groups)
        from translator import translate

        return [translate(d, "ru", source="en", engine="pseudo") for d in documents]

    from translator.cli._inputs import expand

    works = [_run.Work(item, ()) for item in expand([str(folder)], (), ())]
    assert len(list(_run.go(works, reading, translating, lambda e, t: "", "x"))) == 3
    assert groups == [2, 1]


def test_a_manifest_that_is_not_ours_or_damaged_is_no_trouble(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for text in (
        "not json",
        "[]",
        '{"schema": "other"}',
        '{"schema": "translator-manifest/1", "files": [{}]}',
    ):
        (out / "translator-manifest.json").write_text(text, encoding="utf-8")
        assert pseudo(folder, "-o", f"{out}/") == 0
    assert len(made(out)) == 3


def many(tmp_path: Path, files: int = 6, sentences: int = 40) -> Path:
    """A folder with enough in it to be interrupted; every sentence is different."""
    place = tmp_path / "articles"
    place.mkdir()
    for n in range(files):
        lines = [
            f"Minister number {n * sentences + m} visited the northern region on day {m} of the talks."
            for m in range(sentences)
        ]
        (place / f"{n:02}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return place


def command(place: Path, out: Path, memory: Path) -> list[str]:
    options = ["--to", "ru", "--from", "en", "--to-format", "json", "--memory", str(memory)]
    return [*PROGRAM, str(place), "-o", f"{out}/", *options]


def remembered(memory: Path) -> int:
    if not memory.exists():
        return 0
    try:
        with sqlite3.connect(memory) as database:
            return int(database.execute("SELECT count(*) FROM segments").fetchone()[0])
    except sqlite3.Error:
        return 0


def until(true, process: subprocess.Popen[str], seconds: float = 60) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not true() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.starter
def test_ctrl_c_keeps_what_is_finished_says_how_to_go_on_and_going_on_gives_the_same(tmp_path: Path) -> None:
    place, memory = many(tmp_path), tmp_path / "memory.sqlite"
    process = subprocess.Popen(command(place, tmp_path / "out", memory), stderr=subprocess.PIPE, text=True)
    until(lambda: remembered(memory) > 0, process)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command again goes on from here" in said
    kept = remembered(memory)
    assert 0 < kept < 240
    subprocess.run(command(place, tmp_path / "out", memory), check=True, capture_output=True)
    subprocess.run(command(place, tmp_path / "whole", tmp_path / "other"), check=True, capture_output=True)
    for name in made(tmp_path / "whole"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert made(tmp_path / "out") == made(tmp_path / "whole")


def test_a_second_ctrl_c_stops_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from translator.cli import _interrupt

    monkeypatch.setattr(signal, "getsignal", lambda _number: signal.default_int_handler)
    wish = _interrupt.Wish()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), _interrupt.gently(wish):  # noqa: PT012 - two signals
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
            assert wish()
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_run_killed_between_files_goes_on_where_it_stopped(folder: Path, tmp_path: Path) -> None:
    """``kill -9`` after a file is written: the file is whole, and the manifest or the memory knows it."""
    out = tmp_path / "out"
    code = (
        "import os, signal, sys\n"
        "from translator.cli import _asked, main\n"
        "told = _asked.Asked.told\n"
        "def killed(self, outcome, *, alone):\n"
        "    told(self, outcome, alone=alone)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "_asked.Asked.told = killed\n"
        "main()"
    )
    line = [
        sys.executable,
        "-c",
        code,
        "translate",
        str(folder),
        "-o",
        f"{out}/",
        "--to",
        "ru",
        "--from",
        "en",
    ]
    done = subprocess.run([*line, "--engine", "pseudo"], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(made(out)) == 1
    assert not list(out.rglob("*.part"))
    assert pseudo(folder, "-o", f"{out}/") == 0
    assert pseudo(folder, "-o", f"{tmp_path}/whole/") == 0
    assert {n: (out / n).read_bytes() for n in made(out)} == {
        n: (tmp_path / "whole" / n).read_bytes() for n in made(tmp_path / "whole")
    }
