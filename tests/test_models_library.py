"""What is installed is found by looking; what is in the way is reported; routes are chosen by a fixed rule."""

from __future__ import annotations

import json
from pathlib import Path

import argos_packages
import pytest

from translator import paths
from translator.errors import ModelError
from translator.models import library
from translator.models.package import Package, from_metadata, read_package, version_key
from translator.models.routes import find_route, reachable


@pytest.fixture
def packages(home: Path) -> Path:
    folder = paths.installed_packages()
    folder.mkdir(parents=True)
    return folder


def package(pair: str, version: str = "1.0", origin: str = "installed", type_: str = "translate") -> Package:
    source, target = pair.split("-")
    return Package(Path(f"/{origin}/{pair}/{version}"), source, target, version, type=type_, origin=origin)  # type: ignore[arg-type]


def test_the_starters_are_there_with_nothing_installed() -> None:
    starters = library.installed()
    assert {(s.source, s.target, s.origin) for s in starters} == {
        ("en", "ru", "starter"),
        ("ru", "en", "starter"),
    }
    assert {starter.code for starter in starters} == argos_packages.STARTERS


def test_looking_creates_nothing(home: Path) -> None:
    library.look()
    assert list(home.iterdir()) == []


def test_installed_packages_are_found_and_read(packages: Path) -> None:
    argos_packages.make_package(packages, "de", "en", "1.3")
    argos_packages.make_package(packages, "en", "zt", "1.9", metadata={"languages": [], "surprise": None})
    found = {p.label: (p.source, p.target) for p in library.installed() if p.origin == "installed"}
    assert found == {"translate-de_en 1.3": ("de", "en"), "translate-en_zt 1.9": ("en", "zh-Hant")}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "metadata.json"),
        ("", "JSON"),
        ("[1, 2]", "table"),
        ("[" * 100_000, "JSON"),
        ('{"from_code": "en"}', "languages"),
        ('{"from_code": 7, "to_code": "ru"}', "from_code"),
        ('{"from_code": "../../etc", "to_code": "ru"}', "etc"),
        ('{"from_code": "en", "to_code": "ru", "package_version": "1.0"}', "model/model.bin"),
    ],
)
def test_a_stray_or_damaged_folder_is_reported_and_passed_over(
    packages: Path, content: str | None, why: str
) -> None:
    stray = packages / "translate-xx_yy"
    stray.mkdir()
    if content is not None:
        (stray / "metadata.json").write_text(content)
    good = argos_packages.make_package(packages, "de", "en")
    (packages / "notes.txt").write_text("not a folder")
    (packages / ".partial").mkdir()
    found = library.look()
    assert [p.path for p in found.packages if p.origin == "installed"] == [good]
    assert [s.path for s in found.strays] == [stray]
    assert why in found.strays[0].reason


def test_a_byte_order_mark_and_a_number_as_version_are_forgiven(packages: Path) -> None:
    made = argos_packages.make_package(packages, "de", "en")
    text = json.loads((made / "metadata.json").read_text())
    (made / "metadata.json").write_bytes(
        b"\xef\xbb\xbf" + json.dumps({**text, "package_version": 1.5}).encode()
    )
    assert read_package(made).version == "1.5"


def test_packages_of_other_types_are_listed_but_never_used(packages: Path) -> None:
    folder = packages / "sbd"
    folder.mkdir()
    (folder / "metadata.json").write_text(
        '{"type": "sbd", "from_codes": ["en", "ru"], "package_version": "1.0"}'
    )
    (sbd,) = [p for p in library.installed() if p.origin == "installed"]
    assert (sbd.code, sbd.source, sbd.translates) == ("sbd", "", False)
    assert reachable(library.installed()) == {("en", "ru"), ("ru", "en")}


def test_packages_of_argos_itself_and_of_its_snap_are_found(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRANSLATOR_DATA_DIR")
    places = {
        "de": home / ".local/share/argos-translate/packages",
        "fr": home / "snap/argos-translate/current/.local/share/argos-translate/packages",
        "es": home / "elsewhere",
        "it": home / "snapped/snap_custom/packages",
        "pt": home / "snapped/snap_custom/content_snap_packages/more",
    }
    for code, place in places.items():
        argos_packages.make_package(place, code, "en")
    settings = home / ".config/argos-translate/settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(places["es"])}))
    assert {p.source for p in library.installed()} == {"de", "fr", "es", "en", "ru"}
    monkeypatch.setenv("SNAP", str(home / "snapped"))
    monkeypatch.setenv("SNAP_USER_DATA", str(home))
    assert {p.source for p in library.installed()} == {"de", "fr", "es", "it", "pt", "en", "ru"}
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(places["fr"]))
    assert {p.source for p in library.installed()} == {"fr", "en", "ru"}


@pytest.mark.parametrize("settings", ["", "[]", "{", '{"ARGOS_PACKAGES_DIR": 5}'])
def test_broken_argos_settings_are_not_ours_to_mend(
    home: Path, monkeypatch: pytest.MonkeyPatch, settings: str
) -> None:
    monkeypatch.delenv("TRANSLATOR_DATA_DIR")
    file = home / ".config/argos-translate/settings.json"
    file.parent.mkdir(parents=True)
    file.write_text(settings)
    assert [p.origin for p in library.installed()] == ["starter", "starter"]


def test_metadata_of_the_index_has_the_same_shape() -> None:
    entry = {
        "package_version": "1.9",
        "argos_version": "1.9.0",
        "from_code": "en",
        "to_code": "pb",
        "links": ["x"],
    }
    assert from_metadata(entry, Path()).target == "pt-BR"
    with pytest.raises(ModelError):
        from_metadata({**entry, "type": "../x"}, Path())


def test_ten_is_newer_than_nine() -> None:
    assert version_key("1.10") > version_key("1.9") > version_key("1.0.5") > version_key("1")


# Routes.


def labels(*packages: Package, pair: str) -> str:
    route = find_route(packages, *pair.split("-"))
    return "nothing" if route is None else f"{route.label}{' starter' if route.starter else ''}"


def test_a_direct_package_beats_a_route() -> None:
    two = package("de-en", "2.0"), package("en-ru", "2.0")
    assert labels(*two, package("de-ru", "0.1"), pair="de-ru") == "translate-de_ru 0.1"
    assert labels(*two, pair="de-ru") == "translate-de_en 2.0 + translate-en_ru 2.0"


def test_an_official_package_beats_a_newer_starter() -> None:
    packages = package("en-ru", "0.9"), package("en-ru", "3.0", "starter")
    assert labels(*packages, pair="en-ru") == "translate-en_ru 0.9"
    assert labels(*packages, package("ro-en"), pair="ro-ru") == "translate-ro_en 1.0 + translate-en_ru 0.9"


def test_the_newest_version_wins_whatever_the_order() -> None:
    packages = [package("en-ru", version) for version in ("1.9", "1.10", "1.2")]
    assert {labels(*some, pair="en-ru") for some in (packages, packages[::-1])} == {"translate-en_ru 1.10"}


def test_english_is_the_preferred_pivot() -> None:
    packages = [
        package(pair, "5.0" if "es" in pair else "1.0") for pair in ("pt-es", "es-ru", "pt-en", "en-ru")
    ]
    assert labels(*packages, pair="pt-ru") == "translate-pt_en 1.0 + translate-en_ru 1.0"


def test_three_legs_and_packages_of_other_types_are_no_route() -> None:
    assert labels(package("de-en"), package("en-es"), package("es-ru"), pair="de-ru") == "nothing"
    assert labels(package("de-ru", type_="tags"), pair="de-ru") == "nothing"
    assert labels(package("de-en"), package("en-de"), pair="de-de") == "nothing"


@pytest.mark.parametrize(
    ("asked", "there", "found"),
    [("en-GB", "en-ru", True), ("pt-BR", "pt-ru", True), ("zh-TW", "zt-ru", True), ("zh-TW", "zh-ru", False)],
)
def test_regions_are_dropped_and_scripts_are_not(asked: str, there: str, found: bool) -> None:
    assert (find_route([package(there)], asked, "ru") is not None) is found


def test_brazilian_portuguese_prefers_its_own_package() -> None:
    route = find_route([package("pt-ru", "9.0"), package("pb-ru")], "pt-BR", "ru")
    assert route is not None
    assert route.label == "translate-pb_ru 1.0"


def test_everything_within_two_legs_is_reachable() -> None:
    pairs = reachable([package("de-en"), package("en-ru"), package("ru-uk"), package("x-en", type_="tags")])
    assert pairs == {("de", "en"), ("en", "ru"), ("ru", "uk"), ("de", "ru"), ("en", "uk")}


def test_the_package_offers_its_functions_by_name() -> None:
    from translator import models

    for name in models.__all__:
        assert callable(getattr(models, name)), name
    with pytest.raises(AttributeError):
        models.nothing_of_the_kind  # noqa: B018
