"""Is everything installed still what it was? Sums where there are any, a trial where there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from translator.errors import ModelError
from translator.i18n import _
from translator.models import store, trial
from translator.models.package import Package

State = Literal["intact", "works", "changed", "damaged"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found about one package."""

    package: Package
    state: State
    """``intact``: all sums agree. ``works``: no sums on record, but it translates. The others are bad."""
    detail: str = ""

    @property
    def good(self) -> bool:
        """Whether it can be used without a worry."""
        return self.state in {"intact", "works"}


def verify(packages: Iterable[Package], progress: Callable[[int, int], None] | None = None) -> list[Verified]:
    """Hash every file of *packages* that were installed here, and try the others out."""
    packages = list(packages)
    found = []
    for at, package in enumerate(packages):
        found.append(_verify(package))
        if progress:
            progress(at + 1, len(packages))
    return found


def _verify(package: Package) -> Verified:
    record = store.records(package.path.parent).packages.get(package.path.name)
    if record is not None:
        return _against(package, record)
    if not package.translates:
        return Verified(package, "works", _("of type “{type}”, not used").format(type=package.type))
    try:
        trial.try_out(package)
    except ModelError as error:
        return Verified(package, "damaged", error.message)
    return Verified(package, "works", _("no sums on record, but it translates"))


def _against(package: Package, record: store.Record) -> Verified:
    try:
        now = store.sums(package.path)
    except OSError as error:
        return Verified(package, "damaged", str(error))
    changed = sorted(name for name, wanted in record.files.items() if name in now and now[name] != wanted)
    missing = sorted(set(record.files) - set(now))
    extra = sorted(set(now) - set(record.files))
    told = [
        _("{what}: {files}").format(what=what, files=", ".join(names[:5]))
        for what, names in ((_("changed"), changed), (_("missing"), missing), (_("added"), extra))
        if names
    ]
    return Verified(package, "changed" if told else "intact", "; ".join(told))
