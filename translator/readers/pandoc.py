"""Pandoc, kept on a short lead: no files, no network, bounded memory and time.

Pandoc gets bytes on its standard input and answers with its document tree as JSON. ``--sandbox`` makes it refuse
to open anything else.
"""

from __future__ import annotations

import json
import subprocess
from typing import Any

from translator.errors import InputError
from translator.i18n import _

MEMORY = "2G"
"""What one call may use. A megabyte of HTML takes about 100."""
SECONDS = 120


def tree(answer: bytes, name: str) -> dict[str, Any]:
    """The document tree in pandoc's JSON *answer*.

    Raises:
        InputError: it is nested too deeply.
    """
    try:
        found: dict[str, Any] = json.loads(answer)
    except RecursionError as error:
        raise too_deep(name) from error
    return found


def run(data: bytes, dialect: str, name: str, to: str = "json") -> bytes:
    """*data*, read as pandoc's *dialect* (a reader's name with its extensions), in pandoc's format *to*.

    Raises:
        InputError: the file is damaged, or more than the bounds allow.
    """
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--from", dialect, "--to", to, "--sandbox", "--quiet"]
    try:
        done = subprocess.run(
            [*command, "+RTS", f"-M{MEMORY}", "-RTS"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(name) from error
    except subprocess.CalledProcessError as error:
        if error.returncode in {251, 252, -9}:  # GHC: heap or stack exhausted
            raise _too_much(name) from error
        raise damaged(name, error.stderr.decode("utf-8", "replace").strip().split("\n")[0]) from error
    return done.stdout


def damaged(name: str, problem: str = "") -> InputError:
    """The error for a file that is not what it says it is."""
    return InputError(
        _("{name} is damaged ({problem}).").format(name=name, problem=problem[:200].rstrip("."))
        if problem
        else _("{name} is damaged.").format(name=name),
        _("Open it in the program it was made with and save it again."),
    )


def too_deep(name: str) -> InputError:
    """The error for a tree no person has written."""
    return InputError(
        _("{name} is nested too deeply.").format(name=name),
        _("Save it as plain text and give that."),
    )


def _too_much(name: str) -> InputError:
    return InputError(
        _("{name} takes too much time or memory to read in this format.").format(name=name),
        _("Save it as plain text and give that, or split it into parts."),
    )
