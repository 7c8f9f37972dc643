"""Packages travel on a disk and arrive as they left; what was changed on the way, or since, is found."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import argos_packages
import pytest

from translator import paths
from translator.engines import open_engine
from translator.errors import ModelError
from translator.models import bundle, installing, library, store, verification

pytestmark = pytest.mark.starter


@pytest.fixture
def packages(home: Path, tmp_path: Path) -> Path:
    """Two packages, installed the proper way."""
    for pair in (("de", "en"), ("en", "de")):
        made = argos_packages.make_package(tmp_path / "made", *pair)
        installing.import_folder(made)
    return paths.installed_packages()


def ours() -> list[library.Package]:
    return [package for package in library.installed() if package.origin == "installed"]


def test_a_bundle_brings_packages_to_another_machine(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bundle.export_bundle(bundle.for_languages(library.installed(), ["de", "en"]), tmp_path / "b.zip")
    before = {name: record.files for name, record in store.records().packages.items()}
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path / "other-machine"))
    assert ours() == []
    assert [one.state for one in bundle.import_any(path)] == ["installed", "installed"]
    assert {name: record.files for name, record in store.records().packages.items()} == before
    assert all(one.state == "intact" for one in verification.verify(ours()))
    assert [one.state for one in bundle.import_any(path)] == ["already", "already"]
    assert open_engine("argos", "de", "ru").translate(["The president arrived."])[0].text


def test_the_same_packages_give_the_same_bundle(packages: Path, tmp_path: Path) -> None:
    one, two = (bundle.export_bundle(ours(), tmp_path / name) for name in ("1.zip", "2.zip"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        for entry in manifest["packages"]:
            for name, wanted in entry["files"].items():
                assert hashlib.sha256(opened.read(f"{entry['folder']}/{name}")).hexdigest() == wanted


def rewrite(path: Path, change: dict[str, bytes | None]) -> None:
    with zipfile.ZipFile(path) as opened:
        content = {name: opened.read(name) for name in opened.namelist()}
    with zipfile.ZipFile(path, "w") as out:
        for name, data in (content | change).items():
            if data is not None:
                out.writestr(name, data)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"translate-de_en-1_0/metadata.json": b'{"from_code": "de", "to_code": "en"}'}, "differ"),
        ({"translate-de_en-1_0/sentencepiece.model": None}, "differ"),
        ({"translate-de_en-1_0/extra.txt": b"hello"}, "differ"),
        ({"manifest.json": b"{}"}, "manifest"),
        ({"manifest.json": b'{"format": "translator-bundle", "version": 9, "packages": []}'}, "manifest"),
        (
            {
                "manifest.json": b'{"format": "translator-bundle", "version": 1, "packages": [{"folder": "../x", "files": {}}]}'
            },
            "manifest",
        ),
    ],
)
def test_a_bundle_changed_on_the_way_is_refused(
    change: dict[str, bytes | None],
    said: str,
    packages: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = bundle.export_bundle([p for p in ours() if p.source == "de"], tmp_path / "b.zip")
    rewrite(path, change)
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path / "other-machine"))
    with pytest.raises(ModelError, match=said):
        bundle.import_any(path)
    assert ours() == []


def test_a_bundle_can_be_pinned_by_its_own_sum(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bundle.export_bundle(ours(), tmp_path / "b.zip")
    monkeypatch.setenv("TRANSLATOR_DATA_DIR", str(tmp_path / "other-machine"))
    with pytest.raises(ModelError, match="SHA-256"):
        bundle.import_any(path, sha256="0" * 64)
    bundle.import_any(path, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(ours()) == 2


def test_package_files_and_folders_of_them_are_imported(home: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (disk / "read me.txt").write_text("hello")
    made = argos_packages.make_package(tmp_path / "made", "de", "en")
    argos_packages.pack(made, disk / "translate-de_en.argosmodel")
    shutil.copytree(argos_packages.make_package(tmp_path / "made", "en", "de"), disk / "unpacked")
    assert sorted(one.package.label for one in bundle.import_any(disk)) == [
        "translate-de_en 1.0",
        "translate-en_de 1.0",
    ]
    recorded = store.records()
    assert recorded.archives == {
        "translate-de_en 1.0": hashlib.sha256((disk / "translate-de_en.argosmodel").read_bytes()).hexdigest()
    }


def test_verify_finds_what_was_changed_removed_or_added(packages: Path) -> None:
    assert {one.state for one in verification.verify(ours())} == {"intact"}
    german = packages / "translate-de_en-1_0"
    weights = argos_packages.own_weights(german)
    data = bytearray(weights.read_bytes())
    data[len(data) // 2] ^= 1
    weights.write_bytes(data)
    (german / "model/config.json").unlink()
    (german / "extra.txt").write_text("hello")
    (found,) = [one for one in verification.verify(ours()) if not one.good]
    assert found.state == "changed"
    assert found.detail == "changed: model/model.bin; missing: model/config.json; added: extra.txt"


def test_a_file_swapped_for_a_link_is_found(packages: Path) -> None:
    file = packages / "translate-de_en-1_0/sentencepiece.model"
    file.unlink()
    file.symlink_to(argos_packages.STARTER / "sentencepiece.model")
    (found,) = [one for one in verification.verify(ours()) if not one.good]
    assert found.state == "changed"
    assert "sentencepiece.model" in found.detail


def test_packages_without_sums_are_tried_out(home: Path) -> None:
    folder = paths.installed_packages()
    argos_packages.make_package(folder, "fr", "en")
    broken = argos_packages.own_weights(argos_packages.make_package(folder, "it", "en"))
    broken.write_bytes(broken.read_bytes()[:1_000_000])
    states = {one.package.code: one.state for one in verification.verify(library.installed())}
    assert states == {
        "translate-fr_en": "works",
        "translate-it_en": "damaged",
        **dict.fromkeys(argos_packages.STARTERS, "works"),
    }


def test_a_changed_package_is_not_exported(packages: Path, tmp_path: Path) -> None:
    (packages / "translate-de_en-1_0/metadata.json").write_text(
        '{"from_code": "de", "to_code": "en", "x": 1}'
    )
    with pytest.raises(ModelError, match="not what it was"):
        bundle.export_bundle(ours(), tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()
