"""The README cannot drift: its commands exist, CI runs its test command, its files are there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from translator.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(?:sh|console)\n(.*?)```", README, re.DOTALL)
LINES = [line.removeprefix("$ ") for block in BLOCKS for line in block.splitlines() if line.strip()]
CALLS = sorted(
    {m[1] for line in LINES for m in re.finditer(r"(?:^|\| )(?:.*uv run )?translator ([^|>#]*)", line)}
)


def commands(group: click.Group, prefix: str = "") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found[f"{prefix}{name}"] = command
        if isinstance(command, click.Group):
            found |= commands(command, f"{prefix}{name} ")
    return found


def test_the_newcomer_needs_two_commands_and_both_set_themselves_up() -> None:
    complete = [
        line for line in LINES if line.startswith("python3 -m venv .uv && .uv/bin/pip install -q uv && ")
    ]
    assert len(complete) == 2
    assert "translator translate tests/samples/" in complete[0]
    assert complete[1].endswith("pytest")


def test_ci_runs_the_readmes_test_command() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert sum(line.endswith("run --group test pytest") for line in README.splitlines()) == 1


@pytest.mark.parametrize("call", CALLS)
def test_every_call_in_the_readme_is_a_real_command(call: str) -> None:
    words = call.split()
    if words[0].startswith("-"):
        return
    module = import_module(COMMANDS[words[0]][0])
    command: click.Command = module.command
    known = {words[0]: command}
    if isinstance(command, click.Group):
        known |= commands(command, f"{words[0]} ")
        name = " ".join(words[:2])
        assert name in known, f"no command {name!r}"
        command = known[name]
    options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"-h", "--help", "--debug"}
    for word in words:
        if re.fullmatch(r"--?[a-z][\w-]*", word):
            assert word in options, f"{call!r}: no option {word}"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"translator {name}" in README


def test_every_file_the_readme_shows_is_there() -> None:
    for target in re.findall(r"\]\(((?!https?:|#)[^)]+)\)", README):
        assert (ROOT / target).exists(), target
    for target in re.findall(r"\btests/samples/[\w./-]+", README):
        assert (ROOT / target).exists(), target


def test_the_project_names_no_machine_and_no_registry() -> None:
    assert not re.search(r"/wor[k]/|/roo[t]/|/tm[p]/|pyp[i]\.org|pythonhoste[d]", README)
