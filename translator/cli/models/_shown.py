"""How packages are shown and asked for, the same in every command of the group."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal

import click

from translator.cli import _console
from translator.cli._options import Decorator
from translator.errors import ModelError, ModelMissing
from translator.i18n import _
from translator.models.package import Package

if TYPE_CHECKING:
    from translator.models.installing import Installed, Progress
    from translator.models.store import Record


Kind = Literal["starter", "installed", "found"]
"""Came with the program, was installed by it, or by another one."""


def index_option() -> Decorator:
    """``--index``."""
    return click.option(
        "--index", "index_url", metavar="URL",
        help=_("Another package index: an address, file://… or a folder; also ARGOS_PACKAGE_INDEX."),
    )  # fmt: skip


def sha256_option(help: str) -> Decorator:
    """``--sha256``."""
    return click.option("--sha256", default="", metavar="HEX", callback=_sum, help=help)


def _sum(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        raise click.BadParameter(_("A SHA-256 sum has 64 hexadecimal digits."))
    return value


def recorded() -> dict[str, Record]:
    """What is on record of the packages installed here; when that cannot be read, it is said, and nothing is."""
    from translator.models import store

    try:
        return store.records().packages
    except ModelError as error:
        _console.warn(f"{error.message} {error.hint}")
        return {}


def kinds(packages: Iterable[Package]) -> dict[Package, Kind]:
    """What each of *packages* is."""
    from translator import paths

    own, ours = paths.installed_packages(), recorded()
    return {
        package: "starter" if package.origin == "starter"
        else "installed" if package.path.parent == own and package.path.name in ours
        else "found"
        for package in packages
    }  # fmt: skip


def kind(name: Kind) -> str:
    """A kind in words."""
    return {"starter": _("starter"), "installed": _("official"), "found": _("found")}[name]


def pair(package: Package) -> str:
    """``en → ru``, or the type of a package that does not translate."""
    return f"{package.source} → {package.target}" if package.translates else f"({package.type})"


def size(package: Package) -> int:
    """Bytes on disk, of what may be read."""
    total = 0
    folders = [os.fspath(package.path)]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    with suppress(OSError):  # a link to nowhere
                        total += entry.stat().st_size
    return total


def megabytes(number: int) -> str:
    """``65 MB``."""
    return _("{size} MB").format(size=f"{number / 1e6:.0f}" if number >= 1e7 else f"{number / 1e6:.1f}")


def as_json(package: Package) -> dict[str, Any]:
    """A package for programs."""
    return {
        "code": package.code,
        "version": package.version,
        "from": package.source,
        "to": package.target,
        "type": package.type,
        "origin": package.origin,
        "path": str(package.path),
    }


def by_name(packages: Iterable[Package], words: Iterable[str]) -> tuple[list[Package], list[str]]:
    """The packages *words* name by code, folder name or ``code-version``, and the words that name none."""
    found: list[Package] = []
    loose: list[str] = []
    for word in words:
        exact = [p for p in packages if word in {p.path.name, p.code, f"{p.code}-{p.version}"}]
        found += exact
        loose += [] if exact else [word]
    return found, loose


def named(packages: list[Package], words: tuple[str, ...]) -> list[Package]:
    """The installed packages *words* name: by pair, or as in :func:`by_name`.

    Raises:
        ModelMissing: nothing of that name is installed.
    """
    from translator.models import wanted

    found, loose = by_name(packages, words)
    for source, target in wanted.pairs(loose):
        both = [p for p in packages if (p.source, p.target) == (source, target)]
        if not both:
            raise ModelMissing(
                _("No package from {source} into {target} is installed.").format(
                    source=source, target=target
                ),
                _("`translator models list` shows what is."),
            )
        found += both
    return list(dict.fromkeys(found))


@contextmanager
def downloading() -> Iterator[Progress]:
    """A progress bar for every package that is fetched in the block."""
    from contextlib import ExitStack

    bars: dict[str, Any] = {}
    try:
        with ExitStack() as stack:

            def tell(label: str, done: int, total: int) -> None:
                if label not in bars:
                    stack.pop_all().close()
                    bars[label] = stack.enter_context(_console.progress(label, bytes_=True))
                bars[label](done, total)

            yield tell
    except KeyboardInterrupt:
        _console.say(_("What was fetched is kept: the same command again goes on from here."))
        raise


@contextmanager
def reporting(*, json: bool) -> Iterator[Callable[[Installed], None]]:
    """Tell of every package that is installed in the block, also when the block does not end well."""
    done: list[Installed] = []

    def tell(one: Installed) -> None:
        done.append(one)
        if not json:
            text = (
                _("Installed {package}.")
                if one.state == "installed"
                else _("{package} is already installed.")
            )
            _console.say(text.format(package=one.package.label))

    try:
        yield tell
    finally:
        if json:
            _console.emit_json([{**as_json(one.package), "state": one.state} for one in done])
