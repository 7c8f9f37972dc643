"""``translator render``: one edition.json gives every format again, and refuses what is none."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import editions
import pytest

from translator.cli import run
from translator.writers import WRITERS, write


@pytest.fixture
def edition_json(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.ru.json"
    write(editions.en_ru(), path)
    return path


def test_several_formats_come_from_one_edition(
    edition_json: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    outputs = [tmp_path / f"out{WRITERS[name].suffixes[0]}" for name in WRITERS]
    assert run(["render", str(edition_json), *(f"-o{path}" for path in outputs)]) == 0
    assert all(path.stat().st_size > 1000 for path in outputs)
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("Wrote") == len(outputs)


def test_the_image_of_an_edition_renders_to_itself(edition_json: Path, tmp_path: Path) -> None:
    assert run(["render", str(edition_json), "-o", str(tmp_path / "again.json")]) == 0
    assert (tmp_path / "again.json").read_bytes() == edition_json.read_bytes()


def test_without_output_both_columns_go_to_stdout(
    edition_json: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["render", str(edition_json), "--width", "90"]) == 0
    assert f"{'What was agreed':46}О чём договорились" in capfd.readouterr().out


def test_the_layout_is_as_asked(edition_json: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(edition_json), "--layout", "translation"]) == 0
    out = capfd.readouterr().out
    assert "О чём договорились" in out
    assert "What was agreed" not in out


def test_a_folder_takes_one_file_an_edition_without_the_language_twice(
    edition_json: Path, tmp_path: Path
) -> None:
    (tmp_path / "pages").mkdir()
    assert run(["render", str(edition_json), "-o", f"{tmp_path}/pages/", "--to-format", "html,markdown"]) == 0
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["bridge.ru.html", "bridge.ru.md"]


def test_an_edition_may_come_from_standard_input(
    edition_json: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stdin:
        buffer = io.BytesIO(edition_json.read_bytes())

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert run(["render", "-", "-o", str(tmp_path / "x.html")]) == 0
    assert (tmp_path / "x.html").exists()


def test_json_lists_what_was_written(
    edition_json: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.html"
    assert run(["render", str(edition_json), "-o", str(path), "--json"]) == 0
    assert json.loads(capfd.readouterr().out) == [{"name": "bridge.txt", "written": [str(path)]}]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        ("{}", 3, "not an edition"),
        ("{", 3, "line 1"),
        ('{"schema": "translator-edition/7"}', 3, "translator-edition/7"),
    ],
)
def test_what_is_no_edition_gets_one_line_and_writes_nothing(
    content: str, status: int, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    assert run(["render", str(path), "-o", str(tmp_path / "x.html")]) == status
    err = capfd.readouterr().err
    assert said in err
    assert "Traceback" not in err
    assert not (tmp_path / "x.html").exists()


def test_a_file_somebody_made_is_not_overwritten(edition_json: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.html"
    path.write_text("mine")
    assert run(["render", str(edition_json), "-o", str(path)]) == 3
    assert path.read_text() == "mine"
    assert run(["render", str(edition_json), "-o", str(path), "--overwrite"]) == 0
    assert run(["render", str(edition_json), "-o", str(path)]) == 0  # now it is the program's own


def test_the_edition_itself_is_never_the_target(edition_json: Path) -> None:
    before = edition_json.read_bytes()
    assert run(["render", str(edition_json), "-o", str(edition_json), "--overwrite"]) == 3
    assert edition_json.read_bytes() == before
