"""The warm worker and the watched folder: they stay, answer in order, and end as they should."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from translator.cli import _asked, _requests, _watch

PROGRAM = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom translator.cli import main; main()",
]
WORK = [*PROGRAM, "work", "--engine", "pseudo", "-q"]


def work(
    *requests: object, options: tuple[str, ...] = ("--to", "ru", "--from", "en")
) -> list[dict[str, Any]]:
    lines = "\n".join(r if isinstance(r, str) else json.dumps(r) for r in requests)
    done = subprocess.run([*WORK, *options], input=lines, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_line_gets_its_answer_in_order() -> None:
    answers = work(
        {"id": 1, "text": "Hello there. It is late."},
        "this is no JSON",
        {"id": "b", "text": "One **bold** word.", "format": "markdown", "output": "markdown", "pairs": True},
        "",
        {"id": None, "text": "Guten Tag.", "from": "de", "to": "fr"},
        {"text": "No id."},
    )
    assert [a["id"] for a in answers] == [1, None, "b", None, None]
    assert answers[0]["text"] == "[Ĥéļļö ţĥéŕé.] [Îţ îš ļåţé.]"
    assert (answers[0]["from"], answers[0]["to"], answers[0]["sentences"]) == ("en", "ru", 2)
    assert answers[1]["error"]["status"] == 3
    assert "**" in answers[2]["text"]
    assert answers[2]["pairs"][0]["source"] == "One bold word."
    assert (answers[3]["from"], answers[3]["to"]) == ("de", "fr")


@pytest.mark.parametrize(
    ("request_", "status", "says"),
    [
        ({"text": "a", "foo": 1}, 3, "foo"),
        ({"id": 1}, 3, "text"),
        ([], 3, "text"),
        ({"text": 5}, 3, "text"),
        ({"text": ""}, 3, "empty"),
        ({"text": "\ud800"}, 3, "half a character"),
        ({"text": "a b c", "to": "not a language"}, 2, "language code"),
        ({"text": "a b c", "glossary": "nowhere"}, 5, "nowhere"),
        ({"text": "a b c", "glossary": [1]}, 3, "glossary"),
        ({"text": "a b c", "output": "nonsense"}, 2, "nonsense"),
        ({"text": "a b c", "output": "epub"}, 2, "epub"),
        ({"text": "a b c", "layout": "round"}, 2, "round"),
        ({"text": "a b c", "format": "nonsense"}, 2, "nonsense"),
        ("[" * 100_000, 3, "JSON"),
    ],
)
def test_what_is_wrong_is_said_as_json_and_the_worker_goes_on(
    request_: object, status: int, says: str
) -> None:
    answers = work(request_, {"id": 2, "text": "It goes on."})
    assert answers[0]["error"]["status"] == status
    assert says in json.dumps(answers[0]["error"], ensure_ascii=False)
    assert answers[1]["sentences"] == 1


def test_a_request_must_say_into_which_language() -> None:
    assert work({"id": 1, "text": "Hello."}, options=())[0]["error"]["status"] == 2


def test_a_line_without_end_is_refused_without_being_held(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import queue

    from translator.cli.work import _read
    from translator.errors import InputError

    monkeypatch.setattr(_requests, "LONGEST", 100)
    lines: queue.Queue[bytes | None] = queue.Queue()
    _read(io.BytesIO(b"x" * 1000 + b"\n" + b'{"text": "a"}\n'), lines)
    first, second, end = lines.get(), lines.get(), lines.get()
    assert first is not None
    assert len(first) == 102
    with pytest.raises(InputError, match="longer"):
        _requests.understood(first, {})
    assert (second, end) == (b'{"text": "a"}\n', None)


def test_an_answer_comes_before_the_next_request_is_sent() -> None:
    process = subprocess.Popen(
        [*WORK, "--to", "ru", "--from", "en"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    for n in range(3):
        process.stdin.write(json.dumps({"id": n, "text": "Hello there."}) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == n
    process.stdin.close()
    assert process.wait(30) == 0
    process.stdout.close()


def test_ctrl_c_ends_the_worker_while_it_waits() -> None:
    process = subprocess.Popen(
        [*WORK, "--to", "ru"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write('{"text": "a b", "from": "en"}\n')
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130  # its input is still open
    _out, said = process.communicate(timeout=30)
    assert "Fatal" not in said
    assert "Traceback" not in said


def asked(place: Path, out: Path, **more: Any) -> _asked.Asked:
    usual: dict[str, Any] = {
        "files": (str(place),), "target": "ru", "source": "en", "glossaries": (), "outputs": (f"{out}/",), "formats": "text",
        "layout": None, "overwrite": None, "include": (), "exclude": (), "text": None, "input_format": None, "encoding": None,
        "glossary_strict": False, "first_mention": "plain", "strict": False, "memory": None, "fresh": False, "fuzzy": None,
        "dry_run": False, "engine": "pseudo", "beam": 4, "device": "auto", "threads": 0, "engine_cluster": None, "as_json": False,
    }  # fmt: skip
    return _asked.Asked(**{**usual, **more})


def test_a_watched_folder_takes_what_has_settled_once_and_what_changes_again(tmp_path: Path) -> None:
    place, out = tmp_path / "in", tmp_path / "out"
    place.mkdir()
    seen: list[list[str]] = []

    def made() -> list[str]:
        return sorted(path.name for path in out.glob("*.txt")) if out.exists() else []

    def stage(name: str, text: bytes, at: int) -> None:
        (place / name).write_bytes(text)
        os.utime(place / name, ns=(at, at))

    def sleep(_seconds: float) -> None:
        turn = len(seen)
        seen.append(made())
        if turn == 1:
            stage("a.txt", b"The first", 10**18)
        elif turn == 2:
            stage("a.txt", b"The first is whole now.", 2 * 10**18)  # it was still being written
        elif turn == 5:
            stage("b.txt", b" \n", 10**18)  # fails, and is not tried again and again
            stage("a.txt", b"The first is new.", 3 * 10**18)
        elif turn == 9:
            raise KeyboardInterrupt

    wish = asked(place, out)
    assert _watch.watch(wish, sleep=sleep) == 0
    wish.close()
    assert seen[:5] == [[], [], [], [], ["a.ru.txt"]]
    assert "ñéŵ" in (out / "a.ru.txt").read_text(encoding="utf-8")
    rows = json.loads((out / "translator-manifest.json").read_text(encoding="utf-8"))["files"]
    assert [row["status"] for row in rows] == ["done", "failed"]


def test_watching_needs_a_folder_and_ends_well_with_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    line = [*PROGRAM, "translate", str(tmp_path / "in"), "--to", "ru", "--engine", "pseudo", "--watch"]
    assert subprocess.run(line, capture_output=True, check=False).returncode == 2
    process = subprocess.Popen([*line, "-o", f"{tmp_path}/out/"], stderr=subprocess.PIPE, text=True)
    assert process.stderr
    assert "Watching" in process.stderr.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Stopped watching." in said
