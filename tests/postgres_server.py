"""A real PostgreSQL server for the length of a test run: its own folder, its own user, no port, only a socket."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``; Debian keeps them out of the path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return places[-1].parent if places else None


class Server:
    """The server; it can be killed and started again."""

    def __init__(self, folder: Path, binaries: Path, user: str | None) -> None:
        self._folder = folder
        self._binaries = binaries
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None
        self._as: dict[str, object] = (
            {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        )

    def create(self) -> None:
        line = [
            self._binaries / "initdb",
            "-D",
            self._folder / "data",
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run(
            [*map(str, line), "--locale=C"], check=True, capture_output=True, cwd=self._folder, **self._as
        )  # type: ignore[call-overload]

    def start(self) -> None:
        line = [
            self._binaries / "postgres",
            "-D",
            self._folder / "data",
            "-k",
            self._folder,
            "-c",
            "listen_addresses=",
        ]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*map(str, line), "-c", "fsync=off"],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                **self._as,  # type: ignore[call-overload]
            )
        end = time.monotonic() + 60
        while subprocess.run(
            [str(self._binaries / "pg_isready"), "-h", str(self._folder), "-q"], check=False
        ).returncode:
            assert time.monotonic() < end, (self._folder / "log").read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """Immediate shutdown: every connection breaks, nothing is said to clients first."""
        assert self._process
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)

    def address(self, password: str = "") -> str:
        secret = f":{password}" if password else ""
        return f"postgresql://tester{secret}@/postgres?host={self._folder}"

    def emptied(self) -> str:
        """The address, with every table gone."""
        command = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        line = ["psql", "-h", str(self._folder), "-U", "tester", "-qc", command, "postgres"]
        subprocess.run(line, check=True, capture_output=True)
        return self.address()


@contextmanager
def running() -> Iterator[Server]:
    """A server while the block runs; skips the test where PostgreSQL is not installed."""
    binaries = programs()
    if binaries is None or not shutil.which("psql"):
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=os.environ.get("TMPDIR", "/tmp")))
    user = None
    if os.getuid() == 0:  # the server refuses to run as root
        user = next(
            (name for name in ("postgres", "nobody") if name in {p.pw_name for p in pwd.getpwall()}), None
        )
        if user is None:
            pytest.skip("there is no user to run PostgreSQL as")
        shutil.chown(folder, user)
    server = Server(folder, binaries, user)
    try:
        server.create()
        server.start()
        yield server
    finally:
        if server._process and server._process.poll() is None:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)
