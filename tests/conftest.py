"""What every test gets: a home folder of its own, no network, and the program as a function."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from hypothesis import settings

SAMPLES = Path(__file__).parent / "samples"
GOLDEN = Path(__file__).parent / "golden"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

# No test is timed: a busy machine is no fault of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--save-golden", action="store_true", help="rewrite the golden files; review the diff")


@pytest.fixture
def save_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--save-golden"))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: nothing of the user's is read, nothing is left behind."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"TRANSLATOR_{name}_DIR", str(folder / name.lower()))
    for name in ("ARGOS_PACKAGES_DIR", "ARGOS_PACKAGE_INDEX", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                 "SNAP", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def offline(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection; tests marked ``network`` may talk to loopback."""
    allowed = request.node.get_closest_marker("network") or request.node.get_closest_marker("browser")

    def guard(real):  # type: ignore[no-untyped-def]
        def connect(self: socket.socket, address: object) -> object:
            host = address[0] if isinstance(address, tuple) else ""
            if self.family == socket.AF_UNIX or (allowed and host in LOOPBACK):
                return real(self, address)
            raise AssertionError(f"a test tried to open a connection to {address!r}")

        return connect

    monkeypatch.setattr(socket.socket, "connect", guard(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guard(socket.socket.connect_ex))
