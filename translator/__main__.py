"""The program's door: ``translator`` and ``python -m translator``.

What can go wrong before the command line is loaded is caught here: Ctrl-C in the first tenth of a second, and
standard streams that the caller closed.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the program and leave with its exit status."""
    _open_streams()
    try:
        from translator.cli import main as command_line
    except KeyboardInterrupt:
        sys.exit(130)
    command_line()


def _open_streams() -> None:
    """Give closed standard streams (``>&-``) a file, or the next file opened would get their number.

    Closed input reads as empty and closed stderr takes anything; a closed output refuses to be written, so that a
    lost translation is an error.
    """
    ways = (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY))
    for number, (name, way) in enumerate(ways):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, way)  # the lowest free number, which is this one
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


if __name__ == "__main__":
    main()
