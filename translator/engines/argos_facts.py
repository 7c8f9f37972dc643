"""What is known of a model's weights without reading them again: their hash, and how CTranslate2 computes with them.

A run that finds every sentence in the memory needs both for its signature, and nothing else of the model; with them
remembered it need not load it. They hold as long as the file's size, times and place are the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from translator import paths
from translator.errors import OutputError
from translator.files import write_text

_SCHEMA = 1


class Facts:
    """The facts of the file *weights*, kept in the user's cache."""

    def __init__(self, weights: Path) -> None:
        self._weights = weights
        name = hashlib.sha256(str(weights.resolve()).encode()).hexdigest()[:32]
        self._file = paths.cache_dir() / "models" / f"{name}.json"
        self._stamp = _stamp(weights)
        self._known = self._read()

    def sha256(self) -> str:
        """The hash of the weights."""
        if "sha256" not in self._known:
            with self._weights.open("rb") as file:
                self._known["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
            self._write()
        return self._known["sha256"]

    def get(self, question: str) -> str | None:
        """What was found out about *question* before, with this very file."""
        return self._known.get(question)

    def put(self, question: str, answer: str) -> None:
        """Remember the *answer*; where the cache cannot be written it is found out again."""
        if self._known.get(question) != answer:
            self._known[question] = answer
            self._write()

    def _read(self) -> dict[str, str]:
        try:
            held = json.loads(self._file.read_text(encoding="utf-8"))
            if held["schema"] == _SCHEMA and held["stamp"] == self._stamp:
                return {str(key): str(value) for key, value in held["facts"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass
        return {}

    def _write(self) -> None:
        value = {"schema": _SCHEMA, "stamp": self._stamp, "facts": self._known}
        with contextlib.suppress(OSError, OutputError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_text(self._file, json.dumps(value))


def _stamp(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError:  # CTranslate2 says what is missing
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
