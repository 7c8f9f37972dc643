"""Catalogs from the command line: found, opened, written where they belong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from translator.catalogs import FORMATS, Asked, Catalog, format_of, is_bilingual
from translator.catalogs.destinations import destination
from translator.errors import InputError, OutputError, TranslatorError, UsageError
from translator.files import write_bytes
from translator.i18n import _

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_LARGEST = 512 * 1024 * 1024


def files_argument() -> Decorator:
    """``FILE…``."""
    return click.argument("files", nargs=-1, required=True, metavar="FILE...")


def format_option() -> Decorator:
    """``--format``."""
    return click.option(
        "--format",
        "format",
        type=click.Choice(list(FORMATS)),
        help=_("The format, where the name does not say."),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A file to open as a catalog, and where its translation goes."""

    asked: Asked
    format: str
    output: Path
    in_place: bool

    def write(self, data: bytes, *, overwrite: bool = False) -> bool:
        """Write *data* where it differs from what is there; whether anything was written.

        Raises:
            OutputError: a file would be replaced that is not the one that was read.
        """
        before: bytes | None = None
        with suppress(OSError):
            before = self.output.read_bytes()
        if before == data:
            return False
        known = self.asked.data if self.in_place else self.asked.existing
        if before is not None and before != known and not overwrite:
            raise OutputError(
                _("{path} exists already.").format(path=self.output),
                _("Give --overwrite to replace it, or another name with -o."),
            )
        self.output.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(self.output, data)
        return True


@dataclass(frozen=True, slots=True)
class Opened:
    """A catalog and the file it is."""

    catalog: Catalog
    found: Found


def read_bytes(name: str) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it cannot be read, is empty or is absurdly large.
    """
    path = Path(name)
    try:
        if path.is_file() and path.stat().st_size > _LARGEST:
            raise InputError(_("{name} is too large for a catalog.").format(name=name))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("{name} cannot be read: {reason}.").format(name=name, reason=error.strerror or error)
        ) from error
    if not data.strip():
        raise InputError(_("{name} is empty.").format(name=name))
    return data


def found(
    name: str,
    format: str | None,
    source: str | None,
    target: str | None,
    output: str | None,
    *,
    anew: bool = False,
) -> Found:
    """Read the catalog *name*; *anew* takes no account of a translation that is there already.

    Raises:
        InputError, UsageError: it cannot be read, or what is asked makes no sense for its format.
    """
    data = read_bytes(name)
    form = format or format_of(name, data)
    template = name.lower().endswith(".pot")
    if is_bilingual(form) and not template:
        place = Path(output) if output else Path(name)
        return Found(Asked(name, data, source, target), form, place, in_place=not output)
    if not target:
        raise UsageError(
            _("{name} holds one language only; say with --to which it is to become.").format(name=name)
        )
    place = Path(output) if output else destination(Path(name), form, source or "en", target)
    if place.exists() and place.samefile(name):
        raise UsageError(
            _("The translation would replace {name} itself.").format(name=name),
            _("Name another file with -o."),
        )
    existing = place.read_bytes() if place.is_file() and not anew else None
    if template:
        asked = Asked(name if existing is None else str(place), existing or data, source, target)
        return Found(asked, form, place, in_place=existing is not None)
    return Found(Asked(name, data, source, target, existing), form, place, in_place=False)


def catalogs(
    name: str, format: str | None, source: str | None, target: str | None, output: str | None
) -> Iterator[Catalog]:
    """As :func:`found`, and open it: the whole, or the portions of a large one.

    Raises:
        InputError, UsageError: as :func:`found` and :func:`translator.catalogs.open_catalog`.
    """
    from translator.localisation.large import opened

    file = found(name, format, source, target, output)
    return opened(file.asked, file.format)


def each(names: Sequence[str], work: Callable[[str], None]) -> Iterator[tuple[str, TranslatorError | None]]:
    """Do *work* for each file; with several an error does not stop the others."""
    for name in names:
        try:
            work(name)
        except TranslatorError as error:
            if len(names) == 1:
                raise
            yield name, error
        else:
            yield name, None
