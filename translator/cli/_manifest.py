"""What was done in an output folder, so that the next run does only what failed or changed.

``translator-manifest.json`` names every input with the digest of its bytes, what was asked (a digest of the options,
the glossary and the engine), the files written with their digests, and what went wrong.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from translator.files import write_text

FILE = "translator-manifest.json"
SCHEMA = "translator-manifest/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One input."""

    input: str
    sha256: str
    asked: str
    status: str
    """``done`` or ``failed``."""
    outputs: dict[str, str] = field(default_factory=dict)
    """Path below the folder → digest."""
    flagged: int = 0
    message: str = ""


class Manifest:
    """What was done in *folder*; written while the run goes on, but never so often that it slows the run down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries = load(folder)
        self._changed = False
        self._next = 0.0

    def note(self, entry: Entry) -> None:
        """Keep what became of one input.

        Raises:
            OutputError: the folder cannot be written.
        """
        self.entries[entry.input] = entry
        self._changed = True
        if time.monotonic() >= self._next:
            self.save()

    def save(self) -> None:
        """Write what is not written yet.

        Raises:
            OutputError: the folder cannot be written.
        """
        if not self._changed or not self.folder.is_dir():
            return
        began = time.monotonic()
        save(self.folder, self.entries)
        self._changed = False
        now = time.monotonic()
        self._next = now + max(1.0, 20 * (now - began))

    def made(self) -> set[Path]:
        """The files earlier runs wrote here, resolved."""
        root = self.folder.resolve()
        return {root / path for entry in self.entries.values() for path in entry.outputs}


def load(folder: Path) -> dict[str, Entry]:
    """The entries of an earlier run by input; nothing when there is no manifest or it is not ours."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            return {}
        return {row["input"]: Entry(**row) for row in data["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def save(folder: Path, entries: dict[str, Entry]) -> None:
    """Write the manifest, inputs in order.

    Raises:
        OutputError: the folder cannot be written.
    """
    rows = [asdict(entries[name]) for name in sorted(entries)]
    text = json.dumps({"schema": SCHEMA, "files": rows}, ensure_ascii=False, indent=1)
    write_text(folder / FILE, text + "\n")


def digest(path: Path) -> str:
    """SHA-256 of a file; empty when it is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def is_done(entry: Entry | None, folder: Path, sha256: str, asked: str) -> bool:
    """Whether nothing changed since: the input, what was asked, and every file that was written."""
    return (
        entry is not None
        and entry.status == "done"
        and (entry.sha256, entry.asked) == (sha256, asked)
        and all(digest(folder / path) == known for path, known in entry.outputs.items())
    )
