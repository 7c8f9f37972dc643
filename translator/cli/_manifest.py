"""What was done in an output folder, so that the next run does only what failed or changed.

``translator-manifest.json`` names every input with the digest of its bytes, what was asked (a digest of the options,
the glossary and the engine), the files written with their digests, and what went wrong.
"""

from __future__ import annotations

import hashlib
import json
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
