"""Round trips of real catalogs: take files nobody here wrote, translate every entry with the pseudo engine, read again.

    uv run scripts/roundtrip_catalogs.py FOLDER            gather into FOLDER (apt-get, pip, npm), then test
    uv run scripts/roundtrip_catalogs.py FOLDER --offline  test what FOLDER holds already

A file passes when every entry is there again, says what was put into it with every placeholder, every comment is
still there, and ``msgfmt -c`` accepts a PO file that it accepted before. Nothing of these files is kept in the project.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

from translator.catalogs import FORMATS, Asked, format_of, is_bilingual, open_catalog, pieces
from translator.engines import EngineOptions
from translator.errors import TranslatorError
from translator.localisation import Wish, fill
from translator.pipeline import Job
from translator.translating import Engines

DEBIAN = (
    "firefox-esr-l10n-ru firefox-esr-l10n-uk php-symfony-validator php-symfony-form php-symfony-security-core "
    "thunderbird-l10n-ru redmine ruby-i18n"
).split()
DEBIAN_SOURCES = "keepass2 nunit repetier-host quickroute-gps".split()
"""For RESX; left out where apt has no ``deb-src`` line, the last one where that is not for sid."""
PYTHON = "django sphinx wtforms django-allauth djangorestframework".split()
PYTHON_SOURCES = "retext novelwriter pysubs2 webvtt-py srt translate-toolkit babel".split()
NODE = (
    "react-native@0.74 i18n-iso-countries subtitle srt-parser-2 node-webvtt pdfjs-dist@2.16.105 @openui5/sap.ui.core "
    "react-native-image-crop-picker@0.25.0 cordova-plugin-telerik-imagepicker cordova-plugin-android-fingerprint-auth "
    "cordova-plugin-fingerprint-aio tns-core-modules phonegap-plugin-barcodescanner"
).split()
COMMENTS = {
    "po": re.compile(r"^#(?!,).*$", re.MULTILINE),
    "xliff": re.compile(r"<!--.*?-->|<note[ >].*?</note>", re.DOTALL),
    "ts": re.compile(r"<!--.*?-->|<(?:extra)?comment>.*?</(?:extra)?comment>|<location[^>]*>", re.DOTALL),
    "android": re.compile(r"<!--.*?-->", re.DOTALL),
    "resx": re.compile(r"<!--.*?-->|<comment>.*?</comment>", re.DOTALL),
    "strings": re.compile(r"/\*.*?\*/", re.DOTALL),
    "stringsdict": re.compile(r"<!--.*?-->", re.DOTALL),
    "properties": re.compile(r"^[ \t]*[#!].*$", re.MULTILINE),
    "fluent": re.compile(r"^#.*$", re.MULTILINE),
    "yaml": re.compile(r"^\s*#.*$", re.MULTILINE),
    "arb": re.compile(r'"@[^"]*"'),
    "subtitles": re.compile(r"^.*-->.*$|^NOTE.*$|^(?:Comment|Style|Format):.*$", re.MULTILINE),
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--offline", action="store_true")
    parser.add_argument("--most", type=int, default=150, help="files of one format and one package at most")
    asked = parser.parse_args()
    if not asked.offline:
        gather(asked.folder)
    passed: Counter[str] = Counter()
    entries: Counter[str] = Counter()
    failed: list[dict[str, str]] = []
    refused: list[dict[str, str]] = []
    for path in found(asked.folder, asked.most):
        try:
            form, count, faults = round_trip(path)
        except TranslatorError as error:
            refused.append({"file": str(path), "why": error.message})
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            form, count, faults = (
                format_of(path.name, path.read_bytes()),
                0,
                [f"{type(error).__name__}: {error}"],
            )
        entries[form] += count
        passed[form] += not faults
        failed += [{"file": str(path), "format": form, "why": fault} for fault in faults[:3]]
    for form in FORMATS:
        if passed[form] or any(one["format"] == form for one in failed):
            wrong = len({one["file"] for one in failed if one["format"] == form})
            print(f"{form:12} {passed[form]:5} files passed, {wrong:3} failed, {entries[form]:7} entries")
    print(f"{'together':12} {passed.total():5} files passed, {len({f['file'] for f in failed}):3} failed, "
          f"{entries.total():7} entries, {len(refused)} refused")  # fmt: skip
    (asked.folder / "report.json").write_text(
        json.dumps({"failed": failed, "refused": refused}, indent=1, ensure_ascii=False)
    )
    for one in [*failed[:40], *refused[:20]]:
        print(f"  {one['file']}: {one['why'][:200]}")
    return 1 if failed else 0


def found(folder: Path, most: int) -> list[Path]:
    """The catalogs in *folder*, a fair number of each kind from each package."""
    taken: Counter[tuple[str, str]] = Counter()
    out = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if (
            FORMATS.for_suffix(path.name) is None
            or path.stat().st_size > 400_000
            or "node_modules" in path.parts
        ):
            continue
        data = path.read_bytes()
        if not data.strip() or not _is_catalog(path, data):
            continue
        kind = (path.relative_to(folder).parts[0], path.suffix)
        taken[kind] += 1
        if taken[kind] <= most:
            out.append(path)
    return out


def _is_catalog(path: Path, data: bytes) -> bool:
    """Whether a name that may mean anything (``.json``, ``.ts``, ``.xml``) means a catalog here."""
    if path.suffix == ".json":
        return (
            bool(re.search(r"(?:^|/)(?:langs|locales?|_locales|translations|i18n)/", str(path)))
            and data[:1] == b"{"
        )
    if path.suffix in {".yml", ".yaml"}:
        return bool(re.search(r"(?:locales?|rails)/", str(path)))
    if path.suffix in {".ts", ".xml"}:
        return bool(re.search(rb"<TS[\s>]|<resources[\s>]", data[:4000]))
    return True


def round_trip(path: Path) -> tuple[str, int, list[str]]:
    """The format, the number of entries, and what was lost."""
    data = path.read_bytes()
    form = format_of(path.name, data)
    both = is_bilingual(form)
    target = None if both else "ru"
    catalog = open_catalog(Asked(str(path), data, None, target), form)
    if both and not catalog.target_language:
        target = "ru"
        catalog = open_catalog(Asked(str(path), data, None, target), form)
    if both and catalog.data() != data:
        return form, 0, ["not byte-identical with nothing to do"]
    for entry in catalog.entries:
        entry.state = "locked" if entry.state == "locked" else "empty"
    with Engines("pseudo", catalog.target_language, EngineOptions()) as engines:
        job = Job(catalog.target_language, catalog.source_language, "pseudo")
        filled = fill(catalog, job, engines, Wish(reuse=False))
    out = catalog.data()
    again = open_catalog(
        Asked(str(path), out, None, target) if both else Asked(str(path), data, None, target, out), form
    )
    faults = list(compared(catalog, again, {id(doubt.entry) for doubt in filled.left}))
    lost = _comments(form, data) - _comments(form, out)
    left = {doubt.entry.key for doubt in filled.left}
    if lost and not (left and not both):
        faults.append(f"comments lost: {list(lost)[:3]}")
    if form == "po" and not faults and msgfmt(data) and not msgfmt(out):
        faults.append("msgfmt -c refuses it")
    faults += [f"left empty: {doubt.entry.key}: {doubt.reason}" for doubt in filled.left]
    return form, len(catalog.entries), faults


def compared(before, after, left):
    there = {(e.key, e.context, e.source): e for e in after.entries}
    for entry in before.entries:
        twin = there.get((entry.key, entry.context, entry.source))
        if twin is None:
            yield f"entry lost: {entry.key}"
        elif id(entry) in left or entry.state == "locked":
            continue
        elif _said(twin.target) != _said(entry.target):
            yield f"not what was put: {entry.key}: {twin.target} for {entry.target}"
        elif not entry.dialects & {"icu", "fluent"}:
            for text in twin.target:
                best = min((pieces.lost(s, text, entry.dialects) for s in entry.source), key=len)
                if text and best and "{" not in "".join(entry.source):
                    yield f"placeholder lost: {entry.key}: {best}"


def _said(texts):
    return [" ".join(text.split()) for text in texts if text]


def _comments(form: str, data: bytes) -> Counter[str]:
    pattern = COMMENTS.get(form)
    for codec in ("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "latin-1"):
        try:
            text = data.decode(codec)
            break
        except UnicodeDecodeError:
            continue
    found = pattern.findall(text) if pattern else []
    return Counter(" ".join(one.split()).replace(" />", "/>") for one in found)


def msgfmt(data: bytes) -> bool:
    program = shutil.which("msgfmt")
    if program is None:
        return True
    return (
        subprocess.run(
            [program, "-c", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False
        ).returncode
        == 0
    )


def gather(folder: Path) -> None:
    """Download and unpack; what cannot be had is left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in DEBIAN:
        _fetched(folder / name, ["apt-get", "download", "-q", name])
    for name in DEBIAN_SOURCES:
        _fetched(folder / f"{name}-source", ["apt-get", "source", "-q", "--download-only", name])
    for name in PYTHON:
        _fetched(folder / name, ["pip", "download", "-q", "--no-deps", name])
    for name in PYTHON_SOURCES:
        _fetched(folder / f"{name}-source", ["pip", "download", "-q", "--no-deps", "--no-binary=:all:", name])
    for name in NODE:
        _fetched(folder / re.sub(r"\W+", "-", name).strip("-"), ["npm", "pack", "--silent", name])


def _fetched(folder: Path, command: list[str]) -> None:
    if folder.exists():
        return
    folder.mkdir()
    if shutil.which(command[0]):
        subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
    for file in list(folder.iterdir()):
        _unpacked(file, folder / "x")
        file.unlink()
    for inner in [*folder.rglob("*.xpi"), *folder.rglob("*.whl")]:
        _unpacked(inner, inner.with_suffix(""))


def _unpacked(file: Path, folder: Path) -> None:
    if file.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", str(file), str(folder)], check=False)
    elif zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
    elif tarfile.is_tarfile(file):
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")


if __name__ == "__main__":
    sys.exit(main())
