"""The interface in its users' languages: catalogs are sound, and help in them has no English left over."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from babel import Locale
from wcwidth import wcswidth

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
    """The help of every command in every language."""
    return {language: helped(language) for language in ["en", *LANGUAGES]}


def helped(language: str, **environment: str) -> str:
    """The help of every command, by a program of its own."""
    own = {**os.environ, "LANGUAGE": language, "PYTHONUTF8": "1", "COLUMNS": "80", **environment}
    done = subprocess.run(
        [sys.executable, "-c", HELP], capture_output=True, encoding="utf-8", env=own, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as a wheel brings it, in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    uv = next((p for p in (shutil.which("uv"), str(ROOT / ".uv/bin/uv")) if p and Path(p).is_file()), None)
    pip = next((p for p in ("pip", "pip3") if shutil.which(p)), None)
    if uv:
        build = [uv, "build", "--wheel", "-q", "-o", str(folder), str(ROOT)]
        install = [uv, "pip", "install", "-q", "--no-deps", "--target", str(folder / "there")]
    elif pip:
        build = [pip, "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)]
        install = [pip, "install", "-q", "--no-deps", "--no-index", "--target", str(folder / "there")]
    else:
        pytest.skip("neither uv nor pip is here to build a wheel")
    built = subprocess.run(build, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.skip(f"no wheel can be built here: {built.stderr.strip()[-200:]}")
    subprocess.run([*install, str(next(folder.glob("*.whl")))], check=True, capture_output=True)
    return folder / "there"


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
    assert not english_in(script, helps[language], language)
    spoken = even(helps["en"])
    assert sum(source in spoken for source in translated(script, language)) > 100


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_help_stands_in_columns(helps: dict[str, str], language: str) -> None:
    assert not ragged(helps[language])
    examples = helps["en"].splitlines()
    assert not [line for line in helps[language].splitlines() if wcswidth(line) > 80 and line not in examples]


def test_what_stands_out_of_its_column_is_noticed() -> None:
    assert not ragged("Options:\n  -a, --all  everything\n             there is\n  --b        more\n")
    assert ragged("Options:\n  -a, --all  everything\n  --b   more\n")
    assert ragged("Options:\n  -a, --all  everything\n      there is\n")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_an_installed_wheel_says_the_same(
    installed: Path, helps: dict[str, str], language: str, tmp_path: Path
) -> None:
    folder = installed / "translator" / "_data" / "locales"
    assert sorted(place.name for place in folder.iterdir()) == LANGUAGES
    said = helped(language, PYTHONPATH=str(installed), TRANSLATOR_CACHE_DIR=str(tmp_path), PYTHONSAFEPATH="1")
    assert said == helps[language]
    assert not list(tmp_path.rglob("*.mo"))  # taken from the wheel, not compiled here


def even(text: str) -> str:
    """*text* with single spaces."""
    return " ".join(text.split())


def english_in(script: ModuleType, text: str, language: str) -> list[str]:
    """Sentences that the catalog has in other words, and in other scripts any three English words in a row."""
    said = even(text)
    found = [source for source in translated(script, language) if source in said]
    if Locale.parse(language).script or language in {"ar", "kk", "ru", "uk"}:
        prose = [
            line for line in text.splitlines() if not re.match(r"\s+(?:translator|git|cat|printf) ", line)
        ]
        bare = re.sub(r"`[^`]*`|\[[^\]]*\]|\b(?:translator|git) [a-z -]+", "", "\n".join(prose))
        found += [match[0] for match in re.finditer(r"\b[a-z]{2,}(?: [a-z]{2,}){2,}\b", bare)]
    return found


def ragged(text: str) -> list[str]:
    """Lines of two-column lists whose second column stands elsewhere than that of the line before."""
    wrong = []
    column = 0
    for line in text.splitlines():
        heading = not line.startswith(" ")
        match = re.match(r"  (?! )(?:(?!  ).)+  +(?=\S)|  (?! )[^ ].*$| +", line)
        if heading or match is None or column < 0:
            column = 0 if heading and line.endswith(":") else -1
            continue
        if match.end() == len(line):
            continue  # the first column fills the line
        at = wcswidth(match[0])
        if column and at != column:
            wrong.append(line)
        column = column or at
    return wrong


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
