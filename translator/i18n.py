"""The interface's language: binds the gettext domain before anything is defined that carries a message.

Click looks up its own words ("Usage", "Options") through the process-wide domain, so binding that to ours
translates all of ``--help``. The language comes from ``--ui-lang``, then ``LANGUAGE``, ``LC_ALL``,
``LC_MESSAGES``, ``LANG``, as gettext does it. A checkout holds ``.po`` files only; :func:`bind` compiles the one
it needs into the user's cache the first time, a wheel brings ``.mo`` files along.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

DOMAIN = "translator"


def _(message: str) -> str:
    """*message* in the interface language."""
    return gettext.dgettext(DOMAIN, message)


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark *message* for the catalogs without translating it yet (tables, constants)."""
    return message


FROM_CLICK = (N_("required"),)
"""Words that Click looks up by way of a variable, where no tool finds them."""


def ngettext(one: str, many: str, n: int) -> str:
    """The plural form for *n* in the interface language."""
    return gettext.dngettext(DOMAIN, one, many, n)


def pgettext(context: str, message: str) -> str:
    """*message* as meant in *context*, in the interface language."""
    return gettext.dpgettext(DOMAIN, context, message)


def ui_language() -> str:
    """The language tag of the interface, such as ``ru`` or ``pt-BR``; ``en`` when none is asked for or known."""
    for candidate in _wanted():
        if candidate in {"en", "C", "POSIX"}:
            return "en"
        if _has_catalog(candidate):
            return candidate.replace("_", "-")
    return "en"


def bind(language: str | None = None) -> None:
    """Use the catalogs of the interface; *language* overrides the environment (``--ui-lang``)."""
    if language:
        os.environ["LANGUAGE"] = language.replace("-", "_")
    gettext.bindtextdomain(DOMAIN, str(_compiled_locales(_wanted())))
    gettext.textdomain(DOMAIN)


def catalog(language: str) -> gettext.NullTranslations:
    """The catalog of one language, whatever the interface speaks: an edition speaks its reader's language."""
    codes = list(dict.fromkeys((language.replace("-", "_"), language.split("-", maxsplit=1)[0])))
    return gettext.translation(DOMAIN, str(_compiled_locales(codes)), codes, fallback=True)


def _wanted() -> list[str]:
    """Language codes in order of preference, each also without its region."""
    value = next(
        (os.environ[v] for v in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(v)), ""
    )
    codes = [code.split(".")[0].split("@")[0] for code in value.split(":") if code]
    return [part for code in codes for part in dict.fromkeys((code, code.split("_")[0]))]


def _has_catalog(code: str) -> bool:
    from translator import paths

    folder = paths.locales() / code / "LC_MESSAGES"
    return any((folder / f"{DOMAIN}.{suffix}").is_file() for suffix in ("mo", "po"))


def _compiled_locales(codes: list[str]) -> Path:
    """A folder that has ``.mo`` files: the bundled one, or for a checkout the user's cache, brought up to date."""
    from translator import paths

    bundled = paths.locales()
    for code in codes:
        po = bundled / code / "LC_MESSAGES" / f"{DOMAIN}.po"
        mo = po.with_suffix(".mo")
        if po.is_file() and not mo.is_file():
            return _compile_to_cache(code, po) or bundled
    return bundled


def _compile_to_cache(code: str, po: Path) -> Path | None:
    """Compile one catalog into the cache unless it is there already; ``None`` when that cannot be written."""
    from translator import paths

    root = paths.cache_dir() / "locales"
    mo = root / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        if not mo.is_file() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            _compile(po, mo)
    except OSError:
        return None
    return root


def _compile(po: Path, mo: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parent.parent.name, domain=DOMAIN)
    mo.parent.mkdir(parents=True, exist_ok=True)
    temporary = mo.with_name(f"{mo.name}.{os.getpid()}")
    with temporary.open("wb") as file:
        write_mo(file, catalog)
    temporary.replace(mo)
