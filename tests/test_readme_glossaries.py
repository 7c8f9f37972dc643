"""The README's worked example for terminologists runs as it is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from translator.cli import run
from translator.glossary.formats import read_glossary

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_example_from_an_empty_folder_to_tbx_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    section = README.split("### From an empty folder to a TBX file")[1]
    block = re.search(r"```console\n(.*?)```", section, re.DOTALL)
    assert block
    monkeypatch.chdir(tmp_path)
    for step in block[1].split("$ translator ")[1:]:
        command, *printed = step.strip().splitlines()
        status = run(shlex.split(command))
        out, err = capfd.readouterr()
        assert status == (1 if any("G034" in line for line in printed) else 0)
        for line in printed:
            assert line in out + err
    assert read_glossary(tmp_path / "press.tbx").concepts == read_glossary(tmp_path / "press.toml").concepts
