"""Where things are. This module computes places; it never creates one.

Every place can be moved by an environment variable, so that a test or a careful user can fence the program in:
``TRANSLATOR_DATA_DIR``, ``TRANSLATOR_CACHE_DIR``, ``TRANSLATOR_CONFIG_DIR``. Otherwise the platform's own rules
hold (XDG on Linux). Bundled data lies beside the package in a checkout and inside it in a wheel.
"""

from __future__ import annotations

import os
from pathlib import Path

APP = "translator"
PACKAGE = Path(__file__).resolve().parent


def _place(variable: str, kind: str) -> Path:
    moved = os.environ.get(variable)
    if moved:
        return Path(moved)
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP, appauthor=False)
    return Path(getattr(dirs, f"user_{kind}_dir"))


def data_dir() -> Path:
    """The user's data: glossaries, memory, installed packages."""
    return _place("TRANSLATOR_DATA_DIR", "data")


def cache_dir() -> Path:
    """What can be thrown away: compiled glossaries, the package index, calibrations."""
    return _place("TRANSLATOR_CACHE_DIR", "cache")


def config_dir() -> Path:
    """The user's configuration."""
    return _place("TRANSLATOR_CONFIG_DIR", "config")


def config_file() -> Path:
    """The user's settings file."""
    return config_dir() / "config.toml"


def _bundled(name: str) -> Path:
    """A data folder of the project: in the wheel under ``_data``, in a checkout beside the package."""
    packaged = PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else PACKAGE.parent / name


def bundled_glossaries() -> Path:
    """The glossaries that come with the program."""
    return _bundled("glossaries")


def user_glossaries() -> Path:
    """The user's own glossaries, found by name before the bundled ones."""
    return data_dir() / "glossaries"


def locales() -> Path:
    """The gettext catalogs of the interface."""
    return _bundled("locales")


def starter_packages() -> Path:
    """The small Argos packages that come with the program."""
    return PACKAGE / "models" / "starter"


def installed_packages() -> Path:
    """Where ``translator models install`` puts packages: Argos' own folder, so that its tools see them too."""
    moved = os.environ.get("ARGOS_PACKAGES_DIR")
    if moved:
        return Path(moved)
    if os.environ.get("TRANSLATOR_DATA_DIR"):
        return data_dir() / "packages"
    home = Path(os.environ["SNAP_USER_DATA"]) if "SNAP_USER_DATA" in os.environ else Path.home()
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "argos-translate" / "packages"
