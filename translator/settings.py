"""Settings: defaults < user's file < project's file < environment < options; each value knows its source.

The files are TOML with one table per command, and the keys are the long options::

    [translate]
    to = "ru"
    glossary = ["cis-security"]

The user's file lies in the configuration folder, the project's is ``translator.toml`` in the working folder.
Environment variables are ``TRANSLATOR_<COMMAND>_<OPTION>`` and are read by the command line itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator import paths
from translator.errors import UsageError
from translator.i18n import _

PROJECT_FILE = "translator.toml"
_NAMES = {"to": "target", "from": "source", "glossary": "glossaries", "output": "outputs", "json": "as_json"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One value and the file that set it."""

    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What the files say, by command and option."""

    values: Mapping[str, Mapping[str, Setting]]

    def default_map(self) -> dict[str, dict[str, Any]]:
        """The shape Click takes its defaults from."""
        return {
            command: {_NAMES.get(key, key.replace("-", "_")): setting.value for key, setting in table.items()}
            for command, table in self.values.items()
        }

    def origin(self, command: str, option: str) -> str:
        """The file that set *option* of *command*; empty when none did."""
        setting = self.values.get(command, {}).get(option)
        return setting.source if setting else ""


def files() -> list[Path]:
    """The settings files in rising order of strength, whether they exist or not."""
    return [paths.config_file(), Path.cwd() / PROJECT_FILE]


def load(candidates: Iterable[Path] | None = None) -> Settings:
    """Read the settings files that exist.

    Raises:
        UsageError: a file cannot be read, is not TOML, or does not have one table per command.
    """
    merged: dict[str, dict[str, Setting]] = {}
    for path in files() if candidates is None else candidates:
        for command, table in _read(path).items():
            if not isinstance(table, dict):
                raise UsageError(
                    _("{path}: “{key}” stands outside a table.").format(path=path, key=command),
                    _("Write it under the command it belongs to, such as [translate]."),
                )
            merged.setdefault(command, {}).update({k: Setting(v, str(path)) for k, v in table.items()})
    return Settings(merged)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            _("The settings file {path} cannot be read: {reason}.").format(path=path, reason=reason),
            _("Mend it, or move it away."),
        ) from error
