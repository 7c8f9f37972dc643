"""Fonts for paper: the embedded ones for Latin, Greek, Cyrillic and Hebrew, the system's for the rest."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from functools import cache

from translator.errors import FeatureMissing
from translator.i18n import _
from translator.languages import name, primary, script

EMBEDDED = "Libertinus Serif"
COVERED = {"Latn", "Cyrl", "Grek", "Hebr"}
"""Scripts the embedded font has."""
_NAMES = {
    "Arab": (
        "Noto Naskh Arabic",
        "Amiri",
        "Scheherazade New",
        "Noto Sans Arabic",
        "Geeza Pro",
        "Traditional Arabic",
    ),
    "Hans": ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Songti SC", "SimSun"),
    "Hant": ("Noto Serif CJK TC", "Source Han Serif TC", "Noto Sans CJK TC", "Songti TC", "PMingLiU"),
    "Jpan": (
        "Noto Serif CJK JP",
        "Source Han Serif",
        "Noto Sans CJK JP",
        "Hiragino Mincho ProN",
        "Yu Mincho",
    ),
    "Hang": ("Noto Serif CJK KR", "Source Han Serif K", "Noto Sans CJK KR", "AppleMyungjo", "Batang"),
    "Mymr": ("Noto Serif Myanmar", "Noto Sans Myanmar", "Padauk"),
}
_NOTO = {
    "Armn": "Armenian", "Geor": "Georgian", "Deva": "Devanagari", "Beng": "Bengali", "Gujr": "Gujarati",
    "Guru": "Gurmukhi", "Taml": "Tamil", "Telu": "Telugu", "Knda": "Kannada", "Mlym": "Malayalam", "Sinh": "Sinhala",
    "Thai": "Thai", "Laoo": "Lao", "Khmr": "Khmer", "Ethi": "Ethiopic",
}  # fmt: skip
_EAST_ASIAN = {"Hans", "Hant", "Jpan", "Hang"}


def families(languages: Iterable[str]) -> list[str]:
    """Font families that together can show *languages*, the embedded one first.

    Raises:
        FeatureMissing: there is no font for a script; the hint names the package to install.
    """
    out = [EMBEDDED]
    for language in languages:
        own = _script(language)
        if own not in COVERED:
            out.append(_font(language, own))
    return list(dict.fromkeys(out))


def _script(language: str) -> str:
    found = script(language)
    return "Hans" if found == "Hani" else found


def _font(language: str, own: str) -> str:
    installed = _installed()
    noto = _NOTO.get(own, "")
    wanted = _NAMES.get(own) or ((f"Noto Serif {noto}", f"Noto Sans {noto}") if noto else ())
    found = next((family for family in wanted if family in installed), None) or _ask_fontconfig(
        language, installed
    )
    if found:
        return found
    package = "fonts-noto-cjk" if own in _EAST_ASIAN else "fonts-noto-core"
    raise FeatureMissing(
        _("No installed font can print {language}.").format(language=name(language)),
        _("Install one, such as {family}; on Debian: apt-get install {package}").format(
            family=next(iter(wanted), "Noto Sans"), package=package
        ),
    )


@cache
def _installed() -> frozenset[str]:
    import typst

    return frozenset(typst.Fonts().families())


def _ask_fontconfig(language: str, installed: frozenset[str]) -> str | None:
    """A family that says it covers the language, for systems with fonts we do not know."""
    program = shutil.which("fc-list")
    if not program:
        return None
    done = subprocess.run(
        [program, f":lang={primary(language)}", "family"],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    offered = sorted(part.strip() for line in done.stdout.splitlines() for part in line.split(","))
    return next((family for family in offered if family in installed), None)
