"""How packages are shown and asked for, the same in every command of the group."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from translator.cli import _console
from translator.cli._options import Decorator
from translator.errors import ModelMissing
from translator.i18n import _
from translator.models.package import Package

if TYPE_CHECKING:
    from translator.models.installing import Installed, Progress


def index_option() -> Decorator:
    """``--index``."""
    return click.option(
        "--index", "index_url", metavar="URL",
        help=_("Another package index: an address, file://… or a folder; also ARGOS_PACKAGE_INDEX."),
    )  # fmt: skip


def pair(package: Package) -> str:
    """``en → ru``, or the type of a package that does not translate."""
    return f"{package.source} → {package.target}" if package.translates else f"({package.type})"


def size(package: Package) -> int:
    """Bytes on disk."""
    total = 0
    folders = [os.fspath(package.path)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
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


def named(packages: list[Package], words: tuple[str, ...]) -> list[Package]:
    """The installed packages *words* name: by pair, by code, by folder name, or by ``code-version``.

    Raises:
        ModelMissing: nothing of that name is installed.
    """
    from translator.models import wanted

    found: list[Package] = []
    loose: list[str] = []
    for word in words:
        exact = [p for p in packages if word in {p.path.name, p.code, f"{p.code}-{p.version}"}]
        found += exact
        loose += [] if exact else [word]
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

    with ExitStack() as stack:
        bars: dict[str, Any] = {}

        def tell(label: str, done: int, total: int) -> None:
            if label not in bars:
                stack.pop_all().close()
                bars[label] = stack.enter_context(_console.progress(label, bytes_=True))
            bars[label](done, total)

        yield tell


def report(done: list[Installed], *, json: bool) -> None:
    """What an installation did."""
    if json:
        _console.emit_json([{**as_json(one.package), "state": one.state} for one in done])
        return
    for one in done:
        text = _("Installed {package}.") if one.state == "installed" else _("{package} is already installed.")
        _console.say(text.format(package=one.package.label))
