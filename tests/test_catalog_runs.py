"""Runs over many or very large catalogs: filled together, in bounded memory, and nothing lost when they are stopped."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import interruptible
import pytest
from catalog_samples import FOLDER

from translator.catalogs import Asked, open_catalog
from translator.cli import run
from translator.engines import EngineOptions, Progress, Translation
from translator.engines.pseudo import PseudoEngine
from translator.localisation import Wish, fill_all, large
from translator.pipeline import Job
from translator.translating import Engines

PROGRAM = [*interruptible.PROGRAM, "catalog", "translate"]
"""The program, storing often; a shell in whose background tests run may have told its children to ignore Ctrl-C."""
HEADER = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def po(entries: int, text: str = "The minister visited region {n} on the day of the talks.") -> bytes:
    return (HEADER + "".join(f'\nmsgid "{text.format(n=n)}"\nmsgstr ""\n' for n in range(entries))).encode()


def remembered(memory: Path) -> int:
    try:
        with sqlite3.connect(f"file:{memory}?mode=ro", uri=True) as database:
            return int(database.execute("SELECT count(*) FROM segments").fetchone()[0])
    except sqlite3.Error:
        return 0


@pytest.mark.slow
@pytest.mark.starter
def test_ctrl_c_leaves_the_file_whole_says_how_to_go_on_and_going_on_gives_the_same(tmp_path: Path) -> None:
    stopped, whole, memory = tmp_path / "stopped.po", tmp_path / "whole.po", tmp_path / "memory.sqlite"
    for path in (stopped, whole):
        path.write_bytes(po(240))
    command = [*PROGRAM, str(stopped), "--memory", str(memory)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 60
    while not remembered(memory) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command again goes on from here" in said
    assert "Traceback" not in said
    assert 0 < remembered(memory) < 240
    assert stopped.read_bytes() == po(240)
    assert {path.name for path in tmp_path.iterdir() if path.suffix == ".po"} == {"stopped.po", "whole.po"}
    subprocess.run(command, check=True, capture_output=True)
    subprocess.run(
        [*PROGRAM, str(whole), "--memory", str(tmp_path / "other")], check=True, capture_output=True
    )
    assert stopped.read_bytes() == whole.read_bytes()


def test_ctrl_c_without_a_memory_promises_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(po(20_000))
    command = [*PROGRAM, str(path), "--engine", "pseudo", "--memory", "none"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "goes on from here" not in said
    assert path.read_bytes() == po(20_000)


class Counting(PseudoEngine):
    """The pseudo engine, which writes down how much it was asked at once."""

    asked: list[int]

    def translate(self, sentences: list[str], progress: Progress | None = None) -> list[Translation]:
        self.asked.append(len(sentences))
        return super().translate(sentences, progress)


def test_files_of_one_pair_go_through_the_engine_together() -> None:
    catalogs = [open_catalog(Asked(f"{n}.po", po(5, f"File {n} line {{n}}"), "en", "ru")) for n in range(4)]
    with Engines("pseudo", "ru", EngineOptions()) as engines:
        engine = Counting("en", "ru")
        engine.asked = []
        engines.opened["en"] = engine
        filled = fill_all(catalogs, Job("ru", "en", "pseudo"), engines, Wish())
    assert engine.asked == [20]
    assert [one.filled for one in filled] == [5, 5, 5, 5]


def test_files_for_several_languages_are_told_in_the_order_they_were_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    names = []
    for at, language in enumerate(["ru", "de", "ru", "fr"]):
        path = tmp_path / f"{at}.po"
        path.write_bytes(po(3).replace(b"Language: ru", f"Language: {language}".encode()))
        names.append(str(path))
    bad = tmp_path / "bad.po"
    bad.write_bytes(b"\xff")
    command = ["catalog", "translate", *names, str(bad), "--engine", "pseudo", "--json", "--memory", "none"]
    assert run(command) == 3
    out, err = capfd.readouterr()
    assert [Path(one["file"]).name for one in json.loads(out)] == ["0.po", "1.po", "2.po", "3.po"]
    assert "bad.po" in err


def test_a_missing_model_stops_only_the_files_that_need_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, language in [("a", "kk"), ("b", "kk"), ("c", "ru")]:
        (tmp_path / f"{name}.po").write_bytes(
            po(1, "The house").replace(b"Language: ru", f"Language: {language}".encode())
        )
    names = [str(tmp_path / f"{name}.po") for name in "abc"]
    assert run(["catalog", "translate", *names, "--memory", "none"]) == 4
    assert capfd.readouterr().err.count("No installed model") == 2
    assert b"fuzzy" in (tmp_path / "c.po").read_bytes()


def test_a_text_file_changed_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(po(1))
    whole = PseudoEngine.translate

    def meanwhile(self: PseudoEngine, *arguments: object) -> list[Translation]:
        path.write_bytes(po(2))
        return whole(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(PseudoEngine, "translate", meanwhile)
    assert run(["catalog", "translate", str(path), "--engine", "pseudo", "--memory", "none"]) == 3
    assert path.read_bytes() == po(2)


UNTIDY = """# A catalog that people have written in.
#
msgid ""
msgstr ""
"Project-Id-Version: untidy\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. To the translator
#: a.c:1
#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""


#~ msgid "gone"
#~ msgstr "ушло"

msgid   "Wrapped "
        "by hand"
msgstr  "Разбито "
        "рукой"
# A comment with a blank line after it

# and another.
msgctxt "menu"
msgid "Open"
msgstr ""

#, fuzzy
msgid "Close the window"
msgstr "Закройте дверь"

msgid "Open the file"
msgstr ""

msgid "Open the file"
msgstr ""

#~ msgid "gone too"
#~ msgstr "тоже ушло"
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n"])
def test_a_file_taken_in_portions_is_filled_as_in_one_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], end: str, last: str
) -> None:
    data = (UNTIDY.rstrip() + last).replace("\n", end).encode()
    whole, portions = tmp_path / "whole.po", tmp_path / "portions.po"
    common = ["--to", "ru", "--engine", "pseudo", "--memory", "none"]
    said = []
    for path in (whole, portions):
        path.write_bytes(data)
        assert run(["catalog", "translate", str(path), *common]) == 0
        said.append(capfd.readouterr().err.replace(path.name, ""))
        monkeypatch.setattr(large, "LARGE", 2)
        monkeypatch.setattr(large, "PORTION", 2)
    assert portions.read_bytes() == whole.read_bytes() != data
    assert said[0] == said[1]
    assert "1 message occurs twice" in said[0]
    before = portions.read_bytes()
    assert run(["catalog", "translate", str(portions), *common]) == 0
    assert portions.read_bytes() == before


@pytest.mark.parametrize("command", ["stats", "check"])
def test_a_file_taken_in_portions_is_counted_and_checked_as_in_one_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    path = tmp_path / "ru.po"
    path.write_text(UNTIDY, encoding="utf-8")
    said = []
    for portion in (5000, 2):
        monkeypatch.setattr(large, "LARGE", portion)
        monkeypatch.setattr(large, "PORTION", portion)
        run(["catalog", command, str(path), "--to", "ru", "--json"])
        said.append(json.loads(capfd.readouterr().out))
    assert said[0] == said[1]
    assert len(said[0]) > 0


@pytest.mark.slow
def test_a_catalog_of_fifty_thousand_entries_needs_less_than_three_hundred_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "big.po"
    path.write_bytes(po(50_000))
    script = "from translator.cli import main; main()"
    limit = 1_500_000_000

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    arguments = [
        "catalog",
        "translate",
        str(path),
        "--engine",
        "pseudo",
        "--memory",
        "none",
        "--no-review",
        "-q",
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, preexec_fn=limited, env=dict(os.environ)
    )
    grown = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert grown == before or grown < 300_000
    assert path.read_bytes().count(b'msgstr "[') == 50_000
    assert path.read_bytes().count(b'msgstr ""') == 1


def test_the_samples_are_filled_as_they_are_one_by_one(tmp_path: Path) -> None:
    together, alone = tmp_path / "together", tmp_path / "alone"
    names = ["app.po", "app.xlf", "app.ts", "Localizable.xcstrings"]
    for folder in (together, alone):
        folder.mkdir()
        for name in names:
            (folder / name).write_bytes((FOLDER / name).read_bytes())
    common = ["--to", "ru", "--engine", "pseudo", "--memory", "none", "-q"]
    assert run(["catalog", "translate", *(str(together / name) for name in names), *common]) == 0
    for name in names:
        assert run(["catalog", "translate", str(alone / name), *common]) == 0
        assert (together / name).read_bytes() == (alone / name).read_bytes()
