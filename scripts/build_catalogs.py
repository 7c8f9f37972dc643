"""Compiles the interface's catalogs into the wheel. An editable install needs none: the program compiles them itself."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface):  # type: ignore[type-arg]
    """``locales/<lang>/LC_MESSAGES/translator.po`` → ``translator/_data/locales/<lang>/LC_MESSAGES/translator.mo``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        for po in sorted(Path(self.root, "locales").glob("*/LC_MESSAGES/*.po")):
            mo = Path(self.folder.name, f"{po.parent.parent.name}.mo")
            with po.open("rb") as source, mo.open("wb") as target:
                write_mo(target, read_po(source, locale=po.parent.parent.name))
            place = Path(
                "translator/_data/locales", po.parent.relative_to(Path(self.root, "locales")), po.stem + ".mo"
            )
            build_data["force_include"][str(mo)] = str(place)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        if hasattr(self, "folder"):
            self.folder.cleanup()
