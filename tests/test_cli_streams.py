"""Standard streams that are closed, full or abandoned, and Ctrl-C while the program is still being loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from translator.cli import run

TEXT = "Leaders met in Bishkek on Friday. The summit of the alliance lasted three hours, and nobody left early.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def shell(redirection: str, article: Path | str) -> subprocess.CompletedProcess[str]:
    line = f'"$1" -m translator translate "$2" --to ru --engine pseudo --memory none {redirection}'
    command = ["bash", "-c", line, "bash", sys.executable, str(article)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_a_closed_output_is_an_error_in_one_line(article: Path) -> None:
    done = shell(">&-", article)
    assert done.returncode == 3
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_closed_stderr_does_not_lose_the_translation(article: Path) -> None:
    done = shell("2>&-", article)
    assert done.returncode == 0
    assert "Ļéåđéŕš" in done.stdout


def test_a_closed_input_is_an_empty_one() -> None:
    done = shell("<&-", "-")
    assert done.returncode == 3
    assert "stdin has no text in it" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_under_the_output_says_so(article: Path) -> None:
    done = shell(">/dev/full", article)
    assert done.returncode == 3
    assert "No space left" in done.stderr
    assert "Errno" not in done.stderr


def test_a_pipe_that_was_left_does_not_look_like_flagged_sentences(article: Path) -> None:
    done = shell('| true; exit "${PIPESTATUS[0]}"', article)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr


def test_ctrl_c_while_the_program_is_loaded_leaves_no_traceback() -> None:
    script = """
import sys
class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from translator.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr == ""


def test_an_empty_text_is_called_empty(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", "--text", "", "--to", "ru"]) == 3
    assert capfd.readouterr().err.startswith("Error: The text is empty.")


def test_settings_that_cannot_be_read_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "translator.toml").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run(["languages"]) == 2
    err = capfd.readouterr().err
    assert "The settings file" in err
    assert "Is a directory" in err
