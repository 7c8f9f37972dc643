"""Where the translation of a file goes in a format with one language a file: where each ecosystem looks for it."""

from __future__ import annotations

import re
from pathlib import Path

from translator import languages


def destination(path: Path, format: str, source: str, target: str) -> Path:
    """The file for *target* that belongs to *path*.

    ``values/strings.xml`` → ``values-ru/strings.xml``, ``en.lproj/…`` → ``ru.lproj/…``, ``locales/en.json`` →
    ``locales/ru.json``, ``app_en.arb`` → ``app_ru.arb``, ``messages.properties`` → ``messages_ru.properties``,
    ``django.pot`` → ``ru.po``; anything else gets the language before its suffix.
    """
    if format == "android":
        return path.parent.parent / f"values-{_android(target)}" / path.name
    if format == "po":
        return path.with_name(f"{_underscored(target)}.po")
    spelled = _underscored(target) if format in {"properties", "arb"} else target
    renamed = _in_name(path, source, spelled) or _in_folder(path, source, target)
    if renamed:
        return renamed
    if path.parent.name == "Base.lproj":
        return path.parent.with_name(f"{target}.lproj") / path.name
    if format in {"properties", "arb"}:
        return path.with_name(f"{path.stem}_{_underscored(target)}{path.suffix}")
    return path.with_name(f"{path.stem}.{target}{path.suffix}")


def _in_name(path: Path, source: str, target: str) -> Path | None:
    """``app_en.arb`` → ``app_ru.arb``: the language is the last word of the name."""
    match = re.fullmatch(rf"(.*?)({_spellings(source)})", path.stem, re.IGNORECASE)
    if not match or (match[1] and match[1][-1].isalnum()):
        return None
    return path.with_name(f"{match[1]}{_like(match[2], target)}{path.suffix}")


def _in_folder(path: Path, source: str, target: str) -> Path | None:
    """``locales/en/common.json`` → ``locales/ru/common.json``: the language is the name of a folder above."""
    for at in range(len(path.parts) - 2, -1, -1):
        match = re.fullmatch(rf"({_spellings(source)})(\.lproj)?", path.parts[at])
        if match:
            new = _like(match[1], target) + (match[2] or "")
            return Path(*path.parts[:at], new, *path.parts[at + 1 :])
    return None


def _spellings(language: str) -> str:
    """The language with any region: ``en``, ``en-US``, ``en_GB``."""
    return rf"{re.escape(languages.primary(language))}(?:[-_][A-Z]{{2}})?"


def _like(found: str, target: str) -> str:
    return _underscored(target) if "_" in found else target


def _underscored(tag: str) -> str:
    return tag.replace("-", "_")


def _android(tag: str) -> str:
    """``pt-BR`` → ``pt-rBR``; scripts in the newer spelling ``b+zh+Hant``."""
    head, *rest = tag.split("-")
    if not rest:
        return head
    return f"{head}-r{rest[0]}" if len(rest) == 1 and len(rest[0]) == 2 else "b+" + "+".join([head, *rest])
