"""The interface in its users' languages: catalogs are sound, and help in them has no English left over."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
LANGUAGES = sorted(po.parent.parent.name for po in (ROOT / "locales").glob("*/LC_MESSAGES/translator.po"))
HELP = """
import click
from translator.cli import cli

def show(command, context):
    print(command.get_help(context))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            show(inner, click.Context(inner, info_name=name, parent=context))

show(cli, click.Context(cli, info_name="translator"))
"""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    loader = SourceFileLoader("update_locales", str(ROOT / "scripts" / "update_locales"))
    module = module_from_spec(spec_from_loader("update_locales", loader))
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def helps() -> dict[str, str]:
    """The help of every command in every language, white space made even."""
    out = {}
    for language in ["en", *LANGUAGES]:
        environment = {**os.environ, "LANGUAGE": language, "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", HELP], capture_output=True, encoding="utf-8", env=environment, check=True
        )
        out[language] = " ".join(done.stdout.split())
    return out


def test_there_are_catalogs() -> None:
    assert {"de", "ro", "ru", "uk"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_fuzzy_or_broken(script: ModuleType, language: str) -> None:
    catalog = script.load(language)
    wrong = [
        (message.id, fault)
        for message in catalog
        if message.id
        for fault in script.faults(message, catalog)
        if fault != "not translated"  # told by `scripts/update_locales --check`
    ]
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_has_no_english_left_over(script: ModuleType, helps: dict[str, str], language: str) -> None:
    left = [source for source in translated(script, language) if source in helps[language]]
    assert not left
    assert sum(source in helps["en"] for source in translated(script, language)) > 100


def translated(script: ModuleType, language: str) -> Iterator[str]:
    """The sentences of a catalog that are said in other words there."""
    for message in script.load(language):
        if isinstance(message.id, str) and message.string and message.string != message.id:
            source = " ".join(message.id.replace("\b", "").split())
            if source.count(" ") >= 2 and source not in " ".join(message.string.split()):
                yield source


def test_a_placeholder_that_differs_is_noticed(script: ModuleType) -> None:
    from babel.messages.catalog import Catalog, Message

    catalog = Catalog("ru")
    assert list(script.faults(Message("{n} files", "{k} файлов"), catalog))
    assert list(script.faults(Message("a:", "а"), catalog))
    assert not list(script.faults(Message("{n} files:", "{n} файлов:"), catalog))


def test_words_of_another_click_stay_and_what_left_the_program_goes(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from babel.messages.catalog import Catalog

    monkeypatch.setattr(script, "LOCALES", tmp_path)
    script.path_of("ru").parent.mkdir(parents=True)
    old, template = Catalog("ru"), Catalog()
    old.add("required", "обязательно", locations=[("click/core.py", None)])
    old.add("Gone", "Ушло", locations=[("translator/cli/gone.py", None)])
    for catalog in (old, template):
        catalog.add(
            "Stays", "Остаётся" if catalog is old else "", locations=[("translator/cli/here.py", None)]
        )
    script.save(old, template)
    assert {message.id: message.string for message in script.load("ru") if message.id} == {
        "required": "обязательно",
        "Stays": "Остаётся",
    }
    assert list(script.problems(template)) == []
    template.add("Usage", locations=[("click/core.py", None)])
    assert list(script.problems(template)) == ["ru: not in the catalog: 'Usage'"]


def test_what_left_the_program_is_told(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from babel.messages.catalog import Catalog

    monkeypatch.setattr(script, "LOCALES", tmp_path)
    script.path_of("ru").parent.mkdir(parents=True)
    old, template = Catalog("ru"), Catalog()
    old.add("Gone", "Ушло", locations=[("translator/cli/gone.py", None)])
    template.add("Gone", locations=[("translator/cli/gone.py", None)])
    script.save(old, template)
    assert list(script.problems(Catalog())) == ["ru: no longer in the program: 'Gone'"]
