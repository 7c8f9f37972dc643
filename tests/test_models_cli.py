"""``translator models`` as a person types it: results on stdout, the rest on stderr, the right exit status."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import argos_packages
import model_server
import pytest
from model_server import ModelServer

from translator import paths
from translator.cli import run

pytestmark = [pytest.mark.network, pytest.mark.starter]
Models = Callable[..., tuple[int, str, str]]


@pytest.fixture
def models(capfd: pytest.CaptureFixture[str]) -> Models:
    """Run ``translator models …``: status, stdout, stderr."""

    def call(*words: str | Path) -> tuple[int, str, str]:
        status = run(["models", *(str(word) for word in words)])
        captured = capfd.readouterr()
        assert "Traceback" not in captured.err
        return status, captured.out, captured.err

    return call


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModelServer]:
    """An index with de→en 1.0, en→ro 1.0 and two addresses that give nothing."""
    for name in ("HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with model_server.running() as shop:
        entries = []
        for source, target, name in (("de", "en", "German"), ("en", "ro", "English"), ("fr", "en", "French")):
            package = argos_packages.make_package(tmp_path / "made", source, target)
            link = shop.url(f"/{source}_{target}")
            if source != "fr":
                shop.serve(
                    f"/{source}_{target}", argos_packages.pack(package, tmp_path / f"{source}_{target}.zip")
                )
            entries.append({
                "package_version": "1.0", "argos_version": "1.9.0", "from_code": source, "from_name": name,
                "to_code": target, "to_name": "Romanian" if target == "ro" else "English", "links": [link],
            })  # fmt: skip
        shop.serve("/index.json", json.dumps(entries).encode())
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", shop.address)
        yield shop


def test_a_life_with_packages(models: Models, server: ModelServer, tmp_path: Path) -> None:
    status, out, err = models("update")
    assert (status, out) == (0, "")
    assert "3 packages" in err

    status, out, _err = models("search", "german")
    assert status == 0
    assert out.splitlines()[1].startswith("de → en\ttranslate-de_en\t1.0\tGerman → English")

    status, out, err = models("route", "de", "ro")
    assert (status, out) == (4, "")
    assert "`translator models install de ro --with-pivots`" in err

    assert models("install", "de", "ro")[0] == 4
    status, out, err = models("install", "de", "ro", "--with-pivots")
    assert (status, out) == (0, "")
    assert "Installed translate-de_en 1.0." in err

    status, out, _err = models("route", "de", "ro", "--json")
    assert [leg["code"] for leg in json.loads(out)["route"]] == ["translate-de_en", "translate-en_ro"]

    status, out, _err = models("list")
    kinds = [line.split("\t")[4] for line in out.splitlines()[1:]]
    assert kinds == ["official", "official", "starter", "starter"]

    assert models("verify")[0] == 0
    status, _out, err = models("export", "de", "en", "-o", tmp_path / "b.zip")
    assert (status, (tmp_path / "b.zip").exists()) == (0, True)
    assert models("export", "de", "en", "-o", tmp_path / "b.zip")[0] == 3

    status, out, err = models("remove", "de", "en")
    assert "Removed translate-de_en 1.0." in err
    assert models("import", tmp_path / "b.zip")[0] == 0
    status, out, _err = models("path", "de", "en")
    assert out.strip() == str(paths.installed_packages() / "translate-de_en-1_0")
    assert models("upgrade")[2].startswith("Nothing to upgrade")


def test_install_fetches_the_index_when_there_is_none(models: Models, server: ModelServer) -> None:
    status, out, _err = models("install", "--pair", "de:en", "--json", "-q")
    assert status == 0
    assert json.loads(out)[0]["state"] == "installed"
    assert json.loads(models("install", "translate-de_en", "--json")[1])[0]["state"] == "already"


def test_a_failed_download_is_one_line_and_a_hint(models: Models, server: ModelServer) -> None:
    status, out, err = models("install", "fr", "en")
    assert (status, out) == (3, "")
    lines = [line for line in err.splitlines() if line and not line.startswith("Fetching")]
    assert lines[0].startswith("Error: translate-fr_en 1.0 could not be fetched: 127.0.0.1")
    assert "404" in lines[0]
    assert "translator models import" in lines[1]


def test_verify_fails_and_names_what_is_wrong(models: Models, server: ModelServer) -> None:
    models("install", "de", "en")
    (paths.installed_packages() / "translate-de_en-1_0/README").write_text("hello")
    (paths.installed_packages() / "stray").mkdir()
    status, out, err = models("verify", "--json")
    assert status == 4
    assert {one["code"]: one["state"] for one in json.loads(out)}["translate-de_en"] == "changed"
    assert "translate-de_en 1.0, stray" in err
    assert "stray\tdamaged" in models("verify")[1]
    (paths.installed_packages() / "translate-de_en-1_0/model/model.bin").unlink()
    assert "translator models install --force translate-de_en" in models("verify")[2]
    assert "translator models install --force translate-de_en" in err
    assert models("install", "--force", "translate-de_en")[0] == 0
    status, out, err = models("list")
    assert status == 0
    assert "stray is not an Argos package" in err


def test_info_tells_both_sides(models: Models, server: ModelServer) -> None:
    models("update")
    models("install", "de", "en")
    told = json.loads(models("info", "de", "en", "--json")[1])
    assert [set(one) & {"installed", "available"} for one in told] == [{"installed"}, {"available"}]
    assert len(told[0]["sha256"]) == 64
    assert models("info", "de", "en")[1].count("translate-de_en 1.0") == 2
    assert models("info", "ja", "ko")[0] == 4
    (paths.cache_dir() / "package-index.json").unlink()
    status, _out, err = models("info", "ja", "ko")
    assert status == 3
    assert "translator models update" in err


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["install"], 2),
        (["install", "en"], 2),
        (["install", "en", "en"], 2),
        (["remove", "en", "ru"], 4),
        (["remove", "ja", "ko"], 4),
        (["import", "/nowhere"], 3),
        (["export", "en", "-o", "x.zip"], 2),
        (["export", "en", "ja", "-o", "x.zip"], 4),
        (["route", "en", "tlh"], 4),
        (["upgrade"], 3),
        (["search"], 3),
        (["install", "de", "en", "--sha256", "beef"], 2),
        (["path", "ja", "ko"], 4),
        (["lst"], 2),
    ],
)
def test_mistakes_have_their_exit_status(words: list[str], status: int, models: Models) -> None:
    assert models(*words)[0] == status


def test_every_command_explains_itself(models: Models) -> None:
    from translator.cli.models import COMMANDS

    for name in COMMANDS:
        status, out, _err = models(name, "--help")
        assert (status, out.startswith("Usage:")) == (0, True)


def test_a_folder_for_packages_that_is_a_file_is_one_clear_error(
    models: Models, server: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "file" / "packages"))
    status, _out, err = models("install", "de", "en")
    assert status == 3
    assert "ARGOS_PACKAGES_DIR" in err


def test_what_was_installed_before_a_failure_is_told(models: Models, server: ModelServer) -> None:
    status, out, err = models("install", "de:en", "fr:en", "en:ro")
    assert (status, out) == (3, "")
    assert "Installed translate-de_en 1.0." in err
    assert "translate-fr_en 1.0 could not be fetched" in err
    status, out, _err = models("install", "en:ro", "fr:en", "--json")
    assert (status, [one["code"] for one in json.loads(out)]) == (3, ["translate-en_ro"])


def test_a_damaged_lock_file_does_not_stop_the_list(models: Models, server: ModelServer) -> None:
    models("install", "de", "en")
    (paths.installed_packages() / "translator-lock.json").write_text("{")
    status, out, err = models("list")
    assert status == 0
    assert [line.split("\t")[4] for line in out.splitlines()[1:]] == ["found", "starter", "starter"]
    assert "translator-lock.json cannot be read" in err
    assert models("info", "de", "en")[0] == 0


def test_on_a_terminal_a_package_is_a_line_and_its_folder_is_whole(
    models: Models, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    models("install", "de", "en")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    out = models("list")[1]
    assert str(paths.installed_packages()) in out.splitlines()
    assert "…" not in out
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in out.splitlines() if "→" in line) <= 80


def test_info_takes_the_name_of_a_package_and_shows_sums_whole(models: Models, server: ModelServer) -> None:
    models("install", "de", "en")
    (told, offered) = json.loads(models("info", "translate-de_en-1_0", "--json")[1])
    assert told["sha256"] in models("info", "translate-de_en-1.0")[1]
    assert offered["available"] == "translate-de_en 1.0"


def test_a_route_names_the_index_it_was_asked_with(
    models: Models, server: ModelServer, tmp_path: Path
) -> None:
    models("update", "--index", server.address)
    err = models("route", "de", "ro", "--index", server.address)[2]
    assert f"`translator models install de ro --with-pivots --index {server.address}`" in err
