"""Archives made to do harm are refused with a reason, before anything is written outside the staging folder."""

from __future__ import annotations

import io
import json
import stat
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import argos_packages
import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator import paths
from translator.errors import InputError, ModelError
from translator.models import archive, bundle, installing, library

METADATA = json.dumps({"from_code": "de", "to_code": "en", "package_version": "1.0"})
Writer = Callable[[zipfile.ZipFile], None]


@pytest.fixture
def packages(home: Path) -> Path:
    folder = paths.installed_packages()
    argos_packages.make_package(folder, "fr", "en")
    return folder


def everything(folder: Path) -> list[tuple[str, int]]:
    """Paths and sizes, the mutex left out."""
    found = (p for p in folder.rglob("*") if p.name != ".translator.lock")
    return sorted((str(p.relative_to(folder)), p.lstat().st_size) for p in found)


def entry(name: str, data: bytes = b"x", mode: int = 0o100644) -> Writer:
    def write(out: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        out.writestr(info, data)

    return write


def compressed(name: str, size: int) -> Writer:
    return lambda out: out.writestr(name, bytes(size), zipfile.ZIP_DEFLATED, 9)


EVIL = Path(tempfile.gettempdir()).absolute() / "evil"

HOSTILE: dict[str, tuple[list[Writer], str]] = {
    "up and out": ([entry("p/../../evil")], "leave its folder"),
    "up in the middle": ([entry("p/x/../../../evil")], "leave its folder"),
    "absolute": ([entry(str(EVIL))], "absolute"),
    "drive": ([entry("C:/evil")], "absolute or foreign"),
    "backslash": ([entry("p\\..\\evil")], "absolute or foreign"),
    "link": ([entry("p/link", b"/etc/passwd", stat.S_IFLNK | 0o777)], "link or a device"),
    "device": ([entry("p/null", b"", stat.S_IFCHR | 0o666)], "link or a device"),
    "bomb": ([compressed("p/model.bin", 300_000_000)], "suspiciously small"),
    "many": ([entry(f"p/{n}") for n in range(5001)], "5002 files"),
    "deep": ([entry("/".join(["p"] * 40))], "long a path"),
    "two of one name": ([entry("p/A"), entry("p/a")], "two files of one name"),
    "two packages": ([entry("q/metadata.json", METADATA.encode())], "one folder"),
}  # fmt: skip


def make(path: Path, *writers: Writer) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("p/metadata.json", METADATA)
        for write in writers:
            write(out)
    return path


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused_and_leaves_no_trace(
    kind: str, packages: Path, home: Path, tmp_path: Path
) -> None:
    writers, said = HOSTILE[kind]
    path = make(tmp_path / "evil.argosmodel", *writers)
    before = everything(home), everything(tmp_path)
    with pytest.raises(ModelError, match=said):
        installing.import_archive(path)
    assert (everything(home), everything(tmp_path)) == before
    assert not EVIL.exists()


def test_a_declared_size_of_ten_gigabytes_is_refused_unread(packages: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.argosmodel"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("p/big", b"small")
        out.filelist[-1].file_size = 10 << 30
    cases = ((archive.Limits(), "more than 6 GB"), (archive.Limits(total=1 << 40), "suspiciously small"))
    for limit, said in cases:
        with pytest.raises(ModelError, match=said):
            archive.inspect(path, limit)


def test_a_file_larger_than_it_says_is_stopped(tmp_path: Path) -> None:
    path = make(tmp_path / "p.zip", entry("p/big", b"a" * 5000))
    infos = archive.inspect(path)
    with zipfile.ZipFile(path) as opened:
        info = next(info for info in opened.infolist() if info.filename == "p/big")
        info.file_size = 10
        with pytest.raises(ModelError, match=r"larger than it says|damaged"):
            b"".join(archive._content(opened, info, path))
    assert infos


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "p.zip", entry("p/secret"))
    data = bytearray(path.read_bytes())
    central = data.rfind(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match="encrypted"):
        archive.inspect(path)


@pytest.mark.parametrize("cut", [10, 200, -30, -5])
def test_an_archive_cut_off_is_refused(cut: int, packages: Path, tmp_path: Path) -> None:
    path = make(tmp_path / "p.argosmodel", entry("p/a", b"a" * 1000))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ModelError, match="zip archive"):
        installing.import_archive(path)


def test_a_flipped_byte_is_noticed(packages: Path, tmp_path: Path) -> None:
    path = make(tmp_path / "p.argosmodel", entry("p/a", b"a" * 1000))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"a" * 1000, b"a" * 500 + b"b" + b"a" * 499))
    with pytest.raises(ModelError, match="damaged"):
        installing.import_archive(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"<html>", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_archive_is_refused(content: bytes, packages: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.argosmodel"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="zip archive"):
        bundle.import_any(path)


def test_an_archive_without_metadata_is_refused(packages: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.argosmodel", "w") as out:
        out.writestr("p/model/model.bin", b"x")
    with pytest.raises(ModelError, match=r"metadata\.json"):
        installing.import_archive(tmp_path / "p.argosmodel")


def test_metadata_that_names_a_path_installs_nowhere(packages: Path, tmp_path: Path, home: Path) -> None:
    evil = json.dumps({"from_code": "../../x", "to_code": "en", "package_version": "../../y"})
    with zipfile.ZipFile(tmp_path / "p.argosmodel", "w") as out:
        out.writestr("p/metadata.json", evil)
    with pytest.raises(ModelError, match="no code"):
        installing.import_archive(tmp_path / "p.argosmodel")


@pytest.mark.starter
def test_a_version_that_is_a_path_stays_in_the_folder(packages: Path, tmp_path: Path) -> None:
    made = argos_packages.make_package(
        tmp_path, "de", "en", "1.0", metadata={"package_version": "../../../9"}
    )
    done = installing.import_archive(argos_packages.pack(made, tmp_path / "p.argosmodel"))
    assert done.package.path.parent == packages


def test_links_in_a_folder_are_not_followed(packages: Path, tmp_path: Path) -> None:
    made = argos_packages.make_package(tmp_path, "de", "en")
    (made / "passwd").symlink_to("/etc/passwd")
    with pytest.raises(ModelError, match="links"):
        installing.import_folder(made)
    assert {p.source for p in library.installed()} == {"fr", "en", "ru"}


def test_a_place_with_nothing_in_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no package"):
        bundle.import_any(tmp_path)
    with pytest.raises(InputError, match="There is no"):
        bundle.import_any(tmp_path / "nowhere")


@given(st.binary(max_size=400))
def test_random_bytes_never_crash_the_inspection(data: bytes) -> None:
    folder = Path(paths.cache_dir())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "random.zip"
    path.write_bytes(data)
    with pytest.raises(ModelError):
        archive.inspect(path)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30), max_size=4))
def test_whatever_the_names_nothing_unpacks_outside(names: list[str]) -> None:
    folder = paths.cache_dir() / "unpacked"
    folder.mkdir(parents=True, exist_ok=True)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as out:
        for name in dict.fromkeys(names):
            out.writestr(f"p/{name}", b"x")
    path = paths.cache_dir() / "names.zip"
    path.write_bytes(data.getvalue())
    try:
        infos = archive.inspect(path)
        archive.unpack(path, infos, "p", folder)
    except (ModelError, OSError):
        pass
    assert {p.name for p in paths.cache_dir().iterdir()} <= {"unpacked", "names.zip"}
    for file in list(folder.rglob("*"))[::-1]:
        file.rmdir() if file.is_dir() else file.unlink()
